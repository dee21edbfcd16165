// Which rooms the PMS's function gave which room of the message, and which moves bring them where we want them. No I/O.
import type { BookedReport, BookedRoom } from '../../domain/booking-report.js';
import type { RoomId, RoomTypeId } from '../../domain/ids.js';
import type { HeldNight, SlotRoom } from '../port.js';

export interface RoomMove {
  readonly from: RoomId;
  readonly to: RoomId;
}

export interface Settlement {
  readonly moves: readonly RoomMove[];
  /** Where each room of the message is after the moves. */
  readonly rooms: readonly SlotRoom[];
}

interface Group {
  readonly roomId: RoomId;
  readonly typeId: RoomTypeId;
  readonly people: number;
  readonly price: number;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

function groupsOf(nights: readonly HeldNight[], typeOf: ReadonlyMap<RoomId, RoomTypeId>): Group[] {
  return [...Map.groupBy(nights, (night) => night.roomId)].map(([roomId, held]) => {
    const typeId = typeOf.get(roomId);
    if (typeId === undefined)
      throw new Error(`the PMS put a night into room ${roomId}, which the hotel does not have`);
    return { roomId, typeId, people: sum(held.map((n) => n.people)), price: sum(held.map((n) => n.price)) };
  });
}

/** The room that the function wrote for `room`: its type must be right; then people, price and order tell alike ones apart. */
function bestGroup(groups: readonly Group[], room: BookedRoom, typeId: RoomTypeId): Group {
  const people = sum(room.nights.map((night) => night.people));
  const price = sum(room.nights.map((night) => night.price));
  const score = (group: Group) =>
    (group.typeId === typeId ? 4 : 0) + (group.people === people ? 2 : 0) + (group.price === price ? 1 : 0);
  const best = groups.reduce<Group | undefined>(
    (found, group) => (found && score(found) >= score(group) ? found : group),
    undefined,
  );
  if (!best || best.typeId !== typeId)
    throw new Error(`the PMS wrote no room of type ${typeId} for room ${room.slot + 1} of the message`);
  return best;
}

/**
 * Two rooms of one reservation cannot change places in the PMS, so a room that is both held and wanted stays with whoever holds it:
 * the slots are relabelled instead. Only the other rooms move, and never onto a room the reservation still holds.
 */
export function settle(
  report: BookedReport,
  written: readonly HeldNight[],
  wanted: readonly SlotRoom[],
  typeOf: ReadonlyMap<RoomId, RoomTypeId>,
): Settlement {
  const groups = groupsOf(written, typeOf);
  const groupOfSlot = new Map<number, Group>();
  for (const target of wanted) {
    const room = report.rooms.find((candidate) => candidate.slot === target.slot);
    if (!room) throw new Error(`the message has no room ${target.slot + 1}`);
    const taken = new Set(groupOfSlot.values());
    groupOfSlot.set(
      target.slot,
      bestGroup(
        groups.filter((group) => !taken.has(group)),
        room,
        target.typeId,
      ),
    );
  }
  const heldRooms = new Set(groups.map((group) => group.roomId));
  const free = wanted.filter((target) => !heldRooms.has(target.roomId));
  const kept = new Map(
    wanted.filter((target) => heldRooms.has(target.roomId)).map((target) => [target.roomId, target]),
  );

  const moves: RoomMove[] = [];
  const rooms = [...groupOfSlot].map(([slot, group]): SlotRoom => {
    const inPlace = kept.get(group.roomId);
    if (inPlace) return { ...inPlace, slot };
    const index = free.findIndex((target) => target.typeId === group.typeId);
    const [target] = index < 0 ? [] : free.splice(index, 1);
    if (!target) throw new Error(`no room is left for room ${slot + 1} of the message`);
    moves.push({ from: group.roomId, to: target.roomId });
    return { ...target, slot };
  });
  return { moves, rooms };
}
