// 確定解除: a final room is tentative again, and what follows: the pool, a new deadline, and what stays final whatever a person says.
import { expect } from 'chai';
import { newBooking, singles } from '../support/bookings.js';
import { type Clerk, clerkAt } from '../support/clerk.js';
import { useDatabase } from '../support/database.js';
import { type Records, recordsOf } from '../support/records.js';
import { createWorld, type World } from '../support/world.js';

describe('a final room that a person takes back', () => {
  const database = useDatabase();
  let world: World;
  let records: Records;
  let clerk: Clerk;

  before(async () => {
    world = await createWorld({ databaseUrl: database.url(), rooms: singles('101', '102', '103') });
    database.onEnd(() => world.stop());
    records = recordsOf(world);
    clerk = clerkAt(world);
  });
  afterEach(async () => expect(await records.doubleBooked()).to.deep.equal([]));

  const takeBack = async (number: string) => {
    const { id, version } = await records.plan(number);
    return clerk.takeFinalBack(id, version);
  };
  const makeFinal = async (number: string) => {
    const { id, version } = await records.plan(number);
    expect((await clerk.makeFinal(id, version)).status).to.equal(200);
  };
  const poolOf = async (number: string) => {
    const [row] = await world.rows<{ status: string | null; deadline: Date | null }>(
      'SELECT pool_status AS status, pool_deadline_time AS deadline FROM heyawari.booking_plans WHERE booking_number = $1',
      [number],
    );
    return { status: row!.status, deadline: row!.deadline?.toISOString() };
  };

  it('waits in the pool again, where it is, with history and audit, and keeps its lock', async () => {
    await world.deliver(newBooking('A', { checkIn: '2027-03-01' }));
    const { deadline } = await poolOf('A');
    const { id, room, version } = await records.plan('A');
    expect((await clerk.lock(id, version)).status).to.equal(200);
    await makeFinal('A');
    const { status, body } = await takeBack('A');
    expect(status).to.equal(200);
    expect(body).to.deep.include({ state: 'tentative', finalCause: null });
    expect(body).to.have.nested.property('lock.cause', 'clerk');
    expect(await records.plan('A')).to.include({ room, state: 'tentative', cause: null });
    expect(await poolOf('A')).to.deep.equal({ status: 'waiting', deadline });
    expect(await records.history('A')).to.deep.equal(['placed', 'locked', 'finalised', 'final_taken_back']);
    const [audited] = await world.rows<{ user_id: number; details: object }>(
      "SELECT user_id, details FROM heyawari.audit_log WHERE action = 'booking-plan.take-final-back'",
    );
    expect(audited).to.include({ user_id: clerk.userId });
    expect(audited!.details).to.have.nested.property('before.roomState', 'final');
    expect(audited!.details).to.have.nested.property('after.roomState', 'tentative');
    expect((await takeBack('A')).body).to.deep.include({ key: 'pool.not_final' });
  });

  it('whose deadline has passed is left to the next night, and final again in the morning', async () => {
    await world.deliver(newBooking('B', { checkIn: '2027-01-25', nights: 1 }));
    await world.advanceTo('2027-01-24', 9);
    await makeFinal('B');
    expect((await takeBack('B')).status).to.equal(200);
    expect((await poolOf('B')).deadline).to.equal('2027-01-24T21:00:00.000Z');
    await world.advanceTo('2027-01-25', 7);
    expect(await records.plan('B')).to.include({ state: 'final', cause: 'deadline' });
    const late = await takeBack('B');
    expect(late.status).to.equal(409);
    expect(late.body).to.deep.include({ key: 'pool.arrives_too_soon' });
  });

  it('stays final while its guest is in the house, and where no such stay is', async () => {
    await world.deliver(newBooking('C', { checkIn: '2027-04-01' }));
    await makeFinal('C');
    await world.host.reservations.updateReservationStatus('test', {
      id: (await records.reservation('C')).id,
      ...{ hotel_id: world.hotel.hotelId, status: 'checked_in', updated_by: 3 },
    });
    await world.heyawari.drain();
    expect((await takeBack('C')).body).to.deep.include({ key: 'pool.final_in_house' });
    expect((await clerk.takeFinalBack(999_999, 1)).status).to.equal(404);
  });
});
