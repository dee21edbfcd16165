// Which fields of a form the server refused. Pure.
import type { FieldProblem } from '../api/client.js';

const pathIn = ({ path }: FieldProblem): string => path.replace(/^body\./, '');

/** What is wrong with the field at that path of the body, or with a part of it. */
export function problemAt(problems: readonly FieldProblem[], path: string): string | undefined {
  const found = problems.filter((one) => pathIn(one) === path || pathIn(one).startsWith(`${path}.`));
  return found.length > 0 ? [...new Set(found.map(({ message }) => message))].join(' ') : undefined;
}

/** Whatever of the body the path begins with: all of it counts as one field. */
const valueAt = (body: object, problem: FieldProblem): string =>
  JSON.stringify((body as Readonly<Record<string, unknown>>)[pathIn(problem).split('.')[0]!]) ?? '';

/** Those whose field is as it was when it was refused. */
export const stillRefused = (
  problems: readonly FieldProblem[],
  sent: object,
  now: object,
): readonly FieldProblem[] => problems.filter((one) => valueAt(sent, one) === valueAt(now, one));
