// A message that breaks what handles it is kept as failed, with everything it holds, for a person to look at.
import type { HotelId } from '../domain/ids.js';
import { importFailure } from '../domain/import-failure.js';
import type { Transaction } from '../platform/database/index.js';
import type { Platform } from '../platform/index.js';
import { keep, type StoredMessage } from './messages-repository.js';
import type { ImportMetrics } from './metrics.js';

export async function setAside(
  { logger }: Platform,
  metrics: ImportMetrics,
  tx: Transaction,
  hotel: HotelId,
  message: StoredMessage,
  error: unknown,
): Promise<void> {
  const failure = importFailure('unexpected');
  await keep(tx, hotel, message.id, failure, { status: 'failed' });
  metrics.message('failed', failure.class);
  logger.error('a message was set aside: it broke what handles it', {
    hotelId: hotel,
    messageId: message.id,
    error,
  });
}
