// ImportMonitorService (O8): counts days, says how the import did and does, and tells when a hotel's verdict turns.
import { addDays, type HotelDate } from '../../domain/hotel-date.js';
import type { HotelId } from '../../domain/ids.js';
import { askTogether, type HotelSql, hotelTransaction, inHotel } from '../../platform/database/index.js';
import type { Platform } from '../../platform/index.js';
import { createDayCounting, type DayCounting, type FiguresOfDay } from './day-counting.js';
import { type DayFigures, noFigures, sumOf } from './day-figures.js';
import {
  deliveries,
  type Deliveries,
  lockStanding,
  nextRetries,
  type NextRetry,
  oldestDue,
  openFindings,
  type OpenFindings,
  openMessagesNow,
  type OpenMessages,
  recentAttempts,
  type RecentAttempts,
  saveStanding,
  standing,
} from './health-repository.js';
import { type MassEdit, standingMassEdit } from './mass-edits-repository.js';
import { createReportMetrics } from './metrics.js';
import { type Pattern, patternsOf } from './patterns.js';
import { countedDays } from './statistics-repository.js';
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
const usualDays = 30;
const patternDays = 7;
const hour = 3_600_000;

export interface Statistics {
  /** Every day of the range. */
  readonly days: readonly FiguresOfDay[];
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
  readonly businessDate: HotelDate;
  /** As of a health report. */
  readonly reasons: readonly HealthReason[];
  readonly told: Pick<Standing, 'verdict' | 'since'>;
  readonly open: OpenMessages;
  readonly nextRetries: readonly NextRetry[];
  readonly recent: RecentAttempts;
  readonly usual: Pick<DayFigures, 'tried' | 'succeeded'>;
  readonly deliveries: Deliveries;
  readonly openFindings: OpenFindings;
}

export interface ImportMonitorService extends Pick<DayCounting, 'countDays' | 'countDay'> {
  /** The figures of `[from, to]`, at most `longestRange` days, up to now. */
  statistics(hotel: HotelId, from: HotelDate, to: HotelDate): Promise<Statistics>;
  health(hotel: HotelId): Promise<HealthReport>;
  dashboard(hotel: HotelId): Promise<Dashboard>;
  /** Looks at the hotel's health, and tells everyone where its verdict turns. */
  look(hotel: HotelId): Promise<void>;
}

type Parts = Pick<Platform, 'database' | 'clock' | 'calendar' | 'events' | 'logger' | 'settings' | 'metrics'>;

const figuresIn = (days: readonly FiguresOfDay[]): DayFigures[] =>
  days.flatMap(({ figures }) => figures ?? []);

interface HealthAnswers {
  readonly recent: RecentAttempts;
  readonly open: OpenMessages;
  readonly deliveries: Deliveries;
  readonly due: Date | undefined;
  readonly standing: Standing | undefined;
  readonly massEdit: MassEdit | undefined;
}

function healthOf(
  now: Date,
  { recent, open, deliveries: received, due, standing: told, massEdit }: HealthAnswers,
  usual: DayFigures,
) {
  const facts: HealthFacts = {
    ...{ now, recent, usual, oldestDue: due },
    ...{ oldestFailed: open.oldestFailed, failedArrivals: open.failedArrivals },
    ...{ oldestUnconfirmed: received.oldestUnconfirmed, siteController: received.siteController },
    ...{ heldSince: received.heldSince, massEdit },
  };
  const reasons = reasonsAgainst(facts);
  return { facts, reasons, told: told ?? { verdict: verdictOf(reasons), since: now } };
}

export function createImportMonitor(parts: Parts): ImportMonitorService {
  const { database, clock, events, logger } = parts;
  const { today, daysOf, ...counting } = createDayCounting(parts);
  const metrics = createReportMetrics(parts.metrics);

  /** What was counted of the days before today. */
  async function usual(sql: HotelSql): Promise<DayFigures> {
    const days = await countedDays(sql, addDays(today(), -usualDays), addDays(today(), -1));
    return days.length === 0 ? noFigures : sumOf(days.map(({ figures }) => figures));
  }

  const questionsAt = (now: Date) => ({
    ...{ deliveries, standing, due: oldestDue(now), massEdit: standingMassEdit },
    recent: recentAttempts(new Date(now.getTime() - 24 * hour)),
    open: openMessagesNow(today(), addDays(today(), 1)),
  });

  async function seen(sql: HotelSql) {
    const now = clock.now();
    return healthOf(now, await askTogether(sql, questionsAt(now)), await usual(sql));
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
      const answers = await askTogether(sql, { ...questionsAt(now), nextRetries, openFindings });
      const { facts, reasons, told } = healthOf(now, answers, await usual(sql));
      return { ...answers, businessDate: today(), reasons, told, usual: facts.usual };
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
