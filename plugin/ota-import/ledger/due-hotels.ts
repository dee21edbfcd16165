// Which hotels have something to import, and whether this process has the keys to what waits.
import type { HotelId } from '../../domain/ids.js';
import { InstallationFault } from '../../domain/installation-fault.js';
import type { Platform } from '../../platform/index.js';
import { dueHotels } from './due-repository.js';

/** Tells of messages that wait for a key; hotels that have nothing else due are left out. */
export async function hotelsToImport({
  database,
  clock,
  cipher,
  faults,
}: Pick<Platform, 'database' | 'clock' | 'cipher' | 'faults'>): Promise<HotelId[]> {
  const { hotels, missingKeys } = await dueHotels(database, { now: clock.now(), keys: cipher.keyIds });
  if (missingKeys.length > 0) {
    const keys = missingKeys.join(', ');
    faults.report(
      new InstallationFault(
        'key_missing',
        `messages wait that are sealed with keys this process does not have (${keys}): add them to encryptionKeys`,
        { keys },
      ),
    );
  }
  return hotels;
}
