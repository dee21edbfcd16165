// The SQL of the state of the installation as it was last read: a row for each part.
import { z } from 'zod';
import type { Sql } from '../database/index.js';

/** By the name of a metric. */
const series = z.record(
  z.string(),
  z.array(z.object({ labels: z.record(z.string(), z.string()), value: z.number() })),
);

/** One part of the state, as it was once. */
export interface Snapshot {
  readonly part: string;
  /** By the business clock. */
  readonly takenAt: Date;
  readonly series: z.output<typeof series>;
}

/** Over the one before of the same part. */
export async function saveSnapshot(sql: Sql, { part, takenAt, series }: Snapshot): Promise<void> {
  await sql.run(
    `INSERT INTO heyawari.metric_snapshots (name, taken_at, figures) VALUES (:part, :takenAt, CAST(:figures AS jsonb))
     ON CONFLICT (name) DO UPDATE SET taken_at = excluded.taken_at, figures = excluded.figures`,
    { part, takenAt, figures: JSON.stringify(series) },
  );
}

/** Those of `parts` that were ever taken; what another build has written otherwise is left out. */
export async function lastSnapshots(sql: Sql, parts: readonly string[]): Promise<Snapshot[]> {
  const rows = await sql.rows<{ part: string; taken_at: Date; figures: unknown }>(
    'SELECT name AS part, taken_at, figures FROM heyawari.metric_snapshots WHERE name = ANY(:parts)',
    { parts },
  );
  return rows.flatMap(({ part, taken_at: takenAt, figures }) => {
    const read = series.safeParse(figures);
    return read.success ? [{ part, takenAt, series: read.data }] : [];
  });
}
