// What goes between the engine's thread and everyone else.
import type { Assignment, AssignmentProblem, InvalidProblemKey } from '../assignment/index.js';

export interface WorkerRequest {
  readonly problem: AssignmentProblem;
  /** The wall clock that ends the work where its limits do not. */
  readonly longestMs: number;
}

export type WorkerAnswer =
  | { readonly assignment: Assignment }
  | {
      readonly invalid: {
        readonly key: InvalidProblemKey;
        readonly params: Readonly<Record<string, string | number>>;
      };
    }
  | { readonly fault: string };
