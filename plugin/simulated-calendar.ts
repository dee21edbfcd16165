// Plays a hotel's calendar: sets the simulated clock forward from one thing that is due to the next, and lets the real jobs do it.
import { isSettable, type SettableClock } from './domain/clock.js';
import { addDays, businessDate, hotelDate, instantAt } from './domain/hotel-date.js';
import type { ImportJobs } from './ota-import/index.js';
import type { Platform } from './platform/index.js';
import type { Snapshots } from './platform/snapshot/index.js';
import { followChanged, type Pool, type PoolJobs } from './pool/index.js';

export interface SimulatedCalendar {
  /**
   * Does everything that falls due until then, in order (nightly runs, deadlines), then what waits for it (retries). A day, `YYYY-MM-DD`,
   * means the moment its business date begins. Throws RangeError for what is no day.
   */
  advanceTo(when: Date | string): Promise<void>;
  /** Works off everything that is due at the present instant. */
  drain(): Promise<void>;
}

interface CalendarParts {
  readonly platform: Platform;
  readonly pool: Pool;
  readonly poolJobs: PoolJobs;
  readonly imports: ImportJobs;
  readonly snapshots: Snapshots;
}

/** How often what is due at one instant is asked for: what one run leaves, the next may do. */
const mostAsked = 3;
/** How often in a row those who wait for a room may free nights for others in their turn. */
const mostLooks = 100;

export function createSimulatedCalendar(parts: CalendarParts): SimulatedCalendar {
  const { platform, pool, poolJobs, imports, snapshots } = parts;
  const { calendar, jobs } = platform;

  function simulated(): SettableClock {
    if (isSettable(platform.clock)) return platform.clock;
    throw new Error(
      'advanceTo needs a clock that can be set (SimulatedClock); with any other, time passes by itself',
    );
  }

  /** The business date turns once more, or a tentative room's deadline comes. */
  async function nextDue(clock: SettableClock): Promise<Date> {
    const turn = instantAt(addDays(businessDate(clock.now(), calendar), 1), calendar.turnsAt, calendar);
    const due = await pool.nextDue();
    return due !== undefined && due < turn ? due : turn;
  }

  /** What is enqueued, and what comes of nights that become free meanwhile: nobody listens while the calendar is simulated. */
  async function workOff(): Promise<void> {
    for (let looks = 0; looks < mostLooks; looks += 1) {
      await jobs.drain();
      if ((await imports.requestWaking()) === 0) return;
    }
    throw new Error('nights that came free were not looked at');
  }

  /** As its schedule has it: what cannot be counted now is counted with the next one. */
  async function takeSnapshot(): Promise<void> {
    // Where nobody can ask for them, figures need not be taken.
    if (platform.settings.metrics.port === undefined) return;
    try {
      await snapshots.take();
    } catch (error) {
      platform.logger.warn('the figures for the metrics could not be counted', { error });
    }
  }

  async function drain(): Promise<void> {
    await followChanged(pool, platform.logger);
    await imports.requestDue();
    await workOff();
    await takeSnapshot();
  }

  return {
    drain,
    async advanceTo(when) {
      const clock = simulated();
      const instant = when instanceof Date ? when : instantAt(hotelDate(when), calendar.turnsAt, calendar);
      let asked = 0;
      for (let last: Date | undefined; ;) {
        const due = await nextDue(clock);
        if (due > instant) break;
        asked = last && due <= last ? asked + 1 : 0;
        if (asked > 0 && (due < clock.now() || asked > mostAsked))
          throw new Error(`what was due at ${due.toISOString()} was not done`);
        last = due > clock.now() ? due : clock.now();
        clock.set(last);
        await poolJobs.requestRuns();
        await workOff();
      }
      if (instant > clock.now()) clock.set(instant);
      await drain();
    },
  };
}
