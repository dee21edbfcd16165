// The state of the whole installation, part by part: one process reads it for all, every process shows the same.
import type { Registry } from 'prom-client';
import type { Logger } from 'winston';
import type { Clock } from '../../domain/clock.js';
import { businessDate, type HotelCalendar } from '../../domain/hotel-date.js';
import { type Database, isBroken } from '../database/index.js';
import type { Jobs } from '../jobs/index.js';
import { snapshotGauges } from './metrics.js';
import { lastSnapshots, saveSnapshot, type Snapshot } from './repository.js';
import type { ReadAt, State } from './state.js';

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
  /**
   * Reads the state now, and keeps it for every process. A part that cannot be read stays as it was, with its time; rejects where none can be, so where
   * the database does not answer.
   */
  take(): Promise<void>;
  /** When each part that is shown was taken; undefined: none yet that this process has read. */
  takenAt(): ReadonlyMap<string, Date | undefined>;
  /** Reads the last snapshot now and then from here on. */
  start(): void;
  stop(): void;
}

/** Milliseconds: a minute's snapshot is shown for a quarter of it too long at most. */
const readEvery = 15_000;

async function readPart(state: State, database: Database, at: ReadAt): Promise<Snapshot> {
  const { part, families } = state;
  const readings = await state.read(database, at);
  const series: Record<string, Snapshot['series'][string]> = {};
  for (const [key, { name }] of Object.entries(families)) series[name] = [...(readings[key] ?? [])];
  return { part, takenAt: at.now, series };
}

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
  const parts = states.map(({ part }) => part);
  const takenAt = new Map<string, Date | undefined>(parts.map((part) => [part, undefined]));
  const gauges = snapshotGauges(metrics, states);
  const failing = warnedOnce(logger);

  const show = (snapshot: Snapshot) => {
    takenAt.set(snapshot.part, snapshot.takenAt);
    gauges.show(snapshot);
  };

  async function take(): Promise<void> {
    const now = clock.now();
    const at = { now, today: businessDate(now, calendar) };
    const failed: { readonly part: string; readonly error: unknown }[] = [];
    for (const state of states) {
      const { part } = state;
      try {
        const snapshot = await readPart(state, database, at);
        await saveSnapshot(database, snapshot);
        show(snapshot);
        failing.over(part);
      } catch (error) {
        if (isBroken(error)) throw error;
        gauges.failed(part);
        failed.push({ part, error });
      }
    }
    if (failed.length === states.length) throw failed[0]!.error;
    for (const { part, error } of failed)
      failing.because(part, 'a part of the figures for the metrics could not be counted', { part, error });
  }

  /** Where it fails, the last one is shown on: its time says how old it is. */
  async function read(): Promise<void> {
    if (reading) return;
    reading = true;
    try {
      for (const snapshot of await lastSnapshots(database, parts)) show(snapshot);
      failing.over('all');
    } catch (error) {
      failing.because('all', 'the figures for the metrics could not be read, will be tried again', { error });
    } finally {
      reading = false;
    }
  }

  jobs.schedule({
    ...{ name: 'metric-snapshot', cron: '* * * * *', work: take },
    idempotent: 'Writes over the rows that are shown, one for each part.',
  });
  return {
    take,
    takenAt: () => takenAt,
    start() {
      void read();
      timer = setInterval(() => void read(), readEvery).unref();
    },
    stop: () => clearInterval(timer),
  };
}

/** Of what fails again and again, the first time alone. */
function warnedOnce(logger: Logger) {
  const warned = new Set<string>();
  return {
    because(what: string, message: string, details: object) {
      if (!warned.has(what)) logger.warn(message, details);
      warned.add(what);
    },
    over: (what: string) => warned.delete(what),
  };
}
