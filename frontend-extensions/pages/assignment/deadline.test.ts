import { expect } from 'chai';
import { deadlineAhead, nearnessOf } from './deadline.js';

describe('the deadline of a room', () => {
  const businessDate = '2026-12-01';

  for (const [deadline, nearness] of [
    ['2026-11-29T21:00:00Z', 'past'],
    ['2026-11-30T21:00:00Z', 'today'],
    ['2026-12-01T21:00:00Z', 'later'],
  ] as const)
    it(`is ${nearness} at ${deadline}, by the clocks of the hotel`, () =>
      expect(nearnessOf(deadline, businessDate, 'Asia/Tokyo')).to.equal(nearness));

  it('is behind a room that is final', () => {
    const deadline = '2026-12-01T21:00:00Z';
    expect(deadlineAhead({ state: 'tentative', deadline })).to.equal(deadline);
    expect(deadlineAhead({ state: 'final', deadline })).to.equal(null);
  });
});
