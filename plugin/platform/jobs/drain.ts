// Waiting until no job is due: one cheap question when there is none, woken by the workers otherwise.
import type { ConnectionSource } from '../connection.js';
import type { Attempts } from './attempt.js';

interface DrainOptions {
  readonly pool: ConnectionSource;
  readonly schema: string;
  readonly names: readonly string[];
  /** Makes the workers look for jobs now. */
  readonly wake: () => void;
  readonly attempts: Attempts;
  /** Jobs taken before this moment are in the hands of a process that has gone; the queue gives them out again in its own time. */
  readonly since: Date;
}

/** Longest pause between two looks, milliseconds: work may also be going on in another process, which tells us nothing. */
const longestPause = 50;

/** The wall clock, not now(): a retry may become due between this statement's beginning and its snapshot. */
const anyDue = (schema: string) => `
  SELECT count(*) FILTER (WHERE state <> 'active')::int AS ready, count(*)::int AS due
    FROM (SELECT state FROM ${schema}.job
           WHERE name = ANY($1) AND state < 'completed' AND start_after <= clock_timestamp()
             AND (state <> 'active' OR started_on >= $2) LIMIT 100) AS jobs`;

export async function untilDrained({
  pool,
  schema,
  names,
  wake,
  attempts,
  since,
}: DrainOptions): Promise<void> {
  for (let pause = 1; ; pause = Math.min(pause * 2, longestPause)) {
    const { rows } = await pool.query<{ ready: number; due: number }>(anyDue(schema), [names, since]);
    if (!rows[0]?.due) return;
    if (rows[0].ready > 0) wake();
    // An attempt that ends is not settled in the queue yet: look again at once, and then in growing steps.
    const ended = await Promise.race([
      attempts.nextEnd().then(() => true),
      new Promise<false>((resolve) => setTimeout(resolve, pause, false)),
    ]);
    if (ended) pause = 1;
  }
}
