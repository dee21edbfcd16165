// Who booked, as staff read it of a stay that has no room yet. For a signed-in person's screen only.
import type { Booker } from '../../domain/booking-plan.js';
import type { BookedReport } from '../../domain/booking-report.js';
import { contentsOf } from '../../tl-lincoln/index.js';

export function bookerOf({ document, agency }: BookedReport): Booker {
  const { guestName, guestKana } = contentsOf(document);
  return { guestName: guestName ?? guestKana ?? null, agency: agency === '' ? null : agency };
}
