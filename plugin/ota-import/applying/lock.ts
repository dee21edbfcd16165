// One importer per hotel at a time, in all processes: messages of a hotel are read and applied in order.
import type { HotelId } from '../../domain/ids.js';
import type { Transaction } from '../../platform/database/index.js';

const importLock = 0x4849;

/** Waits for its turn; released when the transaction ends. */
export async function lockImport(tx: Transaction, hotel: HotelId): Promise<void> {
  await tx.rows(`SELECT pg_advisory_xact_lock(${importLock}, :hotel)`, { hotel });
}
