// The SQL of the brake on asking the site controller.
import type { HotelSql } from '../../platform/database/index.js';

export interface Bucket {
  readonly nextFetchAt: Date;
  /** Requests that failed since the last that succeeded. */
  readonly failures: number;
}

/** The right to ask for a hotel, for a while. */
export interface FetchLease {
  readonly fence: number;
  readonly failures: number;
  readonly lastFailure: string | undefined;
}

/**
 * Takes the right to ask for the hotel, for `seconds` of database time; undefined where its next turn has not come at `now`, or where
 * somebody else is asking. Who crashes with it loses it when it ends, and the turn after it comes at `next` all the same.
 */
export async function leaseFetch(
  sql: HotelSql,
  now: Date,
  seconds: number,
  next: Date,
): Promise<FetchLease | undefined> {
  const row = await sql.row<{ fence: string; failures: number; last_failure: string | null }>(
    `INSERT INTO heyawari.site_controller_buckets AS b (hotel_id, next_fetch_at, lease_until, fence)
     VALUES (:hotel, :next, clock_timestamp() + make_interval(secs => CAST(:seconds AS double precision)), 1)
     ON CONFLICT (hotel_id) DO UPDATE
        SET lease_until = EXCLUDED.lease_until, next_fetch_at = EXCLUDED.next_fetch_at, fence = b.fence + 1
      WHERE b.next_fetch_at <= :now AND (b.lease_until IS NULL OR b.lease_until <= clock_timestamp())
     RETURNING fence, failures, last_failure`,
    { hotel: sql.hotel, now, seconds, next },
  );
  return (
    row && {
      fence: Number(row.fence),
      failures: row.failures,
      lastFailure: row.last_failure ?? undefined,
    }
  );
}

/** Gives the lease back with what came of it: `failure` undefined where it succeeded. Does nothing where another holds it by now. */
export async function endFetch(
  sql: HotelSql,
  fence: number,
  bucket: Bucket,
  failure: string | undefined,
  at: Date,
): Promise<void> {
  await sql.run(
    `UPDATE heyawari.site_controller_buckets
        SET lease_until = NULL, next_fetch_at = :nextFetchAt, failures = :failures, last_failure = :failure,
            last_success_at = CASE WHEN CAST(:failure AS text) IS NULL THEN :at ELSE last_success_at END
      WHERE hotel_id = :hotel AND fence = :fence`,
    { hotel: sql.hotel, fence, ...bucket, failure: failure ?? null, at },
  );
}

/** Gives the lease back with nothing learned. */
export async function returnFetch(sql: HotelSql, fence: number): Promise<void> {
  await sql.run(
    'UPDATE heyawari.site_controller_buckets SET lease_until = NULL WHERE hotel_id = :hotel AND fence = :fence',
    { hotel: sql.hotel, fence },
  );
}
