// When a day use begins and ends, as its message says it, and as the PMS is to read it.
import type { XmlTree } from '../domain/booking-report.js';
import type { DayUseHours, SaidHours } from '../domain/day-use.js';
import { textAt, withValueAt } from './elements.js';

const basic = 'BasicInformation';

/** `document`: as `readReport` gives it. */
export const saidHours = (document: XmlTree): SaidHours => ({
  checkIn: textAt(document, basic, 'CheckInTime'),
  checkOut: textAt(document, basic, 'CheckOutTime'),
  planName: textAt(document, basic, 'PackagePlanName'),
});

/** A copy that says these times: where none are said, the PMS writes 16:00 and 10:00. */
export const withHours = (document: XmlTree, { from, until }: DayUseHours): XmlTree =>
  withValueAt(withValueAt(document, [basic, 'CheckInTime'], from), [basic, 'CheckOutTime'], until);
