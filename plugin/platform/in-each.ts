// Work of a schedule that is done for several hotels: the trouble of one is not the others'.
import type { Logger } from 'winston';
import type { HotelId } from '../domain/ids.js';

/** Each of the hotels has its turn; the first error is thrown after that. */
export async function inEach(
  logger: Pick<Logger, 'warn'>,
  hotels: readonly HotelId[],
  work: (hotel: HotelId) => Promise<void>,
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
