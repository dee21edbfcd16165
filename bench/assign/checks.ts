// Whether a plan breaks a rule, found without the engine: night by night, from the rooms it answered with.
import type { AssignableStay, AssignmentProblem } from '../../plugin/assignment/index.js';
import type { RoomId } from '../../plugin/domain/ids.js';

export interface Checks {
  readonly noNightTwice: boolean;
  readonly locksUntouched: boolean;
  /** Every room given is of the booked type or of one that it may be upgraded to; no smoke, steps or crowding where none may be. */
  readonly roomsFit: boolean;
  /** Rooms booked alike are of one type, or there is none for any. */
  readonly alikeTogether: boolean;
}

/** Nights of doors, blocks included. */
function nightTwice(
  { house, blocks, stays }: AssignmentProblem,
  rooms: ReadonlyMap<number, RoomId>,
): boolean {
  const taken = new Set<string>();
  const take = (door: string, from: number, to: number): boolean => {
    let twice = false;
    for (let night = from; night < to; night += 1) {
      const key = `${door} ${night}`;
      twice ||= taken.has(key);
      taken.add(key);
    }
    return twice;
  };
  const roomById = new Map(house.rooms.map((room) => [room.id, room]));
  let found = false;
  for (const { physical, span } of blocks) found = take(physical, span.from, span.to) || found;
  for (const { id, span } of stays)
    for (const door of roomById.get(rooms.get(id)!)?.occupies ?? [])
      found = take(door, span.from, span.to) || found;
  return found;
}

function fits({ house }: AssignmentProblem, stay: AssignableStay, roomId: RoomId): boolean {
  const room = house.rooms[house.roomIndex.get(roomId) ?? -1];
  if (!room || (stay.accessible && !room.accessible)) return false;
  if (room.smoking ? stay.nonSmoking : stay.smoking) return false;
  if (room.typeId === stay.bookedTypeId) return true;
  const option = house.upgrades.get(stay.bookedTypeId)?.find(({ toTypeId }) => toTypeId === room.typeId);
  return option?.policy === 'automatic' && room.capacity >= stay.people;
}

function splitSet({ house, stays }: AssignmentProblem, rooms: ReadonlyMap<number, RoomId>): boolean {
  const typeOf = new Map(house.rooms.map((room) => [room.id, room.typeId]));
  const seen = new Map<string, number>();
  return stays.some(({ id, reservation, bookedTypeId, span, movability }) => {
    if (reservation === undefined || movability === 'fixed') return false;
    const key = `${reservation} ${bookedTypeId} ${span.from} ${span.to}`;
    const type = typeOf.get(rooms.get(id)!) ?? -1;
    const before = seen.get(key) ?? type;
    seen.set(key, before);
    return before !== type;
  });
}

/** `rooms`: by stay id; a stay that is not in it has none. */
export function checkPlan(problem: AssignmentProblem, rooms: ReadonlyMap<number, RoomId>): Checks {
  const moves = problem.stays.filter(({ movability }) => movability !== 'fixed');
  const locked = problem.stays.filter(({ movability }) => movability === 'fixed');
  return {
    noNightTwice: !nightTwice(problem, rooms),
    locksUntouched: locked.every(({ id, roomId }) => rooms.get(id) === roomId),
    roomsFit: moves.every((stay) => !rooms.has(stay.id) || fits(problem, stay, rooms.get(stay.id)!)),
    alikeTogether: !splitSet(problem, rooms),
  };
}
