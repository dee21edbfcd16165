// The PMS's own OTA page is a courtesy: what its tables refuse must cost neither a receipt nor an import.
import type { HostPort, QueueEntry } from '../../host/port.js';
import { isConnectionLoss, isLockTimeout, type HotelTx } from '../../platform/database/index.js';
import type { Platform } from '../../platform/index.js';

/** Answers with whether it was written. `held`: a transaction of the PMS that is still open has it. */
export async function showOnPmsPage(
  { logger }: Platform,
  tx: HotelTx,
  write: () => Promise<void>,
): Promise<'shown' | 'refused' | 'held'> {
  try {
    await tx.savepoint(write);
    return 'shown';
  } catch (error) {
    if (isConnectionLoss(error)) throw error;
    logger.warn("the PMS's OTA page could not be kept up", { hotelId: tx.hotel, error });
    return isLockTimeout(error) ? 'held' : 'refused';
  }
}

/**
 * All at once or, where that is refused, one by one: a message that the page cannot hold costs no other its place. What is held is waited for
 * once: those that are there and free are shown then, and the others are told how they came out when they are (`pms-queue`).
 */
export async function showMessagesOnPmsPage(
  platform: Platform,
  host: HostPort,
  tx: HotelTx,
  entries: readonly QueueEntry[],
): Promise<void> {
  if (entries.length === 0) return;
  const show = (some: readonly QueueEntry[]) =>
    showOnPmsPage(platform, tx, () => host.recordQueueEntries(tx, some));
  const showFree = () =>
    showOnPmsPage(platform, tx, () =>
      host.settleQueueEntries(
        tx,
        entries.map(({ report: { dataId }, ...outcome }) => ({ dataId, ...outcome })),
        'any',
      ),
    );
  const shown = await show(entries);
  if (shown === 'held') return void (await showFree());
  if (shown === 'shown' || entries.length === 1) return;
  for (const entry of entries) if ((await show([entry])) === 'held') return void (await showFree());
}
