// Which changes and cancellations a person must decide (O12), from what the PMS holds and what the message says. Pure.
import type { BookedReport, BookingReport } from '../../domain/booking-report.js';
import { importFailure, type ImportFailure } from '../../domain/import-failure.js';
import { addDays, businessDate, type HotelCalendar, instantAt } from '../../domain/hotel-date.js';
import type { HostBooking, HostReservation } from '../../host/port.js';

const roomCount = (reservation: HostReservation) =>
  new Set(reservation.nights.map((night) => night.roomId)).size;

function changesDatesOrRoomCountOfGroup(report: BookedReport, reservation: HostReservation): boolean {
  if (report.rooms.length === 1 && roomCount(reservation) <= 1) return false;
  const sameDates = report.checkIn === reservation.checkIn && report.checkOut === reservation.checkOut;
  return !sameDates || report.rooms.length !== roomCount(reservation);
}

/** Before the hotel's day turns it is the night of the day before: who is to come at 01:00 comes late, and not early in the morning. */
function expectedAt({ checkIn, checkInMinute }: HostBooking, calendar: HotelCalendar): number {
  const day = checkInMinute < calendar.turnsAt * 60 ? addDays(checkIn, 1) : checkIn;
  return instantAt(day, 0, calendar).getTime() + checkInMinute * 60_000;
}

/** In the house, or gone; or the time has come at which the guest may be there (D15). */
function mayHaveArrived(booking: HostBooking, { now, calendar }: Moment): boolean {
  const { status } = booking;
  if (status === 'checked_in' || status === 'checked_out') return true;
  return status === 'booked' && now.getTime() >= expectedAt(booking, calendar);
}

/** A new booking for days after a stay that is over: its agency seems to use the number again. It must not be written over that stay. */
const isOfEndedStay = (report: BookingReport, { status, checkOut }: HostBooking, { now, calendar }: Moment) =>
  report.kind === 'new' &&
  status !== 'cancelled' &&
  status !== 'checked_in' &&
  checkOut <= report.checkIn &&
  checkOut < businessDate(now, calendar);

export interface Moment {
  readonly now: Date;
  readonly calendar: HotelCalendar;
}

/** Why this message, about a reservation that exists, waits for a person: every reason, so that one may be passed over; none where it may be applied. */
export function reasonsToHold(
  report: BookingReport,
  reservation: HostBooking,
  moment: Moment,
): ImportFailure[] {
  const reasons: ImportFailure[] = [];
  if (isOfEndedStay(report, reservation, moment))
    return [importFailure('number_of_ended_stay', { checkOut: reservation.checkOut })];
  if (mayHaveArrived(reservation, moment)) reasons.push(importFailure('after_check_in'));
  if (report.kind === 'cancellation') return reasons;
  if (reservation.status === 'cancelled') reasons.push(importFailure('reservation_cancelled'));
  if (reservation.status !== 'cancelled' && changesDatesOrRoomCountOfGroup(report, reservation)) {
    const rooms = { rooms: report.rooms.length, held: roomCount(reservation) };
    reasons.push(importFailure('rooms_of_group_changed', rooms));
  }
  return reasons;
}

/** Whether a room comes or leaves while a later one stays: on each night the PMS takes the rooms that are there for the first ones. */
function isStaggered({ rooms }: BookedReport): boolean {
  const slotsByDate = new Map<string, number[]>();
  for (const { slot, nights } of rooms)
    for (const { date } of nights) slotsByDate.set(date, [...(slotsByDate.get(date) ?? []), slot]);
  return [...slotsByDate.values()].some((slots) => slots.some((slot, place) => slot !== place));
}

/** Why a booking as such waits for a person, whatever exists. */
export function cannotBePlaced(report: BookedReport): ImportFailure[] {
  return isStaggered(report) ? [importFailure('rooms_staggered', { rooms: report.rooms.length })] : [];
}
