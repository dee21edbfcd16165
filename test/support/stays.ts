// Rooms, stays and what the PMS holds, as small values for tests of the rules: what a case does not say is ordinary.
import { type HotelRooms, type NightSpan, type Occupancy, spanOf } from '../../plugin/assignment/index.js';
import type { BookingPlan } from '../../plugin/domain/booking-plan.js';
import { addDays, hotelDate, nightsOf } from '../../plugin/domain/hotel-date.js';
import {
  bookingNumber,
  bookingPlanId,
  physicalRoom,
  type PhysicalRoom,
  reservationId,
  roomId,
  roomTypeId,
  type RoomTypeId,
} from '../../plugin/domain/ids.js';
import type { Room } from '../../plugin/domain/room.js';
import type { HeldNight, HostReservation } from '../../plugin/host/port.js';

export const single = roomTypeId(1);
export const twin = roomTypeId(2);
export const deluxe = roomTypeId(3);

/** Day 0 of a case; the others are counted from it. */
export const firstDay = hotelDate('2027-02-01');
export const day = (offset: number) => addDays(firstDay, offset);

/** Nights of days `[from, to)`, counted from `firstDay`. */
export const nights = (from: number, to: number): NightSpan => spanOf(day(from), day(to));

const month = Array.from({ length: 30 }, (_, i) => nights(i, i + 1));

/** The first thirty nights of these rooms, a line each: 1 free, 0 taken. */
export const pictureOf = (occupancy: Occupancy, rooms: readonly PhysicalRoom[]): string =>
  rooms
    .map((physical) => month.map((night) => Number(occupancy.isFree(physical, night))).join(''))
    .join('\n');

/** A non-smoking room for two, of the number that its id is. */
export function room(id: number, typeId: RoomTypeId = single, changes: Partial<Room> = {}): Room {
  const number = changes.number ?? String(id);
  return {
    id: roomId(id),
    typeId,
    number,
    physical: physicalRoom(number),
    floor: 1,
    capacity: 2,
    smoking: false,
    sellable: true,
    priority: undefined,
    ...changes,
  };
}

/** Singles, twins and deluxe rooms, with the upgrades given by booked type, best first. */
export function hotelOf(
  rooms: readonly Room[],
  upgrades: Readonly<Record<number, readonly RoomTypeId[]>> = {},
): HotelRooms {
  return {
    types: [
      { id: single, name: 'シングル' },
      { id: twin, name: 'ツイン' },
      { id: deluxe, name: 'デラックス' },
    ],
    rooms,
    upgradesOf: (type) => upgrades[type] ?? [],
  };
}

/** A tentative single in room 101 for days 0 and 1, of reservation R1. */
export function plan(changes: Partial<BookingPlan> = {}): BookingPlan {
  return {
    id: bookingPlanId(1),
    version: 1,
    bookingNumber: bookingNumber('B1'),
    slot: 0,
    reservationId: reservationId('R1'),
    checkIn: day(0),
    checkOut: day(2),
    people: 1,
    bookedTypeId: single,
    roomId: roomId(101),
    roomTypeId: single,
    roomState: 'tentative',
    finalCause: undefined,
    poolStatus: 'waiting',
    poolDeadline: undefined,
    inHouse: false,
    reason: { key: 'placement.booked_type', params: {} },
    ...changes,
  };
}

/** The nights of days `[from, to)` in a room; a day use where both are the same. */
export function held(id: number, from: number, to: number, changes: Partial<HeldNight> = {}): HeldNight[] {
  const dates = from === to ? [day(from)] : nightsOf(day(from), day(to));
  return dates.map((date) => ({ date, roomId: roomId(id), people: 1, price: 8000, ...changes }));
}

/** Reservation R1 of booking B1 with these nights, from the first to the day after the last. */
export function reservation(
  heldNights: readonly HeldNight[],
  changes: Partial<HostReservation> = {},
): HostReservation {
  const dates = heldNights.map((night) => night.date).sort();
  return {
    id: reservationId('R1'),
    bookingNumber: bookingNumber('B1'),
    status: 'booked',
    checkIn: dates[0] ?? day(0),
    checkOut: addDays(dates.at(-1) ?? day(1), 1),
    nights: heldNights,
    lostByEdit: false,
    ...changes,
  };
}
