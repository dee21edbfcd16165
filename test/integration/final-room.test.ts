// A person makes a tentative room final, through the plugin's own route: what is refused, and who wins.
import { expect } from 'chai';
import { cancellationOf, newBooking, singles } from '../support/bookings.js';
import { type Clerk, clerkAt } from '../support/clerk.js';
import { useDatabase } from '../support/database.js';
import { type Records, recordsOf } from '../support/records.js';
import { createWorld, type World } from '../support/world.js';

describe('making a tentative room final', () => {
  const database = useDatabase();
  let world: World;
  let records: Records;
  let clerk: Clerk;

  before(async () => {
    world = await createWorld({
      databaseUrl: database.url(),
      rooms: singles('101', '102'),
    });
    database.onEnd(() => world.stop());
    records = recordsOf(world);
    clerk = clerkAt(world);
    await world.deliver(newBooking('A'), newBooking('B'), newBooking('FULL'));
  });

  it('keeps it for good, with who did it', async () => {
    const { id, version } = await records.plan('A');
    const { status, body } = await clerk.makeFinal(id, version);
    expect(status).to.equal(200);
    expect(body).to.deep.include({ state: 'final', finalCause: 'person', version: version + 1 });
    expect(await records.history('A')).to.deep.equal(['placed', 'finalised']);
    const [entry] = await world.rows<{ details: object }>(
      `SELECT h.user_id, a.user_id AS audited, a.details FROM heyawari.booking_plan_history h
         JOIN heyawari.audit_log a ON a.subject = 'booking-plan:' || h.plan_id
        WHERE h.plan_id = $1 AND h.event = 'finalised'`,
      [id],
    );
    expect(entry).to.include({ user_id: clerk.userId, audited: clerk.userId });
    const dates = { checkIn: '2027-02-01', checkOut: '2027-02-03' };
    const room = {
      ...{ ...dates, lock: null },
      ...{ roomId: world.hotel.roomIds['101'], roomTypeId: world.hotel.typeIds.SGL },
    };
    expect(entry!.details).to.deep.equal({
      before: { ...room, version, roomState: 'tentative', finalCause: null, poolStatus: 'waiting' },
      after: { ...room, version: version + 1, roomState: 'final', finalCause: 'person', poolStatus: null },
    });
  });

  it('is refused where the plan has changed since it was looked at', async () => {
    const { id, version } = await records.plan('B');
    const { status, body } = await clerk.makeFinal(id, version + 1);
    expect(status).to.equal(409);
    expect(body).to.deep.include({ key: 'pool.plan_changed', status: 409 });
    expect((await records.plan('B')).state).to.equal('tentative');
  });

  it('is won by one of two clerks who do it at once', async () => {
    const { id, version } = await records.plan('B');
    const answers = await Promise.all([clerk.makeFinal(id, version), clerk.makeFinal(id, version)]);
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, 409]);
    expect(await records.history('B')).to.deep.equal(['placed', 'finalised']);
  });

  it('is refused for a plan that does not exist', async () => {
    const { status, body } = await clerk.makeFinal(999_999, 1);
    expect(status).to.equal(404);
    expect(body).to.deep.include({ key: 'pool.plan_unknown' });
  });

  it('is refused for a stay without a room', async () => {
    const { id, version } = await records.plan('FULL');
    const { status, body } = await clerk.makeFinal(id, version);
    expect(status).to.equal(409);
    expect(body).to.deep.include({ key: 'pool.plan_has_no_room' });
  });

  it('is refused for a stay that has ended', async () => {
    const { id } = await records.plan('A');
    await world.deliver(cancellationOf('A'));
    const { status, body } = await clerk.makeFinal(id, (await records.plans('A'))[0]!.version);
    expect(status).to.equal(404);
    expect(body).to.deep.include({ key: 'pool.plan_unknown' });
  });
});
