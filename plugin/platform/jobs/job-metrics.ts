// What is measured of background work: every attempt with its result and its duration. How much waits is in the snapshot.
import type { Registry } from 'prom-client';
import { createMeasures, type MetricFamilies } from '../metrics/index.js';

/** `hindered` met a fault of the installation; `retried` was not the last try; `dead` was given up. */
const results = ['done', 'hindered', 'retried', 'dead'] as const;
export type JobResult = (typeof results)[number];

export const jobFamilies = {
  total: {
    type: 'counter',
    name: 'heyawari_jobs_total',
    help: 'Attempts to work a job, by result: done, hindered (by a fault of the installation: it is asked for again), retried (not the last try), dead (given up).',
    labels: { job: 'open', result: results },
  },
  duration: {
    type: 'histogram',
    name: 'heyawari_job_duration_seconds',
    help: 'Duration of one attempt to work a job.',
    labels: { job: 'open' },
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 60, 300],
  },
  lastSuccess: {
    type: 'gauge',
    name: 'heyawari_job_last_success_timestamp_seconds',
    help: 'When a job of this kind last succeeded in this process.',
    labels: { job: 'open' },
  },
} as const satisfies MetricFamilies;

export interface JobMetrics {
  /** The job is known from here on: it has failed, and succeeded, not once yet. */
  known(job: string): void;
  /** `seconds` the attempt took; `finishedAt` by the injected clock. */
  worked(job: string, result: JobResult, seconds: number, finishedAt: Date): void;
}

export function createJobMetrics(registry: Registry): JobMetrics {
  const { total, duration, lastSuccess } = createMeasures(registry, jobFamilies);
  return {
    known(job) {
      for (const result of results) total.inc({ job, result }, 0);
      duration.zero({ job });
    },
    worked(job, result, seconds, finishedAt) {
      total.inc({ job, result });
      duration.observe({ job }, seconds);
      if (result === 'done') lastSuccess.set({ job }, finishedAt.getTime() / 1000);
    },
  };
}
