// ImportMonitorService (O8): counts days, says how the import did and does, and tells when a hotel's verdict turns.
import { addDays, businessDate, type HotelDate, instantAt, nightsBetween } from '../../domain/hotel-date.js';
import type { HotelId } from '../../domain/ids.js';
import { askTogether, type HotelSql, hotelTransaction, inHotel } from '../../platform/database/index.js';
import type { Platform } from '../../platform/index.js';
import { type DayFigures, noFigures, sumOf } from './day-figures.js';
import {
  deliveries,
  type Deliveries,
  lockStanding,
  nextRetries,
  type NextRetry,
  oldestDue,
  openMessagesNow,
  type OpenMessages,
  recentAttempts,
  type RecentAttempts,
  saveStanding,
  standing,
} from './health-repository.js';
import { createReportMetrics } from './metrics.js';
import { type Pattern, patternsOf } from './patterns.js';
import {
  countedDays,
  type CountedDay,
  figuresOf,
  forgetAttempts,
  forgetDays,
  type Period,
  progressOf,
  saveDay,
} from './statistics-repository.js';
import {
  type HealthFacts,
  type HealthReason,
  reasonsAgainst,
  type Standing,
  standingAfter,
  verdictOf,
} from './verdict.js';

/** Days over which statistics may be asked. */
export const longestRange = 400;
/** Of those not counted yet, so many of the newest are counted when they are asked for: today, and what the job has not come to. */
const countedOnAsking = 3;
/** Days counted in one go, and the most that are ever made up. */
const daysInARow = 40;
/** Days whose figures are kept. */
const daysKept = 1_100;
const usualDays = 30;
const patternDays = 7;
/** Attempts forgotten in one statement, and how often in one go. */
const forgottenAtOnce = 5_000;
const forgottenInARow = 20;
const hour = 3_600_000;

export interface Statistics {
  /** Every day of the range; undefined: it has not been counted, or its attempts are forgotten. */
  readonly days: readonly { readonly date: HotelDate; readonly figures: DayFigures | undefined }[];
  readonly total: DayFigures;
  readonly patterns: readonly Pattern[];
  readonly countedUpTo: Date;
}

export interface HealthReport {
  /** As it is told; a hotel that has never been looked at is told what is seen now. */
  readonly told: Pick<Standing, 'verdict' | 'since'>;
  /** What stands against calling it good now, the worst first. */
  readonly reasons: readonly HealthReason[];
  readonly facts: HealthFacts;
  readonly patterns: readonly Pattern[];
}

export interface Dashboard {
  readonly told: Pick<Standing, 'verdict' | 'since'>;
  readonly open: OpenMessages;
  readonly nextRetries: readonly NextRetry[];
  readonly recent: RecentAttempts;
  readonly usual: Pick<DayFigures, 'tried' | 'succeeded'>;
  readonly deliveries: Deliveries;
}

export interface ImportMonitorService {
  /** The figures of `[from, to]`, at most `longestRange` days, up to now. */
  statistics(hotel: HotelId, from: HotelDate, to: HotelDate): Promise<Statistics>;
  health(hotel: HotelId): Promise<HealthReport>;
  dashboard(hotel: HotelId): Promise<Dashboard>;
  /** Looks at the hotel's health, and tells everyone where its verdict turns. */
  look(hotel: HotelId): Promise<void>;
  /** Counts the days that have ended and are not counted, the oldest first, and forgets what has been kept long enough. Idempotent; bounded. */
  countDays(hotel: HotelId): Promise<void>;
  /** Counts one day anew. */
  countDay(hotel: HotelId, date: HotelDate): Promise<void>;
}

type Parts = Pick<Platform, 'database' | 'clock' | 'calendar' | 'events' | 'logger' | 'settings' | 'metrics'>;

function createCounting({ database, clock, calendar, settings }: Parts) {
  const today = () => businessDate(clock.now(), calendar);
  const periodOf = (date: HotelDate): Period => ({
    from: instantAt(date, calendar.turnsAt, calendar),
    to: instantAt(addDays(date, 1), calendar.turnsAt, calendar),
  });
  const count = async (sql: HotelSql, date: HotelDate): Promise<CountedDay> => ({
    date,
    figures: await figuresOf(sql, periodOf(date), calendar.timeZone),
  });

  async function countDay(hotel: HotelId, date: HotelDate): Promise<void> {
    const sql = inHotel(database, hotel);
    await saveDay(sql, await count(sql, date), clock.now());
  }

  /** The next day to be counted; undefined where all that have ended are, or there is nothing to count. */
  async function nextToCount(sql: HotelSql): Promise<HotelDate | undefined> {
    const { lastCounted, firstAttempt } = await progressOf(sql);
    const first = firstAttempt && businessDate(firstAttempt, calendar);
    const next = lastCounted ? addDays(lastCounted, 1) : first;
    if (next === undefined || next >= today()) return undefined;
    const earliest = addDays(today(), -settings.import.attemptsKeptDays);
    return next < earliest ? earliest : next;
  }

  /** Never an attempt of a day that is not counted. */
  async function forget(sql: HotelSql, uncounted: HotelDate): Promise<void> {
    const keptFrom = addDays(today(), -settings.import.attemptsKeptDays);
    const before = periodOf(keptFrom < uncounted ? keptFrom : uncounted).from;
    for (let round = 0; round < forgottenInARow; round += 1)
      if ((await forgetAttempts(sql, before, forgottenAtOnce)) < forgottenAtOnce) break;
    await forgetDays(sql, addDays(today(), -daysKept));
  }

  async function countDays(hotel: HotelId): Promise<void> {
    const sql = inHotel(database, hotel);
    const first = await nextToCount(sql);
    let next = first ?? today();
    for (let counted = 0; next < today() && counted < daysInARow; counted += 1) {
      await countDay(hotel, next);
      next = addDays(next, 1);
    }
    await forget(sql, next);
  }

  /** What was counted, and the newest days that were not. */
  async function daysOf(sql: HotelSql, from: HotelDate, to: HotelDate): Promise<Statistics['days']> {
    const counted = new Map((await countedDays(sql, from, to)).map(({ date, figures }) => [date, figures]));
    const days: { date: HotelDate; figures: DayFigures | undefined }[] = [];
    for (let date = from; date <= to; date = addDays(date, 1)) {
      const age = nightsBetween(date, today());
      const isAsked = !counted.has(date) && age >= 0 && age < countedOnAsking;
      days.push({ date, figures: isAsked ? (await count(sql, date)).figures : counted.get(date) });
    }
    return days;
  }

  return { today, countDay, countDays, daysOf };
}

const figuresIn = (days: Statistics['days']): DayFigures[] => days.flatMap(({ figures }) => figures ?? []);

export function createImportMonitor(parts: Parts): ImportMonitorService {
  const { database, clock, events, logger } = parts;
  const { today, daysOf, ...counting } = createCounting(parts);
  const metrics = createReportMetrics(parts.metrics);

  /** What was counted of the days before today. */
  async function usual(sql: HotelSql): Promise<DayFigures> {
    const days = await countedDays(sql, addDays(today(), -usualDays), addDays(today(), -1));
    return days.length === 0 ? noFigures : sumOf(days.map(({ figures }) => figures));
  }

  const questionsAt = (now: Date) => ({
    ...{ deliveries, standing, due: oldestDue(now) },
    recent: recentAttempts(new Date(now.getTime() - 24 * hour)),
    open: openMessagesNow(today(), addDays(today(), 1)),
  });

  async function seen(sql: HotelSql) {
    const now = clock.now();
    const {
      recent,
      open,
      deliveries: received,
      due,
      standing: told,
    } = await askTogether(sql, questionsAt(now));
    const facts: HealthFacts = {
      ...{ now, recent, usual: await usual(sql), oldestDue: due },
      ...{ oldestFailed: open.oldestFailed, failedArrivals: open.failedArrivals },
      ...{ oldestUnconfirmed: received.oldestUnconfirmed, siteController: received.siteController },
    };
    const reasons = reasonsAgainst(facts);
    return { facts, reasons, told: told ?? { verdict: verdictOf(reasons), since: now } };
  }

  return {
    ...counting,

    async statistics(hotel, from, to) {
      const countedUpTo = clock.now();
      const days = await daysOf(inHotel(database, hotel), from, to);
      const figures = figuresIn(days);
      return { days, total: sumOf(figures), patterns: patternsOf(figures), countedUpTo };
    },

    async health(hotel) {
      const sql = inHotel(database, hotel);
      const days = await daysOf(sql, addDays(today(), 1 - patternDays), today());
      return { ...(await seen(sql)), patterns: patternsOf(figuresIn(days)) };
    },

    async dashboard(hotel) {
      const sql = inHotel(database, hotel);
      const now = clock.now();
      const {
        recent,
        open,
        deliveries: received,
        ...answers
      } = await askTogether(sql, {
        ...questionsAt(now),
        nextRetries,
      });
      return {
        ...{ open, recent, deliveries: received, nextRetries: answers.nextRetries, usual: await usual(sql) },
        told: answers.standing ?? { verdict: 'good', since: now },
      };
    },

    async look(hotel) {
      const turned = await hotelTransaction(database, hotel, async (tx) => {
        const before = await lockStanding(tx);
        const { facts, reasons } = await seen(tx);
        const after = standingAfter(before, verdictOf(reasons), facts.now);
        await saveStanding(tx, after.standing, facts.now);
        if (!after.turned) return undefined;
        await events.record(tx, 'import-health');
        return { verdict: after.standing.verdict, why: reasons.map(({ reason }) => reason.key) };
      });
      if (!turned) return;
      metrics.turned(turned.verdict);
      const level = turned.verdict === 'good' ? 'info' : 'warn';
      logger.log(level, 'the health of an import has turned', { hotelId: hotel, ...turned });
    },
  };
}
