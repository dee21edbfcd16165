// Placing the rooms of one reservation: a free room of the booked type, else of a type listed for it, else none (O10).
import type { Reason } from '../domain/booking-plan.js';
import type { RoomTypeId } from '../domain/ids.js';
import type { Room, RoomType } from '../domain/room.js';
import { chooseRooms } from './choose-room.js';
import type { NightSpan, Occupancy } from './occupancy.js';

export interface RoomNeed {
  readonly slot: number;
  readonly bookedTypeId: RoomTypeId;
  readonly people: number;
  readonly span: NightSpan;
  /** Taken where it still fits: a changed booking keeps its room. */
  readonly preferred: Room | undefined;
  /** The room that was final before, with its reason: kept while it is free, of whatever type it is. */
  readonly final: { readonly room: Room; readonly reason: Reason } | undefined;
}

export interface HotelRooms {
  readonly types: readonly RoomType[];
  readonly rooms: readonly Room[];
  /** Where an upgrade from a type may go, best first. */
  upgradesOf(type: RoomTypeId): readonly RoomTypeId[];
}

export interface PlacedRoom {
  readonly slot: number;
  readonly room: Room;
  readonly reason: Reason;
}

export type Placement =
  | { readonly placed: true; readonly rooms: readonly PlacedRoom[] }
  | { readonly placed: false; readonly reason: Reason };

export const typeName = (hotel: HotelRooms, id: RoomTypeId): string =>
  hotel.types.find((type) => type.id === id)?.name ?? String(id);

const isUpgrade = (booked: RoomTypeId, given: RoomTypeId): boolean => booked !== given;

/** A type whose rooms are all non-smoking promises that; the promise holds in the upgrade too. */
function promisesNoSmoking(hotel: HotelRooms, type: RoomTypeId): boolean {
  return hotel.rooms.every((room) => room.typeId !== type || !room.smoking);
}

/**
 * Rooms of `type` that may serve a need of `booked`, never a staff room or one not for sale. Capacity is hard for upgrades only: in the
 * booked type the hotel sold it so (O3).
 */
export function eligibleRooms(
  hotel: HotelRooms,
  booked: RoomTypeId,
  type: RoomTypeId,
  people: number,
): Room[] {
  const ofType = hotel.rooms.filter((room) => room.typeId === type && room.sellable);
  if (!isUpgrade(booked, type)) return ofType;
  const nonSmoking = promisesNoSmoking(hotel, booked);
  return ofType.filter((room) => room.capacity >= people && !(nonSmoking && room.smoking));
}

function reasonFor(hotel: HotelRooms, booked: RoomTypeId, room: Room): Reason {
  if (!isUpgrade(booked, room.typeId)) return { key: 'placement.booked_type', params: { room: room.number } };
  const params = {
    room: room.number,
    bookedType: typeName(hotel, booked),
    givenType: typeName(hotel, room.typeId),
  };
  return { key: 'placement.upgrade', params };
}

/** Needs of one booked type and one span. */
type AlikeNeeds = readonly [RoomNeed, ...RoomNeed[]];

/** Rooms of one type for all needs; undefined where they do not all fit. */
function inType(
  hotel: HotelRooms,
  occupancy: Occupancy,
  needs: AlikeNeeds,
  type: RoomTypeId,
): PlacedRoom[] | undefined {
  const { bookedTypeId, span } = needs[0];
  const eligible = eligibleRooms(hotel, bookedTypeId, type, Math.max(...needs.map((need) => need.people)));
  const kept = new Map<RoomNeed, Room>();
  for (const need of needs) {
    const room = need.preferred;
    const fits = room && eligible.includes(room) && occupancy.isFree(room.physical, span);
    if (fits && ![...kept.values()].some((other) => other.physical === room.physical)) kept.set(need, room);
  }
  const taken = new Set([...kept.values()].map((room) => room.physical));
  const others = eligible.filter((room) => !taken.has(room.physical));
  const chosen = chooseRooms(others, occupancy, span, needs.length - kept.size);
  if (chosen.length < needs.length - kept.size) return undefined;
  return needs.map((need) => {
    const room = kept.get(need) ?? chosen.shift()!;
    return { slot: need.slot, room, reason: reasonFor(hotel, bookedTypeId, room) };
  });
}

/**
 * A room for every need, or none at all. Final rooms are kept. All others of one reservation that were booked alike are given alike: all
 * of the booked type, or all of the same upgrade; whoever fits into the booked type is placed before anyone is upgraded. All needs
 * are of one span. `occupancy` comes back as it was.
 */
export function placeReservation(
  hotel: HotelRooms,
  occupancy: Occupancy,
  needs: readonly RoomNeed[],
): Placement {
  const rooms: PlacedRoom[] = [];
  const taken: { readonly room: Room; readonly span: NightSpan }[] = [];
  const give = (placed: readonly PlacedRoom[], span: NightSpan) => {
    rooms.push(...placed);
    for (const { room } of placed) {
      occupancy.take(room.physical, span);
      taken.push({ room, span });
    }
  };
  const takeInType = (alike: AlikeNeeds, type: RoomTypeId): boolean => {
    const placed = inType(hotel, occupancy, alike, type);
    if (placed) give(placed, alike[0].span);
    return placed !== undefined;
  };
  try {
    const open: RoomNeed[] = [];
    for (const need of needs) {
      const { slot, final, span } = need;
      if (final && occupancy.isFree(final.room.physical, span)) give([{ slot, ...final }], span);
      else open.push(need);
    }
    const full: AlikeNeeds[] = [];
    for (const alike of Map.groupBy(open, (need) => need.bookedTypeId).values() as Iterable<AlikeNeeds>)
      if (!takeInType(alike, alike[0].bookedTypeId)) full.push(alike);
    for (const alike of full) {
      const { bookedTypeId } = alike[0];
      if (hotel.upgradesOf(bookedTypeId).some((type) => takeInType(alike, type))) continue;
      const params = { bookedType: typeName(hotel, bookedTypeId) };
      return { placed: false, reason: { key: 'placement.none_free', params } };
    }
    return { placed: true, rooms };
  } finally {
    for (const { room, span } of taken) occupancy.release(room.physical, span);
  }
}
