// Which changes and cancellations a person must decide (O12), from what the PMS holds and what the message says. Pure.
import type { BookedReport, BookingReport } from '../../domain/booking-report.js';
import { importFailure, type ImportFailure } from '../../domain/import-failure.js';
import type { HostBooking, HostReservation } from '../../host/port.js';

const roomCount = (reservation: HostReservation) =>
  new Set(reservation.nights.map((night) => night.roomId)).size;

function typeChangesBetweenNights(report: BookedReport): boolean {
  return report.rooms.some((room) => new Set(room.nights.map((night) => night.roomTypeCode)).size > 1);
}

function changesDatesOrRoomCountOfGroup(report: BookedReport, reservation: HostReservation): boolean {
  if (report.rooms.length === 1 && roomCount(reservation) <= 1) return false;
  const sameDates = report.checkIn === reservation.checkIn && report.checkOut === reservation.checkOut;
  return !sameDates || report.rooms.length !== roomCount(reservation);
}

/** Whether the PMS holds other nights than the message says because a person changed them: applied, it would undo that. */
function undoesNights(report: BookedReport, { nights, nightsEdited }: HostBooking): boolean {
  const held = new Set(nights.map((night) => night.date));
  const said = new Set(report.rooms.flatMap((room) => room.nights.map((night) => night.date)));
  return nightsEdited && (held.size !== said.size || [...held].some((night) => !said.has(night)));
}

const isInHouseOrOver = (reservation: HostReservation) =>
  reservation.status === 'checked_in' || reservation.status === 'checked_out';

/** Why this message, about a reservation that exists, waits for a person; undefined where it may be applied. */
export function needsPerson(report: BookingReport, reservation: HostBooking): ImportFailure | undefined {
  if (isInHouseOrOver(reservation)) return importFailure('after_check_in');
  if (report.kind === 'cancellation') return undefined;
  if (reservation.status === 'cancelled') return importFailure('reservation_cancelled');
  if (reservation.lostByEdit || undoesNights(report, reservation)) return importFailure('edited_by_hand');
  if (changesDatesOrRoomCountOfGroup(report, reservation)) {
    return importFailure('rooms_of_group_changed', {
      rooms: report.rooms.length,
      held: roomCount(reservation),
    });
  }
  return undefined;
}

/** Whether a room comes or leaves while a later one stays: on each night the PMS takes the rooms that are there for the first ones. */
function isStaggered({ rooms }: BookedReport): boolean {
  const slotsByDate = new Map<string, number[]>();
  for (const { slot, nights } of rooms)
    for (const { date } of nights) slotsByDate.set(date, [...(slotsByDate.get(date) ?? []), slot]);
  return [...slotsByDate.values()].some((slots) => slots.some((slot, place) => slot !== place));
}

/** Why a booking as such waits for a person, whatever exists. */
export function cannotBePlaced(report: BookedReport): ImportFailure | undefined {
  if (typeChangesBetweenNights(report)) return importFailure('room_type_changes');
  return isStaggered(report) ? importFailure('rooms_staggered', { rooms: report.rooms.length }) : undefined;
}
