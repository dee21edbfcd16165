// The least upgrades that house all stays known, by room types alone: an integer programme over how many of each kind get which type.
import type { Highs } from 'highs';
import type { RoomTypeId } from '../../plugin/domain/ids.js';

/** Stays of one booked type with the same nights: it does not matter which of them gets which type. */
export interface StayGroup {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** The booked one first; the others in their order. */
  readonly types: readonly RoomTypeId[];
}

/** By group: how many get which type, in the group's order of types. Who is missing gets none. */
export type TypePlan = readonly (readonly { readonly type: RoomTypeId; readonly count: number }[])[];

/**
 * An upgrade costs 1; a stay without a room more than all upgrades together; and each place further down the list a trace, so that
 * plans with equally many upgrades do not depend on the solver's taste.
 */
const costs = { upgrade: 1, place: 1e-5, withoutRoom: 1000 } as const;

/** How far from a whole number a count may be. */
const tolerance = 1e-6;

interface Column {
  readonly group: number;
  readonly type: RoomTypeId | undefined;
  readonly rows: readonly number[];
}

/** Rooms of a type free in a night. */
export type FreeRooms = (type: RoomTypeId, night: number) => number;

/** Nights in which more could ask for a type than there are rooms: only they bind. */
function bindingNights(groups: readonly StayGroup[], free: FreeRooms) {
  const demand = new Map<RoomTypeId, Map<number, number>>();
  for (const { from, to, count, types } of groups)
    for (const type of types) {
      const ofType = demand.get(type) ?? new Map<number, number>();
      demand.set(type, ofType);
      for (let night = from; night < to; night += 1) ofType.set(night, (ofType.get(night) ?? 0) + count);
    }
  const limits: number[] = [];
  const rowOf = new Map<RoomTypeId, Map<number, number>>();
  for (const [type, nights] of demand) {
    const rows = new Map<number, number>();
    rowOf.set(type, rows);
    for (const [night, wanted] of nights)
      if (wanted > free(type, night)) rows.set(night, limits.push(free(type, night)) - 1);
  }
  return { limits, rowOf };
}

/** Whether all get the type they booked. */
function allFit(groups: readonly StayGroup[], free: FreeRooms): boolean {
  const booked = groups.map(({ types, ...group }) => ({ ...group, types: types.slice(0, 1) }));
  return bindingNights(booked, free).limits.length === 0;
}

function columnsOf(
  groups: readonly StayGroup[],
  rowOf: ReadonlyMap<RoomTypeId, ReadonlyMap<number, number>>,
  firstRow: number,
) {
  const columns: Column[] = [];
  groups.forEach(({ from, to, types }, group) => {
    for (const type of types) {
      const rows = [group];
      for (let night = from; night < to; night += 1) {
        const row = rowOf.get(type)?.get(night);
        if (row !== undefined) rows.push(firstRow + row);
      }
      columns.push({ group, type, rows });
    }
    columns.push({ group, type: undefined, rows: [group] });
  });
  return columns;
}

function costOf({ types }: StayGroup, type: RoomTypeId | undefined): number {
  if (type === undefined) return costs.withoutRoom;
  const place = types.indexOf(type);
  return place === 0 ? 0 : costs.upgrade + place * costs.place;
}

function programme(groups: readonly StayGroup[], columns: readonly Column[], limits: readonly number[]) {
  const counts = groups.map(({ count }) => count);
  const numRows = counts.length + limits.length;
  const starts = [0];
  for (const { rows } of columns) starts.push(starts.at(-1)! + rows.length);
  const indices = columns.flatMap(({ rows }) => rows);
  return {
    numCols: columns.length,
    numRows,
    colCost: columns.map(({ group, type }) => costOf(groups[group]!, type)),
    colLower: columns.map(() => 0),
    colUpper: columns.map(({ group }) => counts[group]!),
    rowLower: [...counts, ...limits.map(() => 0)],
    rowUpper: [...counts, ...limits],
    matrix: {
      format: 'csc',
      numRows,
      numCols: columns.length,
      starts,
      indices,
      values: indices.map(() => 1),
    },
  } as const;
}

/** By column: how many. The linear programme's answer is nearly always whole already; only where it is not are whole numbers asked for. */
function solve(highs: Highs, data: ReturnType<typeof programme>): readonly number[] {
  return highs.withModel((model) => {
    model.options.set({ output_flag: false, mip_rel_gap: 0 });
    const answer = () => {
      model.run();
      const status = model.getModelStatus();
      if (status !== highs.constants.modelStatus.optimal)
        throw new Error(`the solver found no type plan: its status is ${status}`);
      return Array.from(model.getSolution().colValue);
    };
    const isWhole = (value: number) => Math.abs(value - Math.round(value)) < tolerance;
    model.passModel(data);
    const relaxed = answer();
    if (relaxed.every(isWhole)) return relaxed.map(Math.round);
    model.passModel({ ...data, integrality: data.colCost.map(() => highs.constants.variableType.integer) });
    return answer().map(Math.round);
  });
}

/** Every stay without a room counts before any number of upgrades. `solverMs` is given the solver's milliseconds where it was asked. */
export function planTypes(
  highs: Highs,
  groups: readonly StayGroup[],
  free: FreeRooms,
  solverMs: number[],
): TypePlan {
  if (allFit(groups, free))
    return groups.map(({ types, count }) => types.slice(0, 1).map((type) => ({ type, count })));
  const began = performance.now();
  const { limits, rowOf } = bindingNights(groups, free);
  const columns = columnsOf(groups, rowOf, groups.length);
  const counts = solve(highs, programme(groups, columns, limits));
  solverMs.push(performance.now() - began);
  const plan = groups.map((): { type: RoomTypeId; count: number }[] => []);
  columns.forEach(({ group, type }, i) => {
    const count = counts[i]!;
    if (type !== undefined && count > 0) plan[group]!.push({ type, count });
  });
  return plan;
}
