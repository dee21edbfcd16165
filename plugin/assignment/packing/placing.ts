// Giving rooms to stays that have none: a free room of a type, else one that a chain of moves makes free, else the next type.
import { apply } from './exchange.js';
import type { Plan } from '../plan/plan.js';
import { byChain, byEjection, freeRoom, type Fuel } from './search.js';

export interface Effort {
  /** Levels of moves that may follow from one; 0: only a free room will do. */
  readonly depth: number;
  /** Rooms tried as partners of a chain. */
  readonly partners: number;
  /** Who is put out may go to another type of theirs. */
  readonly acrossTypes: boolean;
  readonly fuel: Fuel;
}

/** Rooms of the type that a chain may send stays to: all, or in a large house every so many. */
function partnersIn(plan: Plan, type: number, most: number): readonly number[] {
  const rooms = plan.model.roomsOfType[type]!;
  if (rooms.length <= most) return rooms;
  const step = rooms.length / most;
  return Array.from({ length: most }, (_, i) => rooms[Math.floor(i * step)]!);
}

/** Puts one stay into a room of `type`. Whether it did; if not, the plan is as it was. */
function intoType(plan: Plan, stay: number, type: number, effort: Effort): boolean {
  const { depth, partners, acrossTypes, fuel } = effort;
  const free = freeRoom(plan, stay, type);
  const found = free ?? (depth > 0 ? byChain(plan, stay, type, partnersIn(plan, type, partners)) : undefined);
  if (found) apply(plan, found.moves);
  return (
    found !== undefined ||
    (depth > 1 && byEjection(plan, stay, type, { depth: depth - 1, acrossTypes, fuel }))
  );
}

/** Puts all of `stays`, booked alike or one alone, into rooms of one of `types`, the first that takes them all. */
export function place(
  plan: Plan,
  stays: readonly number[],
  types: readonly number[],
  effort: Effort,
): boolean {
  for (const type of types) {
    const mark = plan.mark();
    if (stays.every((stay) => intoType(plan, stay, type, effort))) return true;
    plan.rollBack(mark);
  }
  return false;
}
