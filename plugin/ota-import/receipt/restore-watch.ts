// Notices that the database was restored to an earlier time, and has no hotel asked for before a person lets it go on (DESIGN 7.14).
import { isDeepStrictEqual } from 'node:util';
import type { HotelId } from '../../domain/ids.js';
import type { Host } from '../../host/port.js';
import { inHotel } from '../../platform/database/index.js';
import type { Platform } from '../../platform/index.js';
import { createFetchLook, type FetchLook, holdFetching, keepKnown } from './holds-repository.js';
import { type RestoreSign, restoreSign } from './restored.js';

export interface RestoreWatch {
  /** To be called before anything is asked of the site controller: what keeps hotels from being asked for now. One statement where nothing is new. */
  look(): Promise<Pick<FetchLook, 'beingLeft' | 'held'>>;
}

export function createRestoreWatch(platform: Platform, host: Host): RestoreWatch {
  const { database, clock, logger, events } = platform;
  const look = createFetchLook();
  let writtenBefore: bigint | undefined;

  async function holdAll(sign: RestoreSign, { known, now }: FetchLook): Promise<ReadonlySet<HotelId>> {
    const logins = await host.siteControllerLogins(database);
    const hotels = logins.map(({ hotelId }) => hotelId);
    const because = sign === 'said' ? 'said_restored' : 'restored';
    const held = await database.transaction(async (tx) => {
      await keepKnown(tx, now);
      const all = await holdFetching(tx, hotels, because, clock.now());
      for (const hotel of all) await events.record(inHotel(tx, hotel), 'imports');
      return all;
    });
    logger.error(
      'the database was restored: nothing is fetched or confirmed before a person lets it go on, for each hotel',
      { sign, hotels: held, known, now },
    );
    return new Set(held);
  }

  return {
    async look() {
      const seen = await look(database);
      const sign = restoreSign(seen, writtenBefore);
      const held = sign ? await holdAll(sign, seen) : seen.held;
      const isNew = !isDeepStrictEqual({ ...seen.known, ...seen.now }, seen.known);
      if (!sign && isNew) await keepKnown(database, seen.now);
      writtenBefore = seen.written;
      return { beingLeft: seen.beingLeft, held };
    },
  };
}
