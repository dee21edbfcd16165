// `Jobs` on pg-boss, in a schema and on a small pool of its own.
import type { PgBoss } from 'pg-boss';
import type { ConnectionSource } from '../connection.js';
import { z } from 'zod';
import { correlationId } from '../context.js';
import type { Transaction } from '../database/index.js';
import { createAttempts, type Attempts } from './attempt.js';
import { untilDrained } from './drain.js';
import { createJobMetrics } from './job-metrics.js';
import type { Job, JobDefinition, Jobs, Schedule } from './jobs.js';
import {
  type AnyJobDefinition,
  createBoss,
  deadLetters,
  deadLettersKeptSeconds,
  type JobsOptions,
  prepareQueue,
  prepareSchedules,
  queueDepths,
  startWorker,
} from './queues.js';

export type { JobsOptions } from './queues.js';

const scheduled = z.strictObject({});

/** A schedule's work is a job like any other; a missed or failed run waits for the next one, after one more try. */
const asJob = (schedule: Schedule): JobDefinition<z.output<typeof scheduled>> => ({
  name: schedule.name,
  data: scheduled,
  tries: 2,
  pauseSeconds: 30,
  work: () => schedule.work(),
});

/** Options of an enqueueing call that make it part of the caller's transaction. */
const within = (tx: Transaction | undefined) =>
  tx ? { db: { executeSql: (text: string, values?: unknown[]) => tx.client.query(text, values) } } : {};

/** The queue's own clock: job times are the database's. */
async function databaseTime(pool: ConnectionSource): Promise<Date> {
  const { rows } = await pool.query<{ now: Date }>('SELECT now()');
  return rows[0]!.now;
}

/** Nothing is opened before `start`. */
export const createJobs = (options: JobsOptions): Jobs => new PgBossJobs(options);

class PgBossJobs implements Jobs {
  private readonly schema: string;
  private readonly definitions = new Map<string, AnyJobDefinition>();
  private readonly schedules: Schedule[] = [];
  private readonly workers: string[] = [];
  private readonly attempts: Attempts;
  private boss: PgBoss | undefined;
  private working = false;
  private startedAt = new Date(0);

  constructor(private readonly options: JobsOptions) {
    this.schema = options.schema ?? 'heyawari_jobs';
    const metrics = createJobMetrics(options.metrics, () =>
      this.boss ? queueDepths(this.boss, this.definitions) : Promise.resolve([]),
    );
    this.attempts = createAttempts({ ...options, metrics });
  }

  define<Data extends object>(definition: JobDefinition<Data>): Job<Data> {
    const { name } = definition;
    if (this.boss) throw new Error(`job ${name} is defined after the start`);
    if (this.definitions.has(name)) throw new Error(`job ${name} is defined twice`);
    this.definitions.set(name, definition as unknown as AnyJobDefinition);
    return {
      enqueue: async (data, tx) => {
        const parcel = { correlationId: correlationId(), data: definition.data.parse(data) };
        await this.started().send(name, parcel, within(tx));
      },
    };
  }

  schedule(schedule: Schedule): void {
    this.define(asJob(schedule));
    this.schedules.push(schedule);
  }

  async start(mode: { working: boolean; scheduling: boolean }): Promise<void> {
    this.startedAt = await databaseTime(this.options.pool);
    const boss = createBoss(this.options, this.schema, mode.scheduling);
    this.boss = boss;
    await boss.start();
    await boss.createQueue(deadLetters, { retentionSeconds: deadLettersKeptSeconds });
    for (const definition of this.definitions.values()) await prepareQueue(boss, definition);
    if (mode.scheduling) await prepareSchedules(boss, this.schedules, this.options);
    this.working = mode.working;
    if (!mode.working) return;
    for (const definition of this.definitions.values())
      this.workers.push(await startWorker(boss, definition, this.attempts));
  }

  async stop(timeoutSeconds: number): Promise<void> {
    // Until the last running job has ended it may still enqueue others.
    await this.boss?.stop({ graceful: true, timeout: timeoutSeconds * 1000 });
    this.boss = undefined;
    this.working = false;
    this.workers.length = 0;
  }

  async drain(): Promise<void> {
    if (!this.working) throw new Error('this process does not work jobs, so it cannot drain them');
    const boss = this.started();
    await untilDrained({
      pool: this.options.pool,
      schema: this.schema,
      names: [...this.definitions.keys()],
      wake: () => this.workers.forEach((id) => boss.notifyWorker(id)),
      attempts: this.attempts,
      since: this.startedAt,
    });
  }

  private started(): PgBoss {
    if (!this.boss) throw new Error('jobs are not started');
    return this.boss;
  }
}
