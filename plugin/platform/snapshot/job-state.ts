// What waits in the queue, for the metrics of every process.
import type { Reading, State, StateFamilies } from './state.js';
import type { JobCounts, Jobs } from '../jobs/index.js';

export const jobStateFamilies = {
  ready: {
    type: 'gauge',
    name: 'heyawari_jobs_ready',
    help: 'Jobs that are due and wait to be worked.',
    labels: { job: 'open' },
  },
  oldestReady: {
    type: 'gauge',
    name: 'heyawari_jobs_oldest_ready_timestamp_seconds',
    help: 'Since when the oldest of them is due, by the clock of the database; no series where none is.',
    labels: { job: 'open' },
  },
  active: {
    type: 'gauge',
    name: 'heyawari_jobs_active',
    help: 'Jobs that a process works on.',
    labels: { job: 'open' },
  },
  failed: {
    type: 'gauge',
    name: 'heyawari_jobs_failed',
    help: 'Jobs whose last try failed and that are tried again; what was given up is in heyawari_jobs_dead.',
    labels: { job: 'open' },
  },
  dead: {
    type: 'gauge',
    name: 'heyawari_jobs_dead',
    help: 'Jobs given up, as long as they lie in the dead letters; a run of a schedule does not: the next one does its work.',
    labels: { job: 'open' },
  },
  stops: {
    type: 'gauge',
    name: 'heyawari_job_stops',
    help: 'Stops of operators that stand: one for a kind of job in all hotels, and one for each hotel in which it is stopped.',
    labels: { job: 'open' },
  },
} as const satisfies StateFamilies;

const readings = (counts: JobCounts['ready']): Reading[] =>
  Object.entries(counts).map(([job, value]) => ({ labels: { job }, value }));

export const jobState = (jobs: Pick<Jobs, 'counts'>): State<typeof jobStateFamilies> => ({
  part: 'jobs',
  families: jobStateFamilies,
  async read() {
    const counts = await jobs.counts();
    return {
      ready: readings(counts.ready),
      oldestReady: readings(counts.oldestReady),
      active: readings(counts.active),
      failed: readings(counts.failed),
      dead: readings(counts.dead),
      stops: readings(counts.stops),
    };
  },
});
