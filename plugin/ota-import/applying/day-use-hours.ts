// The hours of a booked day use: kept with its stay, and written into the PMS where arrival and departure are on one day.
import type { BookedReport } from '../../domain/booking-report.js';
import { dayUseHours, type DayUseHours } from '../../domain/day-use.js';
import { saidHours, withHours } from '../../tl-lincoln/index.js';

/** Undefined of a stay over night. */
export const hoursOf = (
  { dayUse, document }: Pick<BookedReport, 'dayUse' | 'document'>,
  usual: DayUseHours,
): DayUseHours | undefined => (dayUse ? dayUseHours(saidHours(document), usual) : undefined);

/** One night of a plan that is for a day departs on the next day in the PMS: hours of the first would be read as those of the second. */
export function withDayUseTimes<Report extends BookedReport>(report: Report, usual: DayUseHours): Report {
  const hours = report.checkIn === report.checkOut ? hoursOf(report, usual) : undefined;
  return hours ? { ...report, document: withHours(report.document, hours) } : report;
}
