// From a stay's dates to the nights it occupies.
import { dayNumber, type DayNumber, type HotelDate } from '../domain/hotel-date.js';
import type { NightSpan } from './occupancy.js';

/** `[checkIn, checkOut)`; a day use occupies the night of its day, because the room must be clean again before an evening's arrival. */
export function spanOf(checkIn: HotelDate, checkOut: HotelDate): NightSpan {
  const from = dayNumber(checkIn);
  return { from, to: Math.max(dayNumber(checkOut), from + 1) as DayNumber };
}
