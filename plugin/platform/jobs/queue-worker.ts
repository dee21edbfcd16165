// Works one queue in this process: looks for jobs when told that there may be some, works a few at once, settles each as it ends.
import type { PgBoss } from 'pg-boss';
import type { Logger } from 'winston';
import type { Attempt, Outcome, TakenJob } from './attempt.js';
import { type AnyJobDefinition, heartbeatSeconds, pauseAfter } from './queues.js';
import type { Stops } from './stops.js';

export interface QueueWorkerOptions {
  readonly boss: PgBoss;
  /** Of pg-boss; the jobs in it are of `definition`. */
  readonly queue: string;
  readonly definition: AnyJobDefinition;
  readonly attempt: Attempt;
  /** What an operator has stopped is not worked. */
  readonly stops: Pick<Stops, 'ofJob' | 'sift'>;
  readonly logger: Logger;
  /** A job failed and will be tried again, later than now. */
  readonly onRetry: () => void;
  /** Jobs were spoken of, and could not be looked for: to be told again in so many milliseconds. */
  readonly onUnseen: (milliseconds: number) => void;
}

/** Long enough that a short job costs no sign of life, short enough that two may be missed. */
const signOfLifeMs = (heartbeatSeconds * 1000) / 3;

/** A database that is away for a moment: a minute, by which the queue has taken the job for lost and given it out again. */
const settlingPauseMs = 500;
const settlingTries = 120;

export class QueueWorker {
  readonly queue: string;
  /** Jobs that ended well here, and that did not, since the start. */
  done = 0;
  failed = 0;
  private readonly active = new Map<string, TakenJob>();
  private readonly quietWaiters = new Set<() => void>();
  private readonly limit: number;
  /** Jobs that have been spoken of and not been seen. */
  private expected = 0;
  /** A job may wait for one with the same key that is worked on here. */
  private hidden = false;
  private lookedAt = 0;
  private failedLooks = 0;
  private looking = false;
  private stopped = false;
  private signOfLife: NodeJS.Timeout | undefined;

  constructor(private readonly options: QueueWorkerOptions) {
    this.queue = options.queue;
    this.limit = options.definition.concurrency ?? 1;
    this.signOfLife = setInterval(() => void this.tellThatAlive(), signOfLifeMs);
  }

  /** There may be so many jobs, by what was asked at `askedAt` (performance.now()): a look that began later has seen them. */
  wake(jobs: number, askedAt: number): void {
    if (this.lookedAt > askedAt) return;
    this.expected = Math.max(this.expected, jobs);
    void this.look();
  }

  /** Nothing is being looked for, worked or settled here. */
  isQuiet(): boolean {
    return !this.looking && this.active.size === 0 && (this.stopped || this.expected === 0);
  }

  /** Resolves when that is so. */
  quiet(): Promise<void> {
    return this.isQuiet() ? Promise.resolve() : new Promise((resolve) => this.quietWaiters.add(resolve));
  }

  /** Takes no further job, and resolves as `quiet`. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.quiet();
  }

  /** For the end of patience: what is still being worked on is no longer this process's. Answers with those jobs. */
  abandon(): readonly TakenJob[] {
    clearInterval(this.signOfLife);
    const left = [...this.active.values()];
    this.active.clear();
    this.tellQuiet();
    return left;
  }

  private async look(): Promise<void> {
    if (this.looking) return;
    this.looking = true;
    try {
      while (this.expected > 0 && !this.stopped && this.active.size < this.limit)
        await this.takeSome(this.limit - this.active.size);
    } catch (error) {
      this.options.logger.warn('jobs could not be looked for, will be tried again', {
        queue: this.queue,
        error,
      });
      this.options.onUnseen(pauseAfter(this.failedLooks));
      this.failedLooks += 1;
    } finally {
      this.looking = false;
      this.tellQuiet();
    }
  }

  private async takeSome(count: number): Promise<void> {
    const before = this.expected;
    this.expected = 0;
    this.lookedAt = performance.now();
    const { boss, stops, definition } = this.options;
    // Asked first: where it cannot be known, nothing is taken.
    const stopped = await stops.ofJob(definition.name);
    const taken = await boss.fetch(this.queue, { batchSize: count });
    const jobs = await stops.sift({ queue: this.queue, job: definition.name }, stopped, taken);
    this.failedLooks = 0;
    // More may lie behind what was asked for; and of several jobs with one key, one is given out, though others lie behind them.
    const unseen = taken.length === 0 ? 0 : taken.length === count ? 1 : before - taken.length;
    this.expected = Math.max(this.expected, unseen);
    this.hidden ||= taken.length < before && this.active.size > 0;
    for (const job of jobs) {
      this.active.set(job.id, job);
      void this.work(job);
    }
  }

  private async work(job: TakenJob): Promise<void> {
    const outcome = await this.options.attempt(this.options.definition, job);
    if (!this.active.has(job.id)) return; // given back
    try {
      await this.settleSurely(job, outcome);
    } catch (error) {
      // Its signs of life end here, so the queue gives it out again.
      this.options.logger.warn('a job could not be settled, it will be worked again', {
        job: this.options.definition.name,
        jobId: job.id,
        error,
      });
    }
    this.active.delete(job.id);
    if (outcome.done) this.done += 1;
    else this.failed += 1;
    if (this.hidden) this.expected = Math.max(this.expected, 1);
    this.hidden = false;
    if (this.expected > 0) void this.look();
    this.tellQuiet();
  }

  /** As long as the queue leaves it to us: until it is settled, no other job with its key is given out. */
  private async settleSurely(job: TakenJob, outcome: Outcome): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.settle(job, outcome);
      } catch (error) {
        if (tries === settlingTries || this.stopped || !this.active.has(job.id)) throw error;
        await new Promise((resolve) => setTimeout(resolve, settlingPauseMs));
      }
    }
  }

  private async settle(job: TakenJob, outcome: Outcome): Promise<void> {
    const { boss, onRetry } = this.options;
    if (outcome.done) {
      await boss.complete(this.queue, [job]);
      return;
    }
    await boss.fail(this.queue, [job], { reason: outcome.reason });
    if (!outcome.last) onRetry();
  }

  private async tellThatAlive(): Promise<void> {
    if (this.active.size === 0) return;
    try {
      await this.options.boss.touch(this.queue, [...this.active.values()]);
    } catch (error) {
      this.options.logger.warn('no sign of life could be given for running jobs', {
        queue: this.queue,
        error,
      });
    }
  }

  private tellQuiet(): void {
    if (!this.isQuiet()) return;
    for (const resolve of this.quietWaiters) resolve();
    this.quietWaiters.clear();
  }
}
