// The moves that the improvement tries, each by repeatable chance: a chain between two rooms, and making room by putting others out.
import { between, type Random } from '../../domain/chance.js';
import { apply, chainInto } from './exchange.js';
import type { Plan } from '../plan/plan.js';
import { longestChain } from './search.js';

/** Stays that one move may put out, and homeless ones that are tried in their place. */
const mostPutOut = 6;

const any = <T>(values: readonly T[], random: Random): T => values[between(random, 0, values.length)]!;

/** A room for one stay: mostly of the type it has, at times of another it may be given. */
function anyRoom(plan: Plan, stay: number, random: Random): number {
  const { model } = plan;
  const now = plan.roomOf[stay]!;
  const sameType = now >= 0 && random() < 0.6;
  const type = sameType ? model.typeOf[now]! : any(model.options[stay]!, random).type;
  const rooms = model.roomsOfType[type]!;
  const mate = random() < 0.5 ? mateOf(plan, stay, random) : -1;
  return mate < 0 ? any(rooms, random) : nearest(plan, rooms, model.position[plan.roomOf[mate]!]!, random);
}

/** Somebody with a room who wants to be near the stay; -1: nobody. */
function mateOf(plan: Plan, stay: number, random: Random): number {
  if (!hasCompany(plan, stay)) return -1;
  const mate = any(companyOf(plan, stay), random);
  return mate !== stay && plan.roomOf[mate]! >= 0 ? mate : -1;
}

/** Of a few rooms at random the one that lies nearest. */
function nearest(plan: Plan, rooms: readonly number[], position: number, random: Random): number {
  let best = any(rooms, random);
  for (let tries = 0; tries < 4; tries += 1) {
    const room = any(rooms, random);
    if (Math.abs(plan.model.position[room]! - position) < Math.abs(plan.model.position[best]! - position))
      best = room;
  }
  return best;
}

/** A chain into a room; who is in the way goes where the stay was, or to a third room. Whether anything moved. */
export function tryChain(plan: Plan, stay: number, random: Random): boolean {
  // Of a set booked alike none gets a room without the others.
  if (plan.roomOf[stay]! < 0 && plan.model.alikeOf[stay]! >= 0) return false;
  const room = anyRoom(plan, stay, random);
  const now = plan.roomOf[stay]!;
  if (room === now) return false;
  const swap = now >= 0 && random() < 0.7;
  const moves = chainInto(plan, stay, room, swap ? now : anyRoom(plan, stay, random), longestChain);
  if (moves) apply(plan, moves);
  return moves !== undefined;
}

/** The stay, with all that were booked alike with it. */
const unitOf = (plan: Plan, stay: number): readonly number[] => {
  const set = plan.model.alikeOf[stay]!;
  return set < 0 ? [stay] : plan.model.alike[set]!;
};

function takeOut(plan: Plan, unit: readonly number[]): void {
  for (const stay of unit) if (plan.roomOf[stay]! >= 0) plan.take(stay);
}

/** Takes out whoever is in the way, with their sets, and notes them in `out`. False where somebody may not be put out, or too many would be. */
function clear(plan: Plan, stay: number, room: number, out: (readonly number[])[]): boolean {
  const { model } = plan;
  for (const piece of plan.inTheWay(room, model.from[stay]!, model.to[stay]!)) {
    if (!plan.mayMove(piece) || plan.typeKept[piece] === 1) return false;
    // The set of one before may have been its own.
    if (plan.roomOf[piece]! < 0) continue;
    const unit = unitOf(plan, piece);
    if (out.length === mostPutOut) return false;
    takeOut(plan, unit);
    out.push(unit);
  }
  return true;
}

/** The rooms of a type in the order in which they are tried: from one at random on, or from those nearest to a place. */
function inOrderOf(
  { model }: Plan,
  type: number,
  near: number | undefined,
  random: Random,
): readonly number[] {
  const rooms = model.roomsOfType[type]!;
  if (near !== undefined) return nearestFirst(model.position, rooms, near);
  const start = between(random, 0, rooms.length);
  return [...rooms.slice(start), ...rooms.slice(0, start)];
}

const nearestFirst = (position: Int32Array, rooms: readonly number[], place: number): number[] =>
  [...rooms].sort((a, b) => Math.abs(position[a]! - place) - Math.abs(position[b]! - place));

/** A free room of the type for each of the unit; all or none. */
function intoFreeRooms(plan: Plan, unit: readonly number[], rooms: readonly number[]): boolean {
  const { model } = plan;
  const mark = plan.mark();
  const housed = unit.every((stay) => {
    const isOpen = (room: number) =>
      plan.isFree(room, model.from[stay]!, model.to[stay]!) && plan.mayGo(stay, room);
    const room = rooms.find(isOpen);
    if (room !== undefined) plan.put(stay, room);
    return room !== undefined;
  });
  if (!housed) plan.rollBack(mark);
  return housed;
}

/** Some of those who had no room before. */
function homeless(plan: Plan, random: Random): (readonly number[])[] {
  if (plan.unplaced === 0) return [];
  const without = plan.homeless.within(plan.model.movable);
  return Array.from({ length: Math.min(mostPutOut, without.length) }, () =>
    unitOf(plan, any(without, random)),
  );
}

/** Puts a stay, with all booked alike with it, into rooms of a type, and whoever was there wherever there is room; nowhere, if need be. */
export function tryPuttingOut(plan: Plan, stay: number, random: Random): boolean {
  const { model } = plan;
  const unit = unitOf(plan, stay);
  if (unit.some((one) => plan.typeKept[one] === 1)) return false;
  const { type } = any(model.options[stay]!, random);
  const mark = plan.mark();
  takeOut(plan, unit);
  const out: (readonly number[])[] = [];
  const housed = unit.every((one) => {
    const room = any(model.roomsOfType[type]!, random);
    if (!plan.mayGo(one, room) || !clear(plan, one, room, out)) return false;
    // Clearing for it may have put out one of its own set.
    if (plan.roomOf[one]! >= 0) return false;
    plan.put(one, room);
    return true;
  });
  if (!housed || unit.some((one) => plan.roomOf[one]! < 0)) {
    plan.rollBack(mark);
    return false;
  }
  rehouse(plan, out, random);
  return true;
}

/** Houses whoever was put out, and some who had no room before, wherever a room is free; as near to a place as can be, if one is given. */
function rehouse(plan: Plan, out: readonly (readonly number[])[], random: Random, near?: number): void {
  const { model } = plan;
  const waiting = random() < 0.5 ? [...out, ...homeless(plan, random)] : [...homeless(plan, random), ...out];
  for (const unit of waiting)
    if (unit.every((one) => plan.roomOf[one]! < 0))
      model.options[unit[0]!]!.some(({ type }) =>
        intoFreeRooms(plan, unit, inOrderOf(plan, type, near, random)),
      );
}

const hasCompany = ({ model }: Plan, stay: number): boolean =>
  model.togetherOf[stay]! >= 0 || (model.follows.length > 0 && model.follows[stay]!.length > 0);

/** Those who want to be near the stay, and itself; a guest's bookings one after another among them. */
function companyOf({ model }: Plan, stay: number): readonly number[] {
  const set = model.togetherOf[stay]!;
  const others = [...(set < 0 ? [] : model.together[set]!), ...(model.follows[stay] ?? [])];
  return [...new Set([stay, ...others])];
}

/** Moves those who want to be together as one: each into a room of its type as near as can be to some place in the house. */
export function tryMovingTogether(plan: Plan, stay: number, random: Random): boolean {
  const { model } = plan;
  if (!hasCompany(plan, stay)) return false;
  const members = companyOf(plan, stay).filter((one) => plan.roomOf[one]! >= 0 && model.movable[one] === 1);
  const homes = members.map((one) => model.typeOf[plan.roomOf[one]!]!);
  const left = members.length === 0 ? 0 : model.position[plan.roomOf[any(members, random)]!]!;
  const place = model.position[between(random, 0, model.rooms.length)]!;
  const mark = plan.mark();
  const out: (readonly number[])[] = [];
  takeOut(plan, members);
  const moved = members.every((one, i) => {
    const near = nearestFirst(model.position, model.roomsOfType[homes[i]!]!, place);
    const room = near.find((candidate) => isOpen(plan, one, candidate, members));
    if (room === undefined || !clear(plan, one, room, out)) return false;
    plan.put(one, room);
    return true;
  });
  // A set booked alike that is half among the members and half in their way must not be torn.
  const torn = out.some((unit) => unit.some((one) => plan.roomOf[one]! >= 0));
  if (!moved || torn || members.some((one) => plan.roomOf[one]! < 0)) {
    plan.rollBack(mark);
    return false;
  }
  // Who was there goes where they come from: two companies change places.
  rehouse(plan, out, random, left);
  return true;
}

/** Whether a room suits and holds nobody who may not be put out for it. */
function isOpen(plan: Plan, stay: number, room: number, members: readonly number[]): boolean {
  const { model } = plan;
  if (!plan.mayGo(stay, room)) return false;
  for (const piece of plan.inTheWay(room, model.from[stay]!, model.to[stay]!))
    if (!plan.mayMove(piece) || plan.typeKept[piece] === 1 || members.includes(piece)) return false;
  return true;
}
