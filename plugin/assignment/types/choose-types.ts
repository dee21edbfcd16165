// The first layer: which type each stay gets, by one linear programme over the nights ahead.
import { type Capacity, capacityOf } from './capacity.js';
import { type Demand, demandOf, type Group } from './demand.js';
import type { LinearSolution, LinearSolver } from './linear.js';
import type { Plan } from '../plan/plan.js';
import type { TypePrices } from '../problem/problem.js';
import { baseOf, pressureOf } from './pressure.js';
import { solveProgramme } from './solve-programme.js';
import { type Choice, typeProgramme, type TypeProgramme } from './type-programme.js';

/** Nights that are looked at without a look-ahead; what is later has time. */
const farthest = 400;

export interface TypeChoice {
  /** By stay: index of its type; -1: none chosen. */
  readonly target: Int32Array;
  /** By stay: 1 where the look-ahead has decided, so that the second layer keeps to it. */
  readonly kept: Uint8Array;
  readonly prices: TypePrices;
  readonly iterations: number;
}

/** Whether a column must be a whole number: those whose types this run chooses, not those of an expected course. */
const chosenNow = ({ course }: Choice): boolean => course === undefined || course === 0;

/** How many members of each group go to which type. */
function countsOf(programme: TypeProgramme, solution: LinearSolution): Map<Group, Map<number, number>> {
  const counts = new Map<Group, Map<number, number>>();
  programme.choices.forEach((choice, column) => {
    if (!chosenNow(choice)) return;
    const count = Math.round(solution.values[column]!);
    if (count === 0) return;
    const byType = counts.get(choice.group) ?? new Map<number, number>();
    counts.set(choice.group, byType.set(choice.type, count));
  });
  return counts;
}

/** Gives each member of a group its type: first whoever is in that type now, then by class priority, the dearest type first. */
function distribute(plan: Plan, group: Group, byType: ReadonlyMap<number, number>, target: Int32Array): void {
  const { model } = plan;
  const typeNow = (member: readonly number[]) => {
    const room = plan.roomOf[member[0]!]!;
    return room < 0 ? -1 : model.typeOf[room]!;
  };
  const open = [...group.members].sort(
    (a, b) =>
      model.stays[b[0]!]!.priority - model.stays[a[0]!]!.priority ||
      model.stays[a[0]!]!.id - model.stays[b[0]!]!.id,
  );
  const left = new Map(byType);
  const base = baseOf(group)?.type ?? -1;
  left.set(base, (left.get(base) ?? 0) + open.length - [...byType.values()].reduce((sum, n) => sum + n, 0));
  const give = (member: readonly number[], type: number) => {
    left.set(type, left.get(type)! - 1);
    for (const stay of member) target[stay] = type;
  };
  const others: (readonly number[])[] = [];
  for (const member of open)
    if ((left.get(typeNow(member)) ?? 0) > 0) give(member, typeNow(member));
    else others.push(member);
  const dear = [...group.options].reverse().map((option) => option.type);
  for (const member of others) {
    const type = [...dear, base].find((candidate) => (left.get(candidate) ?? 0) > 0);
    if (type !== undefined) give(member, type);
  }
}

function pricesOf(
  plan: Plan,
  capacity: Capacity,
  programme: TypeProgramme,
  solution: LinearSolution,
): TypePrices {
  const byType = new Map(plan.model.typeIds.map((id) => [id, new Float64Array(capacity.nights)]));
  programme.typeNights.forEach((typeNight, row) => {
    if (typeNight < 0) return;
    const id = plan.model.typeIds[Math.floor(typeNight / capacity.nights)]!;
    byType.get(id)![typeNight % capacity.nights]! += solution.prices[row] ?? 0;
  });
  return { firstDay: plan.model.problem.businessDate, byType };
}

/** Who has one type to go to, without asking. */
function bases(demand: Demand, target: Int32Array): void {
  for (const group of [...demand.decided, ...demand.courses[0]!.groups]) {
    const base = baseOf(group);
    for (const member of base ? group.members : []) for (const stay of member) target[stay] = base!.type;
  }
}

/**
 * Types for everybody who may move. With a look-ahead, of those whose room is decided now so that the least upgrades are to be expected over
 * all courses, and of the others as the books stand. Without a solver, or where it finds no answer within its iterations or before `mayStop`
 * says yes, nothing is chosen.
 */
export function chooseTypes(
  plan: Plan,
  solver: LinearSolver | undefined,
  mayStop: () => boolean,
): TypeChoice {
  const { model } = plan;
  const { lookAhead, limits } = model.problem;
  const target = new Int32Array(model.stays.length).fill(-1);
  const kept = new Uint8Array(model.stays.length);
  const none = {
    target,
    kept,
    prices: { firstDay: model.problem.businessDate, byType: new Map() },
    iterations: 0,
  };
  if (!solver || model.stays.length === 0) return none;
  const nights = lookAhead?.horizon ?? Math.min(farthest, model.lastDay - model.firstDay);
  const capacity = capacityOf(plan, nights);
  const demand = demandOf(plan, capacity);
  const pressure = pressureOf(demand, capacity);
  const programme = typeProgramme(demand, capacity, pressure, chosenNow);
  if (programme.choices.length === 0) {
    bases(demand, target);
    return none;
  }
  const solution = solveProgramme(programme, solver, limits.iterations, mayStop);
  if (!solution) return none;
  bases(demand, target);
  for (const [group, byType] of countsOf(programme, solution)) distribute(plan, group, byType, target);
  for (const group of demand.decided)
    for (const member of group.members) for (const stay of member) if (target[stay]! >= 0) kept[stay] = 1;
  return {
    target,
    kept,
    prices: pricesOf(plan, capacity, programme, solution),
    iterations: solution.iterations,
  };
}
