// Counts business dates from the log of attempts when they are over, and forgets attempts whose day has long been counted.
import { addDays, businessDate, type HotelDate, instantAt, nightsBetween } from '../../domain/hotel-date.js';
import type { HotelId } from '../../domain/ids.js';
import { type HotelSql, inHotel } from '../../platform/database/index.js';
import type { Platform } from '../../platform/index.js';
import type { DayFigures } from './day-figures.js';
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

/** Of those not counted yet, so many of the newest are counted when they are asked for: today, and what the job has not come to. */
const countedOnAsking = 3;
/** Days counted in one go, and the most that are ever made up. */
const daysInARow = 40;
/** Days whose figures are kept. */
const daysKept = 1_100;
/** Attempts forgotten in one statement, and how often in one go. */
const forgottenAtOnce = 5_000;
const forgottenInARow = 20;

export interface FiguresOfDay {
  readonly date: HotelDate;
  /** Undefined: it has not been counted, or its attempts are forgotten. */
  readonly figures: DayFigures | undefined;
}

export interface DayCounting {
  /** The business date. */
  today(this: void): HotelDate;
  /** Counts the days that have ended and are not counted, the oldest first, and forgets what has been kept long enough. Idempotent; bounded. */
  countDays(hotel: HotelId): Promise<void>;
  /** Counts one day anew. */
  countDay(hotel: HotelId, date: HotelDate): Promise<void>;
  /** Every day of `[from, to]`: as it was counted, or counted now where it is one of the newest that were not. */
  daysOf(this: void, sql: HotelSql, from: HotelDate, to: HotelDate): Promise<FiguresOfDay[]>;
}

type CountingParts = Pick<Platform, 'database' | 'clock' | 'calendar' | 'settings'>;

export function createDayCounting({ database, clock, calendar, settings }: CountingParts): DayCounting {
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

  async function daysOf(sql: HotelSql, from: HotelDate, to: HotelDate): Promise<FiguresOfDay[]> {
    const counted = new Map((await countedDays(sql, from, to)).map(({ date, figures }) => [date, figures]));
    const days: FiguresOfDay[] = [];
    for (let date = from; date <= to; date = addDays(date, 1)) {
      const age = nightsBetween(date, today());
      const isAsked = !counted.has(date) && age >= 0 && age < countedOnAsking;
      days.push({ date, figures: isAsked ? (await count(sql, date)).figures : counted.get(date) });
    }
    return days;
  }

  return { today, countDay, countDays, daysOf };
}
