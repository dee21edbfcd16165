// The SQL of runs: which were done, and what is due next.
import type { HotelDate } from '../../domain/hotel-date.js';
import { hotelId, type HotelId } from '../../domain/ids.js';
import { correlationId } from '../../platform/context.js';
import type { Sql, HotelSql } from '../../platform/database/index.js';

export interface RunResult {
  readonly kind: 'nightly' | 'sweep';
  readonly businessDate: HotelDate;
  /** A nightly run that was missed in the night and came by day: it made final what was due, and moved nothing. */
  readonly madeUp: boolean;
  readonly startedAt: Date;
  readonly finishedAt: Date;
  /** Rooms made final. */
  readonly finalised: number;
  /** Tentative rooms exchanged. */
  readonly moved: number;
  /** Plans whose window opened. */
  readonly woken: number;
  /** By the machine's own clock: the business clock may be simulated. */
  readonly durationMs: number;
}

/** A second nightly run of the same business date leaves no row. */
export async function saveRun(sql: HotelSql, run: RunResult): Promise<void> {
  await sql.run(
    `INSERT INTO heyawari.assignment_runs
       (hotel_id, kind, business_date, made_up, started_at, finished_at, finalised, moved, woken, duration_ms, correlation_id)
     VALUES (:hotel, :kind, :businessDate, :madeUp, :startedAt, :finishedAt, :finalised, :moved, :woken, :durationMs, :correlation)
     ON CONFLICT (hotel_id, business_date) WHERE kind = 'nightly' DO NOTHING`,
    { hotel: sql.hotel, ...run, correlation: correlationId() ?? null },
  );
}

export async function nightlyRunDone(sql: HotelSql, date: HotelDate): Promise<boolean> {
  const row = await sql.row(
    `SELECT FROM heyawari.assignment_runs WHERE hotel_id = :hotel AND kind = 'nightly' AND business_date = :date`,
    { hotel: sql.hotel, date },
  );
  return row !== undefined;
}

/** The last run of the hotel `:hotel`. */
export const lastRunOfHotel = `
  SELECT id, kind, finished_at, finalised, moved FROM heyawari.assignment_runs
   WHERE hotel_id = :hotel ORDER BY id DESC LIMIT 1`;

/** Hotels whose PMS rows we follow, all that an import has ever placed a stay in: those that sweeps and nightly runs visit. */
export async function pooledHotels(sql: Sql): Promise<HotelId[]> {
  const rows = await sql.rows<{ hotel_id: number }>(
    `SELECT hotel_id FROM heyawari.host_cursors ORDER BY hotel_id`,
  );
  return rows.map((row) => hotelId(row.hotel_id));
}
