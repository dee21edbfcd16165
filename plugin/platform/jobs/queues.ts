// How our jobs are laid out in pg-boss: its connection, queues, schedules and workers.
import { PgBoss } from 'pg-boss';
import type { Registry } from 'prom-client';
import type { Logger } from 'winston';
import type { Clock } from '../../domain/clock.js';
import { connectionOf, type ConnectionSource } from '../connection.js';
import type { Attempts } from './attempt.js';
import type { QueueDepth } from './job-metrics.js';
import type { JobDefinition, Schedule } from './jobs.js';

export interface JobsOptions {
  /** Where the queue lives; a pool of its own is opened beside this one. */
  readonly pool: ConnectionSource;
  /** PostgreSQL schema of the queue; default `heyawari_jobs`. */
  readonly schema?: string;
  /** IANA name; the schedules' cron times are local to it. */
  readonly timeZone: string;
  readonly logger: Logger;
  readonly metrics: Registry;
  readonly clock: Clock;
}

/** A definition whose data type is known to its own functions only. */
export type AnyJobDefinition = JobDefinition<never>;

export const deadLetters = 'dead-letters';
/** A worker that went silent for this long has died: its jobs are handed to another. */
const heartbeatSeconds = 30;
export const deadLettersKeptSeconds = 30 * 24 * 3600;
const poolSize = 4;

export function createBoss(options: JobsOptions, schema: string, scheduling: boolean): PgBoss {
  const boss = new PgBoss({
    ...connectionOf(options.pool),
    max: poolSize,
    application_name: 'heyawari jobs',
    schema,
    schedule: scheduling,
    useListenNotify: true,
    superviseIntervalSeconds: 30,
    monitorIntervalSeconds: 30,
    queueCacheIntervalSeconds: 30,
  } as ConstructorParameters<typeof PgBoss>[0] & object);
  boss.on('error', (error) => options.logger.error('job queue: error', { error }));
  boss.on('warning', ({ message, data }) => options.logger.warn(`job queue: ${message}`, { data }));
  return boss;
}

/** Queues are created once and brought to today's settings at each start. */
export async function prepareQueue(boss: PgBoss, definition: AnyJobDefinition): Promise<void> {
  const settings = {
    retryLimit: definition.tries - 1,
    retryDelay: Math.ceil(definition.pauseSeconds),
    retryBackoff: definition.pauseSeconds > 0,
    heartbeatSeconds,
    deadLetter: deadLetters,
    deleteAfterSeconds: 24 * 3600,
    notify: true,
  };
  await boss.createQueue(definition.name, settings);
  await boss.updateQueue(definition.name, settings);
}

export async function prepareSchedules(
  boss: PgBoss,
  schedules: readonly Schedule[],
  options: JobsOptions,
): Promise<void> {
  const names = new Set(schedules.map(({ name }) => name));
  for (const { name } of await boss.getSchedules()) if (!names.has(name)) await boss.unschedule(name);
  for (const { name, cron } of schedules) {
    try {
      await boss.schedule(name, cron, null, { tz: options.timeZone });
    } catch (error) {
      options.logger.error('schedule refused; the others go on', { job: name, cron, error });
    }
  }
}

/** From the queue's own counts, renewed every 30 seconds: a scrape never counts jobs. */
export async function queueDepths(
  boss: PgBoss,
  definitions: ReadonlyMap<string, AnyJobDefinition>,
): Promise<readonly QueueDepth[]> {
  const queues = await boss.getQueues([...definitions.keys()]);
  return queues.map((queue) => ({ job: queue.name, ready: queue.readyCount, dead: queue.failedCount }));
}

/** Returns the worker's id. A batch of at least two lets pg-boss fetch on without a pause while there is more. */
export async function startWorker(
  boss: PgBoss,
  definition: AnyJobDefinition,
  attempts: Attempts,
): Promise<string> {
  const concurrency = definition.concurrency ?? 1;
  const options = {
    batchSize: Math.max(2, concurrency * 2),
    burstWhenBatchFull: true,
    pollingIntervalSeconds: 2,
    notifyPollingIntervalSeconds: 30,
    perJobResults: true,
    includeMetadata: false,
  } as const;
  return boss.work(definition.name, options, (batch) => attempts.batch(definition, batch, concurrency));
}
