// What the improvement minimises on its way (simulated annealing): all goals in one number, and the temperatures at which worse plans are taken. It
// steers the way, never the result, which is compared goal by goal.
import type { Plan } from '../plan/plan.js';

interface Stage {
  /** Temperatures, between which it cools evenly. */
  readonly from: number;
  readonly to: number;
  /** Of all moves. */
  readonly share: number;
}

export interface Heat {
  of(plan: Plan): number;
  readonly stages: readonly Stage[];
}

/** Of one unit of a goal; one of comfort weighs 1. `rotation` counts where it blocks. */
interface Weights {
  readonly unplaced: number;
  readonly cost: number;
  readonly apart: number;
  readonly wishes: number;
  readonly rotation: number;
}

/** No usual sum of later goals outweighs an earlier one: it comes to rest at the best it has found of each in turn. */
const strict = { cost: 1e9, apart: 1e5, wishes: 1e3, rotation: 30 };
/** Later goals may outweigh goals 5 to 7: it passes through plans that are worse by those, to better ones that lie behind. */
const lenient = { ...strict, apart: 30, wishes: 10, rotation: 5 };

/** Counted from the plan as it is now: beside a goal 1 in full, a little comfort would be lost in rounding. */
function heat(now: Plan, weights: Weights) {
  const { unplaced, upgradeCost, apart, wishes, rotation } = now;
  return (plan: Plan): number =>
    weights.unplaced * (plan.unplaced - unplaced) +
    weights.cost * (plan.upgradeCost - upgradeCost) +
    weights.apart * (plan.apart - apart) +
    weights.wishes * (plan.wishes - wishes) +
    (plan.rotationBlocks ? weights.rotation * (plan.rotation - rotation) : 0) +
    plan.comfort;
}

function inShares(stages: readonly Stage[]): readonly Stage[] {
  const all = stages.reduce((sum, { share }) => sum + share, 0);
  return stages.map((stage) => ({ ...stage, share: stage.share / all }));
}

/** From about what one move may change of goals 1 and 4 to next to nothing. */
const firstStages = (plan: Plan, { unplaced, cost }: Weights): readonly Stage[] => [
  { from: unplaced, to: unplaced / 20, share: plan.unplaced > 0 ? 0.4 : 0.15 },
  { from: unplaced / 3, to: cost / 50, share: 0.25 },
];

/** One stage for each goal: later goals are settled last. */
function strictly(plan: Plan, unplaced: number): Heat {
  const weights = { ...strict, unplaced };
  const { apart, wishes, rotation } = weights;
  const stages = [
    ...firstStages(plan, weights),
    { from: apart * 10, to: apart / 5, share: 0.15 },
    { from: wishes * 4, to: wishes / 8, share: 0.2 },
    ...(plan.rotationBlocks ? [{ from: rotation * 3, to: rotation / 6, share: 0.15 }] : []),
    { from: 3, to: 1 / 50, share: 0.25 },
  ];
  return { of: heat(plan, weights), stages: inShares(stages) };
}

/** Goals 5 to 10 in one cooling. */
function leniently(plan: Plan, unplaced: number): Heat {
  const weights = { ...lenient, unplaced };
  const stages = [...firstStages(plan, weights), { from: weights.apart * 5, to: 1 / 50, share: 0.6 }];
  return { of: heat(plan, weights), stages: inShares(stages) };
}

/** Both ways to heat the plan, strict and lenient: each comes to rest where the other would not. */
export function heatsOf(plan: Plan): readonly [Heat, Heat] {
  let dearest = 1;
  for (const options of plan.model.options) dearest = Math.max(dearest, options.at(-1)?.cost ?? 0);
  const unplaced = strict.cost * dearest * 3;
  return [strictly(plan, unplaced), leniently(plan, unplaced)];
}
