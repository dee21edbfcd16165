// Stays that are placed as one: a stay alone, or a set booked alike, which is housed in one type or not at all.
import type { Model } from './model.js';
import type { Plan } from './plan.js';

/** Stays to be placed, sets booked alike as one: by arrival, the longest first. */
export function inOrder(model: Model, stays: readonly number[]): number[][] {
  const seen = new Set<number>();
  const units: number[][] = [];
  for (const stay of stays) {
    const set = model.alikeOf[stay]!;
    if (set < 0) units.push([stay]);
    else if (!seen.has(set)) {
      seen.add(set);
      units.push([...model.alike[set]!]);
    }
  }
  const { from, to } = model;
  return units.sort(
    ([a], [b]) => from[a!]! - from[b!]! || to[b!]! - to[a!]! || model.stays[a!]!.id - model.stays[b!]!.id,
  );
}

/** Takes out whoever is left of a set booked alike of which some have no room. */
export function takeTornSets(plan: Plan): void {
  for (const set of plan.model.alike)
    if (set.some((stay) => plan.roomOf[stay]! < 0))
      for (const stay of set) if (plan.roomOf[stay]! >= 0) plan.take(stay);
}
