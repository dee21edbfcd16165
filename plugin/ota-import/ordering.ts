// In which order the messages of one booking apply (O2): by version where both have one, else by receipt. Pure.
import type { ReportKind } from '../domain/booking-report.js';
import type { MessageId } from '../domain/ids.js';

/** Received rises with the row's id. */
export interface Ordered {
  readonly id: MessageId;
  readonly version: number | undefined;
}

export function comesBefore(a: Ordered, b: Ordered): boolean {
  if (a.version !== undefined && b.version !== undefined && a.version !== b.version)
    return a.version < b.version;
  return a.id < b.id;
}

export type MessageStatus =
  | 'received'
  | 'pending'
  | 'retrying'
  | 'waiting'
  | 'failed'
  | 'imported'
  | 'resolved'
  | 'duplicate'
  | 'superseded'
  | 'ignored';

/** Another message of the same booking number. */
export interface Sibling extends Ordered {
  readonly status: MessageStatus;
  readonly kind: ReportKind | undefined;
}

const unfinished = new Set<MessageStatus>(['received', 'pending', 'retrying', 'waiting', 'failed']);

/** A later message has taken effect already: this one has nothing left to say. */
export function isOvertaken(message: Ordered, siblings: readonly Sibling[]): boolean {
  return siblings.some((other) => other.status === 'imported' && comesBefore(message, other));
}

/** Earlier messages that a success of `message` settles: a new or change carries the whole booking, a cancellation ends it. */
export function settledBy(message: Ordered, siblings: readonly Sibling[]): Sibling[] {
  return siblings.filter((other) => unfinished.has(other.status) && comesBefore(other, message));
}

/** Later messages that had to wait for `message`. */
export function wokenBy(message: Ordered, siblings: readonly Sibling[]): Sibling[] {
  return siblings.filter((other) => other.status === 'waiting' && comesBefore(message, other));
}

/**
 * How many numbers are missing when an agency's `TravelAgencyReportNumber`s go on from `last` with `numbers`, which rise by one per
 * message as far as has been seen: a hint that a message never came, and no more.
 */
export function missingReportNumbers(last: number | undefined, numbers: readonly number[]): number {
  let missing = 0;
  let previous = last;
  for (const number of [...numbers].sort((a, b) => a - b)) {
    if (previous !== undefined && number > previous) missing += number - previous - 1;
    previous = Math.max(previous ?? number, number);
  }
  return missing;
}
