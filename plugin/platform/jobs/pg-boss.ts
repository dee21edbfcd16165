// `Jobs` on pg-boss, in a schema and on a small pool of its own.
import type { PgBoss } from 'pg-boss';
import { correlationId } from '../context.js';
import { bounds, type Transaction } from '../database/index.js';
import { createPoolConnections, type PoolConnections } from '../pool-connections.js';
import type { PoolCounts } from '../pool-metrics.js';
import { endsWithin } from '../within.js';
import { createAttempt, type Attempt } from './attempt.js';
import { createJobMetrics, type JobMetrics } from './job-metrics.js';
import type {
  HotelQueue,
  Job,
  JobCounts,
  JobDefinition,
  JobDescription,
  Jobs,
  Schedule,
  StartMode,
  StopRow,
} from './jobs.js';
import { QueueRepository, type QueueState } from './queue-repository.js';
import { QueueWorker } from './queue-worker.js';
import {
  type AnyJobDefinition,
  asJob,
  createBoss,
  deadLetters,
  describe,
  type JobsOptions,
  prepareSchedules,
  queueOf,
  queuesOf,
  wantedQueues,
  workerApplication,
} from './queues.js';
import { reconcileQueues } from './reconcile.js';
import { createStops, type Stops } from './stops.js';
import { type QueueOfJob, StopsRepository } from './stops-repository.js';
import { Watch } from './watch.js';

export type { JobsOptions } from './queues.js';

/** Between two looks at work that is going on elsewhere, milliseconds. */
const drainPause = { first: 5, longest: 250 } as const;
const beginningOfTime = new Date(0);

/** Options of an enqueueing call that make it part of the caller's transaction. */
const within = (tx: Transaction | undefined) =>
  tx ? { db: { executeSql: (text: string, values?: unknown[]) => tx.client.query(text, values) } } : {};

/** Resolves when none of them has anything in hand. */
async function allQuiet(workers: readonly QueueWorker[]): Promise<void> {
  while (!workers.every((worker) => worker.isQuiet()))
    await Promise.all(workers.map((worker) => worker.quiet()));
}

const progressOf = (workers: readonly QueueWorker[]) => ({
  done: workers.reduce((sum, worker) => sum + worker.done, 0),
  failed: workers.reduce((sum, worker) => sum + worker.failed, 0),
});

/** In time, whatever the server does: what pg-boss asks, and its pool's end, wait for an answer. */
async function endBoss({ boss, connections }: Running): Promise<void> {
  const ended = boss.stop({ graceful: false }).then(() => connections.gone());
  if (await endsWithin(bounds.goodbye, ended)) return;
  connections.hangUp();
  await endsWithin(bounds.goodbye, ended);
}

/** What is open while the jobs are started. */
interface Running {
  readonly boss: PgBoss;
  /** Those of `boss`. */
  readonly connections: PoolConnections;
  /** None where this process only enqueues. */
  readonly workers: readonly QueueWorker[];
  readonly watch: Watch | undefined;
}

/** Nothing is opened before `start`. */
export const createJobs = (options: JobsOptions): Jobs => new PgBossJobs(options);

class PgBossJobs implements Jobs {
  private readonly schema: string;
  private readonly repository: QueueRepository;
  private readonly stopped: StopsRepository;
  private readonly definitions = new Map<string, AnyJobDefinition>();
  private readonly schedules: Schedule[] = [];
  private readonly metrics: JobMetrics;
  private readonly attempt: Attempt;
  /** Calls of this process that enqueued something. */
  private enqueued = 0;
  private running: Running | undefined;

  constructor(private readonly options: JobsOptions) {
    this.schema = options.schema ?? 'heyawari_jobs';
    this.repository = new QueueRepository(options.pool, this.schema);
    this.stopped = new StopsRepository(options.pool, this.schema);
    this.metrics = createJobMetrics(options.metrics);
    this.attempt = createAttempt({ ...options, metrics: this.metrics });
  }

  define<Data extends object>(definition: JobDefinition<Data>): Job<Data> {
    const { name } = definition;
    if (this.running) throw new Error(`job ${name} is defined after the start`);
    if (this.definitions.has(name)) throw new Error(`job ${name} is defined twice`);
    this.definitions.set(name, definition as unknown as AnyJobDefinition);
    this.metrics.known(name);
    const queue = queueOf(definition as unknown as AnyJobDefinition);
    const toInsert = (data: Data) => ({
      data: { correlationId: correlationId(), data: definition.data.parse(data) },
      ...(definition.oneAtATimePer && { singletonKey: definition.oneAtATimePer(data) }),
    });
    return {
      enqueue: async (data, tx) => {
        this.enqueued += 1;
        const { data: parcel, ...key } = toInsert(data);
        await this.started().boss.send(queue, parcel, { ...key, ...within(tx) });
      },
      enqueueAll: async (all) => {
        if (all.length === 0) return;
        this.enqueued += 1;
        await this.started().boss.insert(queue, all.map(toInsert));
      },
    };
  }

  schedule(schedule: Schedule): void {
    this.define(asJob(schedule));
    this.schedules.push(schedule);
  }

  described(): readonly JobDescription[] {
    const schedules = new Map(this.schedules.map((schedule) => [schedule.name, schedule]));
    return [...this.definitions.values()].map((one) => describe(one, schedules.get(one.name)));
  }

  async start(mode: StartMode): Promise<void> {
    if (mode.working) await this.repository.giveBackOrphans(this.queues(), workerApplication);
    const since = await this.repository.now();
    const connections = createPoolConnections();
    const boss = createBoss(this.options, this.schema, mode, connections);
    const running = { boss, connections, workers: [], watch: undefined };
    this.running = running;
    await boss.start();
    const { outdated = false } = mode;
    const by = { ...this.options, outdated };
    await reconcileQueues(boss, wantedQueues(this.definitions.values()), by);
    if (mode.scheduling) await prepareSchedules(boss, this.schedules, by);
    if (mode.working) await this.startWorking(running, since);
  }

  async stop(timeoutSeconds: number): Promise<void> {
    const { running } = this;
    if (!running) return;
    await running.watch?.stop();
    await this.letEnd(running, timeoutSeconds);
    this.running = undefined;
    await endBoss(running);
  }

  async drain(): Promise<void> {
    const { watch, workers } = this.started();
    if (!watch) throw new Error('this process does not work jobs, so it cannot drain them');
    for (let pause: number = drainPause.first; ;) {
      await allQuiet(workers);
      const enqueuedBefore = this.enqueued;
      const states = await watch.states();
      const due = states.reduce((sum, { ready, active }) => sum + ready + active, 0);
      if (due === 0) return;
      const before = progressOf(workers);
      await allQuiet(workers);
      const { done, failed } = progressOf(workers);
      // The oldest are taken first, so those that were done are those that were due; and they have left nothing behind.
      if (done - before.done >= due && failed === before.failed && this.enqueued === enqueuedBefore) return;
      if (done + failed > before.done + before.failed) {
        pause = drainPause.first;
        continue;
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
      pause = Math.min(pause * 2, drainPause.longest);
    }
  }

  async counts(): Promise<JobCounts> {
    const [states, dead, stops] = await Promise.all([
      this.repository.states(this.queues(), beginningOfTime),
      this.repository.deadBySource(deadLetters),
      this.stopped.all(),
    ]);
    const counted = (count: (state: QueueState) => number) =>
      this.byKind(new Map(states.map((state) => [state.queue, count(state)])));
    const stopsOf = ({ name }: AnyJobDefinition) => stops.filter(({ job }) => job === name).length;
    return {
      ready: counted(({ ready }) => ready),
      oldestReady: this.oldestReady(states),
      active: counted(({ active }) => active),
      failed: counted(({ failed }) => failed),
      dead: this.byKind(dead),
      stops: Object.fromEntries([...this.definitions.values()].map((one) => [one.name, stopsOf(one)])),
    };
  }

  poolCounts(): PoolCounts {
    const none = { max: bounds.queue.connections, total: 0, idle: 0, waiting: 0 };
    return this.running?.boss.getDb().poolCounts?.() ?? none;
  }

  stops(): Promise<readonly StopRow[]> {
    return this.stopped.all();
  }

  waitingByHotel(): Promise<readonly HotelQueue[]> {
    return this.repository.waitingByHotel(this.queues());
  }

  private async startWorking({ boss, connections }: Running, since: Date): Promise<void> {
    const present = new Set((await boss.getQueues()).map(({ name }) => name));
    const stops = createStops(this.stopped, this.queuesByKind(), this.options.logger);
    const workers = [...this.definitions.values()].flatMap((definition) =>
      queuesOf(definition)
        .filter((queue) => present.has(queue))
        .map((queue) => this.workerOf(boss, definition, queue, stops)),
    );
    const byQueue = new Map(workers.map((worker) => [worker.queue, worker]));
    await stops.tellStanding();
    const watch = new Watch({
      ...this.options,
      schema: this.schema,
      applicationName: workerApplication,
      repository: this.repository,
      queues: [...byQueue.keys()],
      stops,
      since,
      wake: (queue, ...news) => byQueue.get(queue)?.wake(...news),
    });
    this.running = { boss, connections, workers, watch };
    await watch.start();
  }

  private workerOf(boss: PgBoss, definition: AnyJobDefinition, queue: string, stops: Stops): QueueWorker {
    const { logger } = this.options;
    const onRetry = () => void this.running?.watch?.look();
    const onUnseen = (milliseconds: number) => this.running?.watch?.lookWithin(milliseconds);
    const { attempt } = this;
    return new QueueWorker({ boss, queue, definition, attempt, stops, logger, onRetry, onUnseen });
  }

  /** Until the last running job has ended it may still enqueue others; what takes too long is given back. */
  private async letEnd({ workers }: Running, timeoutSeconds: number): Promise<void> {
    await endsWithin(timeoutSeconds * 1000, Promise.all(workers.map((worker) => worker.stop())));
    const left = workers.map((worker) => ({ queue: worker.queue, jobs: worker.abandon() }));
    const givenBack = Promise.all(left.map(({ queue, jobs }) => this.repository.giveBack(queue, jobs)));
    const jobs = left.reduce((sum, one) => sum + one.jobs.length, 0);
    if (jobs > 0) this.options.logger.warn('jobs did not end in time and are given back', { jobs });
    try {
      if (await endsWithin(bounds.goodbye, givenBack)) return;
      this.options.logger.warn('the database does not answer: what was not given back comes back by itself');
    } catch (error) {
      this.options.logger.warn('what could not be given back comes back by itself', { error });
    }
  }

  /** Of every kind of job, from counts by queue. */
  private byKind(byQueue: ReadonlyMap<string, number>): Readonly<Record<string, number>> {
    const of = (definition: AnyJobDefinition) =>
      queuesOf(definition).reduce((sum, queue) => sum + (byQueue.get(queue) ?? 0), 0);
    return Object.fromEntries(
      [...this.definitions.values()].map((definition) => [definition.name, of(definition)]),
    );
  }

  private oldestReady(states: readonly QueueState[]): JobCounts['oldestReady'] {
    return Object.fromEntries(
      [...this.definitions.values()].flatMap((definition) => {
        const queues = queuesOf(definition);
        const since = states.flatMap(({ queue, oldestReady }) =>
          oldestReady !== null && queues.includes(queue) ? [oldestReady] : [],
        );
        return since.length > 0 ? [[definition.name, Math.min(...since)]] : [];
      }),
    );
  }

  private queuesByKind(): QueueOfJob[] {
    return [...this.definitions.values()].flatMap((definition) =>
      queuesOf(definition).map((queue) => ({ queue, job: definition.name })),
    );
  }

  private queues(): string[] {
    return [...this.definitions.values()].flatMap(queuesOf);
  }

  private started(): Running {
    if (!this.running) throw new Error('jobs are not started');
    return this.running;
  }
}
