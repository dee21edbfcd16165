// The engine as the referee meets it.
import { assign, type AssignmentProblem, type GoalScore } from '../../plugin/assignment/index.js';
import { loadLinearSolver } from '../../plugin/solver/highs.js';
import type { Rooms } from './verdict.js';

export interface Answer {
  readonly rooms: Rooms;
  /** What the engine says of its own plan. */
  readonly score: GoalScore;
}

export async function loadContestant(): Promise<(problem: AssignmentProblem) => Answer> {
  const solver = await loadLinearSolver();
  return (problem) => {
    const { stays, score } = assign(problem, { solver });
    const rooms = new Map(
      stays.flatMap(({ stay, roomId }) => (roomId === undefined ? [] : [[stay.id, roomId] as const])),
    );
    return { rooms, score };
  };
}
