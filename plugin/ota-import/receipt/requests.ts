// Requests to the site controller: one at a time for each hotel over all processes, whatever it is for, and fewer while they fail.
import type { HotelId } from '../../domain/ids.js';
import { hotelTransaction, inHotel, type HotelSql } from '../../platform/database/index.js';
import type { Platform } from '../../platform/index.js';
import {
  endConfirmation,
  endFetch,
  leaseConfirmation,
  leaseFetch,
  type RequestLease,
  returnLease,
  standing,
  type Standing,
} from './buckets-repository.js';
import {
  type Circuit,
  circuitAfter,
  type CircuitTurn,
  nextFetchAfter,
  type RequestFailure,
  turnOf,
} from './circuit.js';
import { importSettings } from '../settings/repository.js';
import { rhythmOf } from './fetch-hours.js';

/** The right to send the hotel's only request. Exactly one of its functions ends it; who dies with it loses it when its time is over. */
export interface Permit {
  /** What the request before failed by. */
  readonly lastFailure: string | undefined;
  /** What came of it: `failure` undefined where it was answered properly. */
  end(failure: RequestFailure | undefined): Promise<void>;
  /** Nothing came of it that says anything of the site controller. */
  giveBack(): Promise<void>;
}

export interface Requests {
  /** Undefined where the hotel is held or its turn has not come, or another process is fetching. A confirmation that is on its way is waited for. */
  toFetch(hotel: HotelId): Promise<Permit | undefined>;
  /** Undefined while the circuit is open or the hotel is held, or where another's request takes too long to be waited for. */
  toConfirm(hotel: HotelId): Promise<Permit | undefined>;
}

/** Beyond the time of the request itself: to store what came. */
const storingSeconds = 60;
/** Milliseconds for which a request of another's is waited for, and between two looks whether it has ended: twice as long each time. */
const longestWait = 5_000;
const looks = { first: 5, longest: 160 } as const;

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** Tries again for a while, as long as what stands in the way is over soon. */
async function waitFor(
  sql: HotelSql,
  isOverSoon: (found: Standing) => boolean,
  lease: () => Promise<RequestLease | undefined>,
): Promise<RequestLease | undefined> {
  const until = performance.now() + longestWait;
  for (let untilLook: number = looks.first; ; untilLook = Math.min(untilLook * 2, looks.longest)) {
    const leased = await lease();
    if (leased || performance.now() > until) return leased;
    const found = await standing(sql);
    if (!found || !isOverSoon(found)) return undefined;
    await pause(untilLook);
  }
}

/** Gives the lease back; false where another holds it by now. */
type Ending = (
  sql: HotelSql,
  circuit: Circuit,
  failure: RequestFailure | undefined,
  now: Date,
) => Promise<boolean>;

const said: Readonly<Record<NonNullable<CircuitTurn>, string>> = {
  opened:
    'the circuit to the site controller is open: one request now and then finds out whether it answers again',
  closed: 'the circuit to the site controller is closed: it answers again',
};

function permitOf(
  { database, clock, events, logger }: Platform,
  sql: HotelSql,
  lease: RequestLease,
  ending: Ending,
): Permit {
  return {
    lastFailure: lease.lastFailure,
    giveBack: () => returnLease(sql, lease.fence),
    async end(failure) {
      const now = clock.now();
      const circuit = circuitAfter(lease, failure, now);
      const turn = turnOf(lease, circuit);
      if (!turn) return void (await ending(sql, circuit, failure, now));
      const isOurs = await hotelTransaction(database, sql.hotel, async (tx) => {
        const ended = await ending(tx, circuit, failure, now);
        if (ended) await events.record(tx, 'imports');
        return ended;
      });
      if (isOurs)
        logger.warn(said[turn], { hotelId: sql.hotel, failures: Math.max(lease.failures, circuit.failures) });
    },
  };
}

export function createRequests(platform: Platform): Requests {
  const { database, clock, settings } = platform;
  const seconds = settings.siteController.timeoutSeconds + storingSeconds;
  return {
    async toFetch(hotel) {
      const sql = inHotel(database, hotel);
      const rhythm = rhythmOf(settings, await importSettings(platform, sql));
      const lease = await waitFor(
        sql,
        ({ asking, nextFetchAt, held }) => !held && asking !== 'fetch' && nextFetchAt <= clock.now(),
        () => leaseFetch(sql, clock.now(), seconds, nextFetchAfter(clock.now(), 0, rhythm)),
      );
      if (!lease) return undefined;
      return permitOf(platform, sql, lease, (at, circuit, failure, now) => {
        const bucket = { ...circuit, nextFetchAt: nextFetchAfter(now, circuit.failures, rhythm) };
        return endFetch(at, lease.fence, bucket, failure, now);
      });
    },

    async toConfirm(hotel) {
      const sql = inHotel(database, hotel);
      const lease = await waitFor(
        sql,
        ({ openedAt, held }) => !held && openedAt === undefined,
        () => leaseConfirmation(sql, clock.now(), seconds),
      );
      if (!lease) return undefined;
      return permitOf(platform, sql, lease, async (at, circuit, failure, now) => {
        const rhythm = failure && rhythmOf(settings, await importSettings(platform, at));
        const notBefore = rhythm && nextFetchAfter(now, circuit.failures, rhythm);
        return endConfirmation(at, lease.fence, circuit, failure, notBefore);
      });
    },
  };
}
