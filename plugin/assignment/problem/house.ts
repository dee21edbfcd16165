// The hotel's rooms, surveyed once for many questions: doors, types, floors, order, by index. Plain data, so that a thread can be given it.
import type { PhysicalRoom, RoomId, RoomTypeId } from '../../domain/ids.js';
import type { UpgradeOption } from '../../domain/upgrade.js';
import { InvalidProblem } from './invalid-problem.js';
import type { Room } from '../../domain/room.js';
import type { RoomAttribute } from '../../domain/stay.js';
import type { NightSpan } from './span.js';

/** A row of the PMS's room list with all that placement looks at. */
export interface AssignableRoom extends Room {
  readonly accessible: boolean;
  /** What the room has of what guests may wish for. */
  readonly attributes: ReadonlySet<RoomAttribute>;
  /** The doors behind it: its own number, or those of the rooms it is made of. Rooms that share one block each other. */
  readonly occupies: readonly PhysicalRoom[];
  readonly outOfService: readonly NightSpan[];
}

export interface HouseRooms {
  readonly types: readonly { readonly id: RoomTypeId; readonly name: string }[];
  readonly rooms: readonly AssignableRoom[];
  /** For each booked type where an upgrade may go, best first; a type that is not listed has no upgrade. */
  readonly upgrades: ReadonlyMap<RoomTypeId, readonly UpgradeOption[]>;
}

/** Made by `surveyHouse`. Rooms, doors and types that own rooms are counted from 0. */
export interface House extends HouseRooms {
  readonly roomIndex: ReadonlyMap<RoomId, number>;
  readonly unit: ReadonlyMap<PhysicalRoom, number>;
  readonly unitCount: number;
  /** Doors of each room. */
  readonly unitsOf: readonly Int32Array[];
  /** By door: a room row behind which it is alone, else any. */
  readonly floorOfUnit: Int32Array;
  readonly typeIndex: ReadonlyMap<RoomTypeId, number>;
  readonly typeIds: readonly RoomTypeId[];
  readonly typeOf: Int32Array;
  readonly roomsOfType: readonly (readonly number[])[];
  /** By type: beds, where all its rooms say the same. */
  readonly beds: readonly (string | undefined)[];
  /** By type: 1 where no room of it may be smoked in. That is a promise, and holds in an upgrade too. */
  readonly promisesNoSmoking: Uint8Array;
  /** By room: its place along the house taken as one corridor, floor after floor, in doors. */
  readonly position: Int32Array;
  /** Doors of the longest floor. */
  readonly floorLength: number;
  /** By room: place in 割当順 within its type, 0 first, 1 last. */
  readonly rank: Float64Array;
}

/** Distinct keys in the order of their first appearance. */
function indexed<Key>(keys: Iterable<Key>): Map<Key, number> {
  const index = new Map<Key, number>();
  for (const key of keys) if (!index.has(key)) index.set(key, index.size);
  return index;
}

function corridor(rooms: readonly AssignableRoom[]) {
  const floors = indexed([...new Set(rooms.map((room) => room.floor))].sort((a, b) => a - b));
  const onFloor = Map.groupBy(rooms, (room) => room.floor);
  const place = new Map<string, number>();
  let floorLength = 0;
  for (const [floor, there] of onFloor) {
    const numbers = [...new Set(there.map((room) => room.number))].sort((a, b) =>
      a.localeCompare(b, 'en', { numeric: true }),
    );
    floorLength = Math.max(floorLength, numbers.length);
    numbers.forEach((number, i) => place.set(`${floor} ${number}`, i));
  }
  const floorOf = rooms.map((room) => floors.get(room.floor)!);
  const position = Int32Array.from(
    rooms,
    (room, r) => floorOf[r]! * floorLength + place.get(`${room.floor} ${room.number}`)!,
  );
  return { floorLength, floorOf, position };
}

function ranks(rooms: readonly AssignableRoom[], roomsOfType: readonly (readonly number[])[]): Float64Array {
  const rank = new Float64Array(rooms.length);
  const last = Number.MAX_SAFE_INTEGER;
  for (const ofType of roomsOfType) {
    const inOrder = [...ofType].sort(
      (a, b) => (rooms[a]!.priority ?? last) - (rooms[b]!.priority ?? last) || rooms[a]!.id - rooms[b]!.id,
    );
    inOrder.forEach((r, i) => (rank[r] = inOrder.length > 1 ? i / (inOrder.length - 1) : 0));
  }
  return rank;
}

function bedsOf(rooms: readonly AssignableRoom[], ofType: readonly number[]): string | undefined {
  const beds = new Set(ofType.map((r) => [...rooms[r]!.attributes].find((name) => name.startsWith('beds:'))));
  return beds.size === 1 ? [...beds][0] : undefined;
}

function checkRooms({ rooms, types }: HouseRooms): void {
  const known = new Set(types.map((type) => type.id));
  const seen = new Set<number>();
  for (const room of rooms) {
    const what = { room: room.number };
    if (seen.has(room.id)) throw new InvalidProblem('assignment.duplicate_room', what);
    seen.add(room.id);
    if (!known.has(room.typeId))
      throw new InvalidProblem('assignment.unknown_type', { ...what, type: room.typeId });
    if (!Number.isSafeInteger(room.capacity) || room.capacity < 1)
      throw new InvalidProblem('assignment.capacity', { ...what, capacity: room.capacity });
    if (room.occupies.length === 0) throw new InvalidProblem('assignment.without_door', what);
  }
}

function checkUpgrades({ types, upgrades }: HouseRooms): void {
  const known = new Set(types.map((type) => type.id));
  for (const [from, options] of upgrades)
    for (const type of [from, ...options.map((option) => option.toTypeId)])
      if (!known.has(type)) throw new InvalidProblem('assignment.unknown_type', { upgradeOf: from, type });
}

/**
 * Throws InvalidProblem that names the room or type: one id twice, an unknown type, a capacity below 1, a room without a door.
 */
export function surveyHouse(house: HouseRooms): House {
  checkRooms(house);
  checkUpgrades(house);
  const { rooms } = house;
  const unit = indexed(rooms.flatMap((room) => room.occupies));
  const typeIndex = indexed(rooms.map((room) => room.typeId));
  const typeOf = Int32Array.from(rooms, (room) => typeIndex.get(room.typeId)!);
  const roomsOfType: number[][] = [...typeIndex].map(() => []);
  rooms.forEach((_, r) => roomsOfType[typeOf[r]!]!.push(r));
  const { floorLength, floorOf, position } = corridor(rooms);
  const floorOfUnit = new Int32Array(unit.size);
  rooms.forEach((room, r) => {
    for (const physical of room.occupies) floorOfUnit[unit.get(physical)!] = floorOf[r]!;
  });
  return {
    ...house,
    roomIndex: new Map(rooms.map((room, r) => [room.id, r])),
    unit,
    unitCount: unit.size,
    unitsOf: rooms.map((room) => Int32Array.from(new Set(room.occupies), (physical) => unit.get(physical)!)),
    floorOfUnit,
    typeIndex,
    typeIds: [...typeIndex.keys()],
    typeOf,
    roomsOfType,
    beds: roomsOfType.map((ofType) => bedsOf(rooms, ofType)),
    promisesNoSmoking: Uint8Array.from(roomsOfType, (ofType) =>
      ofType.every((r) => !rooms[r]!.smoking) ? 1 : 0,
    ),
    position,
    floorLength,
    rank: ranks(rooms, roomsOfType),
  };
}
