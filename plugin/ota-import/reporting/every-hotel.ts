// Work of a schedule that is done for every hotel that imports.
import type { HotelId } from '../../domain/ids.js';
import { inEach } from '../../platform/in-each.js';
import type { Platform } from '../../platform/index.js';
import { importingHotels } from './statistics-repository.js';

/** As `inEach`. */
export const inEveryHotel = async (
  { database, logger }: Pick<Platform, 'database' | 'logger'>,
  work: (hotel: HotelId) => Promise<void>,
): Promise<void> => inEach(logger, await importingHotels(database), work);
