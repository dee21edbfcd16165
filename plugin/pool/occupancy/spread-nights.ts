// In which rooms nights are best kept of a stay that no room has for all of them. Pure.
import type { NightSpan } from '../../assignment/index.js';
import type { DayNumber } from '../../domain/hotel-date.js';
import type { RoomId } from '../../domain/ids.js';
import type { Room } from '../../domain/room.js';

/** Rooms, and the days of each that nobody has, in order. */
export type FreeRooms = ReadonlyMap<Room, readonly DayNumber[]>;

export interface NightsOfRoom extends NightSpan {
  readonly room: Room;
}

/** One after the other without a gap. */
function runsOf(days: readonly DayNumber[]): NightSpan[] {
  const runs: NightSpan[] = [];
  for (const day of days) {
    const last = runs.at(-1);
    const to = (day + 1) as DayNumber;
    if (last?.to === day) runs[runs.length - 1] = { from: last.from, to };
    else runs.push({ from: day, to });
  }
  return runs;
}

const lengthOf = ({ from, to }: NightSpan) => to - from;
const longest = (days: readonly DayNumber[]) => Math.max(0, ...runsOf(days).map(lengthOf));

/**
 * As many of the `open` days as there are rooms for, in as few rooms as possible: the room with the most days first, of equal ones that with the
 * longest run, then in the order given; rooms in which the stay has nights already (`used`) before all others. Each answer is one run.
 */
export function spreadNights(
  open: ReadonlySet<DayNumber>,
  free: FreeRooms,
  used: ReadonlySet<RoomId> = new Set(),
): NightsOfRoom[] {
  const missing = new Set(open);
  const found: NightsOfRoom[] = [];
  for (;;) {
    const [best] = [...free]
      .map(([room, days]) => ({ room, days: days.filter((day) => missing.has(day)) }))
      .filter(({ days }) => days.length > 0)
      .sort(
        (a, b) =>
          Number(used.has(b.room.id)) - Number(used.has(a.room.id)) ||
          b.days.length - a.days.length ||
          longest(b.days) - longest(a.days),
      );
    if (!best) return found;
    for (const run of runsOf(best.days).sort((a, b) => lengthOf(b) - lengthOf(a)))
      found.push({ room: best.room, ...run });
    for (const day of best.days) missing.delete(day);
  }
}
