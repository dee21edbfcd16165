// 部屋確定期限: for whom it still matters, and how near it is. Pure.
import type { BookingPlan } from '../../api/assignment.js';
import { dayOf, type HotelDay } from '../../dates.js';

export type Nearness = 'past' | 'today' | 'later';

/** By the hotel's business date, which is not always the calendar's: it turns in the early morning. */
export function nearnessOf(deadline: string, businessDate: HotelDay, timeZone: string): Nearness {
  const day = dayOf(deadline, timeZone);
  if (day < businessDate) return 'past';
  return day === businessDate ? 'today' : 'later';
}

/** Only a tentative room has a deadline ahead of it; a final one's is history. */
export function deadlineAhead(plan: Pick<BookingPlan, 'state' | 'deadline'>): string | null {
  return plan.state === 'tentative' ? plan.deadline : null;
}
