// What the last import left of a reservation, remembered as hashes of its rows, part by part; and what is no longer so. Pure.
import { createHash } from 'node:crypto';
import type { ReservationId } from '../../domain/ids.js';
import { type Part, type PartRow, parts, type ReservationState } from '../../domain/reservation-state.js';

/** Of what the hashes are made. A build that reads other columns, or hashes otherwise, raises it: what another form left says nothing. */
export const fingerprintForm = 1;

/** A hash for each row of a part; nothing in clear. */
export type Fingerprint = Readonly<Record<Part, readonly string[]>>;

/** Of 64 characters these are stored: enough to tell apart the rows of one reservation. */
const storedLength = 12;

/** With the reservation in it, so that equal facts of two bookings are not seen to be equal. */
export const hashOf = (reservation: ReservationId, part: Part, row: PartRow): string =>
  createHash('sha256')
    .update(JSON.stringify([reservation, part, row]))
    .digest('base64url')
    .slice(0, storedLength);

const forEachPart = <T>(of: (part: Part) => T) =>
  Object.fromEntries(parts.map((part) => [part, of(part)])) as Record<Part, T>;

export const fingerprintOf = ({ id, parts: rows }: Pick<ReservationState, 'id' | 'parts'>): Fingerprint =>
  forEachPart((part) => rows[part].map((row) => hashOf(id, part, row)).sort());

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

/** What became of a part since: facts that are new there, and hashes of those that are gone. */
export interface PartEdit {
  readonly added: readonly PartRow[];
  readonly removed: readonly string[];
}

/** The parts that are not as they were left. */
export type Edits = ReadonlyMap<Part, PartEdit>;

/** `left` undefined: nobody knows what was left, and all of it may be somebody's. */
export function editsOf(left: Fingerprint | undefined, now: Pick<ReservationState, 'id' | 'parts'>): Edits {
  const edits = new Map<Part, PartEdit>();
  for (const part of parts) {
    const rows = now.parts[part];
    if (!left) {
      if (rows.length > 0) edits.set(part, { added: rows, removed: [] });
      continue;
    }
    const rowOf = new Map(rows.map((row) => [hashOf(now.id, part, row), row]));
    const hashes = rows.map((row) => hashOf(now.id, part, row));
    const added = without(hashes, left[part]).map((hash) => rowOf.get(hash)!);
    const removed = without(left[part], hashes);
    if (added.length + removed.length > 0) edits.set(part, { added, removed });
  }
  return edits;
}

/** A row is the same wherever it was read: its columns come in one order. */
export const sameRow = (row: PartRow): string => JSON.stringify(row);
