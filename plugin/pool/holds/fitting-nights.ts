// Which nights of a stay without a room fit somewhere now, and in which rooms they are best kept for it. Pure.
import { spanOf } from '../../assignment/index.js';
import { type DayNumber, dayNumber, fromDayNumber, type HotelDate } from '../../domain/hotel-date.js';
import type { RoomId, RoomTypeId } from '../../domain/ids.js';
import { isOfKind, type Room } from '../../domain/room.js';
import type { Smoking } from '../../domain/stay.js';

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

/** One after the other without a gap. */
function runsOf(days: readonly DayNumber[]): [from: DayNumber, to: DayNumber][] {
  const runs: [DayNumber, DayNumber][] = [];
  for (const day of days) {
    const last = runs.at(-1);
    if (last?.[1] === day) last[1] = (day + 1) as DayNumber;
    else runs.push([day, (day + 1) as DayNumber]);
  }
  return runs;
}

const longest = (days: readonly DayNumber[]): number =>
  Math.max(0, ...runsOf(days).map(([from, to]) => to - from));

/** The nights from `today` on that are not held yet. */
function openNights({ checkIn, checkOut }: FittingStay, kept: readonly NightsInRoom[], today: HotelDate) {
  const { from, to } = spanOf(checkIn, checkOut);
  const isKept = (day: number) => kept.some((one) => dayNumber(one.from) <= day && day < dayNumber(one.to));
  const first = Math.max(from, dayNumber(today));
  const days = Array.from({ length: Math.min(mostNights, Math.max(0, to - first)) }, (_, i) => first + i);
  return new Set(days.filter((day) => !isKept(day)) as DayNumber[]);
}

/**
 * The nights that a room of the booked type which suits is free for as things stand, nobody moving, as few rooms as possible: that with the most
 * nights first, of equal ones the longest run, then the order of `rooms`. Rooms in which nights are `kept` for the stay already come before
 * others. Nights before `today` and those that are kept are left out. Each answer is one run.
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
  const used = new Set(kept.map(({ room }) => room));
  const offers = new Map(suitable.map((room) => [room, [...open].filter((day) => isFree(room, day))]));
  const found: NightsInRoom[] = [];
  for (;;) {
    const left = [...offers].map(([room, days]) => ({ room, days: days.filter((day) => open.has(day)) }));
    const [best] = left.sort(
      (a, b) =>
        Number(used.has(b.room.id) && b.days.length > 0) - Number(used.has(a.room.id) && a.days.length > 0) ||
        b.days.length - a.days.length ||
        longest(b.days) - longest(a.days),
    );
    if (!best || best.days.length === 0) break;
    for (const [from, to] of runsOf(best.days))
      found.push({ room: best.room.id, from: fromDayNumber(from), to: fromDayNumber(to) });
    for (const day of best.days) open.delete(day);
    offers.delete(best.room);
  }
  return found.sort((a, b) => (a.from < b.from ? -1 : 1));
}
