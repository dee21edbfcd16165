// The occupancy of who holds what: true to what is written, and never a contradiction to the engine.
import { expect } from 'chai';
import { day, heldByHost, heldPlan as held, hotelOf, nights, room } from '../../../test/support/stays.js';
import { tenfold } from '../../../test/support/patience.js';
import { bookingPlanId, type PhysicalRoom, physicalRoom } from '../../domain/ids.js';
import { createOccupancy, nothingGivenUp, type Occupancy } from './occupancy.js';

const span = nights(10, 12);
const [s1, s2] = [room(101), room(102)];

describe('the occupancy', () => {
  const two = hotelOf([s1, s2]);
  const free = (occupancy: Occupancy, physical: PhysicalRoom = s1.physical, nightsAsked = span) =>
    occupancy.isFree(physical, nightsAsked, nothingGivenUp);

  it('is kept true to what is held, moved and released', () => {
    const occupancy = createOccupancy(two, [], []);
    occupancy.take(held(1, s1, span));
    expect([free(occupancy), free(occupancy, s2.physical)]).to.deep.equal([false, true]);
    occupancy.move(bookingPlanId(1), s2);
    expect([free(occupancy), free(occupancy, s2.physical)]).to.deep.equal([true, false]);
    expect(occupancy.plan(bookingPlanId(1))).to.include({ version: 2, roomId: s2.id });
    occupancy.release({ plans: new Set([bookingPlanId(1)]), nights: [] });
    expect([free(occupancy), free(occupancy, s2.physical)]).to.deep.equal([true, true]);
  });

  it('keeps a night taken until its last holder in the PMS has gone', () => {
    const twice = heldByHost([s1], span).map((one) => ({ ...one, holders: 2 }));
    const occupancy = createOccupancy(two, [], twice);
    const own = { plans: new Set<never>(), nights: [{ room: s1.physical, ...span }] };
    expect(occupancy.isFree(s1.physical, span, own)).to.equal(false);
    occupancy.release(own);
    expect(free(occupancy)).to.equal(false);
    occupancy.release(own);
    expect(free(occupancy)).to.equal(true);
    occupancy.release(own);
    expect(free(occupancy)).to.equal(true);
  });

  it('never contradicts itself, whatever clerks have done: a night is held once, the fixed stay first', () => {
    const rulesOf = { businessDate: day(0), freezeDays: 0, run: 'nightly' } as const;
    const final = held(1, s1, span, { roomState: 'final' });
    const occupancy = createOccupancy(two, [final, held(2, s2, span)], heldByHost([s1, s2], span));
    const view = nights(0, 30);
    const blocks = (tentative: 'yielding' | 'staying') =>
      occupancy.seen(view, rulesOf, tentative, nothingGivenUp).blocks.map((block) => block.physical);
    expect(blocks('yielding')).to.deep.equal([physicalRoom('102')]);
    expect(blocks('staying')).to.deep.equal([]);
  });

  it('tells of a room without looking through all others', () => {
    const rooms = Array.from({ length: 300 }, (_, i) => room(1001 + i));
    const stays = rooms.flatMap((there, i) =>
      Array.from({ length: 30 }, (_, k) => held(1 + i * 30 + k, there, nights(2 * k, 2 * k + 2))),
    );
    const occupancy = createOccupancy(hotelOf(rooms), stays, []);
    const started = performance.now();
    let found = 0;
    for (let round = 0; round < 30; round += 1)
      for (const { physical } of rooms) found += Number(free(occupancy, physical, nights(60, 62)));
    expect(found).to.equal(9_000);
    // Thirty stays are looked at each time; through all rooms it would be nine thousand.
    expect(performance.now() - started).to.be.lessThan(tenfold(100));
  });

  it('stays small in a window of centuries', () => {
    const before = process.memoryUsage();
    const forever = { ...held(1, s1, span), span: { from: span.from, to: (span.from + 2_900_000) as never } };
    const occupancy = createOccupancy(
      two,
      [{ ...forever, taken: [{ room: s1.physical, ...forever.span }] }],
      [],
    );
    expect(free(occupancy, s1.physical, forever.span)).to.equal(false);
    occupancy.seen(
      { from: 0 as never, to: 3_000_000 as never },
      { businessDate: day(0), freezeDays: 0, run: 'nightly' },
      'staying',
      nothingGivenUp,
    );
    expect(process.memoryUsage().heapUsed - before.heapUsed).to.be.lessThan(10_000_000);
  });
});
