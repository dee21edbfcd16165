// One attempt at a job: data checked, correlation id set, measured, and a failure logged instead of thrown.
import type { Job, JobResult as Settlement } from 'pg-boss';
import type { Logger } from 'winston';
import { z } from 'zod';
import type { Clock } from '../../domain/clock.js';
import { withCorrelation } from '../context.js';
import type { JobMetrics } from './job-metrics.js';
import type { JobDefinition } from './jobs.js';

/** As stored: who caused it, and the job's own data. */
const parcelSchema = z.object({ correlationId: z.string().optional(), data: z.unknown() });

/** A schedule's jobs are made by the queue and carry nothing. */
const emptyParcel = { data: {} };

export interface Attempts {
  /** Works every job of `batch`, `concurrency` at once, and says how each ended. */
  batch(
    definition: JobDefinition<never>,
    batch: readonly Job<unknown>[],
    concurrency: number,
  ): Promise<Settlement[]>;
  /** Resolves when an attempt of this process next ends. */
  nextEnd(): Promise<void>;
}

interface AttemptOptions {
  readonly logger: Logger;
  readonly clock: Clock;
  readonly metrics: JobMetrics;
}

export function createAttempts({ logger, clock, metrics }: AttemptOptions): Attempts {
  const waiting = new Set<() => void>();
  const ended = () => {
    for (const resume of waiting) resume();
    waiting.clear();
  };

  async function once(definition: JobDefinition<never>, job: Job<unknown>): Promise<Settlement> {
    const started = performance.now();
    const settle = (result: 'done' | 'retried' | 'dead', output: object = {}): Settlement => {
      metrics.worked(definition.name, result, (performance.now() - started) / 1000, clock.now());
      const status = { done: 'completed', retried: 'failed', dead: 'deadletter' } as const;
      return { id: job.id, status: status[result], output };
    };
    const parcel = parcelSchema.safeParse(job.data ?? emptyParcel);
    return withCorrelation(parcel.data?.correlationId ?? job.id, undefined, async () => {
      const data = definition.data.safeParse(parcel.data?.data);
      if (!data.success) {
        // No later try can read it either.
        logger.error('job with unreadable data given up', { job: definition.name, jobId: job.id });
        return settle('dead', { reason: 'unreadable' });
      }
      try {
        await definition.work(data.data);
        return settle('done');
      } catch (error) {
        const last = job.retryCount >= definition.tries - 1;
        const attempt = job.retryCount + 1;
        logger.error(last ? 'job failed for good' : 'job failed, will be tried again', {
          job: definition.name,
          jobId: job.id,
          attempt,
          error,
        });
        // The queue stores this in clear text, and a message may quote data: the kind of error is enough there.
        return settle(last ? 'dead' : 'retried', { reason: error instanceof Error ? error.name : 'thrown' });
      }
    });
  }

  return {
    async batch(definition, batch, concurrency) {
      const queue = batch.values();
      const settlements: Settlement[] = [];
      const lane = async () => {
        for (const job of queue) settlements.push(await once(definition, job));
      };
      try {
        await Promise.all(Array.from({ length: concurrency }, lane));
        return settlements;
      } finally {
        ended();
      }
    },
    nextEnd: () => new Promise((resolve) => waiting.add(resolve)),
  };
}
