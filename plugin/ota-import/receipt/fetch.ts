// Asking the site controller: one request at a time for each hotel, never faster than its limits, whoever asks.
import type { HotelId } from '../../domain/ids.js';
import { InstallationFault } from '../../domain/installation-fault.js';
import type { SiteControllerLogin } from '../../host/port.js';
import type { Platform } from '../../platform/index.js';
import { environmentName } from '../../options.js';
import type { Envelope, SiteControllerClient, SiteControllerFailure } from '../../tl-lincoln/index.js';
import type { ImportMetrics } from '../metrics.js';
import { isDelivery, type Received, type Receiver } from './receive.js';
import type { Permit, Requests } from './requests.js';

export type FetchOutcome =
  | { readonly kind: 'received'; readonly received: Received }
  | { readonly kind: 'nothing_new' }
  /** Another process is asking, or the hotel's next turn has not come. */
  | { readonly kind: 'not_yet' }
  | { readonly kind: 'failed'; readonly failure: string };

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

/** The one alert that stands until the hotel's outputs are taken whole: its queue is held up by one that can never be confirmed. */
function tooLarge(maxBytes: number): InstallationFault {
  const setting = `siteController.maxBytes (environment ${environmentName('siteController.maxBytes')})`;
  return new InstallationFault(
    'output_too_large',
    `an output of the site controller has more than the ${maxBytes} bytes of ${setting}: what came of it is stored and imported, but it is not confirmed, and nothing behind it comes. Raise the setting`,
    { maxBytes },
  );
}

const fetchOf = (hotel: HotelId) => `fetch of hotel ${hotel}`;

interface Asking {
  readonly platform: Platform;
  readonly client: SiteControllerClient;
  readonly metrics: ImportMetrics;
  readonly receiver: Receiver;
  readonly requests: Requests;
}

async function failed(
  { platform: { logger, faults }, metrics }: Asking,
  hotel: HotelId,
  permit: Permit,
  failure: SiteControllerFailure | { readonly kind: 'broken_off'; readonly messages: number },
): Promise<FetchOutcome> {
  await permit.end(failure.kind);
  metrics.fetched(failure.kind);
  if (failure.kind === 'too_large') faults.report(tooLarge(failure.maxBytes), fetchOf(hotel));
  // A line when it begins to fail or fails otherwise; what goes on is in the metric and in the bucket.
  logger.log(
    failure.kind === permit.lastFailure ? 'debug' : 'warn',
    'the site controller could not be read; it is asked more rarely until it can',
    { hotelId: hotel, ...failure },
  );
  return { kind: 'failed', failure: failure.kind };
}

async function ask(asking: Asking, login: SiteControllerLogin, permit: Permit): Promise<FetchOutcome> {
  const { platform, client, metrics, receiver } = asking;
  const hotel = login.hotelId;
  const receipt = receiver.open(hotel);
  const began = performance.now();
  const result = await client.fetchOutput(login, receipt.keep);
  metrics.asked('fetch', (performance.now() - began) / 1000);
  if (!result.ok) {
    if (result.begun) await receipt.store(result.begun);
    return failed(asking, hotel, permit, result.failure);
  }
  const { envelope } = result;
  const received = isDelivery(envelope) ? await receipt.store(envelope) : undefined;
  const failure = failureOf(envelope);
  if (failure === 'broken_off')
    return failed(asking, hotel, permit, { kind: failure, messages: envelope.messages.length });
  if (failure) return failed(asking, hotel, permit, { kind: failure });
  await permit.end(undefined);
  metrics.fetched('ok');
  platform.faults.over(['output_too_large'], fetchOf(hotel));
  return received ? { kind: 'received', received } : { kind: 'nothing_new' };
}

export function createFetcher(asking: Asking): Fetcher {
  return {
    async fetch(login) {
      const permit = await asking.requests.toFetch(login.hotelId);
      if (!permit) return { kind: 'not_yet' };
      try {
        return await ask(asking, login, permit);
      } catch (error) {
        // What could not be stored is asked for again in the hotel's next turn; a lease that cannot be given back ends by itself.
        await permit.giveBack().catch(() => undefined);
        throw error;
      }
    },
  };
}
