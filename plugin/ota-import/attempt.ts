// One message in its savepoint: applied, overtaken by a later one, or kept with its failure and its next attempt.
import { HostRefusal } from '../host/port.js';
import type { BookingReport } from '../domain/booking-report.js';
import { importFailure, type ImportFailure } from '../domain/import-failure.js';
import type { InstallationFault } from '../domain/installation-fault.js';
import { fail, type Result } from '../domain/result.js';
import { isConnectionLoss } from '../platform/database/index.js';
import { installationFaultOf } from '../platform/faults/index.js';
import type { Platform } from '../platform/index.js';
import { apply, type ApplyContext, type Case } from './apply.js';
import { type Attempt, finish, keep, siblings, type StoredMessage, wake } from './messages-repository.js';
import { explain } from './messages.js';
import { isOvertaken, type MessageStatus, settledBy, type Sibling, wokenBy } from './ordering.js';
import { showOnPmsPage } from './pms-page.js';
import { nextStep, waitForBooking } from './retry-policy.js';

export interface DueMessage {
  readonly message: StoredMessage;
  readonly report: BookingReport;
}

export type Attempted =
  | {
      readonly attempt: Attempt;
      readonly fault?: undefined;
      /** An exception ended it: the desk's picture may be behind the database. */
      readonly thrown: boolean;
    }
  /** The installation failed, not the message: nothing of it is written, and nothing counts. */
  | { readonly attempt?: undefined; readonly fault: InstallationFault; readonly thrown: true };

/** An exception while applying, as a failure of the message. What the PMS refuses or PostgreSQL rejects may heal; it is tried again. */
function failureOf(error: unknown): ImportFailure {
  if (error instanceof HostRefusal) return importFailure('host_refused');
  const code = error instanceof Error ? (error as Error & { code?: unknown }).code : undefined;
  return typeof code === 'string' ? importFailure('database_error', { code }) : importFailure('unexpected');
}

type Tried =
  | { readonly result: Result<unknown, ImportFailure>; readonly thrown: boolean }
  | { readonly fault: InstallationFault };

/** A lost connection is the batch's trouble, not the message's: it is thrown on. */
async function tryToApply(platform: Platform, context: ApplyContext, one: Case): Promise<Tried> {
  try {
    return { result: await context.tx.savepoint(() => apply(context, one)), thrown: false };
  } catch (error) {
    if (isConnectionLoss(error)) throw error;
    const fault = installationFaultOf(error);
    if (fault) return { fault };
    const failure = failureOf(error);
    platform.logger.error('a message could not be applied', {
      hotelId: context.hotel,
      code: failure.code,
      error,
    });
    return { result: fail(failure), thrown: true };
  }
}

const idsOf = (list: readonly Sibling[]) => list.map((other) => other.id);

async function succeed(
  platform: Platform,
  context: ApplyContext,
  { report }: DueMessage,
  self: Sibling,
  others: readonly Sibling[],
  now: Date,
) {
  const { tx, host, hotel } = context;
  await finish(tx, hotel, [self.id], 'imported', now);
  await finish(tx, hotel, idsOf(settledBy(self, others)), 'superseded', now);
  await wake(tx, hotel, idsOf(wokenBy(self, others)), now);
  await showOnPmsPage(platform, tx, hotel, () =>
    host.recordQueueEntry(tx, hotel, report, 'processed', undefined),
  );
}

async function postpone(
  platform: Platform,
  context: ApplyContext,
  { message, report }: DueMessage,
  failure: ImportFailure,
): Promise<MessageStatus> {
  const { tx, host, hotel } = context;
  const next = nextStep(
    failure,
    {
      attempts: message.attempts + 1,
      receivedAt: message.receivedAt,
      kind: report.kind,
      checkIn: report.kind === 'cancellation' ? undefined : report.checkIn,
    },
    platform.clock.now(),
    platform.calendar,
    platform.settings.import,
    Math.random(),
  );
  await keep(tx, hotel, message.id, failure, next);
  await showOnPmsPage(platform, tx, hotel, () =>
    host.recordQueueEntry(tx, hotel, report, 'failed', explain(failure)),
  );
  return next.status;
}

export async function attempt(
  platform: Platform,
  context: ApplyContext,
  due: DueMessage,
): Promise<Attempted> {
  const { tx, hotel } = context;
  const { message, report } = due;
  const began = performance.now();
  const now = platform.clock.now();
  const ended = (status: MessageStatus, failure?: ImportFailure, thrown = false): Attempted => ({
    thrown,
    attempt: {
      message: message.id,
      trigger: message.attempts === 0 ? 'initial' : 'retry',
      status,
      failureClass: failure?.class,
      failureCode: failure?.code,
      durationMs: Math.round(performance.now() - began),
    },
  });

  const others = await siblings(tx, hotel, report.bookingNumber, message.id);
  const self: Sibling = { ...message, dataId: report.dataId, kind: report.kind };
  if (isOvertaken(self, others)) {
    await finish(tx, hotel, [message.id], 'superseded', now);
    return ended('superseded');
  }
  const waited = now.getTime() - message.receivedAt.getTime();
  const waitedLongEnough = waited >= waitForBooking(report.kind, platform.settings.import);
  const tried = await tryToApply(platform, context, {
    report,
    settles: settledBy(self, others),
    waitedLongEnough,
  });
  if ('fault' in tried) return { fault: tried.fault, thrown: true };
  const { result, thrown } = tried;
  if (result.ok) {
    await succeed(platform, context, due, self, others, now);
    return ended('imported');
  }
  const status = await postpone(platform, context, due, result.failure);
  // The booking has come, even if it cannot be written yet: what waited for it has the last word.
  if (result.failure.code !== 'booking_unknown') await wake(tx, hotel, idsOf(wokenBy(self, others)), now);
  return ended(status, result.failure, thrown);
}
