// The PMS's own OTA page is a courtesy: what its tables refuse must cost neither a receipt nor an import.
import type { HostPort, QueueEntry } from '../../host/port.js';
import { isConnectionLoss, type HotelTx } from '../../platform/database/index.js';
import type { Platform } from '../../platform/index.js';

/** Answers with whether it was written. */
export async function showOnPmsPage(
  { logger }: Platform,
  tx: HotelTx,
  write: () => Promise<void>,
): Promise<boolean> {
  try {
    await tx.savepoint(write);
    return true;
  } catch (error) {
    if (isConnectionLoss(error)) throw error;
    logger.warn("the PMS's OTA page could not be kept up", { hotelId: tx.hotel, error });
    return false;
  }
}

/** All at once or, where that is refused, one by one: a message that the page cannot hold costs no other its place. */
export async function showMessagesOnPmsPage(
  platform: Platform,
  host: HostPort,
  tx: HotelTx,
  entries: readonly QueueEntry[],
): Promise<void> {
  const show = (some: readonly QueueEntry[]) =>
    showOnPmsPage(platform, tx, () => host.recordQueueEntries(tx, some));
  if (entries.length === 0 || (await show(entries)) || entries.length === 1) return;
  for (const entry of entries) await show([entry]);
}
