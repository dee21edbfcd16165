// What the log and the metrics hear of a message once its new state is committed: one line where it has failed, none where it goes on by itself.
import type { HotelId, MessageId } from '../../domain/ids.js';
import { type FailureClass, type FailureCode, failsAtOnce } from '../../domain/import-failure.js';
import type { Platform } from '../../platform/index.js';
import type { ImportMetrics } from '../metrics.js';
import type { MessageStatus } from '../ledger/entry.js';

export interface Outcome {
  readonly message: MessageId;
  readonly status: MessageStatus;
  readonly failureClass: FailureClass | undefined;
  readonly failureCode: FailureCode | undefined;
}

export function tellOutcome(
  { logger }: Platform,
  metrics: ImportMetrics,
  hotel: HotelId,
  { message, status, failureClass, failureCode }: Outcome,
): void {
  metrics.message(status, failureCode);
  if (status !== 'failed') return;
  const facts = { hotelId: hotel, messageId: message, code: failureCode, class: failureClass };
  if (failureCode === undefined || failsAtOnce(failureCode))
    return void logger.warn('a message has failed: a person or a later message must settle it', facts);
  metrics.triesUsedUp(failureCode);
  logger.error('a message has used up its tries: a person or a later message must settle it', facts);
}
