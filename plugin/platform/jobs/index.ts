// The face of background work: define jobs and schedules, enqueue within a transaction, drain.
export { createJobs } from './pg-boss.js';
export { jobFamilies } from './job-metrics.js';
export type { JobsOptions } from './pg-boss.js';
export { goIn, type Stop, stopIn, stopsIn } from './stop-commands-repository.js';
export { longestLookSeconds, takeOverSeconds } from './queues.js';
export type { Job, JobCounts, JobDefinition, JobDescription, Jobs, Schedule } from './jobs.js';
