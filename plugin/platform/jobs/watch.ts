// Tells a process's workers when there may be a job: at once by NOTIFY, at the moment a waiting one becomes due, and now and then anyway.
import { createHash } from 'node:crypto';
import type { Logger } from 'winston';
import { connectionOf, type ConnectionSource } from '../connection.js';
import { createListener, type Listener } from '../events/index.js';
import { EarliestTimer } from './earliest-timer.js';
import type { QueueRepository, QueueState } from './queue-repository.js';
import { longestLookSeconds, pauseAfter } from './queues.js';
import type { Stops } from './stops.js';

export interface WatchOptions {
  readonly pool: ConnectionSource;
  readonly schema: string;
  readonly applicationName: string;
  readonly repository: QueueRepository;
  readonly queues: readonly string[];
  readonly stops: Pick<Stops, 'takeBack'>;
  readonly since: Date;
  readonly logger: Logger;
  /** There may be so many jobs in `queue`, by what was asked at `askedAt` (performance.now()). */
  readonly wake: (queue: string, jobs: number, askedAt: number) => void;
}

/** Jobs of a process that died become due without a word, and a notification may be lost. */
const longestPauseMs = longestLookSeconds * 1000;

/** Where pg-boss tells of new jobs (`notifyChannelSql` in its plans.js); the payload is the queue's name. */
const channelOf = (schema: string) =>
  `pgboss_${createHash('sha224').update(schema).digest('hex').slice(0, 24)}`;

export class Watch {
  private readonly listener: Listener;
  // Several looks may be under way; one that began before a job was to be tried again must not put that off.
  private readonly timer = new EarliestTimer(() => void this.look());
  private failedInARow = 0;

  constructor(private readonly options: WatchOptions) {
    const { pool, schema, applicationName, logger, wake } = options;
    this.listener = createListener({
      connection: connectionOf(pool),
      channel: channelOf(schema),
      applicationName,
      logger,
      onNotification: (queue) => wake(queue, 1, performance.now()),
      onListening: () => this.look(),
    });
  }

  start(): Promise<void> {
    return this.listener.start();
  }

  async stop(): Promise<void> {
    this.timer.stop();
    await this.listener.stop();
  }

  /** What is not done; wakes the workers of what is due, and sets the timer for what will be. */
  async states(): Promise<QueueState[]> {
    const { wake } = this.options;
    const askedAt = performance.now();
    const states = await this.readStates();
    for (const { queue, ready } of states) if (ready > 0) wake(queue, ready, askedAt);
    const next = states.flatMap(({ nextInMs }) => (nextInMs === undefined ? [] : [nextInMs]));
    this.failedInARow = 0;
    this.lookWithin(Math.min(longestPauseMs, ...next));
    return states;
  }

  /** Jobs that are stopped no more are due by what is answered. */
  private async readStates(): Promise<QueueState[]> {
    const { repository, queues, since, stops } = this.options;
    const states = await repository.states(queues, since);
    const goOn = states.some(({ aside }) => aside > 0) && (await stops.takeBack());
    return goOn ? repository.states(queues, since) : states;
  }

  /** In so many milliseconds at the latest. */
  lookWithin(milliseconds: number): void {
    this.timer.within(milliseconds);
  }

  /** As `states`, for a caller who cannot wait for it; a failure is made good by the next look. */
  async look(): Promise<void> {
    try {
      await this.states();
    } catch (error) {
      this.lookWithin(pauseAfter(this.failedInARow));
      this.failedInARow += 1;
      this.options.logger.warn('the job queue could not be looked at, will be tried again', { error });
    }
  }
}
