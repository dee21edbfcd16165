// The SQL of the brake on asking the site controller.
import type { HotelId } from '../domain/ids.js';
import type { Sql, Transaction } from '../platform/database/index.js';

/** Separates this lock from other programs' on the same database. */
const fetchLock = 0x4846;

/** Whether this transaction is now the only one that asks for the hotel; released when it ends, also by a crash. */
export async function lockFetch(tx: Transaction, hotel: HotelId): Promise<boolean> {
  const row = await tx.row<{ locked: boolean }>(
    `SELECT pg_try_advisory_xact_lock(${fetchLock}, :hotel) AS locked`,
    {
      hotel,
    },
  );
  return row?.locked ?? false;
}

export interface Bucket {
  readonly nextFetchAt: Date;
  readonly failures: number;
}

export async function bucketOf(sql: Sql, hotel: HotelId): Promise<Bucket | undefined> {
  return sql.row<{ nextFetchAt: Date; failures: number }>(
    `SELECT next_fetch_at AS "nextFetchAt", failures FROM heyawari.site_controller_buckets WHERE hotel_id = :hotel`,
    { hotel },
  );
}

export async function saveBucket(
  sql: Sql,
  hotel: HotelId,
  bucket: Bucket,
  succeededAt: Date | undefined,
): Promise<void> {
  await sql.run(
    `INSERT INTO heyawari.site_controller_buckets (hotel_id, next_fetch_at, failures, last_success_at)
     VALUES (:hotel, :nextFetchAt, :failures, :succeededAt)
     ON CONFLICT (hotel_id) DO UPDATE SET next_fetch_at = EXCLUDED.next_fetch_at, failures = EXCLUDED.failures,
       last_success_at = COALESCE(EXCLUDED.last_success_at, site_controller_buckets.last_success_at)`,
    { hotel, ...bucket, succeededAt: succeededAt ?? null },
  );
}
