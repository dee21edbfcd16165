// The face of the pure placement rules.
export { merged, type NightSpan, overlaps, spanOf, widened } from './span.js';
export { assign, type AssignOptions } from './assign.js';
export { type AssignableRoom, type House, type HouseRooms, surveyHouse } from './house.js';
export { workLimits } from './limits.js';
export { InvalidProblem, type InvalidProblemKey } from './invalid-problem.js';
export type { LinearProgramme, LinearSolution, LinearSolver } from './linear.js';
export type * from './problem.js';
export { scorePlan } from './score-plan.js';
export {
  defaultLookAhead,
  type KnownBooking,
  lookAhead,
  type LookAheadSettings,
  type Today,
} from './look-ahead.js';
export { type PlacedStays, placeStays, type RoomMove } from './place-stays.js';
export { customBounds, customNumbers } from './custom-numbers.js';
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
} from './mode-numbers.js';
export {
  movabilityOf,
  type MovabilityVerdict,
  type MovingRules,
  type RunKind,
  type StayStanding,
} from './what-may-move.js';
export { type Claim, type StayClaim, whoYields, type Yielding } from './who-yields.js';
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
} from './stay-classes.js';
export { defaultStayRules } from './stay-rules.js';
export type { Wording } from './wording.js';
