// Who keeps one of our connections waiting, asked on another one while it waits.
import type { Sql } from './database.js';

/** A session of the database; what it says there may name guests, and is not asked for. */
export interface Blocker {
  readonly pid: number;
  readonly applicationName: string;
  readonly user: string;
  /** When its transaction began. */
  readonly since: Date;
  /** What is waited for: a table, without the number of its partition; `unknown` where it is none. */
  readonly table: string;
}

/**
 * Who holds what everybody in the way waits for; of several, the one whose transaction is oldest. Undefined where the connection waits for no
 * lock, or for one of our own connections: they take turns.
 */
export const blockerOf = (sql: Sql, waiting: number): Promise<Blocker | undefined> =>
  sql.row<Blocker>(
    `WITH RECURSIVE ahead AS (
       SELECT unnest(pg_blocking_pids(CAST(:waiting AS integer))) AS pid
       UNION
       SELECT unnest(pg_blocking_pids(ahead.pid)) FROM ahead)
     SELECT a.pid, COALESCE(a.application_name, '') AS "applicationName", COALESCE(a.usename, '') AS "user",
            COALESCE(a.xact_start, a.backend_start, clock_timestamp()) AS since,
            COALESCE((SELECT regexp_replace(CAST(CAST(w.relation AS regclass) AS text), '_[0-9]+$', '')
                        FROM pg_locks w
                       WHERE w.pid = :waiting AND w.relation IS NOT NULL AND (NOT w.granted OR w.locktype = 'tuple')
                       ORDER BY w.granted LIMIT 1), 'unknown') AS table
       FROM ahead JOIN pg_stat_activity a ON a.pid = ahead.pid
      WHERE cardinality(pg_blocking_pids(a.pid)) = 0 AND a.application_name NOT LIKE 'heyawari %'
      ORDER BY since LIMIT 1`,
    { waiting },
  );

/** Whether that session is still in that transaction. */
export async function stillBlocks(sql: Sql, { pid, since }: Blocker): Promise<boolean> {
  const row = await sql.row(
    `SELECT FROM pg_stat_activity
      WHERE pid = :pid AND (xact_start IS NULL OR date_trunc('milliseconds', xact_start) = :since) AND state <> 'idle'`,
    { pid, since },
  );
  return row !== undefined;
}
