// Where the hotel's rooms are not planned (roll-out off): the first free room of the booked type, as the PMS itself chooses (HOST.md b.1). Pure.
import { spanOf } from '../../assignment/index.js';
import type { PhysicalRoom } from '../../domain/ids.js';
import { isOfKind, type Room } from '../../domain/room.js';
import { chosenReason, type FinalRoom, type Stay } from './holding.js';
import { placedReason } from '../occupancy/house.js';
import type { GivenUp, Occupancy } from '../occupancy/occupancy.js';
import { missingReason, type PlacedRoom, type Placement } from './placement.js';

export interface FirstFreeRequest {
  readonly stays: readonly Stay[];
  /** The room that each stay has now, by slot: kept where it is free. */
  readonly preferred: ReadonlyMap<number, Room>;
  /** Of those the ones that were given for good, whatever their type: an upgrade from when the rooms were planned, or a person's choice. */
  readonly final: ReadonlyMap<number, FinalRoom>;
  readonly givenUp: GivenUp;
}

const lastPlace = Number.MAX_SAFE_INTEGER;

/** 割当順 first, then the larger room; the PMS leaves the rest open, and it is the older room here. */
const inPmsOrder = (a: Room, b: Room): number =>
  (a.priority ?? lastPlace) - (b.priority ?? lastPlace) || b.capacity - a.capacity || a.id - b.id;

/** A room for every stay, or none at all. Nobody moves, and nobody is upgraded but by a person's choice; who was upgraded before stays so. */
export function firstFreeRooms(
  { stays, preferred, final, givenUp }: FirstFreeRequest,
  occupancy: Occupancy,
): Placement {
  const { house } = occupancy;
  const rooms = house.rooms.filter((room) => room.sellable).toSorted(inPmsOrder);
  const taken = new Set<PhysicalRoom>();
  const placed: PlacedRoom[] = [];
  for (const stay of stays) {
    const span = spanOf(stay.checkIn, stay.checkOut);
    const isFree = (room: Room) =>
      !taken.has(room.physical) && occupancy.isFree(room.physical, span, givenUp);
    const fits = (room: Room) => room.typeId === stay.typeId && isOfKind(room, stay.smoking) && isFree(room);
    const isKept = (room: Room | undefined, suits: (room: Room) => boolean) =>
      room?.sellable && suits(room) ? room : undefined;
    const chosen = rooms.find((room) => room.id === stay.chosen && isFree(room));
    const given = final.get(stay.slot);
    const kept = isKept(given?.room, isFree) ?? isKept(preferred.get(stay.slot), fits);
    const room = chosen ?? kept ?? rooms.find(fits);
    if (!room) return { placed: false, reason: missingReason(house, stay) };
    taken.add(room.physical);
    const why = room.id === given?.room.id ? given.reason : placedReason(house, stay.typeId, room);
    placed.push({ slot: stay.slot, room, reason: room === chosen ? chosenReason(room) : why });
  }
  return { placed: true, rooms: placed, moved: [] };
}
