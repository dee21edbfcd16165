// Whose turn it is to be fetched: hotels one after the other, each in its own rhythm, none held up by another's trouble.
import type { HotelId } from '../../domain/ids.js';
import type { Host, SiteControllerLogin } from '../../host/port.js';
import { isBusy, isTransient } from '../../platform/database/index.js';
import { installationFaultOf } from '../../platform/faults/index.js';
import type { Platform } from '../../platform/index.js';
import type { ImportMetrics } from '../metrics.js';
import type { Fetcher, FetchOutcome } from './fetch.js';
import { hotelsToFetch } from './buckets-repository.js';
import type { RestoreWatch } from './restore-watch.js';

/** The database was away or busy. What was not stored was not confirmed, and comes again: no error. */
const healsByItself = (error: unknown): boolean => isTransient(error) || isBusy(error);

export interface FetchTurns {
  /**
   * Asks the site controller once for every hotel whose turn it is; answers after receipt, not after import. Asks for none while the
   * installation is being left, nor for one that is held since the database was restored. Rejects, once all hotels had their turn, where an answer could not be stored.
   */
  fetchAll(): Promise<ReadonlyMap<HotelId, FetchOutcome>>;
  /** The same for one hotel. */
  fetchHotel(hotel: HotelId): Promise<void>;
}

export function createFetchTurns(
  platform: Platform,
  host: Host,
  metrics: ImportMetrics,
  fetcher: Fetcher,
  watch: RestoreWatch,
): FetchTurns {
  const { database, clock, logger } = platform;

  /** Answers with the error where it failed. */
  async function fetchOne(login: SiteControllerLogin) {
    try {
      return { outcome: await fetcher.fetch(login) };
    } catch (error) {
      // The next hotel has its turn all the same. What was not stored was not confirmed, and comes again.
      metrics.fetched('unexpected');
      const fault = installationFaultOf(error);
      const level = healsByItself(error) ? 'warn' : 'error';
      if (!fault)
        logger.log(level, 'a delivery could not be taken in; it comes again', {
          hotelId: login.hotelId,
          error,
        });
      return { error: fault ?? error };
    }
  }

  /** Of those with a login the ones that are `meant`. */
  async function fetchDue(isMeant: (hotel: HotelId) => boolean) {
    const { beingLeft, held } = await watch.look();
    const all = await host.siteControllerLogins(database);
    const logins = all.filter(({ hotelId }) => isMeant(hotelId));
    const outcomes = new Map<HotelId, FetchOutcome>(
      logins.map(({ hotelId }) => [hotelId, { kind: 'not_yet' }]),
    );
    if (beingLeft) return outcomes;
    const errors: unknown[] = [];
    const due = await hotelsToFetch(database, [...outcomes.keys()], clock.now());
    for (const login of logins) {
      if (held.has(login.hotelId) || !due.has(login.hotelId)) continue;
      const fetched = await fetchOne(login);
      if (fetched.outcome) outcomes.set(login.hotelId, fetched.outcome);
      else errors.push(fetched.error);
    }
    if (errors.length > 0) throw errors.length === 1 ? errors[0] : new AggregateError(errors);
    return outcomes;
  }

  return {
    fetchAll: () => fetchDue(() => true),
    fetchHotel: async (hotel) => void (await fetchDue((one) => one === hotel)),
  };
}
