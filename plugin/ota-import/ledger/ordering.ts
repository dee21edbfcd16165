// In which order the messages of one booking apply (O2): by what their DataIDs say, else by receipt. Pure.
import type { ReportKind } from '../../domain/booking-report.js';
import type { MessageId } from '../../domain/ids.js';

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

/** A message of a booking, as far as its order goes. Received rises with the row's id. */
export interface Sibling {
  readonly id: MessageId;
  readonly dataId: string | undefined;
  readonly version: number | undefined;
  readonly status: MessageStatus;
  readonly failureCode: string | undefined;
  readonly kind: ReportKind | undefined;
}

/** It waits for its booking, or was given up waiting for it: when that comes, it is applied all the same. */
export const awaitsBooking = ({ status, failureCode }: Pick<Sibling, 'status' | 'failureCode'>): boolean =>
  status === 'waiting' || (status === 'failed' && failureCode === 'booking_unknown');

/** Of DataIDs that are numbers of one length: the sooner is the smaller. */
const rising = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined &&
  b !== undefined &&
  a !== b &&
  a.length === b.length &&
  /^\d+$/.test(a) &&
  /^\d+$/.test(b);

/**
 * By version where both have one, else by DataIDs that are rising numbers, else by receipt. Receipt says little: a new booking comes before
 * the change or cancellation that was there first and waits for it.
 */
export function comesBefore(a: Sibling, b: Sibling): boolean {
  if (a.version !== undefined && b.version !== undefined && a.version !== b.version)
    return a.version < b.version;
  if (rising(a.dataId, b.dataId)) return a.dataId! < b.dataId!;
  if (a.kind === 'new' && b.kind !== 'new' && awaitsBooking(b)) return true;
  if (b.kind === 'new' && a.kind !== 'new' && awaitsBooking(a)) return false;
  return a.id < b.id;
}

const unfinished = new Set<MessageStatus>(['received', 'pending', 'retrying', 'waiting', 'failed']);

/** A later message has taken effect already: this one has nothing left to say. */
export function isOvertaken(message: Sibling, siblings: readonly Sibling[]): boolean {
  return siblings.some((other) => other.status === 'imported' && comesBefore(message, other));
}

/** Earlier messages that a success of `message` settles: a new or change carries the whole booking, a cancellation ends it. */
export function settledBy(message: Sibling, siblings: readonly Sibling[]): Sibling[] {
  return siblings.filter((other) => unfinished.has(other.status) && comesBefore(other, message));
}

/** Later messages that had to wait for `message`, or were given up waiting for it. */
export function wokenBy(message: Sibling, siblings: readonly Sibling[]): Sibling[] {
  return siblings.filter((other) => awaitsBooking(other) && comesBefore(message, other));
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
