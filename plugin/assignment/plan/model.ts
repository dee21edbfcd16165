// The problem in numbers: rooms, doors, stays and types by index, with everything looked up once that the moves ask often.
import type { PhysicalRoom } from '../../domain/ids.js';
import type { House } from '../problem/house.js';
import type { NightSpan } from '../problem/span.js';
import type { AssignableStay, AssignmentProblem } from '../problem/problem.js';
import { entitledType } from '../upgrades/eligible.js';
import { orStay, type TypeOption, typeOptions } from '../upgrades/type-options.js';

/** Minutes: a block neither waits for a guest to leave nor for one to arrive. */
const startOfDay = 0;
const endOfDay = 24 * 60;

/** Above this share of sellable rooms on the arrival night rotation is not asked for (P5: high load). */
const highLoad = 0.95;

/** Days after which a room counts as long unused. */
const longUnused = 30;

export interface Model extends House {
  readonly problem: AssignmentProblem;
  readonly stays: readonly AssignableStay[];
  /** By piece: stays, then blocks. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly arrivesAt: Int32Array;
  readonly leavesAt: Int32Array;
  /** By stay: the type it is entitled to, -1 where the hotel has no room of it. */
  readonly ownType: Int32Array;
  /** By stay: the types it may be given with their costs (goal 4), cheapest first. */
  readonly options: readonly (readonly TypeOption[])[];
  /** Where each stay is now, as index of a room; -1: nowhere. */
  readonly roomNow: Int32Array;
  readonly movable: Uint8Array;
  /** Stays booked alike, by index of their set; -1: alone. */
  readonly alikeOf: Int32Array;
  readonly alike: readonly (readonly number[])[];
  /** Goal 5. */
  readonly togetherOf: Int32Array;
  readonly together: readonly (readonly number[])[];
  readonly follows: readonly (readonly number[])[];
  /** Goal 8, by room: 1 used until today, 0 long unused. */
  readonly recency: Float64Array;
  /** Goal 8, by stay: its nights that count as use beside those that the usage tells of, which end with the business date. */
  readonly nightsCounted: Float64Array;
  /** By door. */
  readonly usedBefore: Float64Array;
  readonly sellableNights: Float64Array;
  /** Goal 7: doors that a demanding stay left before today, by the day it left. */
  readonly demandingPast: ReadonlyMap<number, readonly DemandingPast[]>;
  /** By stay: it is demanding, and rotation is asked for. */
  readonly rotates: Uint8Array;
  readonly firstDay: number;
  readonly lastDay: number;
}

/** A door that a demanding stay left, and the types of the rooms behind it. */
export interface DemandingPast {
  readonly unit: number;
  readonly types: readonly number[];
}

/** Sets of at least two stays with one key, and each stay's set. Most stays are alone: no set is made of them. */
function setsBy(
  stays: readonly AssignableStay[],
  key: (stay: AssignableStay, i: number) => string | undefined,
) {
  const first = new Map<string, number>();
  const byFirst = new Map<number, number[]>();
  stays.forEach((stay, i) => {
    const name = key(stay, i);
    if (name === undefined) return;
    const before = first.get(name);
    if (before === undefined) first.set(name, i);
    else if (byFirst.has(before)) byFirst.get(before)!.push(i);
    else byFirst.set(before, [before, i]);
  });
  const sets = [...byFirst.values()].sort((a, b) => a[0]! - b[0]!);
  const of = new Int32Array(stays.length).fill(-1);
  sets.forEach((set, index) => set.forEach((stay) => (of[stay] = index)));
  return { sets, of };
}

/** Stays of one reservation, those of them that may move and were booked alike, and those who want to be close together. */
function companies(stays: readonly AssignableStay[], movable: Uint8Array, ownType: Int32Array) {
  const fellows = setsBy(stays, ({ reservation }) => reservation);
  const alike = setsBy(stays, ({ reservation, span }, s) =>
    fellows.of[s]! < 0 || movable[s] === 0
      ? undefined
      : `${reservation} ${ownType[s]} ${span.from} ${span.to}`,
  );
  // Mostly the same: it is looked whether they are, since making sets of 900 stays takes 50 µs.
  const sameSets = stays.every(({ reservation, together }) => reservation === together);
  return { alike, together: sameSets ? fellows : setsBy(stays, ({ together }) => together) };
}

/** Stays of one guest that begin on the day another ends. */
function followsOf(stays: readonly AssignableStay[]): readonly (readonly number[])[] {
  const byGuest = setsBy(stays, (stay) => stay.guest);
  if (byGuest.sets.length === 0) return [];
  const follows: number[][] = stays.map(() => []);
  for (const set of byGuest.sets)
    for (const a of set)
      for (const b of set)
        if (a !== b && stays[a]!.span.to === stays[b]!.span.from) {
          follows[a]!.push(b);
          follows[b]!.push(a);
        }
  return follows;
}

/** How many of the spans hold a day. */
function loadByDay(spans: readonly NightSpan[]): (day: number) => number {
  // Sorted ends rather than every night: it does not matter how long the spans are.
  const begins = new Int32Array(spans.length);
  const ends = new Int32Array(spans.length);
  spans.forEach(({ from, to }, i) => {
    begins[i] = from;
    ends[i] = to;
  });
  begins.sort();
  ends.sort();
  const known = new Map<number, number>();
  return (day) => {
    let load = known.get(day);
    if (load === undefined) known.set(day, (load = upTo(begins, day) - upTo(ends, day)));
    return load;
  };
}

/** How many of the sorted numbers are not above `most`. */
function upTo(sorted: Int32Array, most: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! <= most) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** By stay: 1 where rotation is asked for, the arrival night leaving rooms to choose from. */
function rotating({ house, stays, blocks }: AssignmentProblem): Uint8Array {
  const rotates = new Uint8Array(stays.length);
  if (!stays.some((stay) => stay.demanding)) return rotates;
  const doors = new Set(house.rooms.filter((room) => room.sellable).flatMap((room) => room.occupies)).size;
  const load = loadByDay([...stays, ...blocks].map(({ span }) => span));
  stays.forEach((stay, s) => {
    if (stay.demanding && load(stay.span.from) < highLoad * doors) rotates[s] = 1;
  });
  return rotates;
}

/** Nights of one door that nobody may be placed in. */
export interface ClosedDoor {
  /** Of the block; of a room out of service, its number. */
  readonly id: string;
  readonly unit: number;
  readonly span: NightSpan;
}

/** The doors behind a room number: its own, or of a room that is made of others, theirs. None where there is nothing to place. */
const doorsOf = ({ unit, rooms, unitsOf }: House, physical: PhysicalRoom): readonly number[] => {
  const own = unit.get(physical);
  if (own !== undefined) return [own];
  return [...new Set(rooms.flatMap((room, r) => (room.physical === physical ? [...unitsOf[r]!] : [])))];
};

/** The parts of `span` that no other closure of the door covers: a room out of order may be blocked as well. */
function uncovered(span: NightSpan, others: readonly NightSpan[]): NightSpan[] {
  let left: NightSpan[] = [span];
  for (const other of others)
    left = left.flatMap(({ from, to }) =>
      other.to <= from || other.from >= to
        ? [{ from, to }]
        : [
            ...(other.from > from ? [{ from, to: other.from }] : []),
            ...(other.to < to ? [{ from: other.to, to }] : []),
          ],
    );
  return left;
}

/** Blocks as they were given, which may contradict each other; then the nights out of service beside them. */
export function closedDoors({ blocks, house }: AssignmentProblem): ClosedDoor[] {
  const closed: ClosedDoor[] = blocks.flatMap(({ id, physical, span }) =>
    doorsOf(house, physical).map((unit) => ({ id, unit, span })),
  );
  const byUnit = Map.groupBy(closed, (one) => one.unit);
  house.rooms.forEach((room, r) => {
    for (const span of room.outOfService)
      for (const unit of house.unitsOf[r]!) {
        const there = byUnit.get(unit) ?? [];
        byUnit.set(unit, there);
        for (const part of uncovered(
          span,
          there.map((one) => one.span),
        )) {
          const one = { id: room.number, unit, span: part };
          there.push(one);
          closed.push(one);
        }
      }
  });
  return closed;
}

/** Doors that demanding stays of the past left, by the day. */
function demandingPastOf({ house, usage }: AssignmentProblem): Map<number, DemandingPast[]> {
  const past = new Map<number, DemandingPast[]>();
  const typesBehind = new Map<number, number[]>();
  for (const [physical, { demandingUntil }] of usage) {
    const unit = house.unit.get(physical);
    if (unit === undefined || demandingUntil === undefined) continue;
    const types: number[] = [];
    typesBehind.set(unit, types);
    past.set(demandingUntil, [...(past.get(demandingUntil) ?? []), { unit, types }]);
  }
  // One walk over the rooms for all of the doors, not one for each.
  if (past.size > 0)
    house.unitsOf.forEach((units, room) => {
      for (const unit of units) typesBehind.get(unit)?.push(house.typeOf[room]!);
    });
  return past;
}

function useSoFar(problem: AssignmentProblem, lastDay: number) {
  const { house, usage, businessDate, policy, stays } = problem;
  const until = businessDate + policy.evenDays;
  const nightsCounted = new Float64Array(stays.length);
  stays.forEach(({ span, decidedNow }, s) => {
    const share = span.from < until ? 1 : decidedNow ? policy.evenAhead : 0;
    nightsCounted[s] = share * Math.max(0, span.to - Math.max(span.from, businessDate));
  });
  const days = Math.min(lastDay, until) - businessDate;
  const usedBefore = new Float64Array(house.unitCount);
  // Of a room that was not used nobody says how often it could have been: as often as the others.
  const usual = [...usage.values()].reduce((most, { nightsSellable }) => Math.max(most, nightsSellable), 0);
  const sellableNights = new Float64Array(house.unitCount).fill(Math.max(1, usual + days));
  for (const [physical, used] of usage) {
    const unit = house.unit.get(physical);
    if (unit === undefined) continue;
    usedBefore[unit] = used.nightsUsed;
    sellableNights[unit] = Math.max(1, used.nightsSellable + days);
  }
  const recency = new Float64Array(house.rooms.length);
  house.rooms.forEach(({ physical }, r) => {
    const until = usage.get(physical)?.lastUsedUntil;
    if (until !== undefined)
      recency[r] = 1 - Math.min(Math.max(businessDate - until, 0), longUnused) / longUnused;
  });
  return { nightsCounted, usedBefore, sellableNights, recency };
}

/** Each stay's place in the house as it is and as it may be. */
function standings({ house, stays }: AssignmentProblem) {
  const { roomIndex, typeIndex, typeOf } = house;
  const roomNow = new Int32Array(stays.length).fill(-1);
  const ownType = new Int32Array(stays.length);
  const movable = new Uint8Array(stays.length);
  const options = stays.map((stay, s) => {
    if (stay.roomId !== undefined) roomNow[s] = roomIndex.get(stay.roomId)!;
    const typeNow = roomNow[s]! < 0 ? -1 : typeOf[roomNow[s]!]!;
    const entitled = entitledType(house, stay, typeNow);
    ownType[s] = typeIndex.get(entitled) ?? -1;
    movable[s] = stay.movability === 'free' || (stay.movability === 'proposal' && typeNow < 0) ? 1 : 0;
    const among = typeOptions(house, entitled, stay.span.to - stay.span.from);
    return movable[s] === 1 && typeNow >= 0 ? orStay(among, typeNow) : among;
  });
  return { roomNow, ownType, movable, options };
}

/** Nights and hours of everything behind a door: stays, then closed doors. */
function pieces({ stays }: AssignmentProblem, closed: readonly ClosedDoor[]) {
  const count = stays.length + closed.length;
  const from = new Int32Array(count);
  const to = new Int32Array(count);
  const arrivesAt = new Int32Array(count).fill(endOfDay);
  const leavesAt = new Int32Array(count).fill(startOfDay);
  stays.forEach((stay, s) => {
    from[s] = stay.span.from;
    to[s] = stay.span.to;
    arrivesAt[s] = stay.arrivesAt;
    leavesAt[s] = stay.leavesAt;
  });
  closed.forEach(({ span }, c) => {
    from[stays.length + c] = span.from;
    to[stays.length + c] = span.to;
  });
  return { from, to, arrivesAt, leavesAt };
}

/** `problem` must have been checked. */
export function compile(problem: AssignmentProblem): Model {
  const { house, stays, businessDate } = problem;
  const standing = standings(problem);
  const { alike, together } = companies(stays, standing.movable, standing.ownType);
  const lastDay = stays.reduce((last, { span }) => Math.max(last, span.to), businessDate + 1);
  return {
    ...house,
    problem,
    stays,
    ...pieces(problem, closedDoors(problem)),
    ...standing,
    alikeOf: alike.of,
    alike: alike.sets,
    togetherOf: together.of,
    together: together.sets,
    follows: followsOf(stays),
    ...useSoFar(problem, lastDay),
    demandingPast: demandingPastOf(problem),
    rotates: rotating(problem),
    firstDay: businessDate,
    lastDay,
  };
}
