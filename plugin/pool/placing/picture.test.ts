// The picture of who holds what: true to what is written, and never a contradiction to the engine.
import { expect } from 'chai';
import { day, heldByHost, heldPlan as held, hotelOf, nights, room } from '../../../test/support/stays.js';
import { bookingPlanId, type PhysicalRoom, physicalRoom } from '../../domain/ids.js';
import { createPicture, nothingGivenUp, type Picture } from './picture.js';

const span = nights(10, 12);
const [s1, s2] = [room(101), room(102)];

describe('the picture', () => {
  const two = hotelOf([s1, s2]);
  const free = (picture: Picture, physical: PhysicalRoom = s1.physical, nightsAsked = span) =>
    picture.isFree(physical, nightsAsked, nothingGivenUp);

  it('is kept true to what is held, moved and released', () => {
    const picture = createPicture(two, [], []);
    picture.hold(held(1, s1, span));
    expect([free(picture), free(picture, s2.physical)]).to.deep.equal([false, true]);
    picture.move(bookingPlanId(1), s2);
    expect([free(picture), free(picture, s2.physical)]).to.deep.equal([true, false]);
    expect(picture.plan(bookingPlanId(1))).to.include({ version: 2, roomId: s2.id });
    picture.release({ plans: new Set([bookingPlanId(1)]), nights: [] });
    expect([free(picture), free(picture, s2.physical)]).to.deep.equal([true, true]);
  });

  it('keeps a night taken until its last holder in the PMS has gone', () => {
    const twice = heldByHost([s1], span).map((one) => ({ ...one, holders: 2 }));
    const picture = createPicture(two, [], twice);
    const own = { plans: new Set<never>(), nights: [{ room: s1.physical, ...span }] };
    expect(picture.isFree(s1.physical, span, own)).to.equal(false);
    picture.release(own);
    expect(free(picture)).to.equal(false);
    picture.release(own);
    expect(free(picture)).to.equal(true);
    picture.release(own);
    expect(free(picture)).to.equal(true);
  });

  it('never contradicts itself, whatever clerks have done: a night is held once, the fixed stay first', () => {
    const rulesOf = { businessDate: day(0), freezeDays: 0, run: 'nightly' } as const;
    const final = held(1, s1, span, { roomState: 'final' });
    const picture = createPicture(two, [final, held(2, s2, span)], heldByHost([s1, s2], span));
    const view = nights(0, 30);
    const blocks = (tentative: 'yielding' | 'staying') =>
      picture.seen(view, rulesOf, tentative, nothingGivenUp).blocks.map((block) => block.physical);
    expect(blocks('yielding')).to.deep.equal([physicalRoom('102')]);
    expect(blocks('staying')).to.deep.equal([]);
  });

  it('stays small in a window of centuries', () => {
    const before = process.memoryUsage();
    const forever = { ...held(1, s1, span), span: { from: span.from, to: (span.from + 2_900_000) as never } };
    const picture = createPicture(two, [{ ...forever, held: [{ room: s1.physical, ...forever.span }] }], []);
    expect(free(picture, s1.physical, forever.span)).to.equal(false);
    picture.seen(
      { from: 0 as never, to: 3_000_000 as never },
      { businessDate: day(0), freezeDays: 0, run: 'nightly' },
      'staying',
      nothingGivenUp,
    );
    expect(process.memoryUsage().heapUsed - before.heapUsed).to.be.lessThan(10_000_000);
  });
});
