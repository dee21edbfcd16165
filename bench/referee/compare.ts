// Whether a plan stands beside the best there is: goals 1 to 4 equal, each lower goal within 5 %.
import type { AssignmentPolicy } from '../../plugin/assignment/index.js';
import { goalNames, tolerance } from './exact.js';
import type { Verdict } from './verdict.js';

/** `comfort`: goals 7 to 10 by their weights; `rotation` is judged before it where it blocks. */
export const judged = ['unplaced', 'upgradeCost', 'apart', 'wishes', 'rotation', 'comfort'] as const;
export type Judged = (typeof judged)[number];

export interface GoalResult {
  readonly goal: Judged;
  readonly ours: number;
  readonly exact: number;
  /** `worse`: by more than is allowed. */
  readonly outcome: 'better' | 'equal' | 'within' | 'worse';
}

/** How much worse a lower goal may be. */
const allowance = 1.05;

/** Goals 1 and 4, which must be equal; 2 and 3 are kept by every plan that has a verdict at all. */
const mustBeEqual: readonly Judged[] = ['unplaced', 'upgradeCost'];

/** Goal by goal in their order, up to the first that is not equal: behind it nothing can be compared. */
export function compareByGoal(ours: Verdict, exact: Verdict, policy: AssignmentPolicy): GoalResult[] {
  const results: GoalResult[] = [];
  const mine = valuesOf(ours, policy);
  const best = valuesOf(exact, policy);
  for (const goal of judged) {
    const [a, b] = [mine.get(goal), best.get(goal)];
    if (a === undefined || b === undefined) continue;
    const outcome = outcomeOf(goal, a, b);
    results.push({ goal, ours: a, exact: b, outcome });
    if (outcome !== 'equal') break;
  }
  return results;
}

/** A rotation that blocks is parted from comfort: beside its weight 5 % of comfort would allow anything else. */
function valuesOf(
  { standing, score }: Verdict,
  { rotation, weights }: AssignmentPolicy,
): Map<Judged, number> {
  const values = new Map<Judged, number>(goalNames.map((name, g) => [name, standing[g]!]));
  if (rotation.behaviour !== 'block') return values;
  const { roomOrder, recentlyUsed, gaps, changes } = score;
  values.set('rotation', score.rotation);
  values.set(
    'comfort',
    weights.roomOrder * roomOrder +
      weights.leastRecentlyUsed * recentlyUsed +
      weights.gaps * gaps +
      weights.changes * changes,
  );
  return values;
}

function outcomeOf(goal: Judged, ours: number, exact: number): GoalResult['outcome'] {
  // Beside the price of being proven to a millionth.
  const nearby = goal === 'comfort' ? 1e-5 * Math.max(1, Math.abs(exact)) : tolerance(exact);
  if (Math.abs(ours - exact) <= nearby) return 'equal';
  if (ours < exact) return 'better';
  return !mustBeEqual.includes(goal) && ours <= exact * allowance + 1e-9 ? 'within' : 'worse';
}
