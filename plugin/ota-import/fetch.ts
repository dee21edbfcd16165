// Asking the site controller: one request at a time for each hotel, never faster than its limits, whoever asks.
import { Temporal } from 'temporal-polyfill';
import type { SiteControllerLogin } from '../host/port.js';
import type { Platform } from '../platform/index.js';
import type { Settings } from '../options.js';
import type { SiteControllerClient } from '../tl-lincoln/index.js';
import { type Bucket, bucketOf, lockFetch, saveBucket } from './buckets-repository.js';
import type { ImportMetrics } from './metrics.js';
import { isDelivery, type Received, type Receiver } from './receive.js';

export type FetchOutcome =
  | { readonly kind: 'received'; readonly received: Received }
  | { readonly kind: 'nothing_new' }
  /** Another process is asking, or the hotel's next turn has not come. */
  | { readonly kind: 'not_yet' }
  | { readonly kind: 'failed'; readonly failure: string };

/** A hotel whose site controller fails is asked ever more rarely, but at least this often. */
const longestPauseSeconds = 3600;

/** The PMS's own rhythm: faster from 09:00 to 18:59 hotel time. */
function pollSeconds(now: Date, settings: Settings): number {
  const { hour } = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(
    settings.timeZone,
  );
  return hour >= 9 && hour < 19
    ? settings.siteController.pollSeconds
    : settings.siteController.pollSecondsOffHours;
}

/** The bucket after one more request. Failures, E013 and time-outs among them, double the pause. */
export function bucketAfter(now: Date, failures: number, settings: Settings): Bucket {
  const usual = pollSeconds(now, settings);
  const pause =
    failures === 0
      ? usual
      : Math.min(Math.max(usual, 1) * 2 ** failures, Math.max(longestPauseSeconds, usual));
  return { nextFetchAt: new Date(now.getTime() + pause * 1000), failures };
}

export interface Fetcher {
  fetch(login: SiteControllerLogin): Promise<FetchOutcome>;
}

export function createFetcher(
  platform: Platform,
  client: SiteControllerClient,
  metrics: ImportMetrics,
  receiver: Receiver,
): Fetcher {
  const { database, clock, settings, logger } = platform;

  async function ask(login: SiteControllerLogin, failures: number): Promise<FetchOutcome> {
    const result = await client.fetchOutput(login);
    const now = clock.now();
    if (!result.ok) {
      await saveBucket(database, login.hotelId, bucketAfter(now, failures + 1, settings), undefined);
      metrics.fetched(result.failure.kind, now);
      logger.warn('the site controller could not be read', { hotelId: login.hotelId, ...result.failure });
      return { kind: 'failed', failure: result.failure.kind };
    }
    const outcome: FetchOutcome = isDelivery(result.envelope)
      ? { kind: 'received', received: await receiver.receive(login.hotelId, result) }
      : { kind: 'nothing_new' };
    await saveBucket(database, login.hotelId, bucketAfter(now, 0, settings), now);
    metrics.fetched('ok', now);
    return outcome;
  }

  return {
    // The transaction only holds the lock: it writes nothing, and a crash releases it at once.
    fetch: (login) =>
      database.transaction(async (lock): Promise<FetchOutcome> => {
        if (!(await lockFetch(lock, login.hotelId))) return { kind: 'not_yet' };
        const bucket = await bucketOf(database, login.hotelId);
        if (bucket && bucket.nextFetchAt > clock.now()) return { kind: 'not_yet' };
        return ask(login, bucket?.failures ?? 0);
      }),
  };
}
