// Whether a hotel's import does well: what is seen of it, the verdict with its reasons, and when a verdict turns. Pure.
import type { Reason } from '../../domain/booking-plan.js';
import { type DayFigures, successRate } from './day-figures.js';

export const verdicts = ['good', 'degraded', 'bad'] as const;
export type Verdict = (typeof verdicts)[number];

export interface HealthFacts {
  readonly now: Date;
  /** Of the last 24 hours, and of the hotel's 30 days before. */
  readonly recent: Pick<DayFigures, 'tried' | 'succeeded'>;
  readonly usual: Pick<DayFigures, 'tried' | 'succeeded'>;
  /** When the oldest came of the outputs that the site controller has not heard of as safe. */
  readonly oldestUnconfirmed: Date | undefined;
  /** When the oldest came of the messages that only a person ends. */
  readonly oldestFailed: Date | undefined;
  /** Of those, and of those held: the ones whose guests come today or tomorrow. */
  readonly failedArrivals: number;
  /** Since when the message that is due longest waits to be tried. */
  readonly oldestDue: Date | undefined;
  /** Since when the hotel is not fetched for, as the database was restored. */
  readonly heldSince: Date | undefined;
  /** Bookings that came to differ at once from what the import left of them, of those looked at; undefined: not many did. */
  readonly massEdit: { readonly bookings: number; readonly looked: number } | undefined;
  /** Undefined: the hotel has never been fetched for. */
  readonly siteController:
    | {
        readonly failures: number;
        readonly lastSuccess: Date | undefined;
        readonly lastFailure: string | undefined;
      }
    | undefined;
}

export interface HealthReason {
  readonly severity: Exclude<Verdict, 'good'>;
  readonly reason: Reason;
}

const minute = 60_000;
const hour = 60 * minute;

/** Ages from which on something is noted, and from which on it is bad. */
const limits = {
  /** Confirmations are repeated after 1, 2, 4 … minutes. */
  unconfirmed: { degraded: 30 * minute, bad: 6 * hour },
  /** A shift, and a day. */
  failed: { degraded: 4 * hour, bad: 24 * hour },
  /** Due messages are asked for every minute; a backlog is worked off within minutes. */
  due: { degraded: 15 * minute, bad: hour },
} as const;

/** The site controller: failures in a row, and how long the last good answer may be past; the pause between two requests grows to an hour. */
const silence = { failures: 2, bad: 3 * hour } as const;

/** Below that many messages a rate says nothing. */
const fewestTried = 10;
/** How far below the usual the rate may be; the usual itself counts as at least this good. */
const rateDrop = { degraded: 0.1, bad: 0.3 } as const;
const assumedRate = 0.9;

function byAge(
  now: Date,
  since: Date | undefined,
  limit: { readonly degraded: number; readonly bad: number },
  key: string,
): HealthReason[] {
  const age = since === undefined ? 0 : now.getTime() - since.getTime();
  if (age < limit.degraded) return [];
  const params = { minutes: Math.floor(age / minute), hours: Math.floor(age / hour) };
  return [{ severity: age >= limit.bad ? 'bad' : 'degraded', reason: { key, params } }];
}

function bySiteController({ now, siteController }: HealthFacts): HealthReason[] {
  if (!siteController || siteController.failures < silence.failures) return [];
  const { failures, lastSuccess, lastFailure } = siteController;
  const silent = lastSuccess === undefined || now.getTime() - lastSuccess.getTime() >= silence.bad;
  const params = { failures, result: lastFailure ?? 'unknown' };
  return [
    { severity: silent ? 'bad' : 'degraded', reason: { key: 'import.health.site_controller', params } },
  ];
}

const percent = (rate: number) => Math.round(rate * 100);

function byRate({ recent, usual }: HealthFacts): HealthReason[] {
  const rate = successRate(recent);
  if (rate === null || recent.tried < fewestTried) return [];
  const before = usual.tried >= fewestTried ? (successRate(usual) ?? assumedRate) : assumedRate;
  const drop = Math.max(before, assumedRate) - rate;
  // A drop by exactly so much is one, whatever is lost in fractions.
  const by = (limit: number) => drop >= limit - 1e-9;
  if (!by(rateDrop.degraded)) return [];
  const params = { rate: percent(rate), usual: percent(before), tried: recent.tried };
  return [
    {
      severity: by(rateDrop.bad) ? 'bad' : 'degraded',
      reason: { key: 'import.health.success_rate', params },
    },
  ];
}

const byArrivals = ({ failedArrivals: count }: HealthFacts): HealthReason[] =>
  count === 0
    ? []
    : [{ severity: 'bad', reason: { key: 'import.health.failed_arrivals', params: { count } } }];

/** Nothing is fetched: the longer, the more is sold twice. */
const byHold = ({ heldSince }: HealthFacts): HealthReason[] =>
  heldSince === undefined
    ? []
    : [{ severity: 'bad', reason: { key: 'import.health.fetching_held', params: {} } }];

/** What people did among them is not asked about any more: somebody should know why it came. */
function byMassEdit({ massEdit }: HealthFacts): HealthReason[] {
  if (!massEdit) return [];
  const { bookings, looked } = massEdit;
  const params = { bookings, looked, share: percent(bookings / looked) };
  return [{ severity: 'degraded', reason: { key: 'import.health.mass_edit', params } }];
}

/** What stands against calling it good, the worst first. */
export function reasonsAgainst(facts: HealthFacts): HealthReason[] {
  const { now } = facts;
  const reasons = [
    ...byArrivals(facts),
    ...byHold(facts),
    ...byMassEdit(facts),
    ...bySiteController(facts),
    ...byAge(now, facts.oldestDue, limits.due, 'import.health.not_processed'),
    ...byAge(now, facts.oldestUnconfirmed, limits.unconfirmed, 'import.health.unconfirmed'),
    ...byAge(now, facts.oldestFailed, limits.failed, 'import.health.needs_person'),
    ...byRate(facts),
  ];
  return reasons.sort((a, b) => verdicts.indexOf(b.severity) - verdicts.indexOf(a.severity));
}

export const verdictOf = (reasons: readonly HealthReason[]): Verdict => reasons[0]?.severity ?? 'good';

/** A verdict as it is told, and since when. */
export interface Standing {
  readonly verdict: Verdict;
  readonly since: Date;
  /** From when on every look has found it better; undefined: the last did not. */
  readonly betterSince: Date | undefined;
}

/** How long it must have been better before it is told so: what comes and goes around a limit turns nothing to and fro. */
const proof = 15 * minute;

/** What stands after a look: worse at once, better when it has been so for a quarter of an hour. The first look of a hotel is no turn where all is well. */
export function standingAfter(
  before: Standing | undefined,
  seen: Verdict,
  now: Date,
): { readonly standing: Standing; readonly turned: boolean } {
  const turnTo = { verdict: seen, since: now, betterSince: undefined };
  if (!before) return { standing: turnTo, turned: seen !== 'good' };
  const change = verdicts.indexOf(seen) - verdicts.indexOf(before.verdict);
  if (change > 0) return { standing: turnTo, turned: true };
  if (change === 0) return { standing: { ...before, betterSince: undefined }, turned: false };
  const betterSince = before.betterSince ?? now;
  return now.getTime() - betterSince.getTime() >= proof
    ? { standing: turnTo, turned: true }
    : { standing: { ...before, betterSince }, turned: false };
}
