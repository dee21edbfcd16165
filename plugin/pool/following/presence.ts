// Who is in the house: a guest who has not left holds the room; one who left early or never came holds nights that a person may free (P1b, D15). Pure.
import type { BookingPlan } from '../../domain/booking-plan.js';
import {
  addDays,
  businessDate,
  type HotelCalendar,
  type HotelDate,
  instantAt,
} from '../../domain/hotel-date.js';
import type { ReservationNight, HostReservation } from '../../host/port.js';

/** When the next guests are usually due, by the hotel's clock: from then on whoever was to leave today is in the way of tonight. */
const nextGuestsHour = 15;

/** Part of a business date, within which nobody's presence changes by the clock alone. */
export interface PresenceMoment {
  readonly today: HotelDate;
  readonly nextGuestsDue: boolean;
}

export function presenceMoment(now: Date, calendar: HotelCalendar): PresenceMoment {
  const today = businessDate(now, calendar);
  return { today, nextGuestsDue: now >= instantAt(today, nextGuestsHour, calendar) };
}

export const momentKey = ({ today, nextGuestsDue }: PresenceMoment): string =>
  `${today} ${nextGuestsDue ? 'next guests due' : 'leaving'}`;

const lastNightOf = ({ nights }: HostReservation): HotelDate | undefined =>
  nights.reduce<HotelDate | undefined>(
    (last, { date }) => (last === undefined || date > last ? date : last),
    undefined,
  );

/** Whether the guest is in the house though the stay is over. */
export function staysOn(reservation: HostReservation, { today, nextGuestsDue }: PresenceMoment): boolean {
  const last = lastNightOf(reservation);
  if (reservation.status !== 'checked_in' || last === undefined) return false;
  const leaves = addDays(last, 1);
  return leaves < today || (leaves === today && nextGuestsDue);
}

/** Tonight, in the rooms of the last night, of a guest who has not left. It is asked anew each day, so one night is enough. */
export function nightsStayedOn(reservation: HostReservation, moment: PresenceMoment): ReservationNight[] {
  if (!staysOn(reservation, moment)) return [];
  const last = lastNightOf(reservation);
  return reservation.nights
    .filter(({ date }) => date === last)
    .map((night) => ({ ...night, date: moment.today, price: 0 }));
}

/** Departures, or arrivals, of the last days, and how many of them were entered in the PMS (D4). */
export interface Entered {
  readonly due: number;
  readonly entered: number;
}

/** From so many on a share says something. */
const fewestToTell = 20;
const leastShare = 0.9;

/**
 * Whether a hotel enters what is counted. Where it enters no departures everybody who ever came would still be there, and where it enters no
 * arrivals nobody has ever come: its statuses say nothing.
 */
export const areEntered = ({ due, entered }: Entered): boolean =>
  due < fewestToTell || entered >= leastShare * due;

/** Days back over which departures and arrivals are counted. */
export const countedDays = 30;

/** Nights of who has left that nobody will use. The first of the reservation is none: it was used, or is charged. */
const nightsLeft = ({ status, checkIn, nights }: HostReservation, today: HotelDate): ReservationNight[] =>
  status === 'checked_out' ? nights.filter(({ date }) => date >= today && date > checkIn) : [];

/** A room with the nights that a stay has there; `checkOut` is `checkIn` for a day use. */
export type StayInRoom = Pick<BookingPlan, 'roomId' | 'checkIn' | 'checkOut'>;

/**
 * 未着: the business date of arrival is over, and the guest has neither come nor been cancelled (D15). All nights are unused then, the past
 * ones too: they are what may be charged.
 */
const hasNotArrived = ({ status }: HostReservation, { checkIn }: StayInRoom, today: HotelDate): boolean =>
  status === 'booked' && checkIn < today;

/** The nights of the stay that a person may free since its guest does not use them, one after the other; none of a guest who is or may still come. */
export function nightsToFree(reservation: HostReservation, stay: StayInRoom, today: HotelDate): HotelDate[] {
  const unused = hasNotArrived(reservation, stay, today)
    ? reservation.nights
    : nightsLeft(reservation, today);
  const isOfStay = (date: HotelDate) =>
    date === stay.checkIn || (date > stay.checkIn && date < stay.checkOut);
  return unused
    .filter(({ roomId, date }) => roomId === stay.roomId && isOfStay(date))
    .map(({ date }) => date)
    .sort();
}

/** Whether a guest who has left leaves any nights to be freed. */
export const leavesNights = (reservation: HostReservation, today: HotelDate): boolean =>
  nightsLeft(reservation, today).length > 0;

/** Whether the reservation, as it was before somebody wrote it, may have been one whose guest has not come. */
export const mayHaveBeenAbsent = (
  { checkIn, checkOut, status }: HostReservation,
  today: HotelDate,
): boolean => status !== 'block' && checkIn < today && checkOut >= addDays(today, -countedDays);
