// The SQL of performance_metrics.
import type { HotelId } from '../domain/ids.js';
import type { HotelSql, Sql } from '../platform/database/index.js';

/** How a hotel's work went in one slot; null: there was nothing to measure. */
export interface Measured {
  readonly jobsWaiting: number;
  readonly oldestJobSeconds: number | null;
  readonly messagesTried: number;
  readonly messagesEscalated: number;
  readonly attemptMsMean: number | null;
  readonly attemptMsMax: number | null;
  readonly runs: number;
  readonly runMsMax: number | null;
  readonly staysInPool: number;
  readonly conflicts: number;
}

export interface MeasuredSlot extends Measured {
  readonly slot: Date;
}

const columns = `jobs_waiting AS "jobsWaiting", oldest_job_seconds AS "oldestJobSeconds", messages_tried AS "messagesTried",
  messages_escalated AS "messagesEscalated", attempt_ms_mean AS "attemptMsMean", attempt_ms_max AS "attemptMsMax",
  runs, run_ms_max AS "runMsMax", stays_in_pool AS "staysInPool", conflicts`;

/** What has been written of the slot stays as it was seen first: what waited then cannot be seen again. One statement. */
export const saveSlot = (
  sql: Sql,
  slot: Date,
  measured: readonly (Measured & { readonly hotel: HotelId })[],
): Promise<number> =>
  sql.run(
    `INSERT INTO heyawari.performance_metrics
       (hotel_id, slot, jobs_waiting, oldest_job_seconds, messages_tried, messages_escalated, attempt_ms_mean, attempt_ms_max,
        runs, run_ms_max, stays_in_pool, conflicts)
     SELECT hotel, :slot, "jobsWaiting", "oldestJobSeconds", "messagesTried", "messagesEscalated", "attemptMsMean", "attemptMsMax",
            runs, "runMsMax", "staysInPool", conflicts
       FROM jsonb_to_recordset(CAST(:measured AS jsonb)) AS m(hotel int, "jobsWaiting" int, "oldestJobSeconds" int,
            "messagesTried" int, "messagesEscalated" int, "attemptMsMean" int, "attemptMsMax" int, runs int, "runMsMax" int,
            "staysInPool" int, conflicts int)
     ON CONFLICT (hotel_id, slot) DO NOTHING`,
    { slot, measured: JSON.stringify(measured) },
  );

/** At most `limit` rows of slots before then, skipping from hotel to hotel along the key. Answers with how many went. */
export const forgetSlots = (sql: Sql, before: Date, limit: number): Promise<number> =>
  sql.run(
    `WITH RECURSIVE hotels AS (
       (SELECT hotel_id FROM heyawari.performance_metrics ORDER BY hotel_id LIMIT 1)
       UNION ALL
       SELECT (SELECT hotel_id FROM heyawari.performance_metrics o WHERE o.hotel_id > h.hotel_id ORDER BY hotel_id LIMIT 1)
         FROM hotels h WHERE h.hotel_id IS NOT NULL)
     DELETE FROM heyawari.performance_metrics WHERE ctid = ANY (ARRAY(
       SELECT p.ctid FROM hotels AS h
        CROSS JOIN LATERAL (SELECT ctid FROM heyawari.performance_metrics o
                             WHERE o.hotel_id = h.hotel_id AND o.slot < :before LIMIT :limit) AS p LIMIT :limit))`,
    { before, limit },
  );

/** The slots of `[from, to)` that were measured, the oldest first; the newest `limit` of them. */
export async function slotsOf(
  sql: HotelSql,
  { from, to }: { readonly from: Date; readonly to: Date },
  limit: number,
): Promise<MeasuredSlot[]> {
  const rows = await sql.rows<MeasuredSlot>(
    `SELECT slot, ${columns} FROM heyawari.performance_metrics
      WHERE hotel_id = :hotel AND slot >= :from AND slot < :to ORDER BY slot DESC LIMIT :limit`,
    { hotel: sql.hotel, from, to, limit },
  );
  return rows.toReversed();
}
