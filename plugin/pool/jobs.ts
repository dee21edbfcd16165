// The pool's jobs: one run of one hotel each, and the schedule that asks for them.
import { z } from 'zod';
import { addDays, businessDate } from '../domain/hotel-date.js';
import { hotelId } from '../domain/ids.js';
import { inSteps } from '../platform/in-steps.js';
import type { Platform } from '../platform/index.js';
import { purgeSweeps, type RunStanding, runStandings, saveIdleSweeps } from './night/due-runs-repository.js';
import { runIsDue, sweepStepMinutes } from './modes/modes.js';
import type { Guests } from './guests/guests.js';
import { forgetNotes } from './guests/notes-repository.js';
import { forgetConflicts } from './following/conflicts-repository.js';
import {
  forgetHostNights,
  forgetLockReasons,
  forgetMakers,
  forgetRuns,
  forgetStays,
} from './plans/retention-repository.js';
import { forgetStoppedSales } from './sales/sales-repository.js';
import type { Pool } from './service.js';

export interface PoolJobs {
  /** Asks for a run in every hotel that has something to do: the nightly run, where the business date has had none, or a sweep. */
  requestRuns(): Promise<void>;
}

/** Hotels that one process runs at the same time: each holds a connection, and they share one engine. */
const runsAtOnce = 2;
/** How long a run without effect, or a settled conflict, can be looked up. */
const keptDays = 30;

export function definePoolJobs(platform: Platform, pool: Pool, guests: Pick<Guests, 'keepOn'>): PoolJobs {
  const { jobs, clock, calendar, database, settings } = platform;
  const today = () => businessDate(clock.now(), calendar);
  const run = jobs.define({
    name: 'assignment-run',
    idempotent:
      'A business date has one nightly run, by a unique index; a sweep makes final what is due, which is then due no more.',
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

  /** Enqueues a run for those that have something to do, and answers with the others. */
  async function requestAmong(hotels: readonly RunStanding[]): Promise<readonly RunStanding[]> {
    const hasWork = (one: RunStanding) => !one.nightlyDone || one.somethingDue;
    // A run follows the PMS itself: it is looked at for the others alone.
    const changed = new Set(hotels.every(hasWork) ? [] : await pool.hotelsToFollow());
    const isBusy = (one: RunStanding) => hasWork(one) || changed.has(one.hotel);
    await run.enqueueAll(hotels.filter(isBusy).map(({ hotel }) => ({ hotelId: hotel })));
    return hotels.filter((one) => !isBusy(one));
  }

  jobs.schedule({
    name: 'sweeps',
    cron: `*/${sweepStepMinutes} * * * *`,
    idempotent: 'Enqueues for hotels whose interval is over; a run more finds nothing to do.',
    async work() {
      const now = clock.now();
      const standings = await runStandings(database, today(), now);
      const due = standings.filter(({ mode, lastStartedAt }) => runIsDue(mode, lastStartedAt, now, calendar));
      const idle = await requestAmong(due);
      // Noted all the same: a hotel without a sweep for two intervals is an alert.
      await saveIdleSweeps(
        database,
        idle.map(({ hotel }) => hotel),
        today(),
        now,
      );
    },
  });

  jobs.schedule({
    name: 'pool-housekeeping',
    cron: '45 4 * * *',
    idempotent: 'What is forgotten is gone: a second run does not find it.',
    async work() {
      const before = new Date(clock.now().getTime() - keptDays * 24 * 3_600_000);
      await purgeSweeps(database, before);
      await forgetConflicts(database, before);
      await inSteps((limit) => forgetStoppedSales(database, today(), limit));
      const { personalDataDays, recordDays, guestNotesDays } = settings.retention;
      const personal = addDays(today(), -personalDataDays);
      await inSteps((limit) => forgetMakers(database, personal, limit));
      await inSteps((limit) => forgetLockReasons(database, personal, limit));
      const day = addDays(today(), -recordDays);
      await inSteps((limit) => forgetStays(database, day, limit));
      await inSteps((limit) => forgetHostNights(database, day, limit));
      await inSteps((limit) => forgetRuns(database, day, limit));
      // The last, and none is forgotten where this fails: a hotel whose guests cannot be read keeps its notes, and nothing else.
      await guests.keepOn(today());
      const lastHere = addDays(today(), -guestNotesDays);
      await inSteps((limit) => forgetNotes(database, lastHere, limit));
    },
  });

  return {
    async requestRuns() {
      await requestAmong(await runStandings(database, today(), clock.now()));
    },
  };
}
