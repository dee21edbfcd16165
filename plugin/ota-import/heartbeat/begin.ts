// Where a hotel has been quiet, a heartbeat begins: sealed and stored, with the job of a receipt.
import type { HotelId } from '../../domain/ids.js';
import type { Host } from '../../host/port.js';
import { hotelTransaction } from '../../platform/database/index.js';
import { inEach } from '../../platform/in-each.js';
import type { Platform } from '../../platform/index.js';
import { sealPart } from '../ledger/body-parts.js';
import type { AfterReceipt } from '../receipt/receive.js';
import type { RestoreWatch } from '../receipt/restore-watch.js';
import { forgetOtherHotels, hotelsOnTheirWay, quietHotels, saveBegun } from './heartbeats-repository.js';
import { messageOf } from './message.js';

export interface BeginParts {
  readonly platform: Platform;
  readonly host: Host;
  readonly watch: RestoreWatch;
  readonly after: Pick<AfterReceipt, 'import'>;
}

const minute = 60_000;

/** Those that are fetched for: no heart beats where nothing is asked for. */
async function fetchedHotels({ platform: { database }, host, watch }: BeginParts): Promise<HotelId[]> {
  const { beingLeft, held } = await watch.look();
  if (beingLeft) return [];
  const logins = await host.siteControllerLogins(database);
  return [...new Set(logins.map(({ hotelId }) => hotelId))].filter((hotel) => !held.has(hotel));
}

/** Idempotent; one process of all does it, every minute. */
export async function beginHeartbeats(parts: BeginParts): Promise<void> {
  const { platform, after } = parts;
  const { database, clock, cipher, logger, settings } = platform;
  const hotels = await fetchedHotels(parts);
  await forgetOtherHotels(database, hotels);
  const now = clock.now();
  const before = new Date(now.getTime() - settings.import.heartbeatMinutes * minute);
  await inEach(logger, await quietHotels(database, hotels, before), async (hotel) => {
    const sealed = await sealPart(cipher, hotel, messageOf({ hotel, begunAt: now }).text);
    await hotelTransaction(database, hotel, async (tx) => {
      await saveBegun(tx, now, sealed);
      await after.import(hotel, tx);
    });
  });
  const late = await hotelsOnTheirWay(database, new Date(now.getTime() - minute));
  await inEach(logger, late, (hotel) => hotelTransaction(database, hotel, (tx) => after.import(hotel, tx)));
}
