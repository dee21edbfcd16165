// What staff are told of a message that could be read: what reading found odd in it, and in when it came. Pure.
import type { BookingReport } from '../../domain/booking-report.js';
import { businessDate, type HotelCalendar } from '../../domain/hotel-date.js';
import { type ImportWarning, mostWarnings } from '../../domain/import-warning.js';

/** With what reading cannot know: that the guest of a new booking should have come before it did (its stay may be over, or its date wrong). */
export function warningsOf(
  said: BookingReport,
  receivedAt: Date,
  calendar: HotelCalendar,
): readonly ImportWarning[] {
  const received = businessDate(receivedAt, calendar);
  if (said.kind !== 'new' || said.checkIn >= received) return said.warnings;
  const past: ImportWarning = { code: 'arrival_past', params: { checkIn: said.checkIn, received } };
  return [past, ...said.warnings].slice(0, mostWarnings);
}
