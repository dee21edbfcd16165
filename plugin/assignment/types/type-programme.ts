// The type planner's linear programme: how many of each group go to which type, so that no type-night is overfull in any course.
import type { Capacity } from './capacity.js';
import type { Course, Demand, Group } from './demand.js';
import { Entries } from './entries.js';
import type { LinearProgramme } from './linear.js';
import type { TypeOption } from '../upgrades/type-options.js';
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

/** The rows of what can be overfull: in each course one for every tight type-night. */
class Nights {
  /** By course and type-night; -1: none. */
  private readonly rowOf: readonly Int32Array[];

  constructor(
    rows: Rows,
    private readonly capacity: Capacity,
    { tight, settled }: Pressure,
  ) {
    this.rowOf = tight.map((isTight, k) => {
      const rowOf = new Int32Array(isTight.length).fill(-1);
      for (let i = 0; i < isTight.length; i += 1)
        if (isTight[i] === 1) rowOf[i] = rows.open(capacity.free[i]! - settled[k]![i]!, i);
      return rowOf;
    });
  }

  /** The rows that a group touches in a type; undefined: in every course. */
  rowsOf(group: Group, type: number, course: number | undefined): readonly number[] {
    const found: number[] = [];
    const start = this.capacity.at(type, group.from);
    for (const rowOf of course === undefined ? this.rowOf : [this.rowOf[course]!])
      for (let i = 0; i < group.to - group.from; i += 1)
        if (rowOf[start + i]! >= 0) found.push(rowOf[start + i]!);
    return found;
  }
}

export function typeProgramme(
  demand: Demand,
  capacity: Capacity,
  pressure: Pressure,
  wholeNumbers: (choice: Choice) => boolean,
): TypeProgramme {
  const rows = new Rows();
  const nights = new Nights(rows, capacity, pressure);
  const choices: Choice[] = [];
  const costs: number[] = [];
  const upper: number[] = [];
  const addGroup = (group: Group, course: number | undefined) => {
    if (!pressure.moving.has(group)) return;
    const base = baseOf(group);
    const weights = course === undefined ? { weight: 1, unplaced: hardOf(demand) } : demand.courses[course]!;
    const atBase = costIn(group, base, weights);
    const baseRows = base ? nights.rowsOf(group, base.type, course) : [];
    for (const row of baseRows) rows.lower(row, group.count * group.rooms);
    const size = rows.open(group.count, -1);
    const elsewhere = [...group.options.filter((option) => option !== base), ...(base ? [nowhere] : [])];
    for (const option of elsewhere) {
      const column = choices.push({ group, type: option.type, course }) - 1;
      costs.push(costIn(group, option === nowhere ? undefined : option, weights) - atBase);
      upper.push(group.count);
      rows.set(size, column, 1);
      if (option !== nowhere)
        for (const row of nights.rowsOf(group, option.type, course)) rows.set(row, column, group.rooms);
      for (const row of baseRows) rows.set(row, column, -group.rooms);
    }
  };
  for (const group of demand.decided) addGroup(group, undefined);
  demand.courses.forEach((course, k) => course.groups.forEach((group) => addGroup(group, k)));
  const whole = new Uint8Array(choices.length);
  choices.forEach((choice, column) => (whole[column] = wholeNumbers(choice) ? 1 : 0));
  return {
    costs: Float64Array.from(costs),
    upper: Float64Array.from(upper),
    whole,
    choices,
    ...rows.packed(),
  };
}

/** Stands for having no room. */
const nowhere: TypeOption = { type: -1, cost: 0 };

const hardOf = (demand: Demand) => demand.courses[0]!.unplaced;
