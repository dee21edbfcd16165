// One importer per hotel at a time, in all processes: messages of a hotel are read and applied in order.
import type { HotelTx } from '../../platform/database/index.js';

const importLock = 0x4849;

/** Waits for its turn; released when the transaction ends. */
export async function lockImport(tx: HotelTx): Promise<void> {
  await tx.rows(`SELECT pg_advisory_xact_lock(${importLock}, :hotel)`, { hotel: tx.hotel });
}
