// What keeps a stay from having a room, and what a person could do about it.
import type { Reason } from '../../domain/booking-plan.js';
import { type DayNumber, fromDayNumber } from '../../domain/hotel-date.js';
import type { RoomTypeId } from '../../domain/ids.js';
import { namesOf } from '../../domain/room.js';
import type { Plan } from '../plan/plan.js';
import { eligibleUpgrades } from '../upgrades/eligible.js';

const nameOf = ({ model }: Plan, id: RoomTypeId): string => namesOf(model.types)(id);

const typeName = (plan: Plan, type: number): string => nameOf(plan, plan.model.typeIds[type]!);

/** The nights on which no suitable room of the type is free; none: every night has one, but no room has every night. */
export function fullNights(plan: Plan, stay: number, type: number): DayNumber[] {
  const { model } = plan;
  const rooms = model.roomsOfType[type]!.filter((room) => plan.suits(stay, room));
  const full: DayNumber[] = [];
  for (let night = model.from[stay]!; night < model.to[stay]!; night += 1)
    if (!rooms.some((room) => plan.isFree(room, night, night + 1))) full.push(night as DayNumber);
  return full;
}

/** Why a type does not take the stay. */
export function blockedBy(plan: Plan, stay: number, type: number): Reason {
  const { model } = plan;
  const name = typeName(plan, type);
  const suitable = model.roomsOfType[type]!.filter((room) => plan.suits(stay, room));
  if (suitable.length === 0) return { key: 'placement.none_suitable', params: { type: name } };
  // A free room and yet none given: there is not one for each that was booked alike.
  if (model.alikeOf[stay]! >= 0 && freeOf(plan, stay, type) >= 0)
    return { key: 'placement.not_for_all', params: { type: name } };
  const [night] = fullNights(plan, stay, type);
  return night === undefined
    ? { key: 'placement.no_whole_stay', params: { type: name } }
    : { key: 'placement.full', params: { type: name, night: fromDayNumber(night) } };
}

/** The hotel has no room of the booked type, nor of any that it may give instead. */
const withoutRooms = (plan: Plan, stay: number): Reason => ({
  key: 'placement.none_suitable',
  params: { type: nameOf(plan, plan.model.stays[stay]!.bookedTypeId) },
});

/** An upgrade that the hotel gives only by a person, and a room that is free for it now, by index. */
export interface Suggestion {
  readonly type: number;
  readonly room: number;
  /** Yen. */
  readonly costPerNight: number;
  readonly reason: Reason;
}

/** In the hotel's order, each type once. */
export function suggested(plan: Plan, stay: number): Suggestion[] {
  const { model } = plan;
  const known = new Set<number>();
  return eligibleUpgrades(model, model.stays[stay]!.bookedTypeId, 'suggest').flatMap(({ type, option }) => {
    const room = known.has(type) ? -1 : freeOf(plan, stay, type);
    if (room < 0) return [];
    known.add(type);
    const params = { type: typeName(plan, type), room: model.rooms[room]!.number };
    return [{ type, room, costPerNight: option.costPerNight, reason: { key: 'proposal.upgrade', params } }];
  });
}

const freeOf = (plan: Plan, stay: number, type: number): number =>
  plan.model.roomsOfType[type]!.find(
    (room) => plan.suits(stay, room) && plan.isFree(room, plan.model.from[stay]!, plan.model.to[stay]!),
  ) ?? -1;

/** Rooms that this one of a set booked alike could have, though the others could not: a person may split the set. */
function split(plan: Plan, stay: number): Reason[] {
  const { model } = plan;
  if (model.alikeOf[stay]! < 0) return [];
  for (const { type } of model.options[stay]!) {
    const room = freeOf(plan, stay, type);
    if (room >= 0 && plan.mayGo(stay, room))
      return [
        { key: 'proposal.split', params: { type: typeName(plan, type), room: model.rooms[room]!.number } },
      ];
  }
  return [];
}

/** For a stay without a room: what blocks each of its types, and what a person could do. */
export function blockers(plan: Plan, stay: number): Reason[] {
  const types = plan.model.options[stay]!.map((option) => option.type);
  return [
    ...(types.length > 0 ? types.map((type) => blockedBy(plan, stay, type)) : [withoutRooms(plan, stay)]),
    ...suggested(plan, stay).map(({ reason }) => reason),
    ...split(plan, stay),
  ];
}

export { nameOf, typeName };
