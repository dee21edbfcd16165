// What a booking holds at present, and what of it a new placement should keep. Pure.
import { spanOf } from '../assignment/index.js';
import type { BookingPlan, FinalCause, Reason } from '../domain/booking-plan.js';
import type { HotelDate } from '../domain/hotel-date.js';
import type { RoomId, RoomTypeId } from '../domain/ids.js';
import type { Room } from '../domain/room.js';
import type { HeldNight, HostReservation } from '../host/port.js';
import type { GivenUp } from './picture.js';

/** One room need of a booking. */
export interface Stay {
  readonly slot: number;
  readonly typeId: RoomTypeId;
  readonly checkIn: HotelDate;
  /** Equal to `checkIn` for a day use. */
  readonly checkOut: HotelDate;
  readonly people: number;
}

export interface Holding {
  /** Plans of the booking that have not ended. */
  readonly plans: readonly BookingPlan[];
  /** Where it has no plans: the nights that the PMS holds for it, having imported it by itself. */
  readonly nights: readonly HeldNight[];
}

type Rooms = ReadonlyMap<RoomId, Room>;

/** Of a booking with live `plans`, and of the `reservation` that the PMS has for it. A cancelled reservation holds nothing. */
export function holdingOf(plans: readonly BookingPlan[], reservation: HostReservation | undefined): Holding {
  const adopted = plans.length === 0 && reservation !== undefined && reservation.status !== 'cancelled';
  return { plans, nights: adopted ? reservation.nights : [] };
}

export const holdsRooms = ({ plans, nights }: Holding): boolean =>
  nights.length > 0 || plans.some((plan) => plan.roomId !== undefined);

/** What becomes free when the holding is given up. */
export function givenUpOf({ plans, nights }: Holding, rooms: Rooms): GivenUp {
  const held = nights.flatMap(({ roomId, date }) => {
    const room = rooms.get(roomId);
    return room ? [{ room: room.physical, ...spanOf(date, date) }] : [];
  });
  return { plans: new Set(plans.map((plan) => plan.id)), nights: held };
}

/** The room each stay has now: its plan's or, without plans, the next room of the booked type that the PMS holds. */
export function presentRooms(
  stays: readonly Stay[],
  { plans, nights }: Holding,
  rooms: Rooms,
): ReadonlyMap<number, Room> {
  const bySlot = new Map<number, Room>();
  for (const { slot, roomId } of plans) {
    const room = roomId === undefined ? undefined : rooms.get(roomId);
    if (room) bySlot.set(slot, room);
  }
  const left = new Set(nights.map((night) => night.roomId));
  for (const { slot, typeId } of plans.length > 0 ? [] : stays) {
    const roomId = [...left].find((id) => rooms.get(id)?.typeId === typeId);
    const room = roomId === undefined ? undefined : rooms.get(roomId);
    if (!room) continue;
    left.delete(room.id);
    bySlot.set(slot, room);
  }
  return bySlot;
}

export interface FinalRoom {
  readonly room: Room;
  readonly reason: Reason;
}

/** The final room of each stay that has one. A stay that was booked into another type since needs another room. */
export function finalRooms(
  stays: readonly Stay[],
  { plans }: Holding,
  rooms: Rooms,
): ReadonlyMap<number, FinalRoom> {
  const bySlot = new Map<number, FinalRoom>();
  for (const { slot, typeId } of stays) {
    const plan = plans.find((candidate) => candidate.slot === slot && candidate.roomState === 'final');
    const room = plan?.roomId === undefined ? undefined : rooms.get(plan.roomId);
    if (!plan || !room) continue;
    if (plan.bookedTypeId === typeId || room.typeId === typeId)
      bySlot.set(slot, { room, reason: plan.reason });
  }
  return bySlot;
}

/** Why each final room of a booking is final. By room, not by slot: alike rooms may change names when the PMS writes them again. */
export const finalCauses = ({ plans }: Holding): ReadonlyMap<RoomId, FinalCause> =>
  new Map(plans.flatMap(({ roomId, finalCause }) => (roomId && finalCause ? [[roomId, finalCause]] : [])));
