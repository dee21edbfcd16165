// Receipt: a delivery is stored raw, with a row for every message in it, before anything is interpreted (O1).
import type { HotelId, OutputRowId } from '../domain/ids.js';
import type { HostPort } from '../host/port.js';
import type { Transaction } from '../platform/database/index.js';
import type { Platform } from '../platform/index.js';
import type { Envelope } from '../tl-lincoln/index.js';
import { storeMessages } from './messages-repository.js';
import type { ImportMetrics } from './metrics.js';
import { storeOutput } from './outputs-repository.js';
import { showOnPmsPage } from './pms-page.js';
import { contentHash, sealMessages } from './stored-text.js';

export interface Received {
  readonly output: OutputRowId;
  /** How often this very content has been delivered. */
  readonly deliveries: number;
  readonly complete: boolean;
}

/** What follows a receipt, enqueued in its transaction. */
export interface AfterReceipt {
  import(hotel: HotelId, tx: Transaction): Promise<void>;
  confirm(hotel: HotelId, output: OutputRowId, tx: Transaction): Promise<void>;
}

/** Whether the answer is a delivery at all: an empty one, with nothing to confirm, is not kept. */
export const isDelivery = (envelope: Envelope): boolean =>
  !envelope.complete || envelope.outputId !== undefined || envelope.messages.length > 0;

/**
 * One transaction: the body, its messages, the jobs that import and confirm them. An envelope that was not read to its end is stored
 * too, and the whole messages in it are imported, but it is never confirmed: the site controller will send it again.
 */
export async function receive(
  platform: Platform,
  host: HostPort,
  metrics: ImportMetrics,
  after: AfterReceipt,
  hotel: HotelId,
  body: Buffer,
  envelope: Envelope,
): Promise<Received> {
  const { database, cipher, clock, events, logger } = platform;
  const confirmable = envelope.complete && envelope.outputId !== undefined;
  const messages = sealMessages(cipher, hotel, envelope.messages);
  const sealed = cipher.seal(hotel, body);
  const received = await database.transaction(async (tx) => {
    const now = clock.now();
    const output = await storeOutput(tx, hotel, {
      outputId: envelope.outputId,
      bodyHash: contentHash(body),
      sealed,
      complete: envelope.complete,
      messageCount: messages.length,
      receivedAt: now,
      confirmation: confirmable ? 'pending' : 'withheld',
    });
    await storeMessages(tx, hotel, output.id, messages, now);
    if (output.deliveries === 1 && envelope.complete) {
      await showOnPmsPage(platform, tx, hotel, () =>
        host.recordResponse(tx, hotel, 'BookingInfoOutputService', body.toString('utf8')),
      );
    }
    if (confirmable) await after.confirm(hotel, output.id, tx);
    if (messages.length > 0) await after.import(hotel, tx);
    await events.record(tx, { hotelId: hotel, topic: 'imports' });
    return { output: output.id, deliveries: output.deliveries, complete: envelope.complete };
  });
  metrics.received(envelope.complete, received.deliveries, messages.length);
  if (envelope.complete && envelope.outputId === undefined) {
    logger.error('a delivery names no output to confirm: its messages are imported, and it may come again', {
      hotelId: hotel,
      outputRow: received.output,
      messages: messages.length,
    });
  }
  if (!envelope.complete) {
    logger.error('a delivery broke off: it is stored, not confirmed, and will be sent again', {
      hotelId: hotel,
      outputRow: received.output,
      messages: messages.length,
      bytes: body.byteLength,
    });
  }
  return received;
}
