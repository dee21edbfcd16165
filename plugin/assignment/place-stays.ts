// Placing new stays among those that have rooms (O10): the booked type, if need be by re-arranging tentative rooms, else an upgrade, else none.
import type { RoomId, RoomTypeId } from '../domain/ids.js';
import { checkProblem } from './problem/check-problem.js';
import { inOrder } from './plan/units.js';
import { planAsGiven } from './plan/load.js';
import { compile, type Model } from './plan/model.js';
import { type Effort, place } from './packing/placing.js';
import type { Plan } from './plan/plan.js';
import type { AssignmentProblem, TypePrices } from './problem/problem.js';
import type { NightSpan } from './problem/span.js';

export interface RoomMove {
  readonly stayId: number;
  readonly from: RoomId;
  readonly to: RoomId;
}

export interface PlacedStays {
  /** By stay id; a stay that is not in it found no room. */
  readonly rooms: ReadonlyMap<number, RoomId>;
  /** Tentative rooms that had to move for it. */
  readonly moved: readonly RoomMove[];
}

/** How far one placement may re-arrange: a free room, one chain, then chains that put out others, at last into other types. */
const efforts: readonly Omit<Effort, 'fuel'>[] = [
  { depth: 0, partners: 0, acrossTypes: false },
  { depth: 1, partners: 80, acrossTypes: false },
  { depth: 3, partners: 80, acrossTypes: false },
];
const lastResort = { depth: 3, partners: 80, acrossTypes: true };
const fuel = 40;

/** What a room of the type is expected to be worth to others over the nights, in the unit of upgrade costs. */
export function typePrice(prices: TypePrices | undefined, type: RoomTypeId, { from, to }: NightSpan): number {
  const byNight = prices?.byType.get(type);
  if (!prices || !byNight) return 0;
  let price = 0;
  for (
    let day = Math.max(from, prices.firstDay);
    day < Math.min(to, prices.firstDay + byNight.length);
    day += 1
  )
    price += byNight[day - prices.firstDay]!;
  return price;
}

/** Cheapest first: the upgrade itself, and what it takes from others. */
function typesByPrice(model: Model, stay: number, prices: TypePrices | undefined): number[] {
  return model.options[stay]!.map(({ type, cost }, i) => ({
    type,
    i,
    cost: cost + typePrice(prices, model.typeIds[type]!, model.stays[stay]!.span),
  }))
    .sort((a, b) => a.cost - b.cost || a.i - b.i)
    .map(({ type }) => type);
}

/** Stays booked alike, or one alone, and where they may go, best first. */
interface Unit {
  readonly stays: readonly number[];
  readonly types: readonly number[];
}

/** By index of the stay: the room it would rather have. */
type Preferred = ReadonlyMap<number, number>;

/** Puts the stay back into the room that it had, where that is free and of the type. Whether it did. */
function putBack(plan: Plan, stay: number, type: number, preferred: Preferred): boolean {
  const { model } = plan;
  const room = preferred.get(stay) ?? -1;
  if (room < 0 || model.typeOf[room] !== type || !plan.mayGo(stay, room)) return false;
  if (!plan.isFree(room, model.from[stay]!, model.to[stay]!)) return false;
  plan.put(stay, room);
  return true;
}

/** Puts all of the stays into rooms of the type, each into the room it had where it can be. Whether it did; if not, the plan is as it was. */
function intoType(
  plan: Plan,
  stays: readonly number[],
  type: number,
  effort: Omit<Effort, 'fuel'>,
  preferred: Preferred,
): boolean {
  const mark = plan.mark();
  const others = stays.filter((stay) => !putBack(plan, stay, type, preferred));
  if (place(plan, others, [type], { ...effort, fuel: { left: fuel } })) return true;
  plan.rollBack(mark);
  return false;
}

/**
 * All units into their first type, before any of them is tried in another: who is upgraded takes nobody's own room. Then the others down their
 * list, and at last by sending those in the way to other types of theirs.
 */
function placeUnits(plan: Plan, units: readonly Unit[], preferred: Preferred): void {
  const byEffort = ({ stays, types }: Unit) =>
    types.some((type) => efforts.some((effort) => intoType(plan, stays, type, effort, preferred)));
  const others = units.filter(({ stays, types }) => !byEffort({ stays, types: types.slice(0, 1) }));
  for (const { stays, types } of others)
    if (!byEffort({ stays, types: types.slice(1) }))
      types.some((type) => intoType(plan, stays, type, lastResort, preferred));
}

function preferredRooms(model: Model, byId: ReadonlyMap<number, RoomId>): Preferred {
  const rooms = new Map<number, number>();
  if (byId.size === 0) return rooms;
  model.stays.forEach((stay, s) => {
    const id = byId.get(stay.id);
    const room = id === undefined ? undefined : model.roomIndex.get(id);
    if (room !== undefined) rooms.set(s, room);
  });
  return rooms;
}

/** Where the homeless are now, and who else is not where it was. */
function outcomeOf({ model, roomOf }: Plan, homeless: readonly number[]): PlacedStays {
  const rooms = new Map<number, RoomId>();
  const moved: RoomMove[] = [];
  for (const stay of homeless) {
    const room = roomOf[stay]!;
    if (room >= 0) rooms.set(model.stays[stay]!.id, model.rooms[room]!.id);
  }
  roomOf.forEach((room, stay) => {
    const before = model.roomNow[stay]!;
    if (room < 0 || before < 0 || room === before) return;
    moved.push({ stayId: model.stays[stay]!.id, from: model.rooms[before]!.id, to: model.rooms[room]!.id });
  });
  return { rooms, moved };
}

/**
 * Rooms for the stays of `problem` that may move and have none, sets booked alike all or none. The others keep theirs, but for as few
 * tentative ones as it takes. `prices`, of the last look-ahead, weigh what a type is worth to those still to come; without them the booked
 * type is always first. `preferred`, by stay id: the room that a stay without one had, taken again where it is free and of the type
 * that the stay gets. Throws InvalidProblem.
 */
export function placeStays(
  problem: AssignmentProblem,
  prices?: TypePrices,
  preferred?: ReadonlyMap<number, RoomId>,
): PlacedStays {
  const { plan, homeless } = placedIn(problem, prices, preferred);
  return outcomeOf(plan, homeless);
}

/** The plan with all placed who can be, and who had no room, by index. */
export function placedIn(
  problem: AssignmentProblem,
  prices?: TypePrices,
  preferred: ReadonlyMap<number, RoomId> = new Map(),
) {
  checkProblem(problem);
  const model = compile(problem);
  const plan = planAsGiven(model);
  const homeless: number[] = [];
  plan.roomOf.forEach((room, stay) => room < 0 && model.movable[stay] === 1 && homeless.push(stay));
  const units = inOrder(model, homeless).map((stays) => ({
    stays,
    types: typesByPrice(model, stays[0]!, prices),
  }));
  placeUnits(plan, units, preferredRooms(model, preferred));
  return { plan, homeless };
}

/** Others that change rooms where the stay goes into a room of the type; undefined: it cannot. The plan stays as it is. */
function movesInto(plan: Plan, stay: number, type: number): number | undefined {
  const mark = plan.mark();
  const before = Int32Array.from(plan.roomOf);
  if (!efforts.some((effort) => intoType(plan, [stay], type, effort, new Map()))) return undefined;
  const moves = plan.roomOf.reduce((sum, room, s) => sum + (s !== stay && room !== before[s] ? 1 : 0), 0);
  plan.rollBack(mark);
  return moves;
}

/**
 * For each type that `placeStays` may give the stay, which has no room: how many others would move for it. Types in which it finds no room without
 * sending others to upgrades are left out; where all are, that is what it tries. Throws InvalidProblem.
 */
export function waysIn(problem: AssignmentProblem, stayId: number): ReadonlyMap<RoomTypeId, number> {
  checkProblem(problem);
  const model = compile(problem);
  const plan = planAsGiven(model);
  const stay = model.stays.findIndex(({ id }) => id === stayId);
  const ways = new Map<RoomTypeId, number>();
  for (const { type } of model.options[stay]!) {
    const moves = movesInto(plan, stay, type);
    if (moves !== undefined) ways.set(model.typeIds[type]!, moves);
  }
  return ways;
}
