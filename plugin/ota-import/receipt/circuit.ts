// When a hotel's site controller may be asked again after what it answered: the pause after failures, and the circuit breaker. Pure.
import type { SiteControllerFailure } from '../../tl-lincoln/index.js';
import { pauseSeconds, type Rhythm } from './fetch-hours.js';

/** How a request failed: by what the client says, by an answer that is no delivery, or by one that broke off. */
export type RequestFailure = SiteControllerFailure['kind'] | 'unreadable' | 'broken_off';

/** `open`: nothing is asked but one probe when the pause is over. `half_open`: that probe is due or on its way. */
export type CircuitState = 'closed' | 'open' | 'half_open';

export interface Circuit {
  /** Requests that failed since the last that succeeded. */
  readonly failures: number;
  /** Undefined: closed. */
  readonly openedAt: Date | undefined;
}

export interface Bucket extends Circuit {
  /** Nothing is fetched before. */
  readonly nextFetchAt: Date;
}

/** What became of the circuit. */
export type CircuitTurn = 'opened' | 'closed' | undefined;

/** Time-outs, rubbish and refusals in a row that open the circuit. */
export const failuresUntilOpen = 3;

/** A hotel whose site controller fails is asked ever more rarely, but at least this often. */
const longestPauseSeconds = 3600;

const opens = (failure: RequestFailure, failures: number): boolean =>
  // E013: the service itself asks for a rest.
  failure === 'rate_limited' || failures >= failuresUntilOpen;

/** Each failure doubles the pause of the hour, which may be none, up to an hour. */
const pauseAfter = (failures: number, usual: number): number =>
  failures === 0 ? usual : Math.min(Math.max(usual, 1) * 2 ** failures, Math.max(longestPauseSeconds, usual));

const seconds = (from: Date, count: number) => new Date(from.getTime() + count * 1000);

/** After a request that ended at `now`: `failure` undefined where it was answered properly. */
export function circuitAfter(before: Circuit, failure: RequestFailure | undefined, now: Date): Circuit {
  if (failure === undefined) return { failures: 0, openedAt: undefined };
  const failures = before.failures + 1;
  const isOpen = before.openedAt !== undefined || opens(failure, failures);
  return { failures, openedAt: isOpen ? (before.openedAt ?? now) : undefined };
}

/** When a hotel may be fetched after a request that ended at `now` and left so many failures in a row. */
export const nextFetchAfter = (now: Date, failures: number, rhythm: Rhythm): Date =>
  seconds(now, pauseAfter(failures, pauseSeconds(now, rhythm)));

export function turnOf(before: Circuit, after: Circuit): CircuitTurn {
  if ((before.openedAt === undefined) === (after.openedAt === undefined)) return undefined;
  return after.openedAt === undefined ? 'closed' : 'opened';
}

/** `isAsking`: somebody has the right to ask at present. */
export function stateOf(
  { openedAt, nextFetchAt }: Omit<Bucket, 'failures'>,
  isAsking: boolean,
  now: Date,
): CircuitState {
  if (openedAt === undefined) return 'closed';
  return isAsking || nextFetchAt <= now ? 'half_open' : 'open';
}

/**
 * When a person's wish to fetch is granted: now, or as soon as the last fetch is as long ago as two must be apart; while requests fail, when
 * the site controller is asked next in any case. `lastFetchAt` undefined: an older build asked last, and nobody knows when.
 */
export function nextSlot(
  {
    nextFetchAt,
    failures,
    lastFetchAt,
  }: Omit<Bucket, 'openedAt'> & { readonly lastFetchAt: Date | undefined },
  now: Date,
  { leastSeconds }: Rhythm,
): Date {
  const allowed =
    failures > 0 || lastFetchAt === undefined ? nextFetchAt : seconds(lastFetchAt, leastSeconds);
  const planned = allowed < nextFetchAt ? allowed : nextFetchAt;
  return planned > now ? planned : now;
}
