// Work of a schedule that is done for several hotels: the trouble of one is not the others'.
import type { HotelId } from '../../domain/ids.js';
import type { Platform } from '../../platform/index.js';
import { importingHotels } from './statistics-repository.js';

type Work = (hotel: HotelId) => Promise<void>;

/** Each of the hotels has its turn; the first error is thrown after that. */
export async function inEach(
  { logger }: Pick<Platform, 'logger'>,
  hotels: readonly HotelId[],
  work: Work,
): Promise<void> {
  const errors: unknown[] = [];
  for (const hotel of hotels) {
    try {
      await work(hotel);
    } catch (error) {
      logger.warn('what a schedule does for a hotel could not be done, the next one tries it again', {
        ...{ hotelId: hotel, error },
      });
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
}

/** As `inEach`, for all hotels that import. */
export const inEveryHotel = async (
  { database, logger }: Pick<Platform, 'database' | 'logger'>,
  work: Work,
): Promise<void> => inEach({ logger }, await importingHotels(database), work);
