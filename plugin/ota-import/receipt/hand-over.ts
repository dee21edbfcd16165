// A booking message that the PMS's own code hands over, instead of a delivery that we fetched: stored first, like any other.
import { Builder } from 'xml2js';
import type { XmlTree } from '../../domain/booking-report.js';
import type { HotelId } from '../../domain/ids.js';
import { hotelTransaction } from '../../platform/database/index.js';
import type { Platform } from '../../platform/index.js';
import { forbiddenCharacter } from '../../tl-lincoln/index.js';
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

/** Of Unicode's private use, where a reference to a character is to stand. */
const mark = '\uE000';
const forbidden = new RegExp(forbiddenCharacter, 'gu');

/** xml2js reads `&#x0B;` as a character that it refuses to write: it is marked, to be written as such a reference again. */
const writable = (document: XmlTree): XmlTree =>
  JSON.parse(JSON.stringify(document), (_name, value: unknown) =>
    typeof value === 'string'
      ? value.replace(forbidden, (character) => `${mark}x${character.codePointAt(0)!.toString(16)};`)
      : value,
  ) as XmlTree;

/** The text that xml2js reads as `document`, the content of `AllotmentBookingReport`. */
export const textOf = (document: XmlTree): string =>
  writer.buildObject(writable(document)).replace(/\uE000(x[0-9a-f]+;)/g, '&#$1');

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
