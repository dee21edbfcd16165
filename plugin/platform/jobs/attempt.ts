// One attempt at a job: data checked, correlation id set, measured, and a failure logged instead of thrown.
import { z } from 'zod';
import type { Logger } from 'winston';
import type { Clock } from '../../domain/clock.js';
import { withCorrelation } from '../context.js';
import { isBusy, isTransient } from '../database/index.js';
import { databaseFaults, installationFaultOf } from '../faults/index.js';
import type { JobMetrics } from './job-metrics.js';
import type { AnyJobDefinition, JobsOptions } from './queues.js';

/** As stored: who caused it, and the job's own data. */
const parcelSchema = z.object({ correlationId: z.string().optional(), data: z.unknown() });

/** A schedule's jobs are made by the queue and carry nothing. */
const emptyParcel = { data: {} };

export interface TakenJob {
  readonly id: string;
  readonly data: unknown;
  /** Tries that were made before this one. */
  readonly retryCount: number;
}

/** `reason` is stored in clear text, so it is the kind of the error, never its message, which may quote data. */
export type Outcome =
  | { readonly done: true; readonly hindered: boolean }
  | { readonly done: false; readonly last: boolean; readonly reason: string };

interface AttemptOptions {
  readonly logger: Logger;
  readonly clock: Clock;
  readonly metrics: JobMetrics;
  readonly faults?: JobsOptions['faults'];
}

export type Attempt = (definition: AnyJobDefinition, job: TakenJob) => Promise<Outcome>;

/** A lock that was waited for too long: the next run of a schedule finds it gone, and does the work. */
const healsByItself = ({ deadLetter }: AnyJobDefinition, error: unknown) =>
  deadLetter === false && (isBusy(error) || isTransient(error));

export function createAttempt({ logger, clock, metrics, faults }: AttemptOptions): Attempt {
  /** A failure that a later try may heal is no error. */
  function tell(last: boolean, details: object): void {
    if (last) logger.error('job failed for good', details);
    else logger.warn('job failed, will be tried again', details);
  }

  async function outcomeOf(definition: AnyJobDefinition, job: TakenJob, data: unknown): Promise<Outcome> {
    const last = job.retryCount >= definition.tries - 1;
    const details = { job: definition.name, jobId: job.id, attempt: job.retryCount + 1 };
    const read = definition.data.safeParse(data);
    if (!read.success) {
      tell(last, { ...details, error: 'its data cannot be read' });
      return { done: false, last, reason: 'unreadable' };
    }
    const work = [definition.name, definition.oneAtATimePer?.(read.data) ?? ''].join(' ').trim();
    try {
      await definition.work(read.data);
      faults?.over(databaseFaults, work);
      return { done: true, hindered: false };
    } catch (error) {
      // Nobody's, and met by the next one too: what is to be done is in the tables, and is asked for again.
      const fault = installationFaultOf(error);
      if (fault) {
        faults?.report(fault, work);
        return { done: true, hindered: true };
      }
      tell(last && !healsByItself(definition, error), { ...details, error });
      return { done: false, last, reason: error instanceof Error ? error.name : 'thrown' };
    }
  }

  return async (definition, job) => {
    const started = performance.now();
    const parcel = parcelSchema.safeParse(job.data ?? emptyParcel);
    const outcome = await withCorrelation(parcel.data?.correlationId ?? job.id, undefined, () =>
      outcomeOf(definition, job, parcel.data?.data),
    );
    const result = outcome.done
      ? outcome.hindered
        ? 'hindered'
        : 'done'
      : outcome.last
        ? 'dead'
        : 'retried';
    metrics.worked(definition.name, result, (performance.now() - started) / 1000, clock.now());
    return outcome;
  };
}
