// Chains of moves between two rooms: the one move from which every re-arrangement is made.
import type { Plan } from '../plan/plan.js';

export interface Move {
  readonly stay: number;
  /** Where it was, -1: nowhere. */
  readonly from: number;
  /** Where it goes, -1: nowhere. */
  readonly to: number;
}

/** Whether the rooms are partly one: a suite and a room of it, two rows of one room. */
function shareADoor({ model }: Plan, room: number, other: number): boolean {
  const [doors, others] = [model.unitsOf[room]!, model.unitsOf[other]!];
  if (doors.length === 1 && others.length === 1) return doors[0] === others[0];
  return doors.some((door) => others.includes(door));
}

/**
 * The moves that bring `stay` into `room`, where whoever is in its way goes to `other`, whoever is in the way there comes back into `room`,
 * and so on. Undefined where one of them may not move, or there are more than `limit`. Nothing is changed.
 */
export function chainInto(
  plan: Plan,
  stay: number,
  room: number,
  other: number,
  limit: number,
): Move[] | undefined {
  if (!plan.mayGo(stay, room)) return undefined;
  // Nobody could be in both, and who moves from one into the other would still be in the way.
  if (other >= 0 && shareADoor(plan, room, other)) return undefined;
  const { from, to } = plan.model;
  const moves: Move[] = [{ stay, from: plan.roomOf[stay]!, to: room }];
  for (const next of moves) {
    const begins = from[next.stay]!;
    const ends = to[next.stay]!;
    const elsewhere = next.to === room ? other : room;
    for (const blocker of plan.inTheWay(next.to, begins, ends)) {
      if (moves.some((move) => move.stay === blocker)) continue;
      if (elsewhere < 0 || moves.length === limit || !plan.mayMove(blocker)) return undefined;
      if (plan.roomOf[blocker] !== next.to || !plan.mayGo(blocker, elsewhere)) return undefined;
      // Only the first of the chain comes from outside the two rooms, so only it can meet someone on the move.
      if (elsewhere === room && from[blocker]! < to[stay]! && from[stay]! < to[blocker]!) return undefined;
      moves.push({ stay: blocker, from: next.to, to: elsewhere });
    }
  }
  return moves;
}

export function apply(plan: Plan, moves: readonly Move[]): void {
  for (const move of moves) if (move.from >= 0) plan.take(move.stay);
  for (const move of moves) if (move.to >= 0) plan.put(move.stay, move.to);
}
