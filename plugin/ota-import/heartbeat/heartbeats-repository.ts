// The SQL of heartbeats: one row a hotel, as long as it is fetched for.
import { type HotelId, hotelId } from '../../domain/ids.js';
import type { HotelSql, HotelTx, Sql } from '../../platform/database/index.js';
import type { Sealed } from '../../platform/encryption/index.js';
import type { HotelSince } from '../reporting/installation-repository.js';

/** Begun in one minute at most: the others have their turn in the next. */
const mostAtOnce = 500;
/** Hotels shown at most. */
const mostShown = 20;

/** None is expected of hotels that are not fetched for. */
export const forgetOtherHotels = (sql: Sql, fetched: readonly HotelId[]): Promise<number> =>
  sql.run('DELETE FROM heyawari.heartbeats WHERE hotel_id <> ALL(CAST(:fetched AS integer[]))', { fetched });

/** Of `hotels` those that have received nothing since `before`, nor begun a heartbeat. */
export async function quietHotels(sql: Sql, hotels: readonly HotelId[], before: Date): Promise<HotelId[]> {
  const rows = await sql.rows<{ hotel: number }>(
    `SELECT h.hotel FROM unnest(CAST(:hotels AS integer[])) AS h(hotel)
      WHERE NOT EXISTS (SELECT FROM heyawari.heartbeats b WHERE b.hotel_id = h.hotel AND b.begun_at > :before)
        AND NOT EXISTS (SELECT FROM heyawari.ota_outputs o WHERE o.hotel_id = h.hotel AND o.received_at > :before)
      ORDER BY h.hotel LIMIT ${mostAtOnce}`,
    { hotels, before },
  );
  return rows.map((row) => hotelId(row.hotel));
}

/** One that has not come through is given up for it. */
export async function saveBegun(tx: HotelTx, begunAt: Date, sealed: Sealed): Promise<void> {
  await tx.run(
    `INSERT INTO heyawari.heartbeats AS b (hotel_id, since, begun_at, key_id, sealed_part)
     VALUES (:hotel, :begunAt, :begunAt, :keyId, :bytes)
     ON CONFLICT (hotel_id) DO UPDATE SET begun_at = excluded.begun_at, key_id = excluded.key_id, sealed_part = excluded.sealed_part`,
    { hotel: tx.hotel, begunAt, ...sealed },
  );
}

/** Hotels whose heartbeat has been on its way since before `before`: the job that was to take it may be lost. */
export async function hotelsOnTheirWay(sql: Sql, before: Date): Promise<HotelId[]> {
  const rows = await sql.rows<{ hotel: number }>(
    `SELECT hotel_id AS hotel FROM heyawari.heartbeats WHERE key_id IS NOT NULL AND begun_at <= :before
      ORDER BY begun_at LIMIT ${mostAtOnce}`,
    { before },
  );
  return rows.map((row) => hotelId(row.hotel));
}

export interface OnItsWay {
  readonly begunAt: Date;
  readonly sealed: Sealed;
}

/** Undefined where none is on its way that opens with one of `keys`. */
export async function onItsWay(sql: HotelSql, keys: readonly string[]): Promise<OnItsWay | undefined> {
  const row = await sql.row<{ begun_at: Date; key_id: string; sealed_part: Buffer }>(
    `SELECT begun_at, key_id, sealed_part FROM heyawari.heartbeats WHERE hotel_id = :hotel AND key_id = ANY(:keys)`,
    { hotel: sql.hotel, keys },
  );
  return row && { begunAt: row.begun_at, sealed: { keyId: row.key_id, bytes: row.sealed_part } };
}

/** Nothing where a newer one has begun meanwhile. */
export async function saveThrough(tx: HotelTx, begunAt: Date, at: Date): Promise<void> {
  await tx.run(
    `UPDATE heyawari.heartbeats SET key_id = NULL, sealed_part = NULL, came_through_at = :at
      WHERE hotel_id = :hotel AND begun_at = :begunAt`,
    { hotel: tx.hotel, begunAt, at },
  );
}

/** SQL: by when the next heartbeat of the hotel of row `b` must have come through, unless bookings come; `:minutes` without anything make a hotel quiet. */
const expectedAt = (slackMinutes: number) => `GREATEST(
  COALESCE(b.came_through_at + make_interval(mins => :minutes), b.since),
  (SELECT max(o.received_at) FROM heyawari.ota_outputs o WHERE o.hotel_id = b.hotel_id) + make_interval(mins => :minutes))
  + make_interval(mins => ${slackMinutes})`;

/** Minutes that it may take, and be late to begin: it is looked for every minute. */
const slack = 15;

export interface HeartbeatRow {
  readonly hotel: number;
  /** Null: none has come through yet. */
  readonly last: Date | null;
  readonly expected: Date;
}

export const allHeartbeats = (sql: Sql, minutes: number): Promise<HeartbeatRow[]> =>
  sql.rows<HeartbeatRow>(
    `SELECT b.hotel_id AS hotel, b.came_through_at AS last, ${expectedAt(slack)} AS expected
       FROM heyawari.heartbeats b ORDER BY b.hotel_id`,
    { minutes },
  );

/** Hotels whose heartbeat should have come through by `now`, the longest overdue first. */
export const overdueHotels = (sql: Sql, minutes: number, now: Date): Promise<HotelSince[]> =>
  sql.rows<HotelSince>(
    `SELECT hotel, state, since, CAST(count(*) OVER () AS int) AS total
       FROM (SELECT b.hotel_id AS hotel, CASE WHEN b.key_id IS NULL THEN 'not begun' ELSE 'on its way' END AS state, ${expectedAt(slack)} AS since
               FROM heyawari.heartbeats b) AS each
      WHERE since < :now ORDER BY since, hotel LIMIT ${mostShown}`,
    { minutes, now },
  );
