// Which type-nights could be overfull at all, and who could ease them: all others stay out of the linear programme, and nothing is lost by it.
import type { Capacity } from './capacity.js';
import type { Demand, Group } from './demand.js';
import type { TypeOption } from '../upgrades/type-options.js';

/** Where a member goes if nothing is decided for it: its own type, or nowhere where the hotel has none. */
export const baseOf = (group: Group): TypeOption | undefined =>
  group.options[0]?.cost === 0 ? group.options[0] : undefined;

/** Adds `amount` rooms to every night of the group in `type`. */
function addTo(need: Float64Array, capacity: Capacity, group: Group, type: number, amount: number): void {
  const start = capacity.at(type, group.from);
  for (let i = 0; i < group.to - group.from; i += 1) need[start + i]! += amount;
}

export interface Pressure {
  /** Groups that may have to go elsewhere than to their base. */
  readonly moving: ReadonlySet<Group>;
  /** By course: type-nights that can be overfull. */
  readonly tight: readonly Uint8Array[];
  /** By course: what those who certainly go to their base need. */
  readonly settled: readonly Float64Array[];
}

function touches(tight: Uint8Array, capacity: Capacity, group: Group, type: number): boolean {
  const start = capacity.at(type, group.from);
  for (let i = 0; i < group.to - group.from; i += 1) if (tight[start + i] === 1) return true;
  return false;
}

/** Grows from the type-nights that are overfull if everybody goes to their base, until nobody else can matter. */
export function pressureOf(demand: Demand, capacity: Capacity): Pressure {
  const size = capacity.free.length;
  const moving = new Set<Group>();
  const tight = demand.courses.map(() => new Uint8Array(size));
  const everyone = demand.courses.map(({ groups }) => [...demand.decided, ...groups]);
  for (const groups of everyone)
    for (const group of groups) if (!baseOf(group) && group.options.length > 0) moving.add(group);
  for (let grown = true; grown;) {
    grown = false;
    everyone.forEach((groups, k) => {
      const most = new Float64Array(size);
      for (const group of groups) {
        const base = baseOf(group);
        const rooms = group.count * group.rooms;
        if (!moving.has(group) && base) addTo(most, capacity, group, base.type, rooms);
        else for (const { type } of group.options) addTo(most, capacity, group, type, rooms);
      }
      for (let i = 0; i < size; i += 1) tight[k]![i] = most[i]! > capacity.free[i]! ? 1 : 0;
      for (const group of groups) {
        const base = baseOf(group);
        if (!base || moving.has(group) || !touches(tight[k]!, capacity, group, base.type)) continue;
        moving.add(group);
        grown = true;
      }
    });
  }
  const settled = everyone.map((groups) => {
    const need = new Float64Array(size);
    for (const group of groups) {
      const base = baseOf(group);
      if (base && !moving.has(group)) addTo(need, capacity, group, base.type, group.count * group.rooms);
    }
    return need;
  });
  return { moving, tight, settled };
}
