import { expect } from 'chai';
import {
  type HealthFacts,
  reasonsAgainst,
  type Standing,
  standingAfter,
  type Verdict,
  verdictOf,
} from './verdict.js';

const now = new Date('2027-01-20T03:00:00Z');
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

const well: HealthFacts = {
  now,
  recent: { tried: 100, succeeded: 98 },
  usual: { tried: 3_000, succeeded: 2_900 },
  ...{ oldestUnconfirmed: undefined, oldestFailed: undefined, oldestDue: undefined, failedArrivals: 0 },
  siteController: { failures: 0, lastSuccess: minutesAgo(3), lastFailure: undefined },
  heldSince: undefined,
  massEdit: undefined,
};

const answering = (failures: number, minutes: number | undefined) => ({
  siteController: {
    failures,
    lastSuccess: minutes === undefined ? undefined : minutesAgo(minutes),
    lastFailure: 'timeout',
  },
});

describe('the verdict on an import', () => {
  const cases: readonly [string, Partial<HealthFacts>, Verdict, string?][] = [
    ['is good where all is well', {}, 'good'],
    ['is good in a hotel that nothing was ever fetched for', { siteController: undefined }, 'good'],
    ['bears one failed request', answering(1, 400), 'good'],
    ['is degraded by failures in a row', answering(2, 30), 'degraded', 'site_controller'],
    ['is bad after hours without an answer', answering(5, 180), 'bad', 'site_controller'],
    ['is bad where there never was an answer', answering(2, undefined), 'bad', 'site_controller'],
    ['bears an output that is just confirmed', { oldestUnconfirmed: minutesAgo(29) }, 'good'],
    ['is degraded by one unconfirmed', { oldestUnconfirmed: minutesAgo(30) }, 'degraded', 'unconfirmed'],
    ['is bad where that goes on', { oldestUnconfirmed: minutesAgo(360) }, 'bad', 'unconfirmed'],
    ['bears what failed within the shift', { oldestFailed: minutesAgo(239) }, 'good'],
    ['is degraded by what nobody looked at', { oldestFailed: minutesAgo(240) }, 'degraded', 'needs_person'],
    ['is bad where nobody does for a day', { oldestFailed: minutesAgo(24 * 60) }, 'bad', 'needs_person'],
    [
      'is bad where a guest comes today whose message failed',
      { failedArrivals: 1 },
      'bad',
      'failed_arrivals',
    ],
    ['is degraded where due messages wait', { oldestDue: minutesAgo(15) }, 'degraded', 'not_processed'],
    ['is bad where they wait for an hour', { oldestDue: minutesAgo(60) }, 'bad', 'not_processed'],
    [
      'is degraded by many bookings that were edited at once',
      { massEdit: { bookings: 24, looked: 200 } },
      'degraded',
      'mass_edit',
    ],
    ['says nothing by a few messages', { recent: { tried: 9, succeeded: 0 } }, 'good'],
    [
      'is degraded by a lower rate than usual',
      { recent: { tried: 100, succeeded: 86 } },
      'degraded',
      'success_rate',
    ],
    ['is bad by a much lower one', { recent: { tried: 100, succeeded: 60 } }, 'bad', 'success_rate'],
    [
      'measures a hotel that was never good by what should be',
      { usual: { tried: 100, succeeded: 30 }, recent: { tried: 100, succeeded: 30 } },
      'bad',
      'success_rate',
    ],
    [
      'measures a new hotel so too',
      { usual: { tried: 0, succeeded: 0 }, recent: { tried: 20, succeeded: 16 } },
      'degraded',
      'success_rate',
    ],
    [
      'is good at exactly what is borne',
      { usual: { tried: 0, succeeded: 0 }, recent: { tried: 100, succeeded: 81 } },
      'good',
    ],
  ];
  for (const [sentence, changes, verdict, key] of cases)
    it(sentence, () => {
      const reasons = reasonsAgainst({ ...well, ...changes });
      expect(verdictOf(reasons)).to.equal(verdict);
      expect(reasons.map(({ reason }) => reason.key)).to.deep.equal(key ? [`import.health.${key}`] : []);
    });

  it('names the worst first', () => {
    const reasons = reasonsAgainst({ ...well, oldestFailed: minutesAgo(300), failedArrivals: 2 });
    expect(reasons.map(({ severity }) => severity)).to.deep.equal(['bad', 'degraded']);
  });
});

describe('a verdict that turns', () => {
  /** What is seen every five minutes, and how often it is told to have turned. */
  function turnsOf(seen: readonly Verdict[]): string[] {
    let standing: Standing | undefined;
    return seen.flatMap((verdict, index) => {
      const after = standingAfter(standing, verdict, new Date(now.getTime() + index * 300_000));
      standing = after.standing;
      return after.turned ? [`${index}: ${standing.verdict}`] : [];
    });
  }
  const [g, d, b] = ['good', 'degraded', 'bad'] as const;
  const cases: readonly [string, readonly Verdict[], readonly string[]][] = [
    ['is none in a hotel that does well from the first look', [g, g], []],
    ['is told once, however long it lasts', [g, b, b, b, b], ['1: bad']],
    ['is told at the first look that is not good', [d, d], ['0: degraded']],
    ['is worse at once', [g, d, b], ['1: degraded', '2: bad']],
    ['is better after a quarter of an hour', [b, g, g, g, g, g], ['0: bad', '4: good']],
    ['is not told of what comes and goes', [g, b, g, b, g, b, g, b], ['1: bad']],
    ['begins its quarter anew after a relapse', [b, g, g, b, g, g, g, g], ['0: bad', '7: good']],
    ['gets better by what is seen in the end', [b, g, d, d, d], ['0: bad', '4: degraded']],
  ];
  for (const [sentence, seen, turns] of cases)
    it(sentence, () => {
      expect(turnsOf(seen)).to.deep.equal(turns);
    });
});
