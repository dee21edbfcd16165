// What passes beside the exact plan, and what does not.
import { expect } from 'chai';
import { compareByGoal } from '../../bench/referee/compare.js';
import type { Verdict } from '../../bench/referee/verdict.js';
import type { AssignmentPolicy } from '../../plugin/assignment/index.js';
import { problemOf, room } from '../support/problems.js';

const { policy } = problemOf({ rooms: [room(101)], policy: { weights: { gaps: 1 } } });
const blocking: AssignmentPolicy = { ...policy, rotation: { ...policy.rotation, behaviour: 'block' } };

function verdictOf(
  [unplaced, upgradeCost, apart, wishes, comfort]: Verdict['standing'],
  { rotation = 0, gaps = 0 } = {},
): Verdict {
  const score = { unplaced, upgradeCost, apart, wishes, rotation, gaps };
  return {
    standing: [unplaced, upgradeCost, apart, wishes, comfort],
    score: { ...score, roomOrder: 0, recentlyUsed: 0, changes: 0 },
  };
}
const last = (ours: Verdict, exact: Verdict, by = policy) => {
  const { goal, outcome } = compareByGoal(ours, exact, by).at(-1)!;
  return `${goal} ${outcome}`;
};

describe('the comparison with the exact plan', () => {
  it('wants goals 1 and 4 equal', () => {
    expect(last(verdictOf([1, 0, 0, 0, 0]), verdictOf([0, 9, 9, 9, 9]))).to.equal('unplaced worse');
    expect(last(verdictOf([0, 100.001, 0, 0, 0]), verdictOf([0, 100, 0, 0, 0]))).to.equal(
      'upgradeCost worse',
    );
  });

  it('allows 5 % at each lower goal, and then compares no further', () => {
    expect(last(verdictOf([0, 0, 21, 99, 99]), verdictOf([0, 0, 20, 0, 0]))).to.equal('apart within');
    expect(last(verdictOf([0, 0, 22, 0, 0]), verdictOf([0, 0, 20, 0, 0]))).to.equal('apart worse');
    expect(last(verdictOf([0, 0, 0, 0, 1]), verdictOf([0, 0, 0, 0, 0]))).to.equal('comfort worse');
    expect(last(verdictOf([0, 0, 3, 4, 5]), verdictOf([0, 0, 3, 4, 5]))).to.equal('comfort equal');
  });

  it('knows a plan that is better than one not proven', () => {
    expect(last(verdictOf([0, 0, 3, 9, 9]), verdictOf([0, 0, 4, 0, 0]))).to.equal('apart better');
  });

  it('judges a rotation that blocks by itself', () => {
    const exact = verdictOf([0, 0, 0, 0, 2010], { rotation: 2, gaps: 10 });
    expect(last(verdictOf([0, 0, 0, 0, 2012], { rotation: 2, gaps: 12 }), exact, blocking)).to.equal(
      'comfort worse',
    );
    expect(last(verdictOf([0, 0, 0, 0, 3000], { rotation: 3 }), exact, blocking)).to.equal('rotation worse');
  });
});
