// A delivery that the PMS's own code wants confirmed: recorded, and told to the site controller by the same job as ours.
import type { HotelId, OutputRowId } from '../../domain/ids.js';
import { hotelTransaction, type HotelTx } from '../../platform/database/index.js';
import type { Platform } from '../../platform/index.js';
import { contentHash } from '../ledger/sealed-messages.js';
import { bodyOf } from './body.js';
import { confirmAgain, standingOf, storeOutput } from './outputs-repository.js';
import type { AfterReceipt } from './receive.js';

const nothing = Buffer.alloc(0);

/** A delivery that the PMS fetched itself: of it we have a name alone, and what it handed over message by message. */
async function recordNamed(platform: Platform, tx: HotelTx, outputId: string): Promise<OutputRowId> {
  const { id } = await storeOutput(tx, {
    ...{ outputId, complete: true, messageCount: 0, confirmation: 'pending' },
    receivedAt: platform.clock.now(),
    body: {
      hash: contentHash(Buffer.from(`output ${outputId}`)),
      parts: (await bodyOf(platform.cipher, tx.hotel, nothing)).parts,
    },
  });
  return id;
}

/**
 * Resolves once it is recorded, not once it is confirmed; idempotent. False: the delivery broke off here, and is never confirmed, since what was
 * behind the break would be lost.
 */
export const confirmByName = (
  platform: Platform,
  after: AfterReceipt,
  hotel: HotelId,
  outputId: string,
): Promise<boolean> =>
  hotelTransaction(platform.database, hotel, async (tx) => {
    const standing = await standingOf(tx, outputId);
    if (standing === 'in_part') return false;
    const outputs =
      standing === 'whole'
        ? await confirmAgain(tx, outputId, platform.clock.now())
        : [await recordNamed(platform, tx, outputId)];
    for (const output of outputs) await after.confirm(hotel, output, tx);
    return true;
  });
