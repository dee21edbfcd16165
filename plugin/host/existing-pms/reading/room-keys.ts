// Which physical room stands behind each of the PMS's rooms. A room is known by its id; its number may change, and is only shown (P1b). Pure.
import { physicalRoom, type PhysicalRoom } from '../../../domain/ids.js';

/** A room of the PMS's list, `known` being what was kept of it when the list was last looked at. */
export interface ListedRoom {
  readonly id: number;
  readonly number: string;
  readonly known: { readonly physical: PhysicalRoom; readonly number: string } | undefined;
}

const byId = (one: ListedRoom, other: ListedRoom) => one.id - other.id;
const keepsNumber = ({ number, known }: ListedRoom) => known?.number === number;

/** Of rooms that cannot all have the key: who has kept the number, else the oldest. */
const firstClaim = (rooms: readonly ListedRoom[]): ListedRoom =>
  [...rooms].sort((a, b) => Number(keepsNumber(b)) - Number(keepsNumber(a)) || byId(a, b))[0]!;

/**
 * A room keeps its key whatever its number becomes. Rooms with one number are one physical room until the hotel says otherwise (P2): they have
 * the key of the one that had the number before. Where they part again, it stays with the number. A new key is the number, unless a room that
 * was renumbered has that.
 */
export function keysOf(rooms: readonly ListedRoom[]): Map<number, PhysicalRoom> {
  const keyByNumber = new Map<string, PhysicalRoom>();
  const used = new Map<PhysicalRoom, string>();
  const give = (number: string, key: PhysicalRoom) => {
    keyByNumber.set(number, key);
    used.set(key, number);
  };
  const claims = Map.groupBy(
    [...Map.groupBy(rooms, (room) => room.number).values()]
      .map((alike) => alike.filter((room) => room.known))
      .filter((alike) => alike.length > 0)
      .map(firstClaim),
    (room) => room.known!.physical,
  );
  for (const [key, claimants] of claims) give(firstClaim(claimants).number, key);
  for (const { id, number } of [...rooms].sort(byId)) {
    if (keyByNumber.has(number)) continue;
    const own = physicalRoom(number);
    give(number, used.has(own) ? physicalRoom(`${number}#${id}`) : own);
  }
  return new Map(rooms.map((room) => [room.id, keyByNumber.get(room.number)!]));
}
