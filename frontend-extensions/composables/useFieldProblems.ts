// What the server refused of a form, field by field, until that is filled in otherwise or sent again.
import { nextTick, type Ref, shallowRef } from 'vue';
import type { FieldProblem, Problem } from '../api/client.js';
import { problemAt, stillRefused } from './field-problems.js';

export interface FieldProblems {
  /** What is wrong with the field at that path of the body, or with a part of it; undefined: nothing. */
  at(path: string): string | undefined;
  /** Whether anything still is. */
  any(): boolean;
  /** Of the `sent` body, as it was refused. */
  note(problem: Problem, sent: object): void;
  /** Of what is filled in now. */
  filledIn(now: object): void;
  clear(): void;
}

export function useFieldProblems(): FieldProblems {
  const refused = shallowRef<readonly FieldProblem[]>([]);
  let sentBefore: object = {};
  return {
    at: (path) => problemAt(refused.value, path),
    any: () => refused.value.length > 0,
    note({ fields }, sent) {
      refused.value = fields;
      sentBefore = sent;
    },
    filledIn: (now) => (refused.value = stillRefused(refused.value, sentBefore, now)),
    clear: () => (refused.value = []),
  };
}

/** Brings who has sent the form to the first field that was refused, once it can be filled in again; false: there is none. */
export async function focusRefused(form: Readonly<Ref<HTMLElement | null>>): Promise<boolean> {
  await nextTick();
  const field = form.value?.querySelector<HTMLElement>('[aria-invalid="true"]');
  field?.focus();
  return field != null;
}
