// The SQL of the pool at a glance and of the room × night board.
import type { AssignmentMode, RoomLock, RoomState } from '../../domain/booking-plan.js';
import type { DayUseHours } from '../../domain/day-use.js';
import type { HotelDate } from '../../domain/hotel-date.js';
import type { HotelMoment } from '../../domain/stay-moments.js';
import { lastRunOfHotel, type RunResult } from '../night/runs-repository.js';
import {
  arrivesToday,
  currentPlans,
  hasNightInRange,
  isDueSoon,
  isPastDeadline,
  ofMoment,
} from '../plans/moment-words.js';
import { nextDeadlineOf } from '../plans/final-rooms-repository.js';
import { momentIn, type Question } from '../../platform/database/index.js';

/** Current stays by state, and what of them is of today. */
export interface PoolFigures {
  readonly tentative: number;
  readonly final: number;
  readonly unplaced: number;
  readonly arrivalsToday: number;
  readonly dueSoon: number;
  readonly pastDeadline: number;
  readonly nextDeadline: Date | undefined;
  /** Undefined: the hotel has set none. */
  readonly mode: AssignmentMode | undefined;
  readonly lastRun:
    | ({ readonly id: number; readonly finishedAt: Date } & Pick<RunResult, 'kind' | 'finalised' | 'moved'>)
    | undefined;
}

interface FiguresRow extends Omit<PoolFigures, 'nextDeadline' | 'mode' | 'lastRun'> {
  readonly next_deadline: string | null;
  readonly mode: AssignmentMode | null;
  readonly run:
    (Pick<RunResult, 'kind' | 'finalised' | 'moved'> & { id: number; finished_at: string }) | null;
}

const countOf = (condition: string) =>
  `(SELECT count(*) FROM heyawari.booking_plans p WHERE p.hotel_id = :hotel AND ${condition})`;

/** What a deadline says is counted by the index of deadlines: all else that is counted stands in the index of current stays. */
export const poolFigures = (moment: HotelMoment): Question<PoolFigures> => ({
  select: `
    SELECT c.*, ${countOf(isDueSoon)} AS "dueSoon", ${countOf(isPastDeadline)} AS "pastDeadline",
           (${nextDeadlineOf(':hotel')}) AS next_deadline,
           (SELECT mode FROM heyawari.hotel_settings WHERE hotel_id = :hotel) AS mode,
           (SELECT row_to_json(r) FROM (${lastRunOfHotel}) AS r) AS run
      FROM (SELECT count(*) FILTER (WHERE p.room_state = 'tentative') AS tentative,
                   count(*) FILTER (WHERE p.room_state = 'final') AS final,
                   count(*) FILTER (WHERE p.room_state = 'unplaced') AS unplaced,
                   count(*) FILTER (WHERE ${arrivesToday}) AS "arrivalsToday"
              FROM (${currentPlans('p.room_state, p.check_in')}) AS p) AS c`,
  bindings: ofMoment(moment),
  read(rows: FiguresRow[]) {
    const { next_deadline: deadline, mode, run, ...counts } = rows[0]!;
    return {
      ...counts,
      nextDeadline: deadline === null ? undefined : momentIn(deadline),
      mode: mode ?? undefined,
      lastRun: run ? { ...run, finishedAt: momentIn(run.finished_at) } : undefined,
    };
  },
});

/** A stay as the board draws it. */
export interface BoardStay {
  readonly planId: number;
  readonly roomId: number;
  readonly checkIn: HotelDate;
  readonly checkOut: HotelDate;
  readonly state: RoomState;
  readonly upgraded: boolean;
  readonly inHouse: boolean;
  readonly bookingNumber: string;
}

export interface DateRange {
  readonly from: HotelDate;
  /** Exclusive. */
  readonly to: HotelDate;
}

/** Placed stays with a night in the range, at most `limit`. Read from an index alone. */
export const staysOnBoard = (range: DateRange, limit: number): Question<BoardStay[]> => ({
  select: `
    SELECT p.id AS "planId", p.room_id AS "roomId", to_char(p.check_in, 'YYYY-MM-DD') AS "checkIn",
           to_char(p.check_out, 'YYYY-MM-DD') AS "checkOut", p.room_state AS state,
           p.room_type_id <> p.booked_type_id AS upgraded, p.in_house AS "inHouse", p.booking_number AS "bookingNumber"
      FROM heyawari.booking_plans p
     WHERE p.hotel_id = :hotel AND p.room_state <> 'ended' AND p.room_id IS NOT NULL AND ${hasNightInRange}
     ORDER BY p.check_in, p.id LIMIT ${limit}`,
  bindings: { ...range },
  read: (rows: BoardStay[]) => rows,
});

/** What was said with the locks of stays with a night in the range, by plan, at most `limit`: apart from the stays, as day uses are. */
export const locksInRange = (
  range: DateRange,
  limit: number,
): Question<ReadonlyMap<number, RoomLock['cause']>> => ({
  select: `
    SELECT p.id, p.lock_cause AS cause
      FROM heyawari.booking_plans p
     WHERE p.hotel_id = :hotel AND p.lock_cause IS NOT NULL AND p.room_id IS NOT NULL AND ${hasNightInRange}
     ORDER BY p.id LIMIT ${limit}`,
  bindings: { ...range },
  read: (rows: { readonly id: number; readonly cause: RoomLock['cause'] }[]) =>
    new Map(rows.map(({ id, cause }) => [Number(id), cause])),
});

/** Hours of the placed day uses that arrive in the range, by plan, at most `limit`: apart from the stays, which an index answers alone. */
export const dayUsesInRange = (
  range: DateRange,
  limit: number,
): Question<ReadonlyMap<number, DayUseHours>> => ({
  select: `
    SELECT p.id, to_char(p.day_use_from, 'HH24:MI') AS "from", to_char(p.day_use_until, 'HH24:MI') AS until
      FROM heyawari.booking_plans p
     WHERE p.hotel_id = :hotel AND p.check_in >= :from AND p.check_in < :to
       AND p.day_use_from IS NOT NULL AND p.room_state <> 'ended' AND p.room_id IS NOT NULL
     ORDER BY p.check_in, p.id LIMIT ${limit}`,
  bindings: { ...range },
  read: (rows: ({ readonly id: number } & DayUseHours)[]) =>
    new Map(rows.map(({ id, from, until }) => [Number(id), { from, until }])),
});

/** Nights of the range that the PMS holds beside our plans, at most `limit`. */
export const nightsHeldByHost = (
  range: DateRange,
  limit: number,
): Question<{ readonly room: string; readonly night: HotelDate }[]> => ({
  select: `
    SELECT DISTINCT physical_room AS room, to_char(night, 'YYYY-MM-DD') AS night FROM heyawari.host_nights
     WHERE hotel_id = :hotel AND night >= :from AND night < :to ORDER BY room, night LIMIT ${limit}`,
  bindings: { ...range },
  read: (rows: { readonly room: string; readonly night: HotelDate }[]) => rows,
});
