// A booking message that the PMS's own code hands over, instead of a delivery that we fetched: stored first, like any other.
import { inspect } from 'node:util';
import { Builder } from 'xml2js';
import type { XmlTree } from '../../domain/booking-report.js';
import type { HotelId } from '../../domain/ids.js';
import { hotelTransaction } from '../../platform/database/index.js';
import { forbiddenCharacter } from '../../tl-lincoln/index.js';
import { contentHash } from '../ledger/sealed-messages.js';
import { bodyOf } from './body.js';
import { storeOutput } from './outputs-repository.js';
import type { Receiving } from './receive.js';

const writer = new Builder({
  rootName: 'AllotmentBookingReport',
  headless: true,
  renderOpts: { pretty: false },
});

/** Of Unicode's private use: what stands for a reference to a character begins with it, itself among them. */
const mark = '\uE000';
const marked = new RegExp(`${forbiddenCharacter.source}|${mark}`, 'gu');

/** xml2js reads `&#x0B;` as a character that it refuses to write: it is marked, to be written as such a reference again. */
const writable = (document: XmlTree): XmlTree =>
  JSON.parse(JSON.stringify(document, asText), (_name, value: unknown) =>
    typeof value === 'string'
      ? value.replace(marked, (character) => `${mark}x${character.codePointAt(0)!.toString(16)};`)
      : value,
  ) as XmlTree;

const asText = (_name: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value);

/**
 * The text that xml2js reads as `document`, the content of `AllotmentBookingReport`. Of what it cannot have made, since no XML says it (names with
 * blanks, circles, nothing at all), a text that is no XML either: so that is kept too, as a damaged message.
 */
export function textOf(document: XmlTree): string {
  try {
    return writer.buildObject(writable(document)).replace(/\uE000(x[0-9a-f]+;)/g, '&#$1');
  } catch {
    return inspect(document, { depth: Infinity, maxArrayLength: Infinity, maxStringLength: Infinity });
  }
}

/**
 * Durable when it resolves; applied by the import job, or by the next look at what is due. Who hands it over confirms its delivery. Idempotent:
 * the same content is the same message.
 */
export async function handOver(
  { platform: { database, cipher, clock }, cache, after }: Omit<Receiving, 'host'>,
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
    await cache.store(tx, { output: output.id, keyId: body.parts[0]!.keyId }, [message], now);
    await after.import(hotel, tx);
  });
}
