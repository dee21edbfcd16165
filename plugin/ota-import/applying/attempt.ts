// One message in its savepoint: applied, overtaken by a later one, or kept with its failure and its next attempt.
import { agencyKey, type BookingKey } from '../../domain/agency.js';
import { type FailureCode, importFailure, type ImportFailure } from '../../domain/import-failure.js';
import type { BookingReport } from '../../domain/booking-report.js';
import type { ImportWarning } from '../../domain/import-warning.js';
import type { InstallationFault } from '../../domain/installation-fault.js';
import { Refusal } from '../../domain/refusal.js';
import { fail } from '../../domain/result.js';
import { HostLocked, HostRefusal, HostSilent, HostTouchedOthers, type QueueEntry } from '../../host/port.js';
import { isBusy, isConnectionLoss } from '../../platform/database/index.js';
import { installationFaultOf } from '../../platform/faults/index.js';
import { type Applied, apply, type ApplyContext, type Case, type Effect } from './apply.js';
import { HeldMeanwhile } from './held-meanwhile.js';
import type { DueMessage } from './reports.js';
import { type Attempt, triggerOf } from '../ledger/attempts-repository.js';
import type { BatchOutcomes } from '../ledger/batch-outcomes.js';
import type { Hindered } from './fault-hits.js';
import { isContradiction, type LedgerEntry, type MessageStatus, withoutBooking } from '../ledger/entry.js';
import { addWarnings, saveFailure, storedFailure, type Wanted } from '../ledger/messages-repository.js';
import { explain } from '../messages.js';
import { type Place, placeOf } from '../ledger/order.js';
import { arrivesSoon, type GivingUp, waitForBooking } from '../ledger/retry-policy.js';
import { isCounted } from '../ledger/system-tries.js';
import { isShown, showWithoutRoom, type Stand } from './shown.js';

export interface Attempted {
  readonly attempt: Attempt;
  /** When the message came. */
  readonly receivedAt: Date;
  /** Why it was not applied; undefined also of one that was overtaken. */
  readonly failure: ImportFailure | undefined;
  /** The log is still to have a row of it. One that found again that no room is free counts, and needs none. */
  readonly unlogged: boolean;
  /** An exception ended it: the placer's occupancy may be behind the database. */
  readonly thrown: boolean;
  /** Other messages are due again because of it. */
  readonly woke: boolean;
  /** What staff are told of how it was applied. */
  readonly warnings: readonly ImportWarning[];
  /** What the PMS's own page is to say of it; undefined: what it says already. */
  readonly page: QueueEntry | undefined;
}

/** What the message has written is more than may still go into this transaction. */
class TooMuch extends Error {}

/** An exception while applying, as a failure of the message. What the PMS refuses or PostgreSQL rejects may heal; it is tried again. */
function failureOf(error: unknown): ImportFailure {
  if (error instanceof HostLocked || isBusy(error)) return importFailure('locked_by_pms');
  if (error instanceof HostRefusal) return importFailure('host_refused');
  if (error instanceof HostTouchedOthers) return importFailure('other_booking_touched');
  const code = error instanceof Error ? (error as Error & { code?: unknown }).code : undefined;
  return typeof code === 'string' ? importFailure('database_error', { code }) : importFailure('unexpected');
}

type Tried = { readonly result: Applied; readonly thrown: boolean } | { readonly fault: InstallationFault };

/** What is tried again by itself is no error; that a message has failed for good is told when that is committed. */
function tell({ platform, tx }: BatchContext, { code }: ImportFailure, error: unknown): void {
  platform.logger.warn('a message could not be applied now', { hotelId: tx.hotel, code, error });
}

/**
 * Undefined where it would make of this transaction a greater burst of notifications than the PMS bears at once: it is undone. A lost
 * connection is the batch's trouble, not the message's, and so is one that had to be given up: it is thrown on, and what a person is refused.
 */
async function tryToApply(context: BatchContext, one: Case, mostHeld: number): Promise<Tried | undefined> {
  const { tx, placer } = context;
  try {
    const result = await placer.savepoint(async () => {
      const applied = await apply(context, one);
      if (tx.held() > mostHeld) throw new TooMuch();
      return applied;
    });
    return { result, thrown: false };
  } catch (error) {
    if (error instanceof TooMuch) return undefined;
    if (error instanceof HeldMeanwhile) return { result: fail(error.failure), thrown: true };
    if (error instanceof Refusal || isConnectionLoss(error) || error instanceof HostSilent) throw error;
    const fault = installationFaultOf(error);
    if (fault) return { fault };
    const failure = failureOf(error);
    tell(context, failure, error);
    return { result: fail(failure), thrown: true };
  }
}

/**
 * What is not tried any more, but shown and given up: its last try took the transaction with it, and was the last, so that the PMS is not asked
 * once more; or it contradicts what stands for its DataID.
 */
async function givenUp(
  { tx, settings }: BatchContext,
  { message, decision }: DueMessage,
): Promise<Tried | undefined> {
  if (isContradiction(message))
    return { result: fail(importFailure('same_id_other_content')), thrown: false };
  const isSpent = isCounted(message.failureCode) && message.systemTries >= settings.systemErrorTries;
  const failure = isSpent && !decision && (await storedFailure(tx, message.id));
  return failure ? { result: fail(failure), thrown: false } : undefined;
}

const withoutRoom: FailureCode = 'no_availability';

/** Nothing is new: no room was free, and none is. */
const foundTheSame = (message: LedgerEntry, status: MessageStatus, failure: ImportFailure | undefined) =>
  failure?.code === withoutRoom && message.failureCode === withoutRoom && message.status === status;

function pageOf(
  { message, report }: DueMessage,
  status: MessageStatus,
  failure: ImportFailure | undefined,
): QueueEntry | undefined {
  // The page knows messages by their ids, of which one says something else.
  if (report.dataId === '' || failure?.code === 'same_id_other_content') return undefined;
  if (status === 'imported') return { report, status: 'processed', problem: undefined };
  if (!failure || foundTheSame(message, status, failure)) return undefined;
  return { report, status: 'failed', problem: explain(failure) };
}

/** What nights would help a booking for which no room was free. */
function wantedBy(
  { report }: DueMessage,
  failure: ImportFailure,
  { meaningOf }: ApplyContext,
): Wanted | undefined {
  if (failure.code !== withoutRoom || report.kind === 'cancellation') return undefined;
  const codes = report.rooms.flatMap((room) => room.nights.map((night) => night.roomTypeCode));
  const types = codes.flatMap((code) => meaningOf(report.agency, code)?.typeId ?? []);
  return { until: report.checkOut, types: [...new Set(types)] };
}

export interface BatchContext extends ApplyContext {
  readonly giveUp: GivingUp;
  readonly outcomes: BatchOutcomes;
}

interface End {
  readonly status: MessageStatus;
  readonly failure?: ImportFailure;
  readonly thrown?: boolean;
  readonly woke?: boolean;
  readonly warnings?: readonly ImportWarning[];
}

function recorded(
  due: DueMessage,
  began: number,
  { status, failure, thrown = false, woke = false, warnings = [] }: End,
): Attempted {
  const { message, decision } = due;
  const byPerson = decision !== undefined;
  return {
    ...{ thrown, woke, unlogged: byPerson || !foundTheSame(message, status, failure) },
    page: pageOf(due, status, failure),
    ...{ failure, warnings, receivedAt: message.receivedAt },
    attempt: {
      message: message.id,
      trigger: byPerson ? 'manual' : triggerOf(message),
      action: decision?.action,
      status,
      failureClass: failure?.class,
      failureCode: failure?.code,
      failureParams: failure?.params,
      durationMs: Math.round(performance.now() - began),
    },
  };
}

/**
 * The booking under the company's own name, as it is kept: which names are one company's may be set otherwise tomorrow. A message that names
 * none is about the company that it was found to be about.
 */
const bookingOf = ({ agency, bookingNumber: number }: LedgerEntry, report: BookingReport): BookingKey => ({
  agency: report.agency === '' ? agency : agencyKey(report.agency),
  number,
});

async function succeeded(
  { tx, outcomes, written }: BatchContext,
  { message, report }: DueMessage,
  { settles, wakes }: Place,
  { reservation, kept, warnings = [] }: Effect,
): Promise<End> {
  if (warnings.length > 0) await addWarnings(tx, message.id, warnings);
  const booking = bookingOf(message, report);
  if (reservation) written.push({ message: message.id, ...booking, kind: report.kind, reservation, kept });
  outcomes.become([message], 'imported');
  outcomes.become(settles, 'superseded');
  outcomes.become(wakes, 'due');
  return { status: 'imported', woke: wakes.length > 0, warnings };
}

/** Nothing is too late for a person to decide, and nothing has waited for it. */
const withoutSay = (place: Place): Place => ({ ...place, overtaken: false, settles: [], wakes: [] });

/** In a savepoint of its own: what keeps a booking from being shown keeps nobody from being imported. */
async function show(context: BatchContext, one: Case, stand: Stand): Promise<void> {
  const { tx, placer, platform } = context;
  if (!isShown(one, stand)) return;
  try {
    await placer.savepoint(() => showWithoutRoom(context, one, stand));
  } catch (error) {
    if (isConnectionLoss(error)) throw error;
    const { code } = stand.failure;
    platform.logger.warn('a booking without a room could not be shown', { hotelId: tx.hotel, code, error });
  }
}

async function failed(
  context: BatchContext,
  due: DueMessage,
  one: Case & { readonly place: Place },
  failure: ImportFailure,
): Promise<End> {
  const { tx, outcomes, platform, giveUp } = context;
  const { message, report } = due;
  const { wakes } = one.place;
  const tried = {
    systemTries: message.systemTries + 1,
    receivedAt: message.receivedAt,
    kind: report.kind,
    checkIn: report.kind === 'cancellation' ? undefined : report.checkIn,
  };
  const next = giveUp.ofMessage(failure, tried, context.settings);
  await show(context, one, {
    failure,
    status: next.status,
    arrivesSoon: arrivesSoon(tried, platform.calendar),
  });
  const wanted = wantedBy(due, failure, context);
  await saveFailure(tx, message.id, failure, next, { wanted, turnAfter: message.turnAfter });
  outcomes.failed(message, { status: next.status, failureCode: failure.code });
  // The booking has come, even if it cannot be written yet: what waited for it has the last word.
  const woke = !withoutBooking.has(failure.code) && wakes.length > 0;
  if (woke) outcomes.become(wakes, 'due');
  return { status: next.status, failure, woke };
}

function hasWaitedLongEnough(
  { platform: { clock, calendar }, settings }: BatchContext,
  { message: { receivedAt }, report }: DueMessage,
): boolean {
  const checkIn = report.kind === 'cancellation' ? undefined : report.checkIn;
  const wait = waitForBooking({ kind: report.kind, receivedAt, checkIn }, calendar, settings);
  return clock.now().getTime() - receivedAt.getTime() >= wait;
}

/**
 * Undefined where the message is left for the next batch: with it, this one would hold more notifications than `mostHeld`. Hindered where the
 * installation failed: nothing of it is written, and nothing counts.
 */
export async function attempt(
  context: BatchContext,
  { message: before, report, decision }: DueMessage,
  mostHeld: number,
): Promise<Attempted | Hindered | undefined> {
  const { outcomes } = context;
  const began = performance.now();
  const message = outcomes.of(before);
  const due = { message, report, decision };
  const others = outcomes.others(message);
  const place = isContradiction(message) ? withoutSay(placeOf(message, others)) : placeOf(message, others);
  // A message too damaged to have an id has no place in the order: that another came later is not known.
  if (place.overtaken && message.dataId !== undefined) {
    outcomes.become([message], 'superseded');
    return recorded(due, began, { status: 'superseded' });
  }
  const one = {
    ...{ report, place, decision },
    booking: bookingOf(message, report),
    elsewhere: outcomes.elsewhere(message),
    waitedLongEnough: hasWaitedLongEnough(context, due),
    settledByPerson: others.some(({ settlesBooking }) => settlesBooking),
  };
  const tried = (await givenUp(context, due)) ?? (await tryToApply(context, one, mostHeld));
  if (!tried) return undefined;
  if ('fault' in tried) {
    outcomes.failed(message, message);
    return { message, error: tried.fault };
  }
  const { result, thrown } = tried;
  const end = result.ok
    ? await succeeded(context, due, place, result.value)
    : await failed(context, due, one, result.failure);
  return recorded(due, began, { ...end, thrown });
}
