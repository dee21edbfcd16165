// The type planner's linear programme: how many of each group go to which type, so that no type-night is overfull in any course.
import type { Capacity } from './capacity.js';
import type { Course, Demand, Group } from './demand.js';
import { Entries } from './entries.js';
import type { LinearProgramme } from './linear.js';
import type { TypeOption } from '../plan/model.js';
import { baseOf, type Pressure } from './pressure.js';

/** One column: members of a group that go to this type instead of their base. */
export interface Choice {
  readonly group: Group;
  /** Index of the type. */
  readonly type: number;
  /** Undefined: decided now, the same in every course. */
  readonly course: number | undefined;
}

export interface TypeProgramme extends LinearProgramme {
  readonly choices: readonly Choice[];
  /** By row: the type-night it keeps; -1: the size of a group. */
  readonly typeNights: Int32Array;
}

class Rows {
  private readonly entries = new Entries();
  readonly upper: number[] = [];
  readonly typeNights: number[] = [];

  open(upper: number, typeNight: number): number {
    this.typeNights.push(typeNight);
    return this.upper.push(upper) - 1;
  }
  set(row: number, column: number, coefficient: number): void {
    this.entries.add(row, column, coefficient);
  }
  lower(row: number, by: number): void {
    this.upper[row]! -= by;
  }
  packed() {
    const sorted = this.entries.byRow(this.upper.length);
    return {
      rowUpper: Float64Array.from(this.upper),
      rowStarts: sorted.starts,
      columns: sorted.others,
      coefficients: sorted.coefficients,
      typeNights: Int32Array.from(this.typeNights),
    };
  }
}

/** What one member costs in a course: its upgrade by the course's weight, or being left out. */
function costIn(
  group: Group,
  option: TypeOption | undefined,
  { weight, unplaced }: Pick<Course, 'weight' | 'unplaced'>,
): number {
  if (!option) return group.rooms * unplaced;
  const changed = group.now >= 0 && group.now !== option.type ? changeOfType : 0;
  return group.rooms * (weight * option.cost + changed);
}

/** Decides among equals: as little as the order of the list does. */
const changeOfType = 0.002;

/** In which courses a group is, by index. */
function coursesOf(demand: Demand, course: number | undefined): readonly number[] {
  return course === undefined ? demand.courses.map((_, k) => k) : [course];
}

export function typeProgramme(
  demand: Demand,
  capacity: Capacity,
  { moving, tight, settled }: Pressure,
  wholeNumbers: (choice: Choice) => boolean,
): TypeProgramme {
  const rows = new Rows();
  const rowOf = demand.courses.map((_, k) =>
    Int32Array.from(tight[k]!, (isTight, i) =>
      isTight === 1 ? rows.open(capacity.free[i]! - settled[k]![i]!, i) : -1,
    ),
  );
  const choices: Choice[] = [];
  const costs: number[] = [];
  const upper: number[] = [];
  /** One more of the group on every tight night of the type, by `amount` of `column`, or for good. */
  const load = (group: Group, course: number | undefined, type: number, column: number, amount: number) => {
    for (const k of coursesOf(demand, course)) {
      const start = capacity.at(type, group.from);
      for (let i = 0; i < group.to - group.from; i += 1) {
        const row = rowOf[k]![start + i]!;
        if (row < 0) continue;
        if (column < 0) rows.lower(row, amount);
        else rows.set(row, column, amount);
      }
    }
  };
  const addGroup = (group: Group, course: number | undefined) => {
    if (!moving.has(group)) return;
    const base = baseOf(group);
    const weights = course === undefined ? { weight: 1, unplaced: hardOf(demand) } : demand.courses[course]!;
    const atBase = costIn(group, base, weights);
    if (base) load(group, course, base.type, -1, group.count * group.rooms);
    const row = rows.open(group.count, -1);
    const elsewhere = [...group.options.filter((option) => option !== base), ...(base ? [nowhere] : [])];
    for (const option of elsewhere) {
      const column = choices.push({ group, type: option.type, course }) - 1;
      costs.push(costIn(group, option === nowhere ? undefined : option, weights) - atBase);
      upper.push(group.count);
      rows.set(row, column, 1);
      if (option !== nowhere) load(group, course, option.type, column, group.rooms);
      if (base) load(group, course, base.type, column, -group.rooms);
    }
  };
  for (const group of demand.decided) addGroup(group, undefined);
  demand.courses.forEach((course, k) => course.groups.forEach((group) => addGroup(group, k)));
  return {
    costs: Float64Array.from(costs),
    upper: Float64Array.from(upper),
    whole: Uint8Array.from(choices, (choice) => (wholeNumbers(choice) ? 1 : 0)),
    choices,
    ...rows.packed(),
  };
}

/** Stands for having no room. */
const nowhere: TypeOption = { type: -1, cost: 0 };

const hardOf = (demand: Demand) => demand.courses[0]!.unplaced;
