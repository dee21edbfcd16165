// Where stays and held nights lie on the room × night board. Pure: days in, positions out.
import type { Board, BoardRoom, BoardStay } from '../../api/assignment.js';
import { addDays, daysBetween, type HotelDay } from '../../dates.js';

/**
 * A stretch of time, in days from the board's first one: a stay begins and ends at half a day, so that a departure and the next
 * arrival meet in the middle of their column. Cut off at the board's edges.
 */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly cutStart: boolean;
  readonly cutEnd: boolean;
}

export interface BoardRow {
  readonly room: BoardRoom;
  readonly stays: readonly { readonly stay: BoardStay; readonly stretch: Stretch }[];
  readonly held: readonly Stretch[];
}

export interface BoardGroup {
  readonly typeId: number;
  readonly typeName: string;
  readonly rows: readonly BoardRow[];
}

export function isDayUse(stay: Pick<BoardStay, 'checkIn' | 'checkOut'>): boolean {
  return stay.checkIn === stay.checkOut;
}

/** Undefined where nothing of it is on the board. A day use takes its whole day. */
export function stretchOf(
  checkIn: HotelDay,
  checkOut: HotelDay,
  from: HotelDay,
  nights: number,
): Stretch | undefined {
  const midday = isDayUse({ checkIn, checkOut }) ? 0 : 0.5;
  const begin = daysBetween(from, checkIn) + midday;
  const finish = daysBetween(from, checkOut) + (midday || 1);
  const start = Math.max(0, begin);
  const end = Math.min(nights, finish);
  if (start >= end) return undefined;
  return { start, end, cutStart: begin < 0, cutEnd: finish > nights };
}

function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

/** Consecutive held nights as one stretch. */
function heldStretches(nights: readonly HotelDay[], board: Board): Stretch[] {
  const runs: { first: HotelDay; end: HotelDay }[] = [];
  for (const night of [...nights].sort()) {
    const last = runs.at(-1);
    if (last && last.end === night) last.end = addDays(night, 1);
    else runs.push({ first: night, end: addDays(night, 1) });
  }
  return runs.flatMap(({ first, end }) => stretchOf(first, end, board.from, board.nights) ?? []);
}

/** Rooms by type in the order the server sent them, each with what lies on it from left to right. */
export function layoutBoard(board: Board): BoardGroup[] {
  const staysByRoom = groupBy(board.stays, (stay) => stay.roomId);
  const heldByRoom = groupBy(board.held, (held) => held.roomId);
  const rowOf = (room: BoardRoom): BoardRow => ({
    room,
    stays: (staysByRoom.get(room.id) ?? [])
      .flatMap((stay) => {
        const stretch = stretchOf(stay.checkIn, stay.checkOut, board.from, board.nights);
        return stretch ? [{ stay, stretch }] : [];
      })
      .sort((one, other) => one.stretch.start - other.stretch.start),
    held: heldStretches(
      (heldByRoom.get(room.id) ?? []).map(({ night }) => night),
      board,
    ),
  });
  return [...groupBy(board.rooms, (room) => room.type.id)].map(([typeId, rooms]) => ({
    typeId,
    typeName: rooms[0]?.type.name ?? '',
    rows: rooms.map(rowOf),
  }));
}
