// The SQL of asking the site controller: one request at a time for each hotel over all processes, and when the next fetch may be.
import { hotelId, type HotelId } from '../../domain/ids.js';
import type { HotelSql, HotelTx, Sql } from '../../platform/database/index.js';
import type { Bucket, Circuit, RequestFailure } from './circuit.js';

export type Purpose = 'fetch' | 'confirm';

/** The right to send the hotel's only request, for a while. */
export interface RequestLease extends Circuit {
  readonly fence: number;
  readonly lastFailure: string | undefined;
}

interface LeaseRow {
  readonly fence: string;
  readonly failures: number;
  readonly opened_at: Date | null;
  readonly last_failure: string | null;
}

const toLease = (row: LeaseRow): RequestLease => ({
  fence: Number(row.fence),
  failures: row.failures,
  openedAt: row.opened_at ?? undefined,
  lastFailure: row.last_failure ?? undefined,
});

const leaseEnd = 'clock_timestamp() + make_interval(secs => CAST(:seconds AS double precision))';
const isLeased = 'b.lease_until > clock_timestamp()';
/** Since the database was restored nothing may be asked for this hotel. */
const isHeld = 'EXISTS (SELECT FROM heyawari.fetch_holds h WHERE h.hotel_id = :hotel)';

/** Of these hotels those whose turn has come at `now`. */
export async function hotelsToFetch(
  sql: Sql,
  hotels: readonly HotelId[],
  now: Date,
): Promise<ReadonlySet<HotelId>> {
  if (hotels.length === 0) return new Set();
  const rows = await sql.rows<{ hotel_id: number }>(
    `SELECT h.hotel_id FROM unnest(CAST(:hotels AS integer[])) AS h(hotel_id)
       LEFT JOIN heyawari.site_controller_buckets b ON b.hotel_id = h.hotel_id
      WHERE b.next_fetch_at IS NULL OR b.next_fetch_at <= :now`,
    { hotels, now },
  );
  return new Set(rows.map((row) => hotelId(row.hotel_id)));
}

/**
 * Takes the right to fetch for the hotel, for `seconds` of database time; undefined where its next turn has not come at `now`, or where
 * somebody else is asking, or while the hotel is held. Who crashes with it loses it when it ends, and the turn after it comes at `next` all the same.
 */
export async function leaseFetch(
  sql: HotelSql,
  now: Date,
  seconds: number,
  next: Date,
): Promise<RequestLease | undefined> {
  const row = await sql.row<LeaseRow>(
    `INSERT INTO heyawari.site_controller_buckets AS b (hotel_id, next_fetch_at, last_fetch_at, lease_until, lease_for, fence)
     SELECT :hotel, :next, :now, ${leaseEnd}, 'fetch', 1 WHERE NOT ${isHeld}
     ON CONFLICT (hotel_id) DO UPDATE
        SET lease_until = EXCLUDED.lease_until, lease_for = EXCLUDED.lease_for, next_fetch_at = EXCLUDED.next_fetch_at,
            last_fetch_at = EXCLUDED.last_fetch_at, fence = b.fence + 1
      WHERE b.next_fetch_at <= :now AND (${isLeased}) IS NOT TRUE
     RETURNING fence, failures, opened_at, last_failure`,
    { hotel: sql.hotel, now, seconds, next },
  );
  return row && toLease(row);
}

/** As `leaseFetch`, to confirm an output: at any time but while somebody else is asking, the circuit is open or the hotel is held. */
export async function leaseConfirmation(
  sql: HotelSql,
  now: Date,
  seconds: number,
): Promise<RequestLease | undefined> {
  const row = await sql.row<LeaseRow>(
    `INSERT INTO heyawari.site_controller_buckets AS b (hotel_id, next_fetch_at, lease_until, lease_for, fence)
     SELECT :hotel, :now, ${leaseEnd}, 'confirm', 1 WHERE NOT ${isHeld}
     ON CONFLICT (hotel_id) DO UPDATE
        SET lease_until = EXCLUDED.lease_until, lease_for = EXCLUDED.lease_for, fence = b.fence + 1
      WHERE b.opened_at IS NULL AND (${isLeased}) IS NOT TRUE
     RETURNING fence, failures, opened_at, last_failure`,
    { hotel: sql.hotel, now, seconds },
  );
  return row && toLease(row);
}

export interface Standing extends Bucket {
  /** When the last fetch was answered, or sent where it was not. */
  readonly lastFetchAt: Date | undefined;
  /** When a fetch was last answered properly. */
  readonly lastSuccessAt: Date | undefined;
  readonly lastFailure: string | undefined;
  /** What somebody is asking at present. */
  readonly asking: Purpose | undefined;
  /** Nothing may be asked since the database was restored. */
  readonly held: boolean;
}

interface StandingRow {
  readonly next_fetch_at: Date;
  readonly failures: number;
  readonly opened_at: Date | null;
  readonly last_fetch_at: Date | null;
  readonly last_success_at: Date | null;
  readonly last_failure: string | null;
  readonly asking: Purpose | null;
  readonly held: boolean;
}

const standingColumns = `next_fetch_at, failures, opened_at, last_fetch_at, last_success_at, last_failure,
            CASE WHEN ${isLeased} THEN coalesce(lease_for, 'fetch') END AS asking, ${isHeld} AS held`;

const toStanding = (row: StandingRow): Standing => ({
  nextFetchAt: row.next_fetch_at,
  failures: row.failures,
  openedAt: row.opened_at ?? undefined,
  lastFetchAt: row.last_fetch_at ?? undefined,
  lastSuccessAt: row.last_success_at ?? undefined,
  lastFailure: row.last_failure ?? undefined,
  asking: row.asking ?? undefined,
  held: row.held,
});

/** How the hotel stands with the site controller; undefined where it was never asked. */
export async function standing(sql: HotelSql): Promise<Standing | undefined> {
  const row = await sql.row<StandingRow>(
    `SELECT ${standingColumns} FROM heyawari.site_controller_buckets b WHERE hotel_id = :hotel`,
    { hotel: sql.hotel },
  );
  return row && toStanding(row);
}

/** As `standing`, kept as it is until the transaction ends. */
export async function lockedStanding(tx: HotelTx): Promise<Standing | undefined> {
  const row = await tx.row<StandingRow>(
    `SELECT ${standingColumns} FROM heyawari.site_controller_buckets b WHERE hotel_id = :hotel FOR UPDATE`,
    { hotel: tx.hotel },
  );
  return row && toStanding(row);
}

/** Hotels whose circuit is open, at most 50, with what their last request failed by. */
export async function openCircuits(
  sql: Sql,
): Promise<{ readonly hotel: number; readonly since: Date; readonly failure: string }[]> {
  return sql.rows(
    `SELECT hotel_id AS hotel, opened_at AS since, coalesce(last_failure, 'unknown') AS failure
       FROM heyawari.site_controller_buckets WHERE opened_at IS NOT NULL ORDER BY hotel_id LIMIT 50`,
  );
}

/** The next fetch may be at `at`, where it was to be later; a moment that is past is now. */
export async function bringFetchForward(tx: HotelTx, at: Date, now: Date): Promise<void> {
  await tx.run(
    `UPDATE heyawari.site_controller_buckets
        SET next_fetch_at = least(next_fetch_at, greatest(CAST(:at AS timestamptz), CAST(:now AS timestamptz)))
      WHERE hotel_id = :hotel`,
    { hotel: tx.hotel, at, now },
  );
}

/** Gives the lease back with what came of the fetch. False, and nothing is done, where another holds it by now. */
export async function endFetch(
  sql: HotelSql,
  fence: number,
  { nextFetchAt, failures, openedAt }: Bucket,
  failure: RequestFailure | undefined,
  at: Date,
): Promise<boolean> {
  const ended = await sql.run(
    `UPDATE heyawari.site_controller_buckets
        SET lease_until = NULL, next_fetch_at = :nextFetchAt, failures = :failures, opened_at = :openedAt, last_failure = :failure,
            last_fetch_at = :at, last_success_at = CASE WHEN CAST(:failure AS text) IS NULL THEN :at ELSE last_success_at END
      WHERE hotel_id = :hotel AND fence = :fence`,
    {
      ...{ hotel: sql.hotel, fence, nextFetchAt, failures, at },
      ...{ openedAt: openedAt ?? null, failure: failure ?? null },
    },
  );
  return ended > 0;
}

/** As `endFetch`, of a confirmation. `notBefore`: one that failed puts the next fetch off until then. */
export async function endConfirmation(
  sql: HotelSql,
  fence: number,
  { failures, openedAt }: Circuit,
  failure: RequestFailure | undefined,
  notBefore: Date | undefined,
): Promise<boolean> {
  const ended = await sql.run(
    `UPDATE heyawari.site_controller_buckets
        SET lease_until = NULL, failures = :failures, opened_at = :openedAt, last_failure = :failure,
            next_fetch_at = greatest(next_fetch_at, CAST(:notBefore AS timestamptz))
      WHERE hotel_id = :hotel AND fence = :fence`,
    {
      ...{ hotel: sql.hotel, fence, failures, openedAt: openedAt ?? null },
      ...{ failure: failure ?? null, notBefore: notBefore ?? null },
    },
  );
  return ended > 0;
}

/** Gives the lease back with nothing learned. */
export async function returnLease(sql: HotelSql, fence: number): Promise<void> {
  await sql.run(
    'UPDATE heyawari.site_controller_buckets SET lease_until = NULL WHERE hotel_id = :hotel AND fence = :fence',
    { hotel: sql.hotel, fence },
  );
}
