// From a stay's dates to the nights it occupies, and to the window of nights to look at for it.
import { dayNumber, type DayNumber, type HotelDate } from '../domain/hotel-date.js';
import { gapCap } from './choose-room.js';
import type { NightSpan } from './occupancy.js';

/** `[checkIn, checkOut)`; a day use occupies the night of its day, because the room must be clean again before an evening's arrival. */
export function spanOf(checkIn: HotelDate, checkOut: HotelDate): NightSpan {
  const from = dayNumber(checkIn);
  return { from, to: Math.max(dayNumber(checkOut), from + 1) as DayNumber };
}

/** The nights that a picture must show for all gaps around `spans` to be seen. `spans` must not be empty. */
export function windowAround(spans: readonly NightSpan[]): NightSpan {
  return {
    from: (Math.min(...spans.map((span) => span.from)) - gapCap) as DayNumber,
    to: (Math.max(...spans.map((span) => span.to)) + gapCap) as DayNumber,
  };
}
