// What was done: the history of a stay and the runs of a hotel, over the API.
import { expect } from 'chai';
import type { AssignmentRunsAnswer, PlanHistoryAnswer } from '../../plugin/api/index.js';
import { cancellationOf, newBooking, singles } from '../support/bookings.js';
import { type Clerk, clerkAt } from '../support/clerk.js';
import { useDatabase } from '../support/database.js';
import { type Records, recordsOf } from '../support/records.js';
import { guardsByToken, staffAt } from '../support/staff.js';
import { createWorld, type World } from '../support/world.js';

describe('what was done', () => {
  const database = useDatabase();
  let world: World;
  let records: Records;
  let clerk: Clerk;

  before(async () => {
    world = await createWorld({
      databaseUrl: database.url(),
      rooms: singles('101', '102'),
      auth: guardsByToken,
    });
    database.onEnd(() => world.stop());
    records = recordsOf(world);
    clerk = clerkAt(world);
  });

  const ask = <Answer>(path: string) =>
    staffAt(world.heyawari, world.hotel.hotelId, 'view')<Answer>('get', path);
  const history = async (id: number, query = '') =>
    (await ask<PlanHistoryAnswer>(`/booking-plans/${id}/history${query}`)).body;

  it('with a stay is told newest first, with who did it and why the stay is where it is, also once it has ended', async () => {
    await world.deliver(newBooking('A', { checkIn: '2027-02-10' }));
    const { id, version, room } = await records.plan('A');
    expect((await clerk.makeFinal(id, version)).status).to.equal(200);
    const { items, total } = await history(id);
    expect(total).to.equal(2);
    expect(items.map(({ event, state, userId }) => [event, state, userId])).to.deep.equal([
      ['finalised', 'final', clerk.userId],
      ['placed', 'tentative', null],
    ]);
    expect(items[1]!.room).to.include({ number: room });
    expect(items[1]!.reason).to.include({ key: 'placement.booked_type' });
    expect(items[1]!.correlationId).to.be.a('string');
    expect((await history(id, '?page=2&pageSize=1')).items.map(({ event }) => event)).to.deep.equal([
      'placed',
    ]);
    expect(await history(id, '?page=9')).to.deep.include({ items: [], total: 2 });
    await world.deliver(cancellationOf('A', { checkIn: '2027-02-10' }));
    expect((await history(id)).items[0]).to.include({ event: 'ended', state: 'ended', room: null });
    expect((await ask('/booking-plans/999999/history')).status).to.equal(404);
  });

  it('in a run is told newest first: what became final, and when', async () => {
    await world.deliver(newBooking('B', { checkIn: '2027-01-25' }));
    await world.advanceTo('2027-01-25', 7);
    const { items, total } = (await ask<AssignmentRunsAnswer>('/assignment-runs?pageSize=200')).body;
    expect(total).to.equal(items.length);
    expect(items.reduce((sum, { finalised }) => sum + finalised, 0)).to.equal(1);
    expect(items.some(({ kind, businessDate }) => kind === 'nightly' && businessDate === '2027-01-25')).to.be
      .true;
    const begun = items.map(({ startedAt }) => startedAt);
    expect(begun).to.deep.equal([...begun].sort().reverse());
  });
});
