// The referee's plans kept in a file, so that another look at the engine need not wait for the same proofs again.
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { AssignmentProblem } from '../../plugin/assignment/index.js';
import type { RoomId } from '../../plugin/domain/ids.js';
import type { ExactPlan } from './exact.js';
import { verdict } from './verdict.js';

/** What a plan is worth is not kept: it is looked at anew each time. */
interface Line extends Pick<ExactPlan, 'proven' | 'bounds'> {
  readonly problem: string;
  readonly rooms: readonly (readonly [stay: number, room: RoomId])[];
  readonly milliseconds: number;
}

export interface Remembered {
  readonly plan: ExactPlan;
  /** What it took to find it. */
  readonly milliseconds: number;
}

const plain = (_: string, value: unknown) =>
  value instanceof Map || value instanceof Set ? [...(value as Iterable<unknown>)] : value;

/** The limits are the engine's: the best plan does not depend on them. */
const nameOf = ({ limits: _limits, ...problem }: AssignmentProblem, seconds: number): string =>
  createHash('sha256')
    .update(JSON.stringify([problem, seconds], plain))
    .digest('hex');

/** Asks `solve` for a problem that is not in the file, and adds it to it. */
export function rememberingIn(
  file: string,
  seconds: number,
  solve: (problem: AssignmentProblem) => Remembered,
): (problem: AssignmentProblem) => Remembered {
  const text = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  const lines = text === '' ? [] : text.split('\n').map((line) => JSON.parse(line) as Line);
  const known = new Map(lines.map((line) => [line.problem, line]));
  return (problem) => {
    const name = nameOf(problem, seconds);
    const line = known.get(name);
    if (line) {
      const { proven, bounds, milliseconds } = line;
      const rooms = new Map(line.rooms);
      return { plan: { ...verdict(problem, rooms), rooms, proven, bounds }, milliseconds };
    }
    const { plan, milliseconds } = solve(problem);
    const { proven, bounds, rooms } = plan;
    const added: Line = { problem: name, rooms: [...rooms], proven, bounds, milliseconds };
    appendFileSync(file, `${JSON.stringify(added)}\n`);
    return { plan, milliseconds };
  };
}
