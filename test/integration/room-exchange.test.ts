// 部屋交換: two stays change rooms before their arrival, both or neither; what is in the way is named.
import { expect } from 'chai';
import { newBooking, single, singles, twins } from '../support/bookings.js';
import { type Clerk, clerkAt } from '../support/clerk.js';
import { useDatabase } from '../support/database.js';
import { type Records, recordsOf } from '../support/records.js';
import { createWorld, type World } from '../support/world.js';

describe('two stays that change rooms', () => {
  const database = useDatabase();
  let world: World;
  let records: Records;
  let clerk: Clerk;

  before(async () => {
    world = await createWorld({
      databaseUrl: database.url(),
      rooms: [...singles('101', '102'), ...twins('201')],
      upgrades: { SGL: ['TWN'] },
    });
    database.onEnd(() => world.stop());
    records = recordsOf(world);
    clerk = clerkAt(world);
  });
  afterEach(async () => expect(await records.doubleBooked()).to.deep.equal([]));

  const idOf = (room: string) => world.hotel.roomIds[room]!;
  const roomOf = async (number: string) => (await records.plan(number)).room!;
  const exchange = async (one: string, other: string) => {
    const { id, version } = await records.plan(one);
    return clerk.exchange(id, version, await records.plan(other));
  };
  const stay = (number: string, checkIn: string, nights = 2) => newBooking(number, { checkIn, nights });

  it('have each other’s rooms at once, in PMS and plan, final and locked in the name of who chose', async () => {
    await world.deliver(stay('A', '2027-02-01'), stay('B', '2027-02-02', 3));
    const [a, b] = [await roomOf('A'), await roomOf('B')];
    const before = await records.plan('A');
    const { status, body } = await exchange('A', 'B');
    expect(status).to.equal(200);
    expect(body).to.deep.include({ state: 'final', finalCause: 'person' });
    expect(body).to.have.nested.property('lock.userId', clerk.userId);
    expect([await roomOf('A'), await roomOf('B')]).to.deep.equal([b, a]);
    expect((await records.reservation('A')).rooms).to.deep.equal([b]);
    expect((await records.reservation('B')).rooms).to.deep.equal([a]);
    expect(await records.roomNights('B')).to.deep.equal(
      ['2027-02-02', '2027-02-03', '2027-02-04'].map((night) => `${a} ${night}`),
    );
    expect(await records.plan('B')).to.include({ state: 'final', cause: 'person' });
    expect([await records.history('A'), await records.history('B')]).to.deep.equal([
      ['placed', 'moved'],
      ['placed', 'moved'],
    ]);
    const audited = await world.rows<{ user_id: number; details: object }>(
      "SELECT user_id, details FROM heyawari.audit_log WHERE action = 'booking-plan.exchange'",
    );
    expect(audited).to.have.length(1);
    expect(audited[0]).to.include({ user_id: clerk.userId });
    expect(audited[0]!.details).to.have.nested.property('before.roomId', idOf(a));
    expect(audited[0]!.details).to.have.nested.property('other.before.roomId', idOf(b));
    expect(audited[0]!.details).to.have.nested.property('other.after.roomId', idOf(a));
    await world.heyawari.drain();
    expect((await records.history('A')).length, 'what follows the PMS finds it as it is').to.equal(2);
    expect((await clerk.exchange(before.id, before.version, await records.plan('B'))).body).to.deep.include({
      key: 'pool.plan_changed',
    });
  });

  it('are offered best first: of one type, then with an upgrade, each with how it suits either', async () => {
    await world.deliver(
      ...['C', 'D'].map((number) => stay(number, '2027-03-01')),
      newBooking('E', {
        ...{ checkIn: '2027-03-01', nights: 2 },
        rooms: [{ code: 'TWN', men: 2, pricePerNight: 12_000 }],
      }),
    );
    const { id } = await records.plan('C');
    const d = await roomOf('D');
    expect(await clerk.exchangesFor(id)).to.deep.equal([
      `${d} booked_type, D: booked_type`,
      '201 upgrade, E: other too_small',
    ]);
    expect(await clerk.roomsFor(id)).to.deep.equal([]);
  });

  it('are refused where a third one has the room on a night that the other brings, which is named', async () => {
    await world.deliver(stay('F', '2027-04-01', 1));
    const f = await roomOf('F');
    const { id, version } = await records.plan('F');
    expect((await clerk.lock(id, version)).status).to.equal(200);
    await world.deliver(stay('H', '2027-04-01', 3));
    const h = await roomOf('H');
    await world.deliver(stay('G', '2027-04-02', 2));
    expect(await roomOf('G')).to.equal(f);
    const refused = await exchange('F', 'H');
    expect(refused.status).to.equal(409);
    expect(refused.body).to.deep.include({
      key: 'pool.room_taken',
      params: { room: f, night: '2027-04-02', booking: 'G' },
    });
    expect([await roomOf('F'), await roomOf('H')]).to.deep.equal([f, h]);
    expect(await clerk.exchangesFor(id)).not.to.include.members([`${h} booked_type, H: booked_type`]);
    expect((await records.reservation('H')).rooms).to.deep.equal([h]);
  });

  it('are refused within one booking, with itself, with a guest in the house, and unseen', async () => {
    await world.deliver(
      newBooking('I', {
        checkIn: '2027-05-01',
        nights: 2,
        rooms: [single, { ...single, pricePerNight: 9_000 }],
      }),
    );
    const [one, two] = await records.plans('I');
    expect((await clerk.exchange(one!.id, one!.version, two!)).body).to.deep.include({
      key: 'pool.same_booking',
    });
    expect((await clerk.exchange(one!.id, one!.version, one!)).body).to.deep.include({
      key: 'pool.same_booking',
    });
    await world.deliver(stay('J', '2027-06-01'), stay('K', '2027-06-01'));
    const { id, version } = await records.plan('J');
    const k = await records.plan('K');
    expect((await clerk.exchange(id, version, { ...k, version: k.version + 1 })).body).to.deep.include({
      key: 'pool.plan_changed',
    });
    await world.host.reservations.updateReservationStatus('test', {
      id: (await records.reservation('K')).id,
      ...{ hotel_id: world.hotel.hotelId, status: 'checked_in', updated_by: 3 },
    });
    await world.heyawari.drain();
    expect((await exchange('J', 'K')).body).to.deep.include({ key: 'pool.guest_in_house' });
    expect(await clerk.exchangesFor(id)).to.deep.equal([]);
    await world.host.reservations.updateReservationStatus('test', {
      id: (await records.reservation('K')).id,
      ...{ hotel_id: world.hotel.hotelId, status: 'checked_out', updated_by: 3 },
    });
    await world.heyawari.drain();
    expect(await clerk.exchangesFor(id), 'who has left again').to.deep.equal([]);
  });

  it('are not offered, nor free rooms, where the booking has the room on another night by itself', async () => {
    await world.deliver(stay('N', '2027-08-01', 3));
    const n = await roomOf('N');
    const other = ['101', '102'].find((room) => room !== n)!;
    await world.rows(
      `UPDATE reservation_details SET room_id = $1, updated_by = 3
        WHERE reservation_id = $2 AND date = '2027-08-03'`,
      [idOf(other), (await records.reservation('N')).id],
    );
    await world.heyawari.drain();
    const { id, version } = await records.plan('N');
    expect(await clerk.roomsFor(id), 'its last night is in the other single').to.deep.equal(['201 upgrade']);
    expect((await clerk.move(id, version, idOf(other))).body).to.deep.include({
      key: 'pool.cannot_move_now',
    });
    await world.deliver(stay('O', '2027-08-01', 1));
    expect(await roomOf('O')).to.equal(other);
    expect(await clerk.exchangesFor(id)).to.deep.equal([]);
    expect(await clerk.exchangesFor((await records.plan('O')).id)).to.deep.equal([]);
  });

  it('are asked for twice at once and exchanged once', async () => {
    await world.deliver(stay('L', '2027-07-01'), stay('M', '2027-07-01'));
    const [l, m] = [await records.plan('L'), await records.plan('M')];
    const answers = await Promise.all([
      clerk.exchange(l.id, l.version, m),
      clerk.exchange(m.id, m.version, l),
    ]);
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, 409]);
    expect([await roomOf('L'), await roomOf('M')]).to.deep.equal([m.room, l.room]);
  });
});
