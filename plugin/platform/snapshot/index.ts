// The state of the whole installation: one process reads it for all, every process shows the same.
import type { Registry } from 'prom-client';
import type { Logger } from 'winston';
import type { Clock } from '../../domain/clock.js';
import { businessDate, type HotelCalendar } from '../../domain/hotel-date.js';
import type { Database } from '../database/index.js';
import type { Jobs } from '../jobs/index.js';
import { showSnapshot } from './metrics.js';
import { lastSnapshot, saveSnapshot, type Snapshot } from './repository.js';
import type { State } from './state.js';

export { jobState, jobStateFamilies } from './job-state.js';
export { snapshotFamilies } from './metrics.js';
export { schemaState, schemaStateFamilies } from './schema-state.js';
export { byHotel, secondsOf } from './state.js';
export type { ReadAt, Reading, State, StateFamilies } from './state.js';

export interface SnapshotParts {
  readonly database: Database;
  readonly jobs: Jobs;
  readonly metrics: Registry;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly calendar: HotelCalendar;
  /** What is told of the state, by slice. */
  readonly states: readonly State[];
}

export interface Snapshots {
  /** Reads the state now, and keeps it for every process. Rejects where the database does not answer. */
  take(): Promise<void>;
  /** Reads the last snapshot now and then from here on. */
  start(): void;
  stop(): void;
}

/** Milliseconds: a minute's snapshot is shown for a quarter of it too long at most. */
const readEvery = 15_000;

/** Registers the gauges, and the schedule that takes a snapshot every minute; before `jobs.start`. */
export function createSnapshots({
  database,
  jobs,
  metrics,
  logger,
  clock,
  calendar,
  states,
}: SnapshotParts): Snapshots {
  let present: Snapshot | undefined;
  let timer: NodeJS.Timeout | undefined;
  let reading = false;
  let failed = false;
  showSnapshot(
    metrics,
    states.map(({ families }) => families),
    () => present,
  );

  async function take(): Promise<void> {
    const takenAt = clock.now();
    const at = { now: takenAt, today: businessDate(takenAt, calendar) };
    const series: Record<string, Snapshot['series'][string]> = {};
    for (const state of states) {
      const readings = await state.read(database, at);
      for (const [key, { name }] of Object.entries(state.families)) series[name] = [...(readings[key] ?? [])];
    }
    const snapshot = { takenAt, series };
    await saveSnapshot(database, snapshot);
    present = snapshot;
  }

  /** Where it fails, the last one is shown on: its time says how old it is. */
  async function read(): Promise<void> {
    if (reading) return;
    reading = true;
    try {
      present = (await lastSnapshot(database)) ?? present;
      failed = false;
    } catch (error) {
      if (!failed)
        logger.warn('the figures for the metrics could not be read, will be tried again', { error });
      failed = true;
    } finally {
      reading = false;
    }
  }

  jobs.schedule({ name: 'metric-snapshot', cron: '* * * * *', work: take });
  return {
    take,
    start() {
      void read();
      timer = setInterval(() => void read(), readEvery).unref();
    },
    stop: () => clearInterval(timer),
  };
}
