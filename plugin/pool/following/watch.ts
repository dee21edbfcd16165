// Follows the PMS every few seconds where something was written in it, so that a room held twice is found soon (DESIGN 7.11).
import type { HotelId } from '../../domain/ids.js';
import type { Logger } from 'winston';
import { bounds } from '../../platform/database/index.js';
import { endsWithin } from '../../platform/within.js';

/** Half of the ten seconds within which a clerk's write that commits behind a decision is found. */
const watchMilliseconds = 5_000;

export interface HostWatch {
  start(): void;
  /** Resolves when a look that is under way has ended, or in `bounds.goodbye`: another look makes up for it. */
  stop(): Promise<void>;
}

interface Watched {
  hotelsToFollow(): Promise<HotelId[]>;
  follow(hotel: HotelId): Promise<void>;
}

/**
 * Follows every hotel in which something was written, one after the other, as long as `goesOn`; a hotel that cannot be followed holds up
 * no other.
 */
export async function followChanged(pool: Watched, logger: Logger, goesOn = () => true): Promise<void> {
  for (const hotel of await pool.hotelsToFollow()) {
    if (!goesOn()) return;
    try {
      await pool.follow(hotel);
    } catch (error) {
      logger.warn('the PMS could not be followed; it is tried again', { hotelId: hotel, error });
    }
  }
}

export function createHostWatch(pool: Watched, logger: Logger): HostWatch {
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;

  function look(): void {
    looking ??= followChanged(pool, logger, () => timer !== undefined)
      .catch((error: unknown) => void logger.warn('the PMS could not be looked at', { error }))
      .finally(() => (looking = undefined));
  }

  return {
    start() {
      timer ??= setInterval(look, watchMilliseconds).unref();
    },
    async stop() {
      clearInterval(timer);
      timer = undefined;
      if (looking) await endsWithin(bounds.goodbye, looking);
    },
  };
}
