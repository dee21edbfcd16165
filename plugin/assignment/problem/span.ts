// From a stay's dates to the nights it occupies, and to the nights to look at for several stays.
import { dayNumber, type DayNumber, type HotelDate } from '../../domain/hotel-date.js';

/** Nights as day numbers, half open. A day use takes the one night of its day. */
export interface NightSpan {
  readonly from: DayNumber;
  readonly to: DayNumber;
}

/** `[checkIn, checkOut)`; a day use occupies the night of its day, because the room must be clean again before an evening's arrival. */
export function spanOf(checkIn: HotelDate, checkOut: HotelDate): NightSpan {
  const from = dayNumber(checkIn);
  return { from, to: Math.max(dayNumber(checkOut), from + 1) as DayNumber };
}

/** The span with so many nights more on either side. */
export const widened = ({ from, to }: NightSpan, nights: number): NightSpan => ({
  from: (from - nights) as DayNumber,
  to: (to + nights) as DayNumber,
});

/** Whether two spans share a night. */
export const overlaps = (one: NightSpan, other: NightSpan): boolean =>
  one.from < other.to && other.from < one.to;

/** The nights of all `spans` as few spans that do not touch, in order: one damaged date does not make one window of centuries. */
export function merged(spans: readonly NightSpan[]): NightSpan[] {
  const windows: NightSpan[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const last = windows.at(-1);
    if (!last || last.to < span.from) windows.push(span);
    else if (span.to > last.to) windows[windows.length - 1] = { from: last.from, to: span.to };
  }
  return windows;
}
