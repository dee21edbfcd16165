// Who is in the house: a guest who has not left holds the room, one who left early holds nights that a person may free (P1b). Pure.
import {
  addDays,
  businessDate,
  type HotelCalendar,
  type HotelDate,
  instantAt,
} from '../../domain/hotel-date.js';
import type { RoomId } from '../../domain/ids.js';
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

/** Departures of the last days, and how many of them were entered in the PMS. */
export interface Departures {
  readonly due: number;
  readonly entered: number;
}

/** From so many on a share says something. */
const fewestDepartures = 20;
const leastShare = 0.9;

/** In a hotel that does not enter departures everybody who ever came would still be there: its statuses say nothing about tonight. */
export const entersDepartures = ({ due, entered }: Departures): boolean =>
  due < fewestDepartures || entered >= leastShare * due;

/** Days back over which departures are counted. */
export const departureDays = 30;

/** The nights in `room` that can be freed of a guest who has left. The first of the stay never is: it was used, or is charged. */
export function nightsToFree(reservation: HostReservation, room: RoomId, today: HotelDate): HotelDate[] {
  if (reservation.status !== 'checked_out') return [];
  return reservation.nights
    .filter(({ roomId, date }) => roomId === room && date >= today)
    .map(({ date }) => date)
    .filter((date) => date > reservation.checkIn)
    .sort();
}

/** Whether a guest who has left leaves any nights to be freed. */
export const leavesNights = (reservation: HostReservation, today: HotelDate): boolean =>
  reservation.nights.some(({ roomId }) => nightsToFree(reservation, roomId, today).length > 0);
