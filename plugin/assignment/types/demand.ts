// Who needs a room of which types on which nights, as groups of the same need, in the books as they stand and in each way they may go on.
import type { Capacity } from './capacity.js';
import { inOrder } from '../plan/units.js';
import type { Model } from '../plan/model.js';
import type { Plan } from '../plan/plan.js';
import type { DemandScenario } from '../problem/problem.js';
import { type TypeOption, typeOptions } from '../upgrades/type-options.js';

/** Needs that are the same to the type planner. */
export interface Group {
  /** Types that have a suitable room, cheapest first; the own type, where it has one, at cost 0. */
  readonly options: readonly TypeOption[];
  /** The type its members have a room of now; -1: none, or it does not matter. */
  readonly now: number;
  readonly from: number;
  readonly to: number;
  /** Rooms of each member: several where they were booked alike. */
  readonly rooms: number;
  /** How many members there are. */
  count: number;
  /** The members, as stays; empty where they are only expected. */
  readonly members: (readonly number[])[];
}

/** One way the nights in view may go: its groups, and what an upgrade in it weighs. */
export interface Course {
  readonly groups: readonly Group[];
  readonly weight: number;
  /** What leaving somebody without a room weighs. */
  readonly unplaced: number;
}

export interface Demand {
  /** Those whose room this run decides: the same in every course. */
  readonly decided: readonly Group[];
  readonly courses: readonly Course[];
}

/** As many upgrades as a stay turned away is worth; beyond its price. */
const lostSale = 10;
/** A known stay without a room outweighs any upgrade. */
const hard = 1000;
/** In the books as they stand upgrades only break ties: half of what is booked will be cancelled, or join what is not booked yet. */
const trace = 0.01;

/** What one member needs, and a name that all who need the same share. */
interface Need {
  readonly name: string;
  readonly what: Omit<Group, 'count' | 'members'>;
}

/** Names needs. Most lists of options are one list: each is written out once. */
function naming() {
  const written = new Map<readonly TypeOption[], string>();
  return (what: Need['what']): Need => {
    let options = written.get(what.options);
    if (options === undefined) {
      options = what.options.map(({ type, cost }) => `${type}:${cost}`).join();
      written.set(what.options, options);
    }
    return { name: `${options} ${what.now} ${what.from} ${what.to} ${what.rooms}`, what };
  };
}

class Groups {
  private readonly byName = new Map<string, Group>();

  add({ name, what }: Need, stays: readonly number[]) {
    let group = this.byName.get(name);
    if (!group) this.byName.set(name, (group = { ...what, count: 0, members: [] }));
    group.count += 1;
    if (stays.length > 0) group.members.push(stays);
  }
  all(): Group[] {
    return [...this.byName.values()];
  }
}

/** By room: the nights, as flat pairs, on which something is in it that does not move. */
function closedOf(plan: Plan): readonly (readonly number[])[] {
  const { model, timetable } = plan;
  return model.unitsOf.map((units) => {
    const nights: number[] = [];
    for (const unit of units)
      for (const piece of timetable.of(unit))
        if (!plan.mayMove(piece)) nights.push(model.from[piece]!, model.to[piece]!);
    return nights;
  });
}

/**
 * The options of each stay that have a room for it at all: one that suits, and that nothing immovable is in on any of its nights. Free
 * rooms on every single night are not enough.
 */
function reachable(plan: Plan) {
  const { model } = plan;
  const closed = closedOf(plan);
  const isOpen = (room: number, from: number, to: number): boolean => {
    const nights = closed[room]!;
    for (let i = 0; i < nights.length; i += 2) if (nights[i]! < to && from < nights[i + 1]!) return false;
    return true;
  };
  const known = new Map<string, readonly TypeOption[]>();
  return (s: number): readonly TypeOption[] => {
    const stay = model.stays[s]!;
    const { from, to } = stay.span;
    const needs = `${stay.people} ${stay.nonSmoking} ${stay.smoking} ${stay.accessible}`;
    const name = `${model.ownType[s]} ${stay.bookedTypeId} ${needs} ${from} ${to}`;
    const found = known.get(name);
    if (found) return found;
    const options = model.options[s]!.filter((option) =>
      model.roomsOfType[option.type]!.some((room) => isOpen(room, from, to) && plan.suits(s, room)),
    );
    known.set(name, options);
    return options;
  };
}

/** A need of the books that comes in a scenario too, if that does not lose the stay. */
interface Expected {
  readonly id: number;
  readonly need: Need;
}

/** Who needs a room in a scenario: those of the books who come, and those who are not booked yet. */
function comingIn(
  { lost, arrivals }: DemandScenario,
  expected: readonly Expected[],
  model: Model,
  capacity: Capacity,
  named: (what: Need['what']) => Need,
): Group[] {
  const groups = new Groups();
  for (const { id, need } of expected) if (!lost.has(id)) groups.add(need, []);
  for (const { typeId, span } of arrivals) {
    const inView = capacity.within(span.from, span.to);
    const options = typeOptions(model.problem.house, typeId, span.to - span.from);
    if (inView.from < inView.to && options.length > 0)
      groups.add(named({ options, now: -1, rooms: 1, ...inView }), []);
  }
  return groups.all();
}

/** Everybody whose room may change and who touches a night in view. */
export function demandOf(plan: Plan, capacity: Capacity): Demand {
  const { model } = plan;
  const { lookAhead } = model.problem;
  const optionsOf = reachable(plan);
  const named = naming();
  const seen = (stay: number) => {
    const { from, to } = capacity.within(model.from[stay]!, model.to[stay]!);
    return from < to;
  };
  const movable = [...model.stays.keys()].filter((stay) => model.movable[stay] === 1 && seen(stay));
  const needOf = (stays: readonly number[]) => {
    const first = stays[0]!;
    const room = plan.roomOf[first]!;
    const now = room < 0 ? -1 : model.typeOf[room]!;
    const span = capacity.within(model.from[first]!, model.to[first]!);
    return { options: optionsOf(first), now, rooms: stays.length, ...span };
  };
  const isDecided = (stays: readonly number[]) =>
    lookAhead !== undefined && model.stays[stays[0]!]!.decidedNow;
  const decided = new Groups();
  const books = new Groups();
  /** Named once for all scenarios. */
  const expected: Expected[] = [];
  for (const stays of inOrder(model, movable)) {
    const need = needOf(stays);
    (isDecided(stays) ? decided : books).add(named(need), stays);
    if (lookAhead && !isDecided(stays))
      expected.push({ id: model.stays[stays[0]!]!.id, need: named({ ...need, now: -1 }) });
  }
  const scenarios = (lookAhead?.scenarios ?? []).map((scenario) =>
    comingIn(scenario, expected, model, capacity, named),
  );
  const weight = scenarios.length > 0 ? 1 / scenarios.length : 0;
  const dearest = Math.max(1, ...model.options.map((options) => options.at(-1)?.cost ?? 0));
  return {
    decided: decided.all(),
    courses: [
      { groups: books.all(), weight: scenarios.length > 0 ? trace : 1, unplaced: hard * dearest },
      ...scenarios.map((groups) => ({ groups, weight, unplaced: weight * lostSale * dearest })),
    ],
  };
}
