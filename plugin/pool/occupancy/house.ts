// The PMS's rooms, and where upgrades may go, as the house that the engine looks at.
import { type House, surveyHouse } from '../../assignment/index.js';
import { heldKey, type Reason } from '../../domain/booking-plan.js';
import type { RoomTypeId } from '../../domain/ids.js';
import { isOfKind, nameOfType, namesOf, type Room } from '../../domain/room.js';
import type { Smoking } from '../../domain/stay.js';
import type { RoomInventory } from '../../host/port.js';
import type { UpgradeOptions } from '../../room-hierarchy/index.js';

/** Names for types that rooms or upgrades speak of, but the PMS's list of types does not have. */
function unlisted({ types, rooms }: RoomInventory, upgrades: UpgradeOptions) {
  const listed = new Set(types.map((type) => type.id));
  const spokenOf = [
    ...rooms.map((room) => room.typeId),
    ...[...upgrades].flatMap(([from, options]) => [from, ...options.map((option) => option.toTypeId)]),
  ];
  return [...new Set<RoomTypeId>(spokenOf)]
    .filter((id) => !listed.has(id))
    .map((id) => ({ id, name: nameOfType(id, undefined) }));
}

/** The last house made of an inventory: both seldom change, and every batch and run asks (500 rooms: 5 ms). */
const surveyed = new WeakMap<RoomInventory, { readonly upgrades: string; readonly house: House }>();

export function houseOf(inventory: RoomInventory, upgrades: UpgradeOptions): House {
  const known = surveyed.get(inventory);
  const written = JSON.stringify([...upgrades]);
  if (known?.upgrades === written) return known.house;
  const house = survey(inventory, upgrades);
  surveyed.set(inventory, { upgrades: written, house });
  return house;
}

/** Rooms of the PMS have no attributes yet; one without a capacity takes one person. Two rows with one room number are one door. */
function survey(inventory: RoomInventory, upgrades: UpgradeOptions): House {
  return surveyHouse({
    types: [...inventory.types, ...unlisted(inventory, upgrades)],
    rooms: inventory.rooms.map((room) => ({
      ...room,
      capacity: Math.max(1, room.capacity),
      accessible: false,
      attributes: new Set<string>(),
      occupies: [room.physical],
      outOfService: [],
    })),
    upgrades,
  });
}

/** Why a stay is in the room it was given: as it booked, or the booked type being full or, if `spared`, kept for others. */
export function placedReason(house: House, bookedTypeId: RoomTypeId, room: Room, spared = false): Reason {
  if (room.typeId === bookedTypeId) return { key: 'placement.booked_type', params: { room: room.number } };
  const [bookedType, givenType] = [typeName(house, bookedTypeId), typeName(house, room.typeId)];
  const key = spared ? 'placement.upgrade_ahead' : 'placement.upgrade';
  return { key, params: { room: room.number, bookedType, givenType } };
}

/** Why a stay has no room: its type and what it leads to are full, or what it has of the kind that was booked, where it has both. */
export function noRoomReason(
  house: House,
  { typeId, smoking }: { readonly typeId: RoomTypeId; readonly smoking: Smoking | undefined },
): Reason {
  const ofOtherKind = (room: Room) => room.typeId === typeId && room.sellable && !isOfKind(room, smoking);
  const key = house.rooms.some(ofOtherKind) ? `placement.none_free_${smoking}` : 'placement.none_free';
  return { key, params: { bookedType: typeName(house, typeId) } };
}

/** Why a stay has no room although one is free: a stay without a room that was accepted before holds it. */
export const heldReason = (house: House, { typeId }: { readonly typeId: RoomTypeId }): Reason => ({
  key: heldKey,
  params: { bookedType: typeName(house, typeId) },
});

/** Why a tentative stay has another room now. `upgrade`: what to say where it leaves its own type. */
export function movedReason(
  house: House,
  bookedTypeId: RoomTypeId,
  [from, to]: readonly [Room, Room],
  upgrade: Reason,
): Reason {
  const params = { from: from.number, to: to.number };
  if (from.typeId === to.typeId) return { key: 'assignment.moved', params };
  if (to.typeId !== bookedTypeId) return upgrade;
  const bookedType = typeName(house, bookedTypeId);
  return { key: 'placement.returned_to_booked_type', params: { ...params, bookedType } };
}

export const typeName = (house: House, id: RoomTypeId): string => namesOf(house.types)(id);
