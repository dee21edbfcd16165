// What is said of a stay at a moment of its hotel: current, arriving today, past its deadline, due soon. Pure; SQL says the same (pool/plans).
import type { BookingPlan } from './booking-plan.js';
import { addDays, businessDate, type HotelCalendar, type HotelDate, instantAt } from './hotel-date.js';

/** A moment as a hotel has it. */
export interface HotelMoment {
  readonly now: Date;
  /** The business date: until the hotel's clock shows the hour at which it turns, it is still yesterday. */
  readonly today: HotelDate;
  /** When today is over. */
  readonly todayEnds: Date;
  /** When tomorrow is over. */
  readonly tomorrowEnds: Date;
}

export function hotelMoment(now: Date, calendar: HotelCalendar): HotelMoment {
  const today = businessDate(now, calendar);
  const turnOf = (days: number) => instantAt(addDays(today, days), calendar.turnsAt, calendar);
  return { now, today, todayEnds: turnOf(1), tomorrowEnds: turnOf(2) };
}

/**
 * Whether the stay concerns today or a later day: it has not ended, and its guest leaves today or later. One without a room does whatever
 * its dates, since a person must know of it and nothing ends it by itself.
 */
export const isCurrent = (
  { roomState, checkOut }: Pick<BookingPlan, 'roomState' | 'checkOut'>,
  { today }: Pick<HotelMoment, 'today'>,
): boolean => roomState !== 'ended' && (checkOut >= today || roomState === 'unplaced');

/** Whether today is the stay's first day, whether its guest is there already or not. */
export const arrivesToday = (
  { roomState, checkIn }: Pick<BookingPlan, 'roomState' | 'checkIn'>,
  { today }: Pick<HotelMoment, 'today'>,
): boolean => roomState !== 'ended' && checkIn === today;

/**
 * How near the moment is at which a tentative room becomes final. `past`: it has come, at the latest just now, and the room is still
 * tentative; `today`: it comes within this business date; `tomorrow`: within the next one; `later`.
 */
export const nearnesses = ['past', 'today', 'tomorrow', 'later'] as const;
export type Nearness = (typeof nearnesses)[number];

type WithDeadline = Pick<BookingPlan, 'roomState' | 'poolDeadline' | 'checkOut'>;

/** Undefined of a stay whose room is not tentative, and of one whose guest was to leave before today: its deadline is history. */
export function deadlineNearness(
  { roomState, poolDeadline, checkOut }: WithDeadline,
  { now, today, todayEnds, tomorrowEnds }: HotelMoment,
): Nearness | undefined {
  if (roomState !== 'tentative' || poolDeadline === undefined || checkOut < today) return undefined;
  if (poolDeadline <= now) return 'past';
  if (poolDeadline < todayEnds) return 'today';
  return poolDeadline < tomorrowEnds ? 'tomorrow' : 'later';
}

/** Whether the room should be final by now. */
export const isPastDeadline = (plan: WithDeadline, moment: HotelMoment): boolean =>
  deadlineNearness(plan, moment) === 'past';

/** まもなく部屋確定: by the end of tomorrow, or overdue already. */
export function isDueSoon(plan: WithDeadline, moment: HotelMoment): boolean {
  const nearness = deadlineNearness(plan, moment);
  return nearness !== undefined && nearness !== 'later';
}
