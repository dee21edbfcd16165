// Work of a schedule that is done for every hotel: the trouble of one is not the others'.
import type { HotelId } from '../../domain/ids.js';
import type { Platform } from '../../platform/index.js';
import { importingHotels } from './statistics-repository.js';

/** All hotels that import have their turn; the first error is thrown after that. */
export async function inEveryHotel(
  { database, logger }: Pick<Platform, 'database' | 'logger'>,
  work: (hotel: HotelId) => Promise<void>,
): Promise<void> {
  const errors: unknown[] = [];
  for (const hotel of await importingHotels(database)) {
    try {
      await work(hotel);
    } catch (error) {
      logger.warn('a report on the import could not be made, the next schedule tries it again', {
        ...{ hotelId: hotel, error },
      });
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
}
