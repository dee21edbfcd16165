// What a sweep asks of the database where many hotels have nothing due: the pool's own scheduled job, on tables as they are on such a day.
import pg from 'pg';
import { Registry } from 'prom-client';
import { SimulatedClock } from '../../plugin/domain/clock.js';
import { existingPms, type ReservationFunctions } from '../../plugin/host/existing-pms/index.js';
import { createDatabase } from '../../plugin/platform/database/index.js';
import type { Platform } from '../../plugin/platform/index.js';
import type { Schedule } from '../../plugin/platform/jobs/index.js';
import { definePoolJobs, type Pool } from '../../plugin/pool/index.js';
import { createTemplate, databaseUrl, onServer } from '../../dev/template.js';
import { application } from './groups.js';

export const hotelsSwept = 20;
/** Longer than between two sweeps of a hotel. */
const stepMilliseconds = 60 * 60_000;

export interface ScheduledSweep {
  /** One sweep, an hour later. */
  readonly sweep: () => Promise<void>;
  /** Throws where a hotel had something due. */
  readonly ended: () => Promise<void>;
}

/** Of all hotels that are followed, which have had their nightly run. The first ones ever begin the log and have every hotel compared, which a run would do. */
export async function scheduledSweep(connections: pg.Pool, clock: SimulatedClock): Promise<ScheduledSweep> {
  const database = createDatabase(connections);
  const schedules: Schedule[] = [];
  const requested: unknown[] = [];
  const jobs = {
    define: () => ({
      enqueueAll: (all: readonly unknown[]) => Promise.resolve(void requested.push(...all)),
    }),
    schedule: (schedule: Schedule) => void schedules.push(schedule),
  };
  const platform = {
    ...{ jobs, clock, database, metrics: new Registry() },
    calendar: { timeZone: 'Asia/Tokyo', turnsAt: 5 },
  };
  const host = existingPms({ reservations: {} as ReservationFunctions }); // writes nothing
  const pool: Pick<Pool, 'hotelsToFollow'> = {
    hotelsToFollow: async () => [...(await host.hotelsToFollow(database, clock.now())).hotels],
  };
  definePoolJobs(platform as unknown as Platform, pool as Pool, { keepOn: () => Promise.resolve() });
  const scheduled = schedules.find(({ name }) => name === 'sweeps')!;
  const began = clock.now();
  for (let first = 0; first < 3; first += 1) {
    await scheduled.work();
    await database.run(
      'UPDATE heyawari.host_cursors SET compared = (SELECT comparisons FROM heyawari.host_log_reader)',
    );
    clock.set(new Date(clock.now().getTime() + 15 * 60_000));
  }
  requested.length = 0;
  return {
    sweep: async () => {
      await scheduled.work();
      clock.set(new Date(clock.now().getTime() + stepMilliseconds));
    },
    async ended() {
      await connections.end();
      if (requested.length > 0)
        throw new Error(`${requested.length} hotels had something due after ${began.toISOString()}`);
    },
  };
}

/** Runs the sweep once in a database of its own. `before` is called when all is prepared. */
export async function sweepIdleHotels(serverUrl: string, before: () => void): Promise<void> {
  const template = await createTemplate(serverUrl);
  await onServer(serverUrl, (client) => client.query(`CREATE DATABASE idle_sweep TEMPLATE ${template}`));
  const connectionString = databaseUrl(serverUrl, 'idle_sweep');
  const connections = new pg.Pool({ connectionString, application_name: application, max: 1 });
  const database = createDatabase(connections);
  await database.run(
    `INSERT INTO heyawari.host_cursors (hotel_id) SELECT h FROM generate_series(1, :hotels) AS h`,
    {
      hotels: hotelsSwept,
    },
  );
  await database.run(
    `INSERT INTO heyawari.assignment_runs (hotel_id, kind, business_date, started_at, finished_at, finalised, moved, woken, duration_ms)
     SELECT h, 'nightly', '2027-01-20', :at, :at, 0, 0, 0, 0 FROM generate_series(1, :hotels) AS h`,
    { hotels: hotelsSwept, at: new Date('2027-01-20T05:00:00+09:00') },
  );
  const clock = new SimulatedClock(new Date('2027-01-20T09:00:00+09:00'));
  const { sweep, ended } = await scheduledSweep(connections, clock);
  before();
  await sweep();
  await ended();
}
