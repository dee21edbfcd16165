// The figures of the whole installation: one process counts them for all, every process reads and shows the same.
import type { Registry } from 'prom-client';
import type { Logger } from 'winston';
import type { Clock } from '../../domain/clock.js';
import type { Database } from '../database/index.js';
import type { Jobs } from '../jobs/index.js';
import { showSnapshot } from './metrics.js';
import { countBooks, lastSnapshot, saveSnapshot, type Snapshot } from './repository.js';

export interface SnapshotParts {
  readonly database: Database;
  readonly jobs: Jobs;
  readonly metrics: Registry;
  readonly logger: Logger;
  readonly clock: Clock;
}

export interface Snapshots {
  /** Counts now, and keeps it for every process. Rejects where the database does not answer. */
  take(): Promise<void>;
  /** Reads the last snapshot now and then from here on. */
  start(): void;
  stop(): void;
}

/** Milliseconds: a minute's snapshot is shown for a quarter of it too long at most. */
const readEvery = 15_000;

/** Registers the gauges, and the schedule that takes a snapshot every minute; before `jobs.start`. */
export function createSnapshots({ database, jobs, metrics, logger, clock }: SnapshotParts): Snapshots {
  let present: Snapshot | undefined;
  let timer: NodeJS.Timeout | undefined;
  let reading = false;
  let failed = false;
  showSnapshot(metrics, () => present);

  async function take(): Promise<void> {
    const takenAt = clock.now();
    const [books, { ready, dead }] = await Promise.all([countBooks(database), jobs.counts()]);
    const snapshot = { takenAt, figures: { ...books, jobsReady: ready, jobsDead: dead } };
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
