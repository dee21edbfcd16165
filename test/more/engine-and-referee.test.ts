// The engine beside the exact referee, in a few of the cases that `bench/referee` goes through by the hundred.
import { expect } from 'chai';
import { compareByGoal } from '../../bench/referee/compare.js';
import { loadContestant } from '../../bench/referee/contestant.js';
import { solveExactly } from '../../bench/referee/exact.js';
import { loadHighs } from '../../bench/referee/load-highs.js';
import { randomProblem } from '../../bench/referee/random-problem.js';
import { verdict } from '../../bench/referee/verdict.js';

describe('the engine', function () {
  this.timeout(120_000);
  // Seed 33: rotation blocks, and the way to the best plan leads past plans that are worse by earlier goals.
  for (const seed of [1, 2, 33])
    it(`comes as near to the best plan as it must: seed ${seed}`, async () => {
      const problem = randomProblem(seed);
      const exact = solveExactly(await loadHighs(), problem, { secondsPerGoal: 60 });
      const ours = (await loadContestant())(problem);
      const goals = compareByGoal(verdict(problem, ours.rooms), exact, problem.policy);
      expect(goals.filter(({ outcome }) => outcome === 'worse')).to.deep.equal([]);
      expect(goals.map(({ goal }) => goal)).to.include('upgradeCost');
    });
});
