// The SQL of who is due for a run, asked and noted for all hotels at once.
import type { AssignmentMode } from '../../domain/booking-plan.js';
import type { HotelDate } from '../../domain/hotel-date.js';
import { hotelId, type HotelId } from '../../domain/ids.js';
import { correlationId } from '../../platform/context.js';
import type { Sql } from '../../platform/database/index.js';
import { modeOf } from '../plans/hotel-repository.js';
import { isPastDeadline, windowHasOpened } from '../plans/moment-words.js';
import { nextDeadlineOf } from '../plans/final-rooms-repository.js';

/** What of a hotel says whether it is due. */
export interface RunStanding {
  readonly hotel: HotelId;
  readonly mode: AssignmentMode;
  /** When the last run began; undefined: there was none. */
  readonly lastStartedAt: Date | undefined;
  /** Of the business date. */
  readonly nightlyDone: boolean;
  /** A room is to become final, a window to open, or another room to be looked for where two hold one: rooms come free without anybody telling. */
  readonly somethingDue: boolean;
}

/** Of a hotel with the settings `s`, which may not be there: its rooms are planned. */
const isPlanned = `s.roll_out IS DISTINCT FROM 'off'`;

/** Of all hotels that are followed and whose rooms are planned. What may be due is asked apart: each has its index, and the whole pool is not gone through. */
export async function runStandings(sql: Sql, today: HotelDate, now: Date): Promise<RunStanding[]> {
  const rows = await sql.rows<{
    hotel_id: number;
    mode: AssignmentMode | null;
    last: Date | null;
    nightly: boolean;
    due: boolean;
  }>(
    `SELECT c.hotel_id, s.mode, last.started_at AS last,
            EXISTS (SELECT FROM heyawari.assignment_runs n
                     WHERE n.hotel_id = c.hotel_id AND n.kind = 'nightly' AND n.business_date = :today) AS nightly,
            EXISTS (SELECT FROM heyawari.booking_plans p WHERE p.hotel_id = c.hotel_id AND ${isPastDeadline})
            OR EXISTS (SELECT FROM heyawari.booking_plans p WHERE p.hotel_id = c.hotel_id AND ${windowHasOpened})
            OR EXISTS (SELECT FROM heyawari.room_conflicts r WHERE r.hotel_id = c.hotel_id AND r.state = 'open') AS due
       FROM heyawari.host_cursors c
       LEFT JOIN heyawari.hotel_settings s ON s.hotel_id = c.hotel_id
       LEFT JOIN LATERAL (SELECT started_at FROM heyawari.assignment_runs r
                           WHERE r.hotel_id = c.hotel_id ORDER BY r.id DESC LIMIT 1) AS last ON true
      WHERE ${isPlanned} ORDER BY c.hotel_id`,
    { today, now },
  );
  return rows.map((row) => ({
    hotel: hotelId(row.hotel_id),
    mode: modeOf(row.mode),
    lastStartedAt: row.last ?? undefined,
    nightlyDone: row.nightly,
    somethingDue: row.due,
  }));
}

/** Sweeps that found nothing to do, and took no time. */
export async function saveIdleSweeps(
  sql: Sql,
  hotels: readonly HotelId[],
  today: HotelDate,
  now: Date,
): Promise<void> {
  if (hotels.length === 0) return;
  await sql.run(
    `INSERT INTO heyawari.assignment_runs
       (hotel_id, kind, business_date, started_at, finished_at, finalised, moved, woken, duration_ms, correlation_id)
     SELECT hotel, 'sweep', :today, :now, :now, 0, 0, 0, 0, :correlation FROM unnest(CAST(:hotels AS integer[])) AS hotel`,
    { hotels, today, now, correlation: correlationId() ?? null },
  );
}

/** Whether a hotel that is followed has had no nightly run on that date, and the earliest deadline of a room that can become final. */
export async function nextInAnyHotel(
  sql: Sql,
  today: HotelDate,
): Promise<{ readonly nightlyRunOutstanding: boolean; readonly deadline: Date | undefined }> {
  const row = await sql.row<{ outstanding: boolean; deadline: Date | null }>(
    `SELECT EXISTS (SELECT FROM heyawari.host_cursors c LEFT JOIN heyawari.hotel_settings s ON s.hotel_id = c.hotel_id
                     WHERE ${isPlanned} AND NOT EXISTS (SELECT FROM heyawari.assignment_runs n
                                        WHERE n.hotel_id = c.hotel_id AND n.kind = 'nightly' AND n.business_date = :today)) AS outstanding,
            (SELECT min((${nextDeadlineOf('c.hotel_id')})) FROM heyawari.host_cursors c) AS deadline`,
    { today },
  );
  return { nightlyRunOutstanding: row?.outstanding ?? false, deadline: row?.deadline ?? undefined };
}

/** Sweeps are looked up for a while; nightly runs stay. Answers with how many went. */
export const purgeSweeps = (sql: Sql, before: Date): Promise<number> =>
  sql.run(`DELETE FROM heyawari.assignment_runs WHERE kind = 'sweep' AND started_at < :before`, { before });
