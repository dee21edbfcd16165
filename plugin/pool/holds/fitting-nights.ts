// Which nights of a stay without a room fit somewhere now, and in which rooms they are best kept for it. Pure.
import { spanOf } from '../../assignment/index.js';
import { type DayNumber, dayNumber, fromDayNumber, type HotelDate } from '../../domain/hotel-date.js';
import type { RoomId, RoomTypeId } from '../../domain/ids.js';
import { isOfKind, type Room } from '../../domain/room.js';
import type { Smoking } from '../../domain/stay.js';
import type { TakenNights } from '../occupancy/occupancy-repository.js';
import { spreadNights } from '../occupancy/spread-nights.js';

/** Of one room: the nights `[from, to)`. */
export interface NightsInRoom {
  readonly room: RoomId;
  readonly from: HotelDate;
  readonly to: HotelDate;
}

export interface FittingStay {
  readonly bookedTypeId: RoomTypeId;
  /** What was booked; undefined: nothing was said. */
  readonly smoking: Smoking | undefined;
  readonly checkIn: HotelDate;
  readonly checkOut: HotelDate;
}

/** Whether nobody holds the room that night. */
export type IsFree = (room: Room, night: DayNumber) => boolean;

/** Of one stay: of a longer one the next nights are kept. */
const mostNights = 100;

/** The nights from `today` on that are not held yet. */
function openNights({ checkIn, checkOut }: FittingStay, kept: readonly NightsInRoom[], today: HotelDate) {
  const { from, to } = spanOf(checkIn, checkOut);
  const isKept = (day: number) => kept.some((one) => dayNumber(one.from) <= day && day < dayNumber(one.to));
  const first = Math.max(from, dayNumber(today));
  const days = Array.from({ length: Math.min(mostNights, Math.max(0, to - first)) }, (_, i) => first + i);
  return new Set(days.filter((day) => !isKept(day)) as DayNumber[]);
}

/**
 * The nights that a room of the booked type which suits is free for as things stand, nobody moving, spread over rooms as `spreadNights` does, those
 * in which nights are `kept` for the stay already before others; by night. Nights before `today` and those that are kept are left out.
 */
export function fittingNights(
  stay: FittingStay,
  rooms: readonly Room[],
  isFree: IsFree,
  today: HotelDate,
  kept: readonly NightsInRoom[] = [],
): NightsInRoom[] {
  const open = openNights(stay, kept, today);
  const suitable = rooms.filter(
    (room) => room.sellable && room.typeId === stay.bookedTypeId && isOfKind(room, stay.smoking),
  );
  const free = new Map(suitable.map((room) => [room, [...open].filter((day) => isFree(room, day))]));
  return spreadNights(open, free, new Set(kept.map(({ room }) => room)))
    .sort((a, b) => a.from - b.from)
    .map(({ room, from, to }) => ({ room: room.id, from: fromDayNumber(from), to: fromDayNumber(to) }));
}

/** The nights of 押さえ, by the doors that they keep. */
export const takenBy = (holds: readonly NightsInRoom[], rooms: ReadonlyMap<RoomId, Room>): TakenNights[] =>
  holds.flatMap(({ room: id, from, to }) => {
    const room = rooms.get(id);
    return room ? [{ room: room.physical, from: dayNumber(from), to: dayNumber(to) }] : [];
  });
