// The state of the whole installation: one process reads it for all, every process shows the same.
import type { Registry } from 'prom-client';
import type { Logger } from 'winston';
import type { Clock } from '../../domain/clock.js';
import { businessDate, type HotelCalendar } from '../../domain/hotel-date.js';
import type { Database } from '../database/index.js';
import type { Jobs } from '../jobs/index.js';
import { snapshotGauges } from './metrics.js';
import { lastSnapshot, saveSnapshot, type Snapshot } from './repository.js';
import type { State } from './state.js';

export { jobState, jobStateFamilies } from './job-state.js';
export { snapshotFamilies } from './metrics.js';
export { schemaState, schemaStateFamilies } from './schema-state.js';
export { byHotel, secondsOf } from './state.js';
export type { Snapshot } from './repository.js';
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
  /** What is shown; undefined where this process has read none yet. */
  present(): Snapshot | undefined;
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
  let timer: NodeJS.Timeout | undefined;
  let reading = false;
  let failed = false;
  let present: Snapshot | undefined;
  const tell = snapshotGauges(
    metrics,
    states.map(({ families }) => families),
  );
  const show = (snapshot: Snapshot) => {
    present = snapshot;
    tell(snapshot);
  };

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
    show(snapshot);
  }

  /** Where it fails, the last one is shown on: its time says how old it is. */
  async function read(): Promise<void> {
    if (reading) return;
    reading = true;
    try {
      const snapshot = await lastSnapshot(database);
      if (snapshot) show(snapshot);
      failed = false;
    } catch (error) {
      if (!failed)
        logger.warn('the figures for the metrics could not be read, will be tried again', { error });
      failed = true;
    } finally {
      reading = false;
    }
  }

  jobs.schedule({
    ...{ name: 'metric-snapshot', cron: '* * * * *', work: take },
    idempotent: 'Writes over the one row that is shown.',
  });
  return {
    take,
    present: () => present,
    start() {
      void read();
      timer = setInterval(() => void read(), readEvery).unref();
    },
    stop: () => clearInterval(timer),
  };
}
