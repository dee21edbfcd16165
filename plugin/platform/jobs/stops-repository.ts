// The SQL of stops: which kinds of jobs an operator has stopped, and the jobs that wait aside meanwhile.
import type { ConnectionSource } from '../connection.js';
import type { TakenJob } from './attempt.js';
import type { StopRow } from './jobs.js';

/** Jobs that wait aside are due then: a date that no job has of itself. */
export const asideUntil = '3000-01-01T00:00:00Z';

/** What is stopped of a kind of job: all of it, or that of some hotels. */
export interface Stopped {
  readonly everywhere: boolean;
  readonly hotels: readonly number[];
}

/** A kind of job, and a queue that may hold jobs of it. */
export interface QueueOfJob {
  readonly queue: string;
  readonly job: string;
}

/** In one database. `schema`, of the queue, is a plain identifier. */
export class StopsRepository {
  constructor(
    private readonly pool: ConnectionSource,
    private readonly schema: string,
  ) {}

  async all(): Promise<StopRow[]> {
    const { rows } = await this.pool.query<{ job: string; hotel: number; stoppedAt: Date }>(
      'SELECT job, hotel_id AS hotel, stopped_at AS "stoppedAt" FROM heyawari.job_stops ORDER BY job, hotel_id',
    );
    return rows.map((row) => ({ ...row, hotel: row.hotel === 0 ? undefined : row.hotel }));
  }

  async ofJob(job: string): Promise<Stopped> {
    const { rows } = await this.pool.query<{ hotel: number }>(
      'SELECT hotel_id AS hotel FROM heyawari.job_stops WHERE job = $1',
      [job],
    );
    const hotels = rows.map(({ hotel }) => hotel);
    return { everywhere: hotels.includes(0), hotels: hotels.filter((hotel) => hotel !== 0) };
  }

  /**
   * Has them wait aside as if they had never been taken: no try is lost, and none expires. Of jobs with the same data one is kept: it is worked
   * when all of them would have been, and does what all of them were to do. One that another process has taken since is left alone.
   */
  async putAside(queue: string, jobs: readonly TakenJob[]): Promise<void> {
    if (jobs.length === 0) return;
    const ids = jobs.map(({ id }) => id);
    await this.pool.query(
      `UPDATE ${this.schema}.job j
          SET state = 'created', started_on = NULL, heartbeat_on = NULL, start_after = $4, keep_until = $4
         FROM unnest($2::uuid[], $3::int[]) AS taken(id, retry_count)
        WHERE j.name = $1 AND j.id = taken.id AND j.retry_count = taken.retry_count AND j.state = 'active'`,
      [queue, ids, jobs.map(({ retryCount }) => retryCount), asideUntil],
    );
    await this.pool.query(
      `DELETE FROM ${this.schema}.job j
        WHERE j.name = $1 AND j.id = ANY($2::uuid[]) AND j.state < 'active' AND j.start_after = $3
          AND EXISTS (SELECT FROM ${this.schema}.job k
                       WHERE k.name = $1 AND k.state < 'active' AND k.start_after = $3
                         AND k.data -> 'data' IS NOT DISTINCT FROM j.data -> 'data'
                         AND (k.id < j.id OR NOT (k.id = ANY($2::uuid[]))) AND k.id <> j.id)`,
      [queue, ids, asideUntil],
    );
  }

  /** Jobs aside that nothing stops any more are due again. Answers with how many. */
  async takeBack(queues: readonly QueueOfJob[]): Promise<number> {
    const { rowCount } = await this.pool.query(
      `UPDATE ${this.schema}.job j SET start_after = now(), keep_until = now() + q.retention_seconds * interval '1 second'
         FROM unnest($1::text[], $2::text[]) AS kind(queue, job), ${this.schema}.queue q
        WHERE j.name = kind.queue AND q.name = j.name AND j.state < 'active' AND j.start_after = $3
          AND NOT EXISTS (SELECT FROM heyawari.job_stops s
                           WHERE s.job = kind.job
                             AND (s.hotel_id = 0 OR CAST(s.hotel_id AS text) = j.data -> 'data' ->> 'hotelId'))`,
      [queues.map(({ queue }) => queue), queues.map(({ job }) => job), asideUntil],
    );
    return rowCount ?? 0;
  }
}
