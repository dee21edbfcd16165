// Among free rooms, the one that leaves the smallest gaps: long free stretches stay whole for the stays still to come.
import type { Room } from '../domain/room.js';
import type { NightSpan, Occupancy } from './occupancy.js';

/** Nights. Beyond this many free ones a gap is no gap. */
export const gapCap = 30;

function gapAround(occupancy: Occupancy, room: Room, span: NightSpan): number {
  return occupancy.freeBefore(room.physical, span, gapCap) + occupancy.freeAfter(room.physical, span, gapCap);
}

/** 割当順 (the PMS's assignment priority, where set), then the order in which the PMS lists its rooms. */
function byHotelOrder(a: Room, b: Room): number {
  const last = Number.MAX_SAFE_INTEGER;
  return (a.priority ?? last) - (b.priority ?? last) || a.id - b.id;
}

/**
 * The `count` best of `rooms` that are free for all of `span`, best first; fewer where not so many are free. Two rows with one room
 * number are one room.
 */
export function chooseRooms(
  rooms: readonly Room[],
  occupancy: Occupancy,
  span: NightSpan,
  count: number,
): Room[] {
  const free = rooms
    .filter((room) => occupancy.isFree(room.physical, span))
    .map((room) => ({ room, gap: gapAround(occupancy, room, span) }))
    .sort((a, b) => a.gap - b.gap || byHotelOrder(a.room, b.room));
  const chosen = new Map<string, Room>();
  for (const { room } of free) {
    if (chosen.size === count) break;
    if (!chosen.has(room.physical)) chosen.set(room.physical, room);
  }
  return [...chosen.values()];
}
