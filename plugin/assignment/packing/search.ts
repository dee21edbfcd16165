// Finding a room for one stay: a free one, or one that a bounded chain of moves makes free.
import { apply, chainInto, type Move } from './exchange.js';
import type { Model } from '../plan/model.js';
import { compare, type Plan, standing, type Standing } from '../plan/plan.js';

/** Nights. Beyond this many free ones a gap is no gap. */
export const gapCap = 30;

/** Free rooms that are compared by score, tightest first. */
const compared = 12;

export interface Found {
  readonly moves: readonly Move[];
  readonly standing: Standing;
}

/**
 * How loosely the span lies between its neighbours in the room: the roots of the free nights before and after, each side capped. By the root one
 * side flush and the other wide open is better than a little on both: short remains are hard to sell.
 */
export function slack(plan: Plan, room: number, from: number, to: number): number {
  const { model, timetable } = plan;
  let loose = 0;
  for (const unit of model.unitsOf[room]!) {
    const before = timetable.before(unit, from);
    const after = timetable.after(unit, to);
    loose += Math.sqrt(before < 0 ? gapCap : Math.min(gapCap, from - model.to[before]!));
    loose += Math.sqrt(after < 0 ? gapCap : Math.min(gapCap, model.from[after]! - to));
  }
  return loose;
}

/** The standing after the moves; the plan comes back as it was. */
export function tried(plan: Plan, moves: readonly Move[]): Standing {
  const mark = plan.mark();
  apply(plan, moves);
  const result = standing(plan);
  plan.rollBack(mark);
  return result;
}

const better = (a: Found, b: Found | undefined): boolean => !b || compare(a.standing, b.standing) < 0;

interface FreeRoom {
  readonly room: number;
  readonly slack: number;
}

/** All free rooms of `type`, tightest first; among equals in 割当順. */
function freeRooms(plan: Plan, stay: number, type: number): FreeRoom[] {
  const { model } = plan;
  const from = model.from[stay]!;
  const to = model.to[stay]!;
  const free: FreeRoom[] = [];
  for (const room of model.roomsOfType[type]!)
    if (room !== plan.roomOf[stay] && plan.isFree(room, from, to) && plan.mayGo(stay, room))
      free.push({ room, slack: slack(plan, room, from, to) });
  return free.sort(
    (a, b) => a.slack - b.slack || model.rank[a.room]! - model.rank[b.room]! || a.room - b.room,
  );
}

/** Those that are compared by score: the tightest, the first by the hotel's strategy, and the room the stay has now. */
function shortlist(plan: Plan, stay: number, free: readonly FreeRoom[]): ReadonlySet<number> {
  if (plan.model.problem.policy.choice === 'tightest')
    return new Set(free.slice(0, 1).map(({ room }) => room));
  const listed = [...free.slice(0, compared), ...alsoConsidered(plan, free)].map(({ room }) => room);
  const present = free.filter(({ room }) => room === plan.model.roomNow[stay]);
  return new Set([...listed, ...present.map(({ room }) => room)]);
}

/** The best free room of `type` by the hotel's choice, or undefined. */
export function freeRoom(plan: Plan, stay: number, type: number): Found | undefined {
  let best: Found | undefined;
  for (const room of shortlist(plan, stay, freeRooms(plan, stay, type))) {
    const moves = [{ stay, from: plan.roomOf[stay]!, to: room }];
    const found = { moves, standing: tried(plan, moves) };
    if (better(found, best)) best = found;
  }
  return best;
}

/** By the hotel's strategy: the first in 割当順, or the least used. */
function alsoConsidered<Candidate extends { room: number }>(
  plan: Plan,
  free: readonly Candidate[],
): Candidate[] {
  if (free.length <= compared) return [];
  const by = (value: (room: number) => number) =>
    [...free].sort((a, b) => value(a.room) - value(b.room)).slice(0, compared / 2);
  return plan.model.problem.policy.order === 'priority'
    ? by((room) => plan.model.rank[room]!)
    : by((room) => plan.usedShare(room));
}

/** Rooms in which a chain may begin. */
const beginnings = 10;
/** Moves in one chain. */
export const longestChain = 8;

/** Rooms of the type by how many nights stand in the way, those that cannot be cleared left out. */
function clearable(plan: Plan, stay: number, type: number): number[] {
  const { model } = plan;
  const from = model.from[stay]!;
  const to = model.to[stay]!;
  const rooms: { room: number; nights: number }[] = [];
  for (const room of model.roomsOfType[type]!) {
    if (!plan.mayGo(stay, room)) continue;
    let nights = 0;
    for (const piece of plan.inTheWay(room, from, to)) {
      if (!plan.mayMove(piece)) {
        nights = Infinity;
        break;
      }
      nights += Math.min(to, model.to[piece]!) - Math.max(from, model.from[piece]!);
    }
    if (nights < Infinity) rooms.push({ room, nights });
  }
  rooms.sort((a, b) => a.nights - b.nights || a.room - b.room);
  return rooms.slice(0, beginnings).map(({ room }) => room);
}

/** The shortest chain that makes a room of `type` free for the stay by moves within `partners`; among equals the best standing. */
export function byChain(
  plan: Plan,
  stay: number,
  type: number,
  partners: readonly number[],
): Found | undefined {
  let best: Found | undefined;
  let limit = longestChain;
  for (const room of clearable(plan, stay, type))
    for (const other of partners) {
      if (other === room) continue;
      const moves = chainInto(plan, stay, room, other, limit);
      if (!moves) continue;
      const found = { moves, standing: tried(plan, moves) };
      if (best && found.moves.length === best.moves.length && !better(found, best)) continue;
      best = found;
      limit = moves.length;
    }
  return best;
}

/** Ways of clearing a room that are followed at each level. */
const breadth = 6;

/**
 * Clears a room of `type` by sending those in the way to other rooms of their type, each by itself, and whoever is in their way likewise,
 * `depth` levels deep. Whether it did; if not, the plan is as it was.
 */
export function byEjection(plan: Plan, stay: number, type: number, ejection: Ejection): boolean {
  const { model } = plan;
  const { depth, acrossTypes, fuel } = ejection;
  for (const room of clearable(plan, stay, type).slice(0, breadth)) {
    if (fuel.left <= 0) return false;
    const inTheWay = plan.inTheWay(room, model.from[stay]!, model.to[stay]!);
    if (inTheWay.length > mostEjected || inTheWay.includes(stay)) continue;
    fuel.left -= 1 + inTheWay.length;
    const homes = inTheWay.map((piece) => homesOf(plan, piece, acrossTypes));
    const mark = plan.mark();
    for (const piece of inTheWay) plan.take(piece);
    if (plan.roomOf[stay]! >= 0) plan.take(stay);
    plan.put(stay, room);
    const housed = inTheWay.every((piece, i) =>
      rehouse(plan, piece, homes[i]!, { ...ejection, depth: depth - 1 }),
    );
    if (housed) return true;
    plan.rollBack(mark);
  }
  return false;
}

export interface Ejection {
  /** Levels of stays that may be put out in turn. */
  readonly depth: number;
  /** Who is put out may go to another type of theirs. */
  readonly acrossTypes: boolean;
  readonly fuel: Fuel;
}

/** Where a stay that is put out may go: its present type, then others. Never a set booked alike to another type: it would be split. */
function homesOf(plan: Plan, piece: number, acrossTypes: boolean): readonly number[] {
  const { model } = plan;
  const present = model.typeOf[plan.roomOf[piece]!]!;
  if (!acrossTypes || model.alikeOf[piece]! >= 0) return [present];
  return [present, ...typesFor(model, piece).filter((type) => type !== present)];
}

function rehouse(plan: Plan, piece: number, homes: readonly number[], ejection: Ejection): boolean {
  for (const type of homes) {
    const free = freeRoom(plan, piece, type);
    if (free) apply(plan, free.moves);
    if (free || (ejection.depth > 0 && byEjection(plan, piece, type, ejection))) return true;
  }
  return false;
}

/** Stays that one may put out at once. */
const mostEjected = 3;

/** How much a search may still try. */
export interface Fuel {
  left: number;
}

/** The types the stay may be given, cheapest first. */
export const typesFor = (model: Model, stay: number): readonly number[] =>
  model.options[stay]!.map((option) => option.type);
