// The pool's jobs: one run of one hotel each, and the schedule that asks for them.
import { z } from 'zod';
import { hotelId } from '../domain/ids.js';
import type { Platform } from '../platform/index.js';
import { sweepIsDue, sweepStepMinutes } from './modes.js';
import { hotelSettings } from './repository.js';
import { lastRun } from './runs-repository.js';
import type { Pool } from './service.js';

/** Hotels that one process runs at the same time: each holds a connection, and they share one engine. */
const runsAtOnce = 2;

export interface PoolJobs {
  /** Asks for the nightly run, where the business date has had none, and for a sweep, in every hotel. */
  requestRuns(): Promise<void>;
}

export function definePoolJobs(platform: Platform, pool: Pool): PoolJobs {
  const { jobs, clock, database } = platform;
  const run = jobs.define({
    name: 'assignment-run',
    data: z.object({ hotelId: z.number().int().positive() }),
    tries: 3,
    pauseSeconds: 5,
    concurrency: runsAtOnce,
    oneAtATimePer: (data) => String(data.hotelId),
    async work({ hotelId: id }) {
      const hotel = hotelId(id);
      const nightly = await pool.nightlyRun(hotel);
      if (!nightly) await pool.sweep(hotel);
    },
  });

  jobs.schedule({
    name: 'sweeps',
    cron: `*/${sweepStepMinutes} * * * *`,
    async work() {
      const due: { hotelId: number }[] = [];
      for (const hotel of await pool.hotels()) {
        const { mode } = await hotelSettings(database, hotel);
        const last = await lastRun(database, hotel);
        if (sweepIsDue(mode, last?.startedAt, clock.now())) due.push({ hotelId: hotel });
      }
      await run.enqueueAll(due);
    },
  });

  return {
    async requestRuns() {
      await run.enqueueAll((await pool.hotels()).map((hotel) => ({ hotelId: hotel })));
    },
  };
}
