// The score of a plan somebody else made.
import type { RoomId } from '../../domain/ids.js';
import { compile } from './model.js';
import { Plan, standing, type Standing } from './plan.js';
import type { AssignmentProblem, GoalScore } from '../problem/problem.js';

/** Scores `rooms` (by stay id; not in it: without a room). Throws where two stays, or a stay and a block, share a door on a night. */
export function scorePlan(
  problem: AssignmentProblem,
  rooms: ReadonlyMap<number, RoomId>,
): { readonly score: GoalScore; readonly standing: Standing } {
  const model = compile(problem);
  const plan = new Plan(model);
  const index = new Map(model.rooms.map((room, r) => [room.id, r]));
  model.stays.forEach(({ id, span }, stay) => {
    const roomId = rooms.get(id);
    const room = roomId === undefined ? undefined : index.get(roomId);
    if (room === undefined) return;
    if (!plan.isFree(room, span.from, span.to)) throw new Error(`stay ${id}: room ${roomId} is taken`);
    plan.put(stay, room);
  });
  return { score: plan.score(), standing: standing(plan) };
}
