// The numbers that a hotel stores for mode CUSTOM (個別設定), and the bounds they must keep.
import type { Reason } from '../../domain/booking-plan.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { StayClass } from '../../domain/stay.js';
import type { CustomNumbers, StoredNumbers } from './mode-numbers.js';
import type { RotationRule } from '../problem/problem.js';

interface Bounds {
  readonly least: number;
  readonly most: number;
  /** The value is a multiple of it; undefined: any number. */
  readonly step?: number;
}

/** Bounds of each stored number, in the unit of its field. A deadline may be as early as a month, its window as two months. */
export const customBounds = {
  windowDays: { least: 0, most: 60, step: 1 },
  deadlineDays: { least: 0, most: 30, step: 1 },
  fairnessDays: { least: 7, most: 90, step: 1 },
  largestUsageGap: { least: 0.01, most: 1 },
  weight: { least: 0, most: 5 },
  rotationWeight: { least: 0, most: 2 },
  sweepMinutes: { least: 5, most: 240, step: 5 },
} as const satisfies Readonly<Record<string, Bounds>>;

/** As records, so that a member that is added cannot be forgotten here. */
const behaviours: Readonly<Record<RotationRule['behaviour'], true>> = {
  block: true,
  penalise: true,
  minimal: true,
};
const stayClasses: Readonly<Record<StayClass, true>> = {
  demanding: true,
  vip: true,
  long_stay: true,
  standard: true,
  last_minute: true,
};

type Check = readonly [field: string, value: number | undefined, bounds: Bounds];

function outOfBounds([field, value, { least, most, step }]: Check): Reason[] {
  if (value === undefined) return [{ key: 'mode_numbers.missing', params: { field } }];
  if (!(value >= least && value <= most))
    return [{ key: 'mode_numbers.out_of_range', params: { field, value, least, most } }];
  if (step !== undefined && value % step !== 0)
    return [{ key: 'mode_numbers.not_a_step', params: { field, value, step } }];
  return [];
}

function problemsOfClass(stored: StoredNumbers, stayClass: StayClass): Reason[] {
  const field = `thresholds.${stayClass}`;
  const days = (stored.thresholds as Partial<StoredNumbers['thresholds']>)[stayClass];
  if (!days) return [{ key: 'mode_numbers.missing', params: { field } }];
  const { windowDays, deadlineDays } = days;
  const outside = [
    ...outOfBounds([`${field}.windowDays`, windowDays, customBounds.windowDays]),
    ...outOfBounds([`${field}.deadlineDays`, deadlineDays, customBounds.deadlineDays]),
  ];
  if (outside.length > 0 || windowDays >= deadlineDays) return outside;
  return [
    { key: 'mode_numbers.window_after_deadline', params: { class: stayClass, windowDays, deadlineDays } },
  ];
}

/** The stored numbers as a mode, or everything that is wrong with them, each by its field. */
export function customNumbers(stored: StoredNumbers): Result<CustomNumbers, readonly Reason[]> {
  const { weights, rotation } = stored;
  const checks: readonly Check[] = [
    ['fairnessDays', stored.fairnessDays, customBounds.fairnessDays],
    ['largestUsageGap', stored.largestUsageGap, customBounds.largestUsageGap],
    ['weights.fairness', weights.fairness, customBounds.weight],
    ['weights.urgency', weights.urgency, customBounds.weight],
    ['weights.leastRecentlyUsed', weights.leastRecentlyUsed, customBounds.weight],
    ['rotation.weight', rotation.weight, customBounds.rotationWeight],
    ['sweepMinutes', stored.sweepMinutes, customBounds.sweepMinutes],
  ];
  const problems = [
    ...checks.flatMap(outOfBounds),
    ...(Object.hasOwn(behaviours, rotation.behaviour)
      ? []
      : [{ key: 'mode_numbers.unknown_behaviour', params: { behaviour: rotation.behaviour } }]),
    ...(Object.keys(stayClasses) as StayClass[]).flatMap((stayClass) => problemsOfClass(stored, stayClass)),
  ];
  return problems.length > 0 ? fail(problems) : ok(stored as CustomNumbers);
}
