// Asking the site controller: one request at a time for each hotel, never faster than its limits, whoever asks.
import { Temporal } from 'temporal-polyfill';
import type { HotelId } from '../../domain/ids.js';
import type { SiteControllerLogin } from '../../host/port.js';
import type { Platform } from '../../platform/index.js';
import type { Settings } from '../../options.js';
import type { Envelope, SiteControllerClient, SiteControllerFailure } from '../../tl-lincoln/index.js';
import { type Bucket, endFetch, type FetchLease, leaseFetch, returnFetch } from './buckets-repository.js';
import type { ImportMetrics } from '../metrics.js';
import { inHotel } from '../../platform/database/index.js';
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

/** Beyond the time of the request itself: to store what came. */
const storingSeconds = 60;

/**
 * What the request failed by, although something came over HTTP: only an envelope of the service that was read to its end is an answer.
 * `unreadable`: a maintenance page, noise, nothing at all. `broken_off`: the beginning of a delivery, whose whole messages count.
 */
export function failureOf({
  complete,
  outputId,
  messages,
}: Envelope): 'unreadable' | 'broken_off' | undefined {
  if (complete) return undefined;
  return outputId === undefined && messages.length === 0 ? 'unreadable' : 'broken_off';
}

export interface Fetcher {
  /** Asks where it is the hotel's turn and nobody else is asking. No transaction is open meanwhile. Rejects where an answer could not be stored. */
  fetch(login: SiteControllerLogin): Promise<FetchOutcome>;
}

interface Asking {
  readonly platform: Platform;
  readonly client: SiteControllerClient;
  readonly metrics: ImportMetrics;
  readonly receiver: Receiver;
}

async function failed(
  { platform, metrics }: Asking,
  hotel: HotelId,
  lease: FetchLease,
  failure: SiteControllerFailure | { readonly kind: 'broken_off'; readonly messages: number },
): Promise<FetchOutcome> {
  const { database, clock, settings, logger } = platform;
  const now = clock.now();
  const bucket = bucketAfter(now, lease.failures + 1, settings);
  await endFetch(inHotel(database, hotel), lease.fence, bucket, failure.kind, now);
  metrics.fetched(failure.kind, now);
  // A line when it begins to fail or fails otherwise; what goes on is in the metric and in the bucket.
  logger.log(
    failure.kind === lease.lastFailure ? 'debug' : 'warn',
    'the site controller could not be read; it is asked more rarely until it can',
    { hotelId: hotel, ...failure },
  );
  return { kind: 'failed', failure: failure.kind };
}

async function ask(asking: Asking, login: SiteControllerLogin, lease: FetchLease): Promise<FetchOutcome> {
  const { platform, client, metrics, receiver } = asking;
  const { database, clock, settings } = platform;
  const hotel = login.hotelId;
  const result = await client.fetchOutput(login);
  if (!result.ok) return failed(asking, hotel, lease, result.failure);
  const { envelope } = result;
  const received = isDelivery(envelope) ? await receiver.receive(hotel, result) : undefined;
  const failure = failureOf(envelope);
  if (failure === 'broken_off')
    return failed(asking, hotel, lease, { kind: failure, messages: envelope.messages.length });
  if (failure) return failed(asking, hotel, lease, { kind: failure });
  const now = clock.now();
  await endFetch(inHotel(database, hotel), lease.fence, bucketAfter(now, 0, settings), undefined, now);
  metrics.fetched('ok', now);
  return received ? { kind: 'received', received } : { kind: 'nothing_new' };
}

export function createFetcher(
  platform: Platform,
  client: SiteControllerClient,
  metrics: ImportMetrics,
  receiver: Receiver,
): Fetcher {
  const { database, clock, settings } = platform;
  const asking: Asking = { platform, client, metrics, receiver };
  const leaseSeconds = settings.siteController.timeoutSeconds + storingSeconds;
  return {
    async fetch(login) {
      const now = clock.now();
      const { nextFetchAt } = bucketAfter(now, 0, settings);
      const sql = inHotel(database, login.hotelId);
      const lease = await leaseFetch(sql, now, leaseSeconds, nextFetchAt);
      if (!lease) return { kind: 'not_yet' };
      try {
        return await ask(asking, login, lease);
      } catch (error) {
        // What could not be stored is asked for again in the hotel's next turn; a lease that cannot be given back ends by itself.
        await returnFetch(sql, lease.fence).catch(() => undefined);
        throw error;
      }
    },
  };
}
