// What the last import left of a reservation, remembered as hashes of its rows, part by part; and what is no longer so. Pure.
import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { ReservationId } from '../../domain/ids.js';
import {
  heldParts,
  type Part,
  type PartRow,
  parts,
  type ReservationState,
} from '../../domain/reservation-state.js';

/** A hash for each row of a part; nothing in clear. */
export type Fingerprint = Readonly<Record<Part, readonly string[]>>;

/** With the reservation in it, so that equal facts of two bookings are not seen to be equal. */
export type HashOf = (reservation: ReservationId, part: Part, row: PartRow) => string;

/** Of 64 characters these are stored: enough to tell apart the rows of one reservation. */
const storedLength = 12;

const textOf = (...fact: Parameters<HashOf>): string => JSON.stringify(fact);

/** As builds before 060 hashed: without a key, so that whoever has the tables can try a name that he guesses. */
const withoutKey: HashOf = (...fact) =>
  createHash('sha256')
    .update(textOf(...fact))
    .digest('base64url')
    .slice(0, storedLength);

const underKey =
  (key: Buffer): HashOf =>
  (...fact) =>
    createHmac('sha256', key)
      .update(textOf(...fact))
      .digest('base64url')
      .slice(0, storedLength);

/** Of what hashes are made. A build that reads other columns, or hashes otherwise, has another number: what a form left that it does not know says nothing. */
const formWithoutKey = 1;
const formUnderKey = 2;

/** How the rows of a hotel's reservations are hashed. */
export interface RowHashing {
  /** Of what is remembered from now on; null where the hotel's key does not open: nobody can compare it later. */
  readonly form: number | null;
  readonly hashOf: HashOf;
  /** As it was done in a form; undefined of one that cannot be compared. */
  readonly hashOfForm: (form: number | null) => HashOf | undefined;
}

/** `key`: the hotel's own; undefined where it has none yet, or it does not open. */
export function rowHashing(key: Buffer | undefined): RowHashing {
  const hashOf = underKey(key ?? randomBytes(32));
  const form = key ? formUnderKey : null;
  return {
    ...{ form, hashOf },
    hashOfForm: (asked) =>
      asked === formWithoutKey ? withoutKey : asked !== null && asked === form ? hashOf : undefined,
  };
}

const forEachPart = <T>(of: (part: Part) => T) =>
  Object.fromEntries(parts.map((part) => [part, of(part)])) as Record<Part, T>;

export const fingerprintOf = (
  { id, parts: rows }: Pick<ReservationState, 'id' | 'parts'>,
  hashOf: HashOf,
): Fingerprint => forEachPart((part) => rows[part].map((row) => hashOf(id, part, row)).sort());

/** What is in `some` and not in `others`, as often as it is there once more. */
export function without<T>(
  some: readonly T[],
  others: readonly T[],
  key: (one: T) => unknown = (one) => one,
): T[] {
  const left = new Map<unknown, number>();
  for (const other of others) left.set(key(other), (left.get(key(other)) ?? 0) + 1);
  return some.filter((one) => {
    const count = left.get(key(one)) ?? 0;
    left.set(key(one), count - 1);
    return count <= 0;
  });
}

/** What was left, and how it was hashed. */
export interface LeftRows {
  readonly rows: Fingerprint;
  readonly hashOf: HashOf;
}

/** What became of a part since: facts that are new there, and hashes of those that are gone. */
export interface PartEdit {
  readonly added: readonly PartRow[];
  readonly removed: readonly string[];
}

/** The parts that are not as they were left. */
export type Edits = ReadonlyMap<Part, PartEdit>;

/** `left` undefined: nobody knows what was left, and all of it may be somebody's. */
export function editsOf(left: LeftRows | undefined, now: Pick<ReservationState, 'id' | 'parts'>): Edits {
  const edits = new Map<Part, PartEdit>();
  for (const part of parts) {
    const rows = now.parts[part];
    if (!left) {
      if (rows.length > 0) edits.set(part, { added: rows, removed: [] });
      continue;
    }
    const hashes = rows.map((row) => left.hashOf(now.id, part, row));
    const rowOf = new Map(rows.map((row, index) => [hashes[index], row]));
    const added = without(hashes, left.rows[part]).map((hash) => rowOf.get(hash)!);
    const removed = without(left.rows[part], hashes);
    if (added.length + removed.length > 0) edits.set(part, { added, removed });
  }
  return edits;
}

/** A row is the same wherever it was read: its columns come in one order. */
export const sameRow = (row: PartRow): string => JSON.stringify(row);

/** Stands for what accepting may undo of these edits; another once any of it is. */
export function seenOf(edits: Edits): string {
  const told = heldParts.map((part) => {
    const { added, removed } = edits.get(part) ?? { added: [], removed: [] };
    return [added.map(sameRow).sort(), [...removed].sort()];
  });
  return createHash('sha256').update(JSON.stringify(told)).digest('base64url');
}
