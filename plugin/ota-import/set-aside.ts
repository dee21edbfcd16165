// A message that broke what handles it is kept, with everything it holds, to be tried again later or looked at by a person.
import type { HotelId } from '../domain/ids.js';
import { importFailure, type ImportFailure } from '../domain/import-failure.js';
import { HostLocked } from '../host/port.js';
import type { Platform } from '../platform/index.js';
import type { MessageFault } from './isolation.js';
import { lockImport } from './lock.js';
import { keep } from './messages-repository.js';
import type { ImportMetrics } from './metrics.js';
import { nextStep, type NextStep } from './retry-policy.js';
import { tellOutcome } from './told.js';

/** `unread`: it could not even be identified, so there is nothing to try again with. `unapplied`: it is tried again by backoff. */
export async function setAside(
  platform: Platform,
  metrics: ImportMetrics,
  hotel: HotelId,
  { stored, cause }: MessageFault,
  stage: 'unread' | 'unapplied',
  failure: ImportFailure = importFailure(cause instanceof HostLocked ? 'locked_by_pms' : 'unexpected'),
): Promise<void> {
  const { database, logger, clock, calendar, events, settings } = platform;
  const attempted = {
    attempts: stored.attempts + 1,
    receivedAt: stored.receivedAt,
    kind: undefined,
    checkIn: undefined,
  };
  const next: NextStep =
    stage === 'unread'
      ? { status: 'failed' }
      : nextStep(failure, attempted, clock.now(), calendar, settings.import, Math.random());
  await database.transaction(async (tx) => {
    await lockImport(tx, hotel);
    await keep(tx, hotel, stored.id, failure, next);
    await events.record(tx, { hotelId: hotel, topic: 'imports' });
  });
  const facts = { hotelId: hotel, messageId: stored.id, stage, code: failure.code };
  logger.warn('a message was set aside: it broke what handles it', { ...facts, error: cause });
  tellOutcome(platform, metrics, hotel, {
    ...{ message: stored.id, status: next.status },
    ...{ failureClass: failure.class, failureCode: failure.code },
  });
}
