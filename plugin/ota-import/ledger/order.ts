// The one order in which the messages of a booking apply (O2), and what follows from it for each of them. Pure.
import {
  awaitsAnswer,
  awaitsBooking,
  isContradiction,
  isToBeTried,
  type LedgerEntry,
  type MessageStatus,
  tookEffect,
} from './entry.js';
import { openStatuses } from './transitions.js';

/** Negative where `a` comes before `b`, positive where it comes after; 0 for a message and itself alone. */
export type Order = (a: LedgerEntry, b: LedgerEntry) => number;

type Key = (entry: LedgerEntry) => string | number;

const by =
  (...keys: readonly Key[]): Order =>
  (a, b) => {
    for (const key of keys) {
      const [first, second] = [key(a), key(b)];
      if (first !== second) return first < second ? -1 : 1;
    }
    return 0;
  };

const allEqual = (values: readonly (string | number)[]): boolean => new Set(values).size <= 1;

/** `<key>` of a DataID `<key>-<n>`. */
const keyOf = (dataId: string): string => dataId.slice(0, dataId.lastIndexOf('-'));

/** By what their DataIDs say, where all of them say it: versions of one key, or rising numbers of one length. */
function dataIdKeys(entries: readonly LedgerEntry[]): Key[] {
  const ids = entries.map(({ dataId = '' }) => dataId);
  if (entries.every(({ version }) => version !== undefined) && allEqual(ids.map(keyOf)))
    return [({ version = 0 }) => version];
  if (ids.every((id) => /^\d+$/.test(id)) && allEqual(ids.map((id) => id.length)))
    return [({ dataId = '' }) => dataId];
  return [];
}

/** By when they were sent, where all of them say it, as exactly as all of them say it. */
function sentKeys(entries: readonly LedgerEntry[]): Key[] {
  const moments = entries.flatMap(({ sent }) => sent ?? []);
  if (moments.length < entries.length) return [];
  const characters = Math.min(...moments.map((sent) => sent.length));
  return [({ sent = '' }) => sent.slice(0, characters)];
}

/** What the messages themselves say of their order; 0 where they say nothing. Those that can never take effect have no say in it. */
function saidOrder(entries: readonly LedgerEntry[]): Order {
  const identified = entries.filter(({ dataId, kind }) => dataId !== undefined && kind !== undefined);
  return by(...dataIdKeys(identified), ...sentKeys(identified));
}

/** As they came; one that came too early for its booking, right after that. */
const receiptOrder = by(
  ({ id, turnAfter }) => turnAfter ?? id,
  ({ turnAfter }) => (turnAfter === undefined ? 0 : 1),
  ({ id }) => id,
);

const isLaterVersion = (a: LedgerEntry, b: LedgerEntry): boolean =>
  a.version !== undefined &&
  b.version !== undefined &&
  keyOf(a.dataId ?? '') === keyOf(b.dataId ?? '') &&
  a.version > b.version;

/**
 * The order of a booking's messages, given all of them. What it goes by is chosen for the booking as a whole, since a choice for each pair
 * would lead round in circles: their DataIDs, else when they were sent, else and where these are equal their receipt. It is total among
 * messages that have a DataID.
 */
export function orderOf(entries: readonly LedgerEntry[]): Order {
  const said = saidOrder(entries);
  return (a, b) => said(a, b) || receiptOrder(a, b);
}

/**
 * The other messages of a booking as they stand once `message` has come. Receipt says little: where nothing else speaks, a change or
 * cancellation that was there before any new booking, and waits for it or for a room, takes its turn after it, and keeps that turn.
 */
export function withTurns(message: LedgerEntry, others: readonly LedgerEntry[]): LedgerEntry[] {
  if (message.kind !== 'new') return [...others];
  const said = saidOrder([message, ...others]);
  const isKnown = others.some(tookEffect);
  const hadItsBooking = (other: LedgerEntry) =>
    isKnown || others.some((earlier) => earlier.kind === 'new' && receiptOrder(earlier, other) < 0);
  const cameTooEarly = (other: LedgerEntry) =>
    other.kind !== 'new' &&
    (awaitsBooking(other) || (isToBeTried(other) && !hadItsBooking(other))) &&
    said(other, message) === 0 &&
    receiptOrder(other, message) < 0;
  return others.map((other) => (cameTooEarly(other) ? { ...other, turnAfter: message.id } : other));
}

/** Of a booking's messages, the last that took effect. */
const lastApplied = (entries: readonly LedgerEntry[]): LedgerEntry | undefined =>
  entries
    .filter(tookEffect)
    .toSorted(by(({ effect = 0 }) => effect))
    .at(-1);

/**
 * The agency has cancelled the booking, and `message`, a new booking or a change, makes it again. Where nothing but receipt says that it is
 * the later one, only a new booking does, and only where the one that was cancelled had come as new: else this one may be it, come late.
 */
export function booksAgain(message: LedgerEntry, others: readonly LedgerEntry[]): boolean {
  const last = lastApplied(others);
  if (last?.kind !== 'cancellation' || message.kind === 'cancellation') return false;
  const said = saidOrder([message, ...others])(last, message);
  const hadCome = others.some((other) => other.kind === 'new' && receiptOrder(other, last) < 0);
  return said < 0 || (said === 0 && message.kind === 'new' && hadCome);
}

/**
 * A message that is later by that order has taken effect already: this one has nothing left to say. Only the last that took effect counts:
 * what has been applied is never put in another order by what comes to be known afterwards. A later version of the same key is later
 * whatever came between.
 */
export function isOvertaken(message: LedgerEntry, others: readonly LedgerEntry[], order: Order): boolean {
  const applied = others.filter(tookEffect);
  const last = lastApplied(others);
  const isOutdated = applied.some((other) => isLaterVersion(other, message));
  return isOutdated || (last !== undefined && order(message, last) < 0);
}

const unfinished: ReadonlySet<MessageStatus> = new Set(openStatuses);

/** Of two messages of which one is too damaged to have a place in the order, receipt is all there is. */
const comesBefore = (a: LedgerEntry, b: LedgerEntry, order: Order): boolean =>
  (a.dataId === undefined || b.dataId === undefined ? receiptOrder : order)(a, b) < 0;

/**
 * The last of the later messages that keep this one from taking effect: one that has taken effect, or that a person has rejected, so that the
 * booking stays as it is. Where nothing of the booking has taken effect, a rejection leaves nothing to stay.
 */
export function standingAgainst(
  message: LedgerEntry,
  others: readonly LedgerEntry[],
  order: Order,
): LedgerEntry | undefined {
  const overtaken = isOvertaken(message, others, order);
  const known = lastApplied(others) !== undefined;
  const stands = (other: LedgerEntry) =>
    (overtaken && tookEffect(other)) || (known && other.rejected === true);
  return others
    .filter((other) => stands(other) && comesBefore(message, other, order))
    .toSorted(order)
    .at(-1);
}

/** Earlier messages that a success of `message` settles: a new or change carries the whole booking, a cancellation ends it. */
export function settledBy(message: LedgerEntry, others: readonly LedgerEntry[], order: Order): LedgerEntry[] {
  return others.filter((other) => unfinished.has(other.status) && comesBefore(other, message, order));
}

/** Later messages that had to wait for `message`, or were given up waiting for it, or are held with the same question. */
export function wokenBy(message: LedgerEntry, others: readonly LedgerEntry[], order: Order): LedgerEntry[] {
  return others.filter((other) => (awaitsBooking(other) || awaitsAnswer(other)) && order(message, other) < 0);
}

/** What becomes of a message that is to be applied, and of the others of its booking if that succeeds. */
export interface Place {
  readonly overtaken: boolean;
  /** The newest message against which it has nothing to say any more: applied, or rejected by a person. */
  readonly standing: LedgerEntry | undefined;
  readonly settles: readonly LedgerEntry[];
  readonly wakes: readonly LedgerEntry[];
  readonly booksAgain: boolean;
  /** Of the booking's messages, the last that took effect. */
  readonly lastApplied: LedgerEntry | undefined;
}

/**
 * Others that contradict another message of their DataID are left out: of two contents a person only says which is not to be believed. Of such a
 * message itself: the place that it has once a person has it applied.
 */
export function placeOf(message: LedgerEntry, others: readonly LedgerEntry[]): Place {
  const turns = withTurns(
    message,
    others.filter((other) => !isContradiction(other)),
  );
  const order = orderOf([message, ...turns]);
  return {
    overtaken: isOvertaken(message, turns, order),
    standing: standingAgainst(message, turns, order),
    settles: settledBy(message, turns, order),
    wakes: wokenBy(message, turns, order),
    booksAgain: booksAgain(message, turns),
    lastApplied: lastApplied(turns),
  };
}

/** An agency's running numbers that leap so far are a new numbering, not so many lost messages. */
export const newNumberingAt = 101;

/**
 * How many numbers are missing when an agency's `TravelAgencyReportNumber`s go on from `last` with `numbers`, which rise by one per
 * message as far as has been seen: a hint that a message never came, and no more.
 */
export function missingReportNumbers(last: number | undefined, numbers: readonly number[]): number {
  let missing = 0;
  let previous = last;
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const leap = number - (previous ?? number);
    if (leap > 0 && leap <= newNumberingAt) missing += leap - 1;
    previous = Math.max(previous ?? number, number);
  }
  return missing;
}
