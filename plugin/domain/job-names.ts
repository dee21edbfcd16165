// The kinds of jobs by name: what an operator may stop. A test holds the lists to what a plugin defines.

/** Jobs of one hotel each: they may be stopped in one hotel alone. */
export const hotelJobs = [
  'assignment-run',
  'confirm',
  'fetch-now',
  'import',
  'reconcile',
  'wake-waiting',
] as const;

/** Schedules, whose runs go over all hotels. */
export const scheduledJobs = [
  'due-imports',
  'fetch',
  'forget-room-codes',
  'heartbeat',
  'housekeeping',
  'import-health',
  'import-housekeeping',
  'import-statistics',
  'mass-edits',
  'metric-snapshot',
  'performance-metrics',
  'pms-queue',
  'pool-housekeeping',
  'reconcile-restored',
  'reconciliation',
  'report-number-gaps',
  'sweeps',
] as const;

export type HotelJob = (typeof hotelJobs)[number];
