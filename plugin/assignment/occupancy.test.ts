// The picture of taken nights: what is free, how far, and that taking and giving back leaves no trace.
import { expect } from 'chai';
import fc from 'fast-check';
import { day, nights, pictureOf } from '../../test/support/stays.js';
import { hotelDate } from '../domain/hotel-date.js';
import { physicalRoom } from '../domain/ids.js';
import { createOccupancy } from './occupancy.js';
import { spanOf, windowAround } from './span.js';

const seed = 20270302;
const a = physicalRoom('101');
const b = physicalRoom('102');
const month = nights(0, 30);

describe('occupancy', () => {
  it('takes the nights of a stay, not its day of departure', () => {
    const occupancy = createOccupancy(month);
    occupancy.take(a, nights(2, 4));
    expect([1, 2, 3, 4].map((from) => occupancy.isFree(a, nights(from, from + 1)))).to.deep.equal([
      ...[true, false, false, true],
    ]);
    expect(occupancy.isFree(a, nights(0, 3))).to.equal(false);
    expect(occupancy.isFree(b, nights(2, 4))).to.equal(true);
  });

  it('takes the one night of a day use', () => {
    const occupancy = createOccupancy(month);
    occupancy.take(a, spanOf(day(3), day(3)));
    expect(occupancy.isFree(a, nights(3, 4))).to.equal(false);
    expect(occupancy.isFree(a, nights(4, 5))).to.equal(true);
  });

  it('keeps a night taken until its last holder has gone', () => {
    const occupancy = createOccupancy(month);
    occupancy.take(a, nights(0, 2));
    occupancy.take(a, nights(1, 3));
    occupancy.release(a, nights(0, 2));
    expect(occupancy.isFree(a, nights(0, 1))).to.equal(true);
    expect(occupancy.isFree(a, nights(1, 2))).to.equal(false);
  });

  it('does not owe a holder after a night was given back that nobody held', () => {
    const occupancy = createOccupancy(month);
    occupancy.release(a, nights(0, 2));
    occupancy.take(a, nights(0, 2));
    expect(occupancy.isFree(a, nights(0, 2))).to.equal(false);
  });

  it('counts the free nights around a stay up to a cap', () => {
    const occupancy = createOccupancy(month);
    occupancy.take(a, nights(2, 4));
    occupancy.take(a, nights(9, 10));
    expect(occupancy.freeBefore(a, nights(6, 8), 30)).to.equal(2);
    expect(occupancy.freeAfter(a, nights(6, 8), 30)).to.equal(1);
    expect(occupancy.freeAfter(a, nights(10, 12), 5)).to.equal(5);
    expect(occupancy.freeBefore(a, nights(4, 6), 30)).to.equal(0);
  });

  it('knows nothing beyond its window: not free, and no gap', () => {
    const occupancy = createOccupancy(nights(0, 10));
    occupancy.take(a, nights(-5, 2));
    expect(occupancy.isFree(a, nights(-1, 1))).to.equal(false);
    expect(occupancy.isFree(a, nights(9, 11))).to.equal(false);
    expect(occupancy.freeAfter(a, nights(6, 8), 30)).to.equal(2);
    expect(occupancy.freeBefore(a, nights(4, 6), 30)).to.equal(2);
  });

  it('stays small in a window of centuries, as a damaged date makes one', () => {
    const occupancy = createOccupancy(
      windowAround([nights(0, 1), spanOf(hotelDate('9999-12-30'), hotelDate('9999-12-31'))]),
    );
    const before = process.memoryUsage();
    for (let number = 0; number < 200; number += 1)
      occupancy.take(physicalRoom(String(number)), nights(0, 3));
    const after = process.memoryUsage();
    expect(after.arrayBuffers - before.arrayBuffers).to.be.lessThan(1_000_000);
    expect(after.heapUsed - before.heapUsed).to.be.lessThan(10_000_000);
  });

  it('is as before after any nights were taken and given back, in any order', () => {
    const span = fc
      .tuple(fc.nat(25), fc.integer({ min: 1, max: 12 }))
      .map(([from, n]) => nights(from, from + n));
    const stay = fc.record({ room: fc.constantFrom(a, b), span });
    fc.assert(
      fc.property(
        fc.array(stay),
        fc.shuffledSubarray([0, 1, 2, 3, 4]),
        fc.array(stay, { minLength: 5, maxLength: 5 }),
        (there, order, others) => {
          const occupancy = createOccupancy(month);
          for (const { room, span: taken } of there) occupancy.take(room, taken);
          const before = pictureOf(occupancy, [a, b]);
          for (const i of order) occupancy.take(others[i]!.room, others[i]!.span);
          for (const i of [...order].reverse()) occupancy.release(others[i]!.room, others[i]!.span);
          expect(pictureOf(occupancy, [a, b])).to.equal(before);
        },
      ),
      { seed },
    );
  });
});
