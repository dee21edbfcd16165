// The nightly run (optimise what is in its window, then finalise) and the daytime sweep (finalise only).
import { businessDate } from '../domain/hotel-date.js';
import type { HotelId } from '../domain/ids.js';
import { chunk, lockAndFollow, moveTentativeRooms, type RunContext } from './nightly-moves.js';
import { addHistory, finaliseDue, lockHotel, openWindows } from './repository.js';
import { nightlyRunDone, type RunResult, saveRun } from './runs-repository.js';

const syncWithHost = (context: RunContext, hotel: HotelId): Promise<number> =>
  context.platform.database.transaction(async (tx) => {
    await lockAndFollow(context, tx, hotel);
    return openWindows(tx, hotel, context.platform.clock.now());
  });

async function finalise({ platform }: RunContext, hotel: HotelId): Promise<number> {
  const { clock, database, events } = platform;
  const now = clock.now();
  for (let total = 0; ;) {
    const count = await database.transaction(async (tx) => {
      await lockHotel(tx, hotel);
      const ids = await finaliseDue(tx, hotel, now, chunk);
      await addHistory(tx, hotel, ids, 'finalised', now);
      if (ids.length > 0) await events.record(tx, { hotelId: hotel, topic: 'booking-plans' });
      return ids.length;
    });
    total += count;
    if (count < chunk) return total;
  }
}

/** What a run did, and what it leaves behind: one row, one line in the log, the metrics. */
async function recorded(
  context: RunContext,
  hotel: HotelId,
  kind: RunResult['kind'],
  work: () => Promise<Pick<RunResult, 'finalised' | 'moved' | 'woken'>>,
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
  await database.transaction(async (tx) => {
    await saveRun(tx, hotel, run);
    await events.record(tx, { hotelId: hotel, topic: 'pool' });
  });
  context.metrics.run(kind, durationMs / 1000, finishedAt);
  context.metrics.finalised('deadline', done.finalised);
  context.metrics.moved('nightly_run', done.moved);
  logger.info('assignment run', { hotelId: hotel, ...run });
  return run;
}

/** Finalises what is due; moves nothing (P13). */
export function sweep(context: RunContext, hotel: HotelId): Promise<RunResult> {
  return recorded(context, hotel, 'sweep', async () => {
    const woken = await syncWithHost(context, hotel);
    return { woken, moved: 0, finalised: await finalise(context, hotel) };
  });
}

/** Once per business date: optimises the tentative rooms in their window, then finalises what is due. */
export async function nightlyRun(context: RunContext, hotel: HotelId): Promise<RunResult | undefined> {
  const { clock, calendar, database } = context.platform;
  if (await nightlyRunDone(database, hotel, businessDate(clock.now(), calendar))) return undefined;
  return recorded(context, hotel, 'nightly', async () => {
    const woken = await syncWithHost(context, hotel);
    const moved = await moveTentativeRooms(context, hotel);
    return { woken, moved, finalised: await finalise(context, hotel) };
  });
}
