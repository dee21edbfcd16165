// The SQL of the figures of the whole installation: counted from partial indexes, kept in one row.
import { z } from 'zod';
import type { Sql } from '../database/index.js';

const counts = z.record(z.string(), z.number());
const failedMessages = z.object({
  hotel: z.number(),
  class: z.string(),
  count: z.number(),
  /** When the first of them came: seconds since 1970. */
  oldest: z.number(),
});

const figures = z.object({
  /** Messages that only a person or a later message ends. */
  openFailures: z.number(),
  /** Of those, the ones held for a decision; and open conflicts about a room. */
  needsPerson: z.number(),
  /** The same messages by hotel and class of failure; a build of before told of none. */
  failedMessages: z.array(failedMessages).default([]),
  /** Seconds since 1970; null where all are confirmed. */
  oldestUnconfirmed: z.number().nullable(),
  unplaced: z.number(),
  /** What messages, the PMS and our plans say differently, and nobody has seen to. */
  openFindings: z.number(),
  /** Hotels whose import does not do well, by verdict. */
  importsDegraded: z.number(),
  importsBad: z.number(),
  /** Hotels whose site controller is only probed. */
  openCircuits: z.number(),
  /** Hotels that are not fetched for since the database was restored; a build of before told of none. */
  heldHotels: z.number().default(0),
  /** By kind. */
  jobsReady: counts,
  jobsDead: counts,
});

/** What is seen of the tables of imports and plans. */
export type BookFigures = Omit<Figures, 'jobsReady' | 'jobsDead'>;
export type Figures = z.output<typeof figures>;

export interface Snapshot {
  /** By the business clock. */
  readonly takenAt: Date;
  readonly figures: Figures;
}

/** The one row's name. */
const name = 'installation';

/** All hotels together, in one statement: what is open is little, and each part has an index of its own for just that. */
export async function countBooks(sql: Sql): Promise<BookFigures> {
  const row = await sql.row<BookFigures>(
    `SELECT f.open AS "openFailures", CAST(f.held + c.open AS int) AS "needsPerson", o.oldest AS "oldestUnconfirmed", p.unplaced,
            r.open AS "openFindings", v.degraded AS "importsDegraded", v.bad AS "importsBad",
            h.failed AS "failedMessages", s.open AS "openCircuits", w.held AS "heldHotels"
       FROM (SELECT CAST(count(*) AS int) AS open, count(*) FILTER (WHERE failure_class = 'needs_person') AS held
               FROM heyawari.ota_import_cache WHERE status = 'failed') f,
            (SELECT count(*) AS open FROM heyawari.room_conflicts WHERE state = 'open') c,
            (SELECT CAST(extract(epoch FROM min(received_at)) AS double precision) AS oldest
               FROM heyawari.ota_outputs WHERE confirmation = 'pending') o,
            (SELECT CAST(count(*) AS int) AS unplaced FROM heyawari.booking_plans WHERE room_state = 'unplaced') p,
            (SELECT CAST(count(*) AS int) AS open FROM heyawari.reconciliation_findings WHERE state = 'open') r,
            (SELECT CAST(count(*) FILTER (WHERE verdict = 'degraded') AS int) AS degraded,
                    CAST(count(*) FILTER (WHERE verdict = 'bad') AS int) AS bad FROM heyawari.ota_import_health) v,
            (SELECT COALESCE(json_agg(m), '[]') AS failed
               FROM (SELECT hotel_id AS hotel, COALESCE(failure_class, 'none') AS class, CAST(count(*) AS int) AS count,
                            CAST(extract(epoch FROM min(received_at)) AS double precision) AS oldest
                       FROM heyawari.ota_import_cache WHERE status = 'failed' GROUP BY hotel_id, failure_class) m) h,
            (SELECT CAST(count(*) AS int) AS open FROM heyawari.site_controller_buckets WHERE opened_at IS NOT NULL) s,
            (SELECT CAST(count(*) AS int) AS held FROM heyawari.fetch_holds) w`,
  );
  return row!;
}

/** Over the one before. */
export async function saveSnapshot(sql: Sql, snapshot: Snapshot): Promise<void> {
  await sql.run(
    `INSERT INTO heyawari.metric_snapshots (name, taken_at, figures) VALUES (:name, :takenAt, CAST(:figures AS jsonb))
     ON CONFLICT (name) DO UPDATE SET taken_at = excluded.taken_at, figures = excluded.figures`,
    { name, takenAt: snapshot.takenAt, figures: JSON.stringify(snapshot.figures) },
  );
}

/** Undefined where none was taken yet, or the one there is another build's. */
export async function lastSnapshot(sql: Sql): Promise<Snapshot | undefined> {
  const row = await sql.row<{ taken_at: Date; figures: unknown }>(
    'SELECT taken_at, figures FROM heyawari.metric_snapshots WHERE name = :name',
    { name },
  );
  const read = figures.safeParse(row?.figures);
  return row && read.success ? { takenAt: row.taken_at, figures: read.data } : undefined;
}
