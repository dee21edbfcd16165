// The questions that we ask of pg-boss's tables ourselves, each one statement: what is due, what is queued, what has been given up.
import type { ConnectionSource } from '../connection.js';
import type { TakenJob } from './attempt.js';

export interface QueueState {
  readonly queue: string;
  /** Due and not taken. */
  readonly ready: number;
  /** Since when the oldest of them is due, seconds since 1970; null: none is. */
  readonly oldestReady: number | null;
  /** Tried without success, and to be tried again, now or later. */
  readonly failed: number;
  /** Being worked on by a process that may live. */
  readonly active: number;
  /** Milliseconds until the next job that waits for its time; undefined: none does. */
  readonly nextInMs: number | undefined;
}

/** The queue's tables in one database. `schema` is a plain identifier. */
export class QueueRepository {
  constructor(
    private readonly pool: ConnectionSource,
    private readonly schema: string,
  ) {}

  /**
   * The queues of `names` in which something is not done. Jobs that were taken before `since` are in the hands of a process that has
   * gone, and count as nothing. By the wall clock, not now(): a retry may become due between a statement's beginning and its snapshot.
   */
  async states(names: readonly string[], since: Date): Promise<QueueState[]> {
    const { rows } = await this.pool.query<Omit<QueueState, 'nextInMs'> & { nextInMs: number | null }>(
      `SELECT name AS queue,
              count(*) FILTER (WHERE state < 'active' AND start_after <= clock_timestamp())::int AS ready,
              extract(epoch FROM min(start_after) FILTER (WHERE state < 'active' AND start_after <= clock_timestamp()))::float AS "oldestReady",
              count(*) FILTER (WHERE state = 'retry')::int AS failed,
              count(*) FILTER (WHERE state = 'active' AND started_on >= $2)::int AS active,
              1000 * extract(epoch FROM min(start_after) FILTER (WHERE state < 'active' AND start_after > clock_timestamp())
                - clock_timestamp())::float AS "nextInMs"
         FROM ${this.schema}.job WHERE name = ANY($1) AND state < 'completed' GROUP BY name`,
      [names, since],
    );
    return rows.map(({ nextInMs, ...row }) => ({ ...row, nextInMs: nextInMs ?? undefined }));
  }

  /** Jobs in the dead letters, by the queue that they came from. */
  async deadBySource(deadLetters: string): Promise<ReadonlyMap<string, number>> {
    const { rows } = await this.pool.query<{ source: string; count: number }>(
      `SELECT source_name AS source, count(*)::int AS count FROM ${this.schema}.job
        WHERE name = $1 AND state < 'active' AND source_name IS NOT NULL GROUP BY source_name`,
      [deadLetters],
    );
    return new Map(rows.map(({ source, count }) => [source, count]));
  }

  /** Back into the queue as if they had never been taken: no try is lost. One that another process has taken since is left alone. */
  async giveBack(queue: string, jobs: readonly TakenJob[]): Promise<void> {
    if (jobs.length === 0) return;
    await this.pool.query(
      `UPDATE ${this.schema}.job j SET state = 'created', started_on = NULL, heartbeat_on = NULL
         FROM unnest($2::uuid[], $3::int[]) AS taken(id, retry_count)
        WHERE j.name = $1 AND j.id = taken.id AND j.retry_count = taken.retry_count AND j.state = 'active'`,
      [queue, jobs.map(({ id }) => id), jobs.map(({ retryCount }) => retryCount)],
    );
  }

  /** As `giveBack`, for whatever is taken, where `application` has no connection to this database: nobody who took a job lives. */
  async giveBackOrphans(names: readonly string[], application: string): Promise<void> {
    await this.pool.query(
      `UPDATE ${this.schema}.job SET state = 'created', started_on = NULL, heartbeat_on = NULL
        WHERE name = ANY($1) AND state = 'active'
          AND NOT EXISTS (SELECT FROM pg_stat_activity
                           WHERE datname = current_database() AND application_name = $2)`,
      [names, application],
    );
  }

  /** The queue's own clock: job times are the database's. */
  async now(): Promise<Date> {
    const { rows } = await this.pool.query<{ now: Date }>('SELECT now()');
    return rows[0]!.now;
  }
}
