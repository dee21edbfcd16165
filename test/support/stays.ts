// Rooms, stays and what the PMS holds, as small values for tests of the rules: what a case does not say is ordinary.
import {
  type AssignableStay,
  type AssignmentProblem,
  type House,
  type NightSpan,
  policyFor,
  spanOf,
} from '../../plugin/assignment/index.js';
import type { BookingPlan } from '../../plugin/domain/booking-plan.js';
import { addDays, hotelDate, nightsOf } from '../../plugin/domain/hotel-date.js';
import {
  bookingNumber,
  bookingPlanId,
  physicalRoom,
  reservationId,
  roomId,
  roomTypeId,
  type RoomTypeId,
} from '../../plugin/domain/ids.js';
import type { Room } from '../../plugin/domain/room.js';
import type { ReservationNight, HostBooking } from '../../plugin/host/port.js';
import { houseOf } from '../../plugin/pool/occupancy/house.js';
import { ordinary } from '../../plugin/pool/occupancy/known-plan.js';
import type { PlacedPlan, HostNights } from '../../plugin/pool/occupancy/occupancy-repository.js';

export const single = roomTypeId(1);
export const twin = roomTypeId(2);
export const deluxe = roomTypeId(3);

/** Day 0 of a case; the others are counted from it. */
export const firstDay = hotelDate('2027-02-01');
export const day = (offset: number) => addDays(firstDay, offset);

/** Nights of days `[from, to)`, counted from `firstDay`. */
export const nights = (from: number, to: number): NightSpan => spanOf(day(from), day(to));

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

/** Singles, twins and deluxe rooms, with the upgrades given without asking by booked type, best first. */
export function hotelOf(
  rooms: readonly Room[],
  upgrades: Readonly<Record<number, readonly RoomTypeId[]>> = {},
): House {
  const types = [
    { id: single, name: 'シングル' },
    { id: twin, name: 'ツイン' },
    { id: deluxe, name: 'デラックス' },
  ];
  const options = Object.entries(upgrades).map(([from, targets]) => {
    const fromId = roomTypeId(Number(from));
    const option = (toTypeId: RoomTypeId) => ({
      ...{ toTypeId, path: [fromId, toTypeId], costPerNight: 0, levels: 1 },
      ...{ policy: 'automatic' as const, sameBedCount: false },
    });
    return [fromId, targets.map(option)] as const;
  });
  return houseOf({ types, rooms, typeByCode: new Map(), changed: false, lost: [] }, new Map(options));
}

/** One person who booked a single for days 0 and 1, and has no room yet. */
export function stay(id: number, changes: Partial<AssignableStay> = {}): AssignableStay {
  return {
    ...ordinary,
    ...{ id, bookedTypeId: single, span: nights(0, 2), people: 1, movability: 'free', roomId: undefined },
    ...{ reservation: undefined, together: undefined, priority: 2 },
    ...changes,
  };
}

/** These stays in this house on day 0, without a look-ahead. */
export function problemOf(
  house: House,
  stays: readonly AssignableStay[],
  changes: Partial<AssignmentProblem> = {},
): AssignmentProblem {
  return {
    ...{ businessDate: nights(0, 1).from, house, blocks: [], stays, policy: policyFor('BALANCE') },
    ...{ usage: new Map(), lookAhead: undefined, limits: { moves: 0, iterations: 0 } },
    ...changes,
  };
}

/** A tentative single in room 101 for days 0 and 1, of reservation R1. */
export function plan(changes: Partial<BookingPlan> = {}): BookingPlan {
  return {
    id: bookingPlanId(1),
    version: 1,
    bookingNumber: bookingNumber('B1'),
    agency: undefined,
    slot: 0,
    reservationId: reservationId('R1'),
    checkIn: day(0),
    checkOut: day(2),
    people: 1,
    bookedTypeId: single,
    smoking: undefined,
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
export function held(
  id: number,
  from: number,
  to: number,
  changes: Partial<ReservationNight> = {},
): ReservationNight[] {
  const dates = from === to ? [day(from)] : nightsOf(day(from), day(to));
  return dates.map((date) => ({ date, roomId: roomId(id), people: 1, price: 8000, ...changes }));
}

/** Reservation R1 of booking B1 with these nights, from the first to the day after the last. */
export function reservation(
  heldNights: readonly ReservationNight[],
  changes: Partial<HostBooking> = {},
): HostBooking {
  const dates = heldNights.map((night) => night.date).sort();
  return {
    id: reservationId('R1'),
    bookingNumber: bookingNumber('B1'),
    status: 'booked',
    checkIn: dates[0] ?? day(0),
    checkOut: addDays(dates.at(-1) ?? day(1), 1),
    nights: heldNights,
    ...{ agency: undefined, enteredByHand: false },
    checkInMinute: 16 * 60,
    ...changes,
  };
}

/** A plan that holds these nights in that room, of the type it booked; tentative, and not in its window yet. */
export function heldPlan(
  id: number,
  inRoom: Room,
  span: NightSpan,
  changes: Partial<PlacedPlan> = {},
): PlacedPlan {
  return {
    ...{ id: bookingPlanId(id), version: 1, reservationId: undefined, checkIn: day(10), span },
    ...{ people: 1, bookedTypeId: inRoom.typeId, roomId: inRoom.id, roomState: 'tentative', inHouse: false },
    lock: undefined,
    ...{ smoking: undefined, ready: false, deadline: undefined, taken: [{ room: inRoom.physical, ...span }] },
    ...changes,
  };
}

/** These nights of these rooms, held by one reservation of the PMS each. */
export const heldByHost = (rooms: readonly Room[], { from, to }: NightSpan): HostNights[] =>
  rooms.flatMap(({ physical }) =>
    Array.from({ length: to - from }, (_, i) => ({
      ...{ room: physical, day: (from + i) as NightSpan['from'], holders: 1 },
    })),
  );
