// The nightly run (finalise what is due, optimise what is in its window) and the daytime sweep (finalise only).
import { businessDate } from '../../domain/hotel-date.js';
import type { HotelId } from '../../domain/ids.js';
import { isNight } from '../modes/modes.js';
import { chunk, lockAndFollow, moveTentativeRooms, type RunContext } from './nightly-moves.js';
import { finaliseDue } from '../plans/final-rooms-repository.js';
import { addHistory } from '../plans/history.js';
import { openWindows } from '../plans/repository.js';
import { hotelTransaction, inHotel } from '../../platform/database/index.js';
import { nightlyRunDone, type RunResult, saveRun } from './runs-repository.js';

/** A night that took less leaves what has become due meanwhile to the next sweep. */
const quickNightMilliseconds = 60_000;

type Done = Pick<RunResult, 'finalised' | 'moved' | 'woken' | 'madeUp'>;

/**
 * Opens the windows that have come, and makes final what is due, in short transactions. Each follows the PMS first: a room is final only if
 * nobody else holds it as committed at that moment.
 */
async function followAndFinalise(
  context: RunContext,
  hotel: HotelId,
): Promise<Pick<Done, 'finalised' | 'woken'>> {
  const { clock, database, events } = context.platform;
  const now = clock.now();
  for (let finalised = 0, woken = 0; ;) {
    const ids = await hotelTransaction(database, hotel, async (tx) => {
      await lockAndFollow(context, tx);
      woken += await openWindows(tx, now);
      const due = await finaliseDue(tx, now, chunk);
      await addHistory(tx, due, 'finalised', now);
      if (due.length > 0) await events.record(tx, 'booking-plans');
      return due;
    });
    finalised += ids.length;
    if (ids.length < chunk) return { finalised, woken };
  }
}

/** What a run did, and what it leaves behind: one row, one line in the log, the metrics. */
async function recorded(
  context: RunContext,
  hotel: HotelId,
  kind: RunResult['kind'],
  work: () => Promise<Done>,
): Promise<RunResult> {
  const { clock, calendar, database, events, logger } = context.platform;
  const startedAt = clock.now();
  const began = performance.now();
  const done = await work();
  const durationMs = Math.round(performance.now() - began);
  const finishedAt = clock.now();
  const run: RunResult = {
    kind,
    businessDate: businessDate(startedAt, calendar),
    startedAt,
    finishedAt,
    durationMs,
    ...done,
  };
  await hotelTransaction(database, hotel, async (tx) => {
    await saveRun(tx, run);
    await events.record(tx, 'pool');
    // The business date has turned: others arrive today, are due, or have not come (D15).
    if (kind === 'nightly') await events.record(tx, 'booking-plans');
  });
  context.metrics.run(kind, durationMs / 1000);
  context.metrics.finalised('deadline', done.finalised);
  context.metrics.moved('nightly_run', done.moved);
  logger.info('assignment run', { hotelId: hotel, ...run });
  return run;
}

/** Finalises what is due; moves nothing but who must give way (P13). */
export function sweep(context: RunContext, hotel: HotelId): Promise<RunResult> {
  return recorded(context, hotel, 'sweep', async () => ({
    ...(await followAndFinalise(context, hotel)),
    ...{ moved: 0, madeUp: false },
  }));
}

/**
 * Once per business date. What is due already, after an outage, becomes final where it is; then the tentative rooms in their window are
 * optimised, unless the night is over: by day nothing moves, and the next night optimises again (P2). Last, what has become due meanwhile.
 */
export async function nightlyRun(context: RunContext, hotel: HotelId): Promise<RunResult | undefined> {
  const { clock, calendar, database, settings } = context.platform;
  const now = clock.now();
  if (await nightlyRunDone(inHotel(database, hotel), businessDate(now, calendar))) return undefined;
  const madeUp = !isNight(now, calendar, settings.pool.nightHours);
  return recorded(context, hotel, 'nightly', async () => {
    const before = await followAndFinalise(context, hotel);
    if (madeUp) return { ...before, moved: 0, madeUp };
    const moved = await moveTentativeRooms(context, hotel);
    // Deadlines pass by the minute: after a quick night there are no new ones.
    if (clock.now().getTime() - now.getTime() < quickNightMilliseconds) return { ...before, moved, madeUp };
    const after = await followAndFinalise(context, hotel);
    const finalised = before.finalised + after.finalised;
    return { finalised, moved, woken: before.woken + after.woken, madeUp };
  });
}
