// The SQL of the state of the installation as it was last read: one row.
import { z } from 'zod';
import type { Sql } from '../database/index.js';

/** By the name of a metric. */
const series = z.record(
  z.string(),
  z.array(z.object({ labels: z.record(z.string(), z.string()), value: z.number() })),
);

export interface Snapshot {
  /** By the business clock. */
  readonly takenAt: Date;
  readonly series: z.output<typeof series>;
}

/** The one row's name. */
const name = 'installation';

/** Over the one before. */
export async function saveSnapshot(sql: Sql, snapshot: Snapshot): Promise<void> {
  await sql.run(
    `INSERT INTO heyawari.metric_snapshots (name, taken_at, figures) VALUES (:name, :takenAt, CAST(:figures AS jsonb))
     ON CONFLICT (name) DO UPDATE SET taken_at = excluded.taken_at, figures = excluded.figures`,
    { name, takenAt: snapshot.takenAt, figures: JSON.stringify(snapshot.series) },
  );
}

/** Undefined where none was taken yet, or the one there is another build's. */
export async function lastSnapshot(sql: Sql): Promise<Snapshot | undefined> {
  const row = await sql.row<{ taken_at: Date; figures: unknown }>(
    'SELECT taken_at, figures FROM heyawari.metric_snapshots WHERE name = :name',
    { name },
  );
  const read = series.safeParse(row?.figures);
  return row && read.success ? { takenAt: row.taken_at, series: read.data } : undefined;
}
