// What each mode means in numbers, and the instants that follow for one stay. Pure.
import { defaultClassNumbers, numbersOf, thresholdsOf } from '../../assignment/index.js';
import type { AssignmentMode } from '../../domain/booking-plan.js';
import { type DayUseHours, isDayUse, type StayDates } from '../../domain/day-use.js';
import type { StayClass, Thresholds } from '../../domain/stay.js';
import {
  addDays,
  businessDate,
  type HotelCalendar,
  instantAt,
  nightsBetween,
} from '../../domain/hotel-date.js';

/**
 * Whether a hotel's rooms are planned (P15). `off`: its bookings are imported as reliably, each into the first free room of its type, at once for
 * good; no pool, no upgrades, no moves.
 */
export type RollOut = 'off' | 'on';

export interface HotelSettings {
  readonly rollOut: RollOut;
  readonly mode: AssignmentMode;
  /** Days before arrival on which an ordinary stay's room becomes final: 0 business and city, 1 resort, 2 ryokan, 3 unmanned. */
  readonly deadlinePresetDays: number;
}

export const defaultHotelSettings: HotelSettings = {
  rollOut: 'on',
  mode: 'BALANCE',
  deadlinePresetDays: 0,
};

/** How often it is asked which hotels are due. */
export const sweepStepMinutes = 5;

/** Whether a hotel whose last run began at `last` is to be swept. A run that began up to half a step late does not put off the next one. */
export function sweepIsDue(mode: AssignmentMode, last: Date | undefined, now: Date): boolean {
  if (!last) return true;
  return now.getTime() - last.getTime() >= (numbersOf(mode).sweepMinutes - sweepStepMinutes / 2) * 60_000;
}

/** Whether it is time to ask for a run: a sweep is due, or the business date has turned since the last run, which the night must not wait for. */
export const runIsDue = (
  mode: AssignmentMode,
  last: Date | undefined,
  now: Date,
  calendar: HotelCalendar,
): boolean =>
  sweepIsDue(mode, last, now) ||
  (last !== undefined && businessDate(last, calendar) !== businessDate(now, calendar));

/** Whether rooms may be moved by a nightly run: by day staff and printed lists rely on them (P2). */
export function isNight(now: Date, calendar: HotelCalendar, nightHours: number): boolean {
  const turn = instantAt(businessDate(now, calendar), calendar.turnsAt, calendar);
  return now.getTime() - turn.getTime() < nightHours * 3_600_000;
}

/** By its length alone, until staff and rules say more (P14). */
export const stayClassesOf = (nights: number): readonly StayClass[] =>
  nights >= defaultClassNumbers.longStayNights ? ['long_stay'] : ['standard'];

/** What a newly placed stay becomes: pooled until its deadline, or final at once with the cause. */
export type PoolEntry =
  | { readonly pooled: true; readonly window: Date; readonly deadline: Date; readonly thresholds: Thresholds }
  | {
      readonly pooled: false;
      readonly cause: 'off' | 'mode' | 'day_use';
      /** None where the mode has none. */
      readonly thresholds: Partial<Thresholds>;
    }
  | { readonly pooled: false; readonly cause: 'booked_late'; readonly thresholds: Thresholds };

export function poolEntry(
  stay: StayDates & { readonly dayUse?: DayUseHours | undefined },
  settings: HotelSettings,
  now: Date,
  calendar: HotelCalendar,
  deadlineHour: number,
): PoolEntry {
  if (settings.rollOut === 'off') return { pooled: false, cause: 'off', thresholds: {} };
  const classes = stayClassesOf(nightsBetween(stay.checkIn, stay.checkOut));
  const thresholds = thresholdsOf(classes, settings.mode, settings.deadlinePresetDays);
  if (stay.dayUse || isDayUse(stay)) return { pooled: false, cause: 'day_use', thresholds: thresholds ?? {} };
  if (!thresholds) return { pooled: false, cause: 'mode', thresholds: {} };
  const at = (days: number) => instantAt(addDays(stay.checkIn, -days), deadlineHour, calendar);
  const deadline = at(thresholds.deadlineDays);
  // A booking made after its class's deadline is final at once, and never a violation (直前予約).
  if (deadline <= now) return { pooled: false, cause: 'booked_late', thresholds };
  return { pooled: true, window: at(thresholds.windowDays), deadline, thresholds };
}

/**
 * What a stay whose final room is taken back becomes: pooled as if it had been booked now. One whose deadline has passed is left to the next nightly
 * run, and is final again at the first deadline hour behind it; one that arrives before that stays final (`booked_late`).
 */
export function entryAnew(
  stay: Parameters<typeof poolEntry>[0],
  settings: HotelSettings,
  now: Date,
  calendar: HotelCalendar,
  deadlineHour: number,
): PoolEntry {
  const entry = poolEntry(stay, settings, now, calendar, deadlineHour);
  if (entry.pooled || entry.cause !== 'booked_late') return entry;
  const tomorrow = addDays(businessDate(now, calendar), 1);
  if (stay.checkIn < tomorrow) return entry;
  const deadline = instantAt(tomorrow, deadlineHour, calendar);
  return { pooled: true, window: now, deadline, thresholds: entry.thresholds };
}
