// Which rooms the PMS's function gave which room of the message, and which moves bring them where we want them. No I/O.
import type { BookedReport, BookedRoom } from '../../../domain/booking-report.js';
import type { RoomId, RoomTypeId } from '../../../domain/ids.js';
import type { ReservationNight, SlotRoom } from '../../port.js';

export interface RoomMove {
  readonly from: RoomId;
  readonly to: RoomId;
}

export interface Settlement {
  /** One after the other, each into a room that the reservation does not hold at that moment. */
  readonly moves: readonly RoomMove[];
  /** After them: rooms that the reservation holds and goes on holding, of which each goes to another's place. */
  readonly exchanged: readonly RoomMove[];
}

/** What the function wrote into one room. */
interface Group {
  readonly roomId: RoomId;
  readonly typeId: RoomTypeId;
  readonly people: number;
  readonly price: number;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** Rooms by id: those that are written into, or wanted. */
type Rooms = ReadonlyMap<RoomId, { readonly typeId: RoomTypeId }>;

function groupsOf(nights: readonly ReservationNight[], rooms: Rooms): Group[] {
  return [...Map.groupBy(nights, (night) => night.roomId)].map(([roomId, held]) => {
    const typeId = rooms.get(roomId)?.typeId;
    if (typeId === undefined)
      throw new Error(`the PMS put a night into room ${roomId}, which the hotel does not have`);
    return { roomId, typeId, people: sum(held.map((n) => n.people)), price: sum(held.map((n) => n.price)) };
  });
}

/** People and price tell the rooms of one type apart; of alike ones each stays where it is, if anyone is to be there. */
function likeness(group: Group, room: BookedRoom, target: SlotRoom): number {
  const people = sum(room.nights.map((night) => night.people));
  const price = sum(room.nights.map((night) => night.price));
  return (
    (group.people === people ? 4 : 0) +
    (group.price === price ? 2 : 0) +
    (group.roomId === target.roomId ? 1 : 0)
  );
}

/** Which group the function wrote for which room of the message; whoever is most alike first, among equals in order. */
function pairs(report: BookedReport, groups: readonly Group[], wanted: readonly SlotRoom[]) {
  const likely = wanted.flatMap((target) => {
    const room = report.rooms.find((candidate) => candidate.slot === target.slot);
    if (!room) throw new Error(`the message has no room ${target.slot + 1}`);
    return groups
      .filter(({ typeId }) => typeId === target.typeId)
      .map((group) => ({ group, target, likeness: likeness(group, room, target) }));
  });
  const targets = new Map<Group, SlotRoom>();
  const served = new Set<SlotRoom>();
  for (const { group, target } of likely.sort((a, b) => b.likeness - a.likeness)) {
    if (targets.has(group) || served.has(target)) continue;
    targets.set(group, target);
    served.add(target);
  }
  const without = wanted.find((target) => !served.has(target));
  if (without)
    throw new Error(
      `the PMS wrote no room of type ${without.typeId} for room ${without.slot + 1} of the message`,
    );
  return targets;
}

/** Those that can be done one by one, in such an order, and those that go round in a ring. */
function inOrder(moves: readonly RoomMove[], held: ReadonlySet<RoomId>): Settlement {
  const holds = new Set(held);
  const left = [...moves];
  const ordered: RoomMove[] = [];
  for (;;) {
    const next = left.findIndex(({ to }) => !holds.has(to));
    const [move] = next < 0 ? [] : left.splice(next, 1);
    if (!move) return { moves: ordered, exchanged: left };
    holds.delete(move.from);
    holds.add(move.to);
    ordered.push(move);
  }
}

/** The PMS's function takes rooms as it finds them; everybody goes to the room that was chosen for them, whoever the function put there. */
export function settle(
  report: BookedReport,
  written: readonly ReservationNight[],
  wanted: readonly SlotRoom[],
  rooms: Rooms,
): Settlement {
  const groups = groupsOf(written, rooms);
  const targets = pairs(report, groups, wanted);
  const moves = [...targets]
    .map(([{ roomId }, target]) => ({ from: roomId, to: target.roomId }))
    .filter(({ from, to }) => from !== to);
  const held = new Set(groups.map(({ roomId }) => roomId));
  return inOrder(moves, held);
}
