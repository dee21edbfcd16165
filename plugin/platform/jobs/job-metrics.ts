// What is measured of background work: every attempt with its result and its duration. How much waits is in the snapshot.
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/** `hindered` met a fault of the installation; `retried` was not the last try; `dead` was given up. */
export type JobResult = 'done' | 'hindered' | 'retried' | 'dead';

export interface JobMetrics {
  /** `seconds` the attempt took; `finishedAt` by the injected clock. */
  worked(job: string, result: JobResult, seconds: number, finishedAt: Date): void;
}

export function createJobMetrics(registry: Registry): JobMetrics {
  const registers = [registry];
  const total = new Counter({
    name: 'heyawari_jobs_total',
    help: 'Attempts to work a job, by result: done, hindered (by a fault of the installation), retried (not the last try), dead (given up).',
    labelNames: ['job', 'result'],
    registers,
  });
  const duration = new Histogram({
    name: 'heyawari_job_duration_seconds',
    help: 'Duration of one attempt to work a job.',
    labelNames: ['job'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 60, 300],
    registers,
  });
  const lastSuccess = new Gauge({
    name: 'heyawari_job_last_success_timestamp_seconds',
    help: 'When a job of this kind last succeeded.',
    labelNames: ['job'],
    registers,
  });
  return {
    worked(job, result, seconds, finishedAt) {
      total.inc({ job, result });
      duration.observe({ job }, seconds);
      if (result === 'done') lastSuccess.set({ job }, finishedAt.getTime() / 1000);
    },
  };
}
