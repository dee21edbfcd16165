// A booking message that the PMS's own code hands over, instead of a delivery that we fetched: stored first, like any other.
import { Builder } from 'xml2js';
import type { XmlTree } from '../../domain/booking-report.js';
import type { HotelId } from '../../domain/ids.js';
import { hotelTransaction } from '../../platform/database/index.js';
import type { Platform } from '../../platform/index.js';
import { storeMessages } from '../ledger/messages-repository.js';
import { contentHash } from '../ledger/sealed-messages.js';
import { bodyOf } from './body.js';
import { storeOutput } from './outputs-repository.js';
import type { AfterReceipt } from './receive.js';

const writer = new Builder({
  rootName: 'AllotmentBookingReport',
  headless: true,
  renderOpts: { pretty: false },
});

/** The text that xml2js reads as `document`, the content of `AllotmentBookingReport`. */
export const textOf = (document: XmlTree): string => writer.buildObject(document);

/**
 * Durable when it resolves; applied by the import job, or by the next look at what is due. Who hands it over confirms its delivery. Idempotent:
 * the same content is the same message.
 */
export async function handOver(
  { database, cipher, clock }: Platform,
  after: AfterReceipt,
  hotel: HotelId,
  document: XmlTree,
): Promise<void> {
  const text = Buffer.from(textOf(document), 'utf8');
  const body = await bodyOf(cipher, hotel, text);
  const message = { offset: 0, length: text.length, contentHash: contentHash(text) };
  const now = clock.now();
  await hotelTransaction(database, hotel, async (tx) => {
    const output = await storeOutput(tx, {
      ...{ outputId: undefined, complete: true, receivedAt: now, messageCount: 1, confirmation: 'withheld' },
      body,
    });
    await storeMessages(tx, { output: output.id, keyId: body.parts[0]!.keyId }, [message], now);
    await after.import(hotel, tx);
  });
}
