// What each mode means in numbers, and the instants that follow for one stay. Pure.
import type { AssignmentMode } from '../domain/booking-plan.js';
import {
  addDays,
  type HotelCalendar,
  type HotelDate,
  instantAt,
  nightsBetween,
} from '../domain/hotel-date.js';

export interface HotelSettings {
  readonly mode: AssignmentMode;
  /** Days before arrival on which an ordinary stay's room becomes final: 0 business and city, 1 resort, 2 ryokan, 3 unmanned. */
  readonly deadlinePresetDays: number;
}

export const defaultHotelSettings: HotelSettings = { mode: 'BALANCE', deadlinePresetDays: 0 };

export type StayClass = 'standard' | 'long';

/** Nights from which a stay counts as long. */
export const longStayNights = 7;

interface Thresholds {
  /** Days before arrival from which the tentative room is optimised. */
  readonly windowDays: number;
  /** Days before arrival on which the room becomes final. */
  readonly deadlineDays: number;
}

/** BALANCE: how much earlier than the hotel's preset the class becomes final, and when its window opens. */
const balance: Readonly<Record<StayClass, { windowDays: number; beforePreset: number }>> = {
  standard: { windowDays: 7, beforePreset: 0 },
  long: { windowDays: 14, beforePreset: 2 },
};

/** Minutes between two sweeps; multiples of `sweepStepMinutes`. */
const sweepMinutes: Readonly<Record<AssignmentMode, number>> = { BALANCE: 15, URGENT: 5 };

/** How often it is asked which hotels are due. */
export const sweepStepMinutes = 5;

/** Whether a hotel whose last run began at `last` is to be swept. A run that began up to half a step late does not put off the next one. */
export function sweepIsDue(mode: AssignmentMode, last: Date | undefined, now: Date): boolean {
  if (!last) return true;
  return now.getTime() - last.getTime() >= (sweepMinutes[mode] - sweepStepMinutes / 2) * 60_000;
}

export function stayClassOf(checkIn: HotelDate, checkOut: HotelDate): StayClass {
  return nightsBetween(checkIn, checkOut) >= longStayNights ? 'long' : 'standard';
}

export function thresholdsOf(stayClass: StayClass, settings: HotelSettings): Thresholds {
  const { windowDays, beforePreset } = balance[stayClass];
  const deadlineDays = settings.deadlinePresetDays + beforePreset;
  return { windowDays: Math.max(windowDays, deadlineDays), deadlineDays };
}

/** What a newly placed stay becomes: pooled until its deadline, or final at once with the cause. */
export type PoolEntry =
  | { readonly pooled: true; readonly window: Date; readonly deadline: Date; readonly thresholds: Thresholds }
  | {
      readonly pooled: false;
      readonly cause: 'mode' | 'booked_late' | 'day_use';
      readonly thresholds: Thresholds;
    };

export function poolEntry(
  stay: { readonly checkIn: HotelDate; readonly checkOut: HotelDate },
  settings: HotelSettings,
  now: Date,
  calendar: HotelCalendar,
  deadlineHour: number,
): PoolEntry {
  const thresholds = thresholdsOf(stayClassOf(stay.checkIn, stay.checkOut), settings);
  if (stay.checkIn === stay.checkOut) return { pooled: false, cause: 'day_use', thresholds };
  if (settings.mode === 'URGENT') return { pooled: false, cause: 'mode', thresholds };
  const at = (days: number) => instantAt(addDays(stay.checkIn, -days), deadlineHour, calendar);
  const deadline = at(thresholds.deadlineDays);
  // A booking made after its class's deadline is final at once, and never a violation (直前予約).
  if (deadline <= now) return { pooled: false, cause: 'booked_late', thresholds };
  return { pooled: true, window: at(thresholds.windowDays), deadline, thresholds };
}
