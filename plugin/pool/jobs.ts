// The pool's jobs: one run of one hotel each, and the schedule that asks for them.
import { z } from 'zod';
import { hotelId } from '../domain/ids.js';
import type { Platform } from '../platform/index.js';
import { runIsDue, sweepStepMinutes } from './modes.js';
import { hotelSettings } from './repository.js';
import { lastRun } from './runs-repository.js';
import type { Pool } from './service.js';

export interface PoolJobs {
  /** Asks for the nightly run, where the business date has had none, and for a sweep, in every hotel. */
  requestRuns(): Promise<void>;
}

export function definePoolJobs(platform: Platform, pool: Pool): PoolJobs {
  const { jobs, clock, calendar, database } = platform;
  const run = jobs.define({
    name: 'assignment-run',
    data: z.object({ hotelId: z.number().int().positive() }),
    tries: 3,
    pauseSeconds: 5,
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
      for (const hotel of await pool.hotels()) {
        const { mode } = await hotelSettings(database, hotel);
        const last = await lastRun(database, hotel);
        if (runIsDue(mode, last?.startedAt, clock.now(), calendar)) await run.enqueue({ hotelId: hotel });
      }
    },
  });

  return {
    async requestRuns() {
      for (const hotel of await pool.hotels()) await run.enqueue({ hotelId: hotel });
    },
  };
}
