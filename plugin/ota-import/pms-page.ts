// The PMS's own OTA page is a courtesy: what its tables refuse must cost neither a receipt nor an import.
import type { HotelId } from '../domain/ids.js';
import { isConnectionLoss, type Transaction } from '../platform/database/index.js';
import type { Platform } from '../platform/index.js';

export async function showOnPmsPage(
  { logger }: Platform,
  tx: Transaction,
  hotel: HotelId,
  write: () => Promise<void>,
): Promise<void> {
  try {
    await tx.savepoint(write);
  } catch (error) {
    if (isConnectionLoss(error)) throw error;
    logger.warn("the PMS's OTA page could not be kept up", { hotelId: hotel, error });
  }
}
