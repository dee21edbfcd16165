// The face of the pure placement rules.
export { merged, type NightSpan, overlaps, spanOf, widened } from './problem/span.js';
export { assign, type AssignOptions } from './assign.js';
export { type AssignableRoom, type House, type HouseRooms, surveyHouse } from './problem/house.js';
export { noWork, workLimits, workTable } from './problem/limits.js';
export { InvalidProblem, type InvalidProblemKey } from './problem/invalid-problem.js';
export type { LinearProgramme, LinearSolution, LinearSolver } from './types/linear.js';
export type * from './problem/problem.js';
export { scorePlan } from './plan/score-plan.js';
export {
  defaultLookAhead,
  type KnownBooking,
  lookAhead,
  type LookAheadSettings,
  type Today,
} from './look-ahead.js';
export { type PlacedStays, placeStays, type RoomMove, typePrice, waysIn } from './place-stays.js';
export { type Prospect, prospects } from './prospects.js';
export { customBounds, customNumbers } from './rules/custom-numbers.js';
export { fadingUse } from './rules/fading-use.js';
export {
  classThresholds,
  type CustomNumbers,
  defaultClassNumbers,
  defaultPolicySettings,
  type FixedMode,
  freezeDaysOf,
  type ModeChoice,
  type ModeNumbers,
  numbersOf,
  policyFor,
  type PolicySettings,
  type StayClassNumbers,
  type StoredNumbers,
  usualNightsOf,
  weeklyHotelClassNumbers,
} from './rules/mode-numbers.js';
export {
  movabilityOf,
  type MovabilityVerdict,
  type MovingRules,
  type RunKind,
  type StayStanding,
} from './rules/what-may-move.js';
export { type Claim, type StayClaim, whoYields, type Yielding } from './rules/who-yields.js';
export {
  classesOf,
  classPriority,
  priorityOf,
  type StayCondition,
  type StayFacts,
  type StayRule,
  type StayTraits,
  thresholdsOf,
  traitsOf,
  wishesOf,
} from './rules/stay-classes.js';
export { defaultStayRules } from './rules/stay-rules.js';
export { says, type Wording } from './rules/wording.js';
export { type Availability, availabilityOf, type UpgradeNeed } from './upgrades/availability.js';
export { getCutPaths } from './upgrades/cut-paths.js';
export { eligibleUpgrades } from './upgrades/eligible.js';
export { arrows, bedReason, createGraph, type UpgradeGraph } from './upgrades/graph.js';
export { typeForAll } from './upgrades/type-for-all.js';
export { mayBeGiven } from './upgrades/type-options.js';
export {
  bestPerTarget,
  getAllUpgradePaths,
  getBestPaths,
  pathsToTell,
  type UpgradePath,
} from './upgrades/paths.js';
export {
  createUpgradeEngine,
  type RankedUpgrade,
  type UpgradeDecision,
  type UpgradeEngine,
  type UpgradeRequest,
} from './upgrades/upgrade-engine.js';
