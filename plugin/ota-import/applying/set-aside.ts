// A message that broke what handles it is kept, with everything it holds, to be tried again later or looked at by a person.
import type { HotelId } from '../../domain/ids.js';
import { importFailure, type ImportFailure } from '../../domain/import-failure.js';
import { HostLocked, HostSilent } from '../../host/port.js';
import { hotelTransaction, isBusy, isConnectionLoss } from '../../platform/database/index.js';
import { installationFaultOf } from '../../platform/faults/index.js';
import type { Platform } from '../../platform/index.js';
import type { FaultHits, Hindered } from './fault-hits.js';
import { type Attempt, saveOutcomes, triggerOf } from '../ledger/attempts-repository.js';
import { lockImport } from '../ledger/due-repository.js';
import type { HandledMessage } from '../ledger/entry.js';
import { putOff, saveFailure } from '../ledger/messages-repository.js';
import type { ImportMetrics } from '../metrics.js';
import type { GivingUp, NextStep } from '../ledger/retry-policy.js';
import { usualChoice } from '../settings/settings.js';
import { putOffUntil } from '../ledger/sealed-messages.js';
import { isCounted } from '../ledger/system-tries.js';
import { tellOutcome } from './told.js';

/** How far the message had come: `unread`, it has not been identified. */
export type Stage = 'unread' | 'unapplied';

/** What handles messages of one hotel at one stage. */
export interface Handling {
  readonly platform: Platform;
  readonly metrics: ImportMetrics;
  readonly giveUp: GivingUp;
  readonly hotel: HotelId;
  readonly stage: Stage;
  readonly hits: FaultHits;
}

const contradicts = importFailure('same_id_other_content');

/** A PMS that met no lock and does not come back may never do so for this message: unlike a lock, it costs a try. */
function failureOf(error: unknown): ImportFailure {
  if (error instanceof HostSilent && !isBusy(error.cause)) return importFailure('host_silent');
  return importFailure(error instanceof HostLocked || isBusy(error) ? 'locked_by_pms' : 'unexpected');
}

/** Of an unread message nothing is known by which it could be taken further: it is read again, or is a person's where reading it broke. */
function nextOf(
  { platform, giveUp, stage }: Handling,
  stored: HandledMessage,
  failure: ImportFailure,
): NextStep {
  const { clock, settings } = platform;
  if (stage === 'unread' && failure.code === 'unexpected') return { status: 'failed' };
  const attempted = {
    systemTries: stored.systemTries + 1,
    receivedAt: stored.receivedAt,
    kind: undefined,
    checkIn: undefined,
  };
  // What it was about is not known: it waits for no booking.
  const rules = { ...usualChoice(settings), ...settings.import };
  const next = giveUp.ofMessage(failure, attempted, rules);
  if (stage === 'unread') return next.status === 'failed' ? next : { ...next, status: 'received' };
  // What it says is known: the next batch gives it up, and shows it as 部屋未定 with that; unless that is what has just failed.
  const wasLastTry =
    next.status === 'failed' && isCounted(failure.code) && stored.systemTries < rules.systemErrorTries;
  return wasLastTry ? { status: 'retrying', at: clock.now() } : next;
}

async function setAside(
  handling: Handling,
  { message, error }: Hindered,
  met: ImportFailure = failureOf(error),
): Promise<void> {
  const { platform, metrics, hotel, stage } = handling;
  // What contradicts another message stays known by that: it is never tried for itself.
  const failure = message.failureCode === contradicts.code ? contradicts : met;
  const next = nextOf(handling, message, failure);
  const attempt: Attempt = {
    ...{ message: message.id, trigger: triggerOf(message), status: next.status },
    ...{ failureClass: failure.class, failureCode: failure.code, failureParams: failure.params },
    durationMs: 0, // how long it took until it broke is not known
  };
  await hotelTransaction(platform.database, hotel, async (tx) => {
    await lockImport(tx);
    await saveFailure(tx, message.id, failure, next);
    await saveOutcomes(tx, [], [attempt], platform.clock.now());
    await platform.events.record(tx, 'imports');
  });
  const facts = { hotelId: hotel, messageId: message.id, stage, code: failure.code };
  platform.logger.warn('a message was set aside: it broke what handles it', { ...facts, error });
  tellOutcome(platform, metrics, hotel, attempt);
}

/**
 * What is done with the message in whose name a transaction failed. A fault of the installation, or the end of the connection, is not laid
 * on it as long as nobody else gets through: it is put off, which counts as nothing, and noted in `hits`. A connection may end under anybody,
 * once: its message is taken up again at once, after all others.
 */
export async function blame(handling: Handling, hindered: Hindered): Promise<void> {
  const { platform, hotel, hits } = handling;
  const { message, error } = hindered;
  if (!installationFaultOf(error) && !isConnectionLoss(error)) return setAside(handling, hindered);
  const firstTime = hits.met(hindered);
  const facts = { hotelId: hotel, messageId: message.id, error };
  platform.logger.warn('the database failed at a message, which is tried again', facts);
  if (firstTime && isConnectionLoss(error)) return;
  await hotelTransaction(platform.database, hotel, async (tx) => {
    await lockImport(tx);
    await putOff(tx, [message], putOffUntil(platform.clock.now()));
  });
}

const codeOf = (error: unknown): string => {
  const { code } = (installationFaultOf(error)?.params ?? error) as { code?: unknown };
  return typeof code === 'string' ? code : 'unknown';
};

/** At the end of a pass: what turned out to be a message's own is laid on it, the rest is told. */
export async function settleHits(handling: Handling): Promise<void> {
  const { hits, platform } = handling;
  for (const hindered of hits.own())
    await setAside(handling, hindered, importFailure('database_error', { code: codeOf(hindered.error) }));
  for (const fault of hits.faults()) platform.faults.report(fault);
}
