// Receipt: a delivery is stored raw, with a row for every message in it, before anything is interpreted (O1).
import type { HotelId, OutputRowId } from '../../domain/ids.js';
import type { HostPort } from '../../host/port.js';
import { hotelTransaction, type HotelTx, type Transaction } from '../../platform/database/index.js';
import type { Platform } from '../../platform/index.js';
import type { Envelope, KeepBytes } from '../../tl-lincoln/index.js';
import type { TemporaryImportCache } from '../ledger/temporary-import-cache.js';
import type { ImportMetrics } from '../metrics.js';
import { type Body, createArrivingBody } from './body.js';
import { forgetUnreadable, storeOutput } from './outputs-repository.js';
import { showOnPmsPage } from '../reporting/pms-page.js';

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

/** Answers without a message that are kept for a look, of each hotel: a page with the time on it is another one each time. */
const unreadableKept = 3;

/** One answer of the site controller, from its first byte to its place in the database. */
export interface Receipt {
  /** Takes its bytes while they arrive: no transaction is open meanwhile, and nothing is stored yet. */
  readonly keep: KeepBytes;
  /**
   * One transaction: the body, its messages, the jobs that import and confirm them. An envelope that was not read to its end is stored
   * too, and the whole messages in it are imported, but it is never confirmed: the site controller will send it again.
   */
  store(envelope: Envelope): Promise<Received>;
}

export interface Receiver {
  open(hotel: HotelId): Receipt;
}

interface Delivery {
  readonly body: Body;
  readonly envelope: Envelope;
}

export interface Receiving {
  readonly platform: Platform;
  readonly host: HostPort;
  readonly cache: Pick<TemporaryImportCache, 'store'>;
  readonly after: AfterReceipt;
}

async function store(receiving: Receiving, tx: HotelTx, delivery: Delivery): Promise<Received> {
  const { hotel } = tx;
  const { after, cache, platform, host } = receiving;
  const { body, envelope } = delivery;
  const { complete, outputId, messages } = envelope;
  const now = platform.clock.now();
  const confirmable = complete && outputId !== undefined;
  const output = await storeOutput(tx, {
    ...{ outputId, complete, receivedAt: now, body },
    messageCount: messages.length,
    confirmation: confirmable ? 'pending' : 'withheld',
  });
  if (!complete) await forgetUnreadable(tx, unreadableKept);
  await cache.store(tx, { output: output.id, keyId: body.parts[0]!.keyId }, messages, now);
  const { shown } = body;
  if (output.deliveries === 1 && complete && shown !== undefined)
    await showOnPmsPage(platform, tx, () => host.recordResponse(tx, 'BookingInfoOutputService', shown));
  if (confirmable) await after.confirm(hotel, output.id, tx);
  if (messages.length > 0) await after.import(hotel, tx);
  return { output: output.id, deliveries: output.deliveries, complete };
}

/** What cannot be confirmed comes again, and somebody must know why. One that broke off is told of by who fetched it. */
function tellUnconfirmable(
  { logger }: Platform,
  hotel: HotelId,
  output: OutputRowId,
  { body, envelope }: Delivery,
): void {
  if (!envelope.complete || envelope.outputId !== undefined) return;
  logger.error('a delivery names no output to confirm: it is stored, not confirmed, and will be sent again', {
    hotelId: hotel,
    outputRow: output,
    messages: envelope.messages.length,
    bytes: body.bytes,
  });
}

export function createReceiver(receiving: Receiving, metrics: ImportMetrics): Receiver {
  const { platform } = receiving;
  return {
    open(hotel) {
      const arriving = createArrivingBody(platform.cipher, hotel);
      return {
        keep: arriving.keep,
        async store(envelope) {
          const delivery = { body: await arriving.end(), envelope };
          const received = await hotelTransaction(platform.database, hotel, (tx) =>
            store(receiving, tx, delivery),
          );
          metrics.received(received.complete, received.deliveries, envelope.messages.length);
          tellUnconfirmable(platform, hotel, received.output, delivery);
          return received;
        },
      };
    },
  };
}
