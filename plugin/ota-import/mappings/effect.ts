// What another meaning of a code does to the messages that wait for a room, or for a person since their codes differ (O6): which are tried again,
// and which are freed by it. Pure.
import type { MessageId } from '../../domain/ids.js';
import type { CodeMeaning, MeaningOf } from './mapping.js';
import type { WaitingMessage } from './repository.js';

export interface Effect {
  /** Messages of whose codes at least one means something else: what became of them may not hold any more. */
  readonly retried: readonly MessageId[];
  /** How many of them have no code left that leads nowhere, and none whose codes mean two types between the nights of a room: those are held. */
  readonly frees: number;
}

const isSame = (one: CodeMeaning | undefined, other: CodeMeaning | undefined): boolean =>
  one?.typeId === other?.typeId && one?.smoking === other?.smoking;

const areSame = ([first, ...others]: readonly (CodeMeaning | undefined)[]): boolean =>
  others.every((other) => isSame(first, other));

export function effectOn(waiting: readonly WaitingMessage[], before: MeaningOf, after: MeaningOf): Effect {
  const changed = waiting.filter(({ agency, codes }) =>
    codes.some((code) => !isSame(before(agency, code), after(agency, code))),
  );
  const free = changed.filter(({ agency, codes, changing, isHeld }) => {
    const meaningsOf = (some: readonly string[]) => some.map((code) => after(agency, code));
    const all = meaningsOf(codes);
    // Of one that an older build has read nobody knows which codes are one room's.
    const together = changing ?? (isHeld ? [codes] : []);
    return all.length > 0 && all.every(Boolean) && together.every((some) => areSame(meaningsOf(some)));
  });
  return { retried: changed.map(({ id }) => id), frees: free.length };
}
