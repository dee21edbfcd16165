// How our jobs are laid out in pg-boss: its connection, queues and schedules.
import { PgBoss } from 'pg-boss';
import type { Registry } from 'prom-client';
import { z } from 'zod';
import type { Logger } from 'winston';
import type { Clock } from '../../domain/clock.js';
import { connectionOf, type ConnectionSource } from '../connection.js';
import { bounded, bounds } from '../database/index.js';
import type { Faults } from '../faults/index.js';
import type { PoolConnections } from '../pool-connections.js';
import { connectionSeconds } from '../prepared-statements.js';
import type { JobDefinition, JobDescription, Schedule } from './jobs.js';
import type { WantedQueue } from './reconcile.js';

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
  /** Told where a job met a fault of the installation, and where one got through. Default: nobody is told. */
  readonly faults?: Pick<Faults, 'report' | 'over'>;
}

/** A definition whose data type is known to its own functions only. */
export type AnyJobDefinition = JobDefinition<never>;

export const deadLetters = 'dead-letters';
/** Of the connections of a process that works jobs. */
export const workerApplication = bounds.queue.applicationName;
/** A process that gave no sign of life for this long has died: its jobs are handed to another (`takeOverSeconds`). */
export const heartbeatSeconds = 15;
/** Between two looks for dead processes. All processes share the claim to look, so one that has just missed it looks a round later. */
const superviseSeconds = 10;
/** Between two looks of a worker at what has become due without a word. */
export const longestLookSeconds = 15;
/** Milliseconds until the next look after so many that have failed in a row: one second, and twice as long each time, never longer than without a word. */
export const pauseAfter = (failed: number): number => Math.min(longestLookSeconds, 2 ** failed) * 1000;
/** From the death of a process until another may take its job, beside the job's own pause: less than a minute in the worst case. */
export const takeOverSeconds = heartbeatSeconds + 2 * superviseSeconds + longestLookSeconds;
const deadLettersKeptSeconds = 30 * 24 * 3600;
/** The longest that one may be worked; then it is taken for failed, whatever its signs of life. */
const expireSeconds = 15 * 60;
/** The longest that one may wait to be worked. */
const waitingKeptSeconds = 14 * 24 * 3600;
/** Between two runs of a schedule that failed, and its tries in all. */
const scheduleTries = { tries: 2, pauseSeconds: 30 } as const;

/** A queue's policy cannot be changed, so jobs of a kind that goes one at a time are in a queue with a name of its own. */
export const queueOf = ({ name, oneAtATimePer }: AnyJobDefinition): string =>
  oneAtATimePer ? `${name}-one-at-a-time` : name;

/** All that may hold jobs of that kind: its queue, and the one where the build before left them. */
export const queuesOf = (definition: AnyJobDefinition): readonly string[] => [
  ...new Set([queueOf(definition), definition.name]),
];

export function createBoss(
  options: JobsOptions,
  schema: string,
  mode: { working: boolean; scheduling: boolean },
  { Client }: PoolConnections,
): PgBoss {
  const applicationName = mode.working ? workerApplication : `${workerApplication}, enqueueing`;
  const boss = new PgBoss({
    ...bounded(connectionOf(options.pool), { ...bounds.queue, applicationName }),
    // All of it is handed on to its pool, which knows more than pg-boss does.
    Client,
    max: bounds.queue.connections,
    maxLifetimeSeconds: connectionSeconds,
    schema,
    createSchema: false,
    schedule: mode.scheduling,
    supervise: mode.working,
    // Rebuilding an index takes its owner, who ran the migrations.
    reindex: false,
    registerInstance: false,
    superviseIntervalSeconds: superviseSeconds,
    monitorIntervalSeconds: superviseSeconds,
    queueCacheIntervalSeconds: 300,
    flowIntervalSeconds: 3600,
    bamIntervalSeconds: 3600,
  } as ConstructorParameters<typeof PgBoss>[0] & object);
  boss.on('error', (error) => options.logger.warn('job queue: error', { error }));
  boss.on('warning', ({ message, data }) => options.logger.warn(`job queue: ${message}`, { data }));
  return boss;
}

const policyOf = ({ oneAtATimePer }: AnyJobDefinition): WantedQueue['policy'] =>
  oneAtATimePer ? 'singleton' : 'standard';

/** All queues of this build, by name: the dead letters first, which the others name. */
export const wantedQueues = (definitions: Iterable<AnyJobDefinition>): readonly WantedQueue[] => [
  {
    name: deadLetters,
    policy: 'standard',
    settings: { retentionSeconds: deadLettersKeptSeconds, deadLetter: null },
  },
  ...[...definitions].map((definition) => ({
    name: queueOf(definition),
    policy: policyOf(definition),
    settings: {
      retryLimit: definition.tries - 1,
      retryDelay: Math.ceil(definition.pauseSeconds),
      retryBackoff: definition.pauseSeconds > 0,
      expireInSeconds: expireSeconds,
      retentionSeconds: waitingKeptSeconds,
      heartbeatSeconds,
      deleteAfterSeconds: 24 * 3600,
      notify: true,
      deadLetter: definition.deadLetter === false ? null : deadLetters,
    },
  })),
];

/** The fields that say which jobs are alike: those which its function looks at. */
function keyFieldsOf({ oneAtATimePer }: AnyJobDefinition): readonly string[] {
  const looked = new Set<string>();
  oneAtATimePer?.(new Proxy({}, { get: (_, field) => void looked.add(String(field)) }) as never);
  return [...looked];
}

export const describe = (definition: AnyJobDefinition, schedule: Schedule | undefined): JobDescription => ({
  name: definition.name,
  queue: queueOf(definition),
  policy: policyOf(definition),
  key: keyFieldsOf(definition),
  cron: schedule?.cron,
  tries: definition.tries,
  pauseSeconds: definition.pauseSeconds,
  expireSeconds,
  deadLetter: definition.deadLetter === false ? undefined : deadLetters,
  idempotent: definition.idempotent,
});

const scheduled = z.strictObject({});

/** A schedule's work is a job like any other; a missed or failed run is left to the next one, after one more try. */
export const asJob = (schedule: Schedule): JobDefinition<z.output<typeof scheduled>> => ({
  ...{ name: schedule.name, data: scheduled, ...scheduleTries, deadLetter: false },
  idempotent: schedule.idempotent,
  work: () => schedule.work(),
});

/**
 * Writes this build's schedules, and takes out those it does not have. One that is older than the database (`outdated`) adds its own where they are
 * missing, since it may be there alone, and leaves the others to the newer build.
 */
export async function prepareSchedules(
  boss: PgBoss,
  schedules: readonly Schedule[],
  { timeZone, logger, outdated }: Pick<JobsOptions, 'timeZone' | 'logger'> & { readonly outdated: boolean },
): Promise<void> {
  const names = new Set(schedules.map(({ name }) => name));
  const present = new Set((await boss.getSchedules()).map(({ name }) => name));
  if (!outdated) for (const name of present) if (!names.has(name)) await boss.unschedule(name);
  for (const { name, cron } of schedules) {
    if (outdated && present.has(name)) continue;
    try {
      await boss.schedule(name, cron, null, { tz: timeZone });
    } catch (error) {
      logger.error('schedule refused; the others go on', { job: name, cron, error });
    }
  }
}
