// Section 4's table as the engine gets it, and what a hotel learns from its past.
import { expect } from 'chai';
import fc from 'fast-check';
import {
  defaultPolicySettings,
  type FixedMode,
  freezeDaysOf,
  numbersOf,
  policyFor,
  usualNightsOf,
} from './mode-numbers.js';

describe('the numbers of the modes', () => {
  const table: readonly (readonly [FixedMode, number, number, readonly number[], string, number])[] = [
    ['BALANCE', 60, 0.05, [2, 0.6, 0.6], 'block 0.8', 15],
    ['NORMAL', 30, 0.1, [1.2, 0.8, 0.3], 'penalise 0.5', 30],
    ['URGENT', 14, 0.25, [0.5, 2.5, 0.2], 'minimal 0.1', 5],
  ];
  for (const [mode, fairnessDays, gap, weights, rotation, sweep] of table)
    it(`${mode}: fairness over ${fairnessDays} days, rotation ${rotation}, a sweep every ${sweep} min`, () => {
      const numbers = numbersOf(mode);
      expect(numbers).to.include({ fairnessDays, largestUsageGap: gap, sweepMinutes: sweep });
      const { fairness, urgency, leastRecentlyUsed } = numbers.weights;
      expect([fairness, urgency, leastRecentlyUsed]).to.deep.equal(weights);
      expect(`${numbers.rotation.behaviour} ${numbers.rotation.weight}`).to.equal(rotation);
    });
});

describe("the engine's policy", () => {
  it("weighs by the mode, and leaves the rest to the hotel's settings", () => {
    const policy = policyFor('NORMAL');
    // 1.2 for two nights across half a gap of a tenth.
    expect(policy.weights.roomOrder).to.be.closeTo(6, 1e-9);
    expect({ ...policy, weights: { ...policy.weights, roomOrder: 6 } }).to.deep.equal({
      order: 'even',
      choice: 'comfort',
      weights: { rotation: 0.5, roomOrder: 6, leastRecentlyUsed: 0.3, gaps: 1, changes: 1 },
      rotation: { behaviour: 'penalise', scope: 'ROOM', recoveryDays: 3 },
      evenDays: 1,
      evenAhead: 0.3,
      usualNights: 2,
      turnoverMinutes: 180,
    });
  });

  it('takes what a hotel has set', () => {
    const hotel = {
      ...defaultPolicySettings,
      ...{ order: 'floors' as const, rotationScope: 'ROOM_TYPE' as const, recoveryDays: 5, usualNights: 4 },
    };
    expect(policyFor('BALANCE', hotel)).to.deep.include({
      order: 'floors',
      choice: 'comfort',
      rotation: { behaviour: 'block', scope: 'ROOM_TYPE', recoveryDays: 5 },
      usualNights: 4,
    });
  });
});

describe('the days on which a move is a proposal', () => {
  it('are the arrival day, but none where the room is decided only then', () => {
    expect([0, 1, 2, 3].map(freezeDaysOf)).to.deep.equal([0, 1, 1, 1]);
  });
});

describe('the usual length of stay', () => {
  const cases: readonly (readonly [what: string, nights: readonly number[], usual: number])[] = [
    ['a hotel without a past', [], 2],
    ['one that has had day uses only', [0, 0], 2],
    ['the middle one', [7, 1, 2], 2],
    ['of two in the middle the shorter', [1, 2, 3, 30], 2],
    ['day uses do not count', [0, 0, 0, 0, 3], 3],
    ['a hotel of single nights', [1, 1, 1, 14], 1],
  ];
  for (const [what, nights, usual] of cases)
    it(`${what}: ${usual}`, () => expect(usualNightsOf(nights)).to.equal(usual));

  it('is one that has occurred, with as many shorter stays as longer ones at most, in whatever order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 40 }), (nights) => {
        const usual = usualNightsOf(nights);
        expect(nights).to.include(usual);
        expect(nights.filter((one) => one < usual).length).to.be.below(nights.length / 2);
        expect(nights.filter((one) => one > usual).length).to.be.at.most(nights.length / 2);
        expect(usualNightsOf([...nights].reverse())).to.equal(usual);
      }),
      { seed: 20271103, numRuns: 300 },
    );
  });
});
