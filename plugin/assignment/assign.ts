// One batch: from the plan as it is to the best one found within the limits.
import { seededRandom } from '../domain/chance.js';
import { anneal, restore } from './packing/anneal.js';
import { checkProblem } from './problem/check-problem.js';
import { preferHigherClass } from './packing/class-priority.js';
import { chooseTypes } from './types/choose-types.js';
import { construct } from './packing/construct.js';
import { explain } from './reasons/explain.js';
import type { LinearSolver } from './types/linear.js';
import { planAsGiven } from './plan/load.js';
import { compile } from './plan/model.js';
import { compare, standing } from './plan/plan.js';
import type { Assignment, AssignmentProblem } from './problem/problem.js';

const usualSeed = 20260401;

export interface AssignOptions {
  /** Without it types are chosen one stay at a time, and nothing looks ahead. */
  readonly solver?: LinearSolver;
  /** Of the improvement's chance, which settles what is as good; by default always the same. */
  readonly seed?: number;
  /** Asked now and then; yes ends the work with the best plan so far. A wall clock, as a safety net. */
  readonly mayStop?: () => boolean;
}

/**
 * A room for every stay, or the reason for none. Deterministic for equal input unless `mayStop` says yes. Never worse than the plan it was given, goal by
 * goal in the order of P4, but where the look-ahead gives an upgrade now to save more of them later. Throws InvalidProblem.
 */
export function assign(problem: AssignmentProblem, options: AssignOptions = {}): Assignment {
  checkProblem(problem);
  let cutShort = false;
  const mayStop = () => (cutShort ||= options.mayStop?.() ?? false);
  const model = compile(problem);
  const plan = planAsGiven(model);
  const scoreBefore = plan.score();
  const before = { rooms: Int32Array.from(plan.roomOf), standing: standing(plan) };
  const choice = chooseTypes(plan, options.solver, mayStop);
  construct(plan, choice.target);
  plan.typeKept.set(choice.kept);
  const moves = anneal(plan, problem.limits, seededRandom(options.seed ?? usualSeed), mayStop);
  preferHigherClass(plan);
  const lookedAhead = choice.kept.includes(1);
  const worse = compare(standing(plan), before.standing) > 0;
  if (worse && !(lookedAhead && plan.unplaced <= before.standing[0])) restore(plan, before.rooms);
  return {
    stays: explain(plan, choice),
    score: plan.score(),
    scoreBefore,
    prices: choice.prices,
    work: { moves, iterations: choice.iterations, cutShort },
  };
}
