// Which room codes this process has noted lately: agencies send the same ones all day, and a message of the ordinary kind costs no statement for them.
import { agencyKey } from '../../domain/agency.js';
import type { HotelId } from '../../domain/ids.js';
import type { AgencyCode } from './repository.js';

const dayMilliseconds = 24 * 3_600_000;
/** Far more than the hotels of one process have; beyond, it is forgotten, and noted anew. */
const mostRemembered = 20_000;

export interface NotedCodes {
  /** Those that were not noted within the day before `at`. */
  fresh(hotel: HotelId, codes: readonly AgencyCode[], at: Date): AgencyCode[];
  /** They are in the database, committed. */
  noted(hotel: HotelId, codes: readonly AgencyCode[], at: Date): void;
}

export function createNotedCodes(): NotedCodes {
  const last = new Map<string, number>();
  const keyOf = (hotel: HotelId, { agency, code, name }: AgencyCode) =>
    JSON.stringify([hotel, agencyKey(agency), code, name]);

  return {
    fresh: (hotel, codes, at) =>
      codes.filter((code) => at.getTime() - (last.get(keyOf(hotel, code)) ?? -Infinity) >= dayMilliseconds),
    noted(hotel, codes, at) {
      if (last.size > mostRemembered) last.clear();
      for (const code of codes) last.set(keyOf(hotel, code), at.getTime());
    },
  };
}
