// Moves a file of bookings in time, so that a demonstration does not grow old.
import { addDays, daysBetween } from './dates.js';
import type { BookingRow } from './read.js';

/** The same bookings with every date moved by as many days as bring the first arrival to `day` (`YYYY-MM-DD`). */
export function withFirstArrivalOn(day: string, bookings: readonly BookingRow[]): BookingRow[] {
  const first = bookings.map(({ arrival }) => arrival).sort()[0];
  if (first === undefined) return [];
  const days = daysBetween(first, day);
  return bookings.map((booking) => ({
    ...booking,
    booked_on: addDays(booking.booked_on, days),
    arrival: addDays(booking.arrival, days),
    status_date: addDays(booking.status_date, days),
  }));
}
