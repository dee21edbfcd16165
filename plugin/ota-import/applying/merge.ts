// What becomes of a person's edits where the PMS has just written an agency's change over them (D2). Pure.
import {
  type HeldPart,
  heldParts,
  type KeptPart,
  keptParts,
  type Part,
  type PartRow,
  type ReservationState,
} from '../../domain/reservation-state.js';
import { type Edits, type LeftRows, sameRow, without } from './fingerprint.js';

export interface Merge {
  /** Parts in which the change would undo what a person did; it waits for one. */
  readonly undone: readonly HeldPart[];
  /** Parts that are to be as the person left them. */
  readonly putBack: readonly KeptPart[];
  /** Of these, the ones about which the agency says something new, which must not be lost either. */
  readonly contested: readonly KeptPart[];
}

type Comparable = Pick<ReservationState, 'id' | 'parts'>;

/** A reservation that people have edited, as it was before the PMS's edit. */
export interface Edited {
  readonly now: Comparable;
  /** What the last import had left; undefined where nobody knows. */
  readonly left: LeftRows | undefined;
  /** What of it was no longer so, and a person's. */
  readonly edits: Edits;
}

const more = (part: Part, some: Comparable, than: Comparable) =>
  without(some.parts[part], than.parts[part], sameRow);

/**
 * Whether rows that the person added are gone, or such as were taken away are there again: also as other rows, a payment of another amount, say.
 * Where nights were taken away, though, all that hung on them went with them, and what the change says of the others is no word about that.
 */
function isUndone(part: Part, { edits, left, now }: Edited, after: Comparable): boolean {
  const edit = edits.get(part);
  if (!edit) return false;
  const added = new Set(edit.added.map(sameRow));
  if (more(part, now, after).some((row) => added.has(sameRow(row)))) return true;
  const written = more(part, after, now);
  if (left && written.some((row) => edit.removed.includes(left.hashOf(after.id, part, row)))) return true;
  const tookAway = edit.removed.length > edit.added.length && !edits.get('nights')?.removed.length;
  return tookAway && written.length > 0;
}

/** Whom a message names is a client of the PMS's choice: the link alone says nothing new. */
const isLink = (row: PartRow) => 'client' in row;

/** Whether the PMS's edit wrote something there that neither the last import had left nor the person had written. */
function saysSomethingNew(part: KeptPart, { left, now }: Edited, after: Comparable): boolean {
  // The PMS's edit writes no parking.
  if (part === 'parking') return false;
  return more(part, after, now).some(
    (row) => !isLink(row) && !left?.rows[part].includes(left.hashOf(after.id, part, row)),
  );
}

/** `after`: what the PMS's edit has made of it. */
export function mergeOf(edited: Edited, after: Comparable): Merge {
  const putBack = keptParts.filter((part) => isUndone(part, edited, after));
  return {
    undone: heldParts.filter((part) => isUndone(part, edited, after)),
    putBack,
    contested: putBack.filter((part) => saysSomethingNew(part, edited, after)),
  };
}
