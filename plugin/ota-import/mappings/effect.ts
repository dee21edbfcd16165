// What another meaning of a code does to the messages that wait for a room, or for a person since their codes differ (O6): which are tried again,
// and which are freed by it. Pure.
import type { MessageId } from '../../domain/ids.js';
import type { CodeMeaning, MeaningOf } from './mapping.js';
import type { WaitingMessage } from './repository.js';

export interface Effect {
  /** Messages of whose codes at least one means something else: what became of them may not hold any more. */
  readonly retried: readonly MessageId[];
  /** How many of them have no code left that leads nowhere; of those held since their codes differ, whose codes mean the same. */
  readonly frees: number;
}

const isSame = (one: CodeMeaning | undefined, other: CodeMeaning | undefined): boolean =>
  one?.typeId === other?.typeId && one?.smoking === other?.smoking;

export function effectOn(waiting: readonly WaitingMessage[], before: MeaningOf, after: MeaningOf): Effect {
  const changed = waiting.filter(({ agency, codes }) =>
    codes.some((code) => !isSame(before(agency, code), after(agency, code))),
  );
  const free = changed.filter(({ agency, codes, isHeld }) => {
    const [first, ...others] = codes.map((code) => after(agency, code));
    return first !== undefined && others.every((other) => other && (!isHeld || isSame(other, first)));
  });
  return { retried: changed.map(({ id }) => id), frees: free.length };
}
