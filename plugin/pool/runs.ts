// The nightly run (optimise what is in its window, then finalise) and the daytime sweep (finalise only).
import { type ProposedMove, returnToBookedType, spanOf, windowAround } from '../assignment/index.js';
import type { BookingPlan } from '../domain/booking-plan.js';
import { businessDate } from '../domain/hotel-date.js';
import type { HotelId } from '../domain/ids.js';
import type { HostPort } from '../host/port.js';
import type { Transaction } from '../platform/database/index.js';
import type { Platform } from '../platform/index.js';
import type { RoomHierarchy } from '../room-hierarchy/index.js';
import { loadOccupancy } from './desk.js';
import type { HostSync } from './host-sync.js';
import type { PoolMetrics } from './metrics.js';
import { releaseNights, takeNights } from './nights-repository.js';
import {
  addHistory,
  changePlacedPlan,
  finaliseDue,
  lockHotel,
  openWindows,
  planById,
  pooledPlansInWindow,
} from './repository.js';
import { nightlyRunDone, type RunResult, saveRun } from './runs-repository.js';

export interface RunContext {
  readonly platform: Platform;
  readonly host: HostPort;
  readonly hierarchy: RoomHierarchy;
  readonly sync: HostSync;
  readonly metrics: PoolMetrics;
  readonly nightsFreed: (tx: Transaction, hotel: HotelId) => Promise<void>;
}

/** Plans finalised, and moves applied, in one transaction: short enough that an import never waits long for the hotel's lock. */
const chunk = 50;

async function syncWithHost(context: RunContext, hotel: HotelId): Promise<number> {
  const { platform, host, sync } = context;
  return platform.database.transaction(async (tx) => {
    await lockHotel(tx, hotel);
    const inventory = await host.inventory(tx, hotel);
    const { nightsFreed } = await sync.run(tx, hotel, inventory.rooms);
    if (nightsFreed) await context.nightsFreed(tx, hotel);
    return openWindows(tx, hotel, platform.clock.now());
  });
}

/** The picture is read in one short transaction, and the moves are worked out after it has ended. */
async function proposeMoves(context: RunContext, hotel: HotelId): Promise<ProposedMove[]> {
  const { platform, host, hierarchy } = context;
  const picture = await platform.database.transaction(async (tx) => {
    const plans = await pooledPlansInWindow(tx, hotel);
    if (!plans.some((plan) => plan.roomTypeId !== plan.bookedTypeId)) return undefined;
    const window = windowAround(plans.map((plan) => spanOf(plan.checkIn, plan.checkOut)));
    return {
      plans,
      occupancy: await loadOccupancy(tx, hotel, window),
      inventory: await host.inventory(tx, hotel),
      upgrades: await hierarchy.upgradeTargets(tx, hotel),
    };
  });
  if (!picture) return [];
  const { plans, occupancy, inventory, upgrades } = picture;
  return returnToBookedType(
    { ...inventory, upgradesOf: (type) => upgrades.get(type) ?? [] },
    occupancy,
    plans,
  );
}

/** Whether the plan is still as it was when the move was worked out, and its guest not in the house. */
async function stillValid(
  context: RunContext,
  tx: Transaction,
  hotel: HotelId,
  plan: BookingPlan,
): Promise<boolean> {
  const present = await planById(tx, hotel, plan.id);
  if (!present || present.version !== plan.version || present.roomState !== 'tentative') return false;
  const [reservation] = plan.reservationId
    ? await context.host.reservations(tx, hotel, [plan.reservationId])
    : [];
  return reservation?.status === 'booked' && reservation.nights.some((night) => night.roomId === plan.roomId);
}

async function applyMove(
  context: RunContext,
  tx: Transaction,
  hotel: HotelId,
  move: ProposedMove,
): Promise<boolean> {
  const { plan, from, to, reason } = move;
  if (!plan.reservationId || !(await stillValid(context, tx, hotel, plan))) return false;
  await releaseNights(tx, hotel, [plan.id]);
  await takeNights(tx, hotel, [{ plan: plan.id, room: to.physical, ...spanOf(plan.checkIn, plan.checkOut) }]);
  await context.host.moveStay(tx, hotel, plan.reservationId, from.id, to.id);
  const room = { id: to.id, typeId: to.typeId, physical: to.physical };
  await changePlacedPlan(tx, hotel, plan.id, { ...plan, room, reason, finalCause: undefined });
  await addHistory(tx, hotel, [plan.id], 'moved', context.platform.clock.now());
  return true;
}

/** A move that no longer fits is dropped and tried again by the next run; it never stops the others. */
async function applyMoves(
  context: RunContext,
  hotel: HotelId,
  moves: readonly ProposedMove[],
): Promise<number> {
  const { database, events, logger } = context.platform;
  let applied = 0;
  for (let start = 0; start < moves.length; start += chunk) {
    applied += await database.transaction(async (tx) => {
      await lockHotel(tx, hotel);
      let moved = 0;
      for (const move of moves.slice(start, start + chunk)) {
        try {
          if (await tx.savepoint(() => applyMove(context, tx, hotel, move))) moved += 1;
        } catch (error) {
          logger.warn('a tentative room could not be exchanged', {
            hotelId: hotel,
            planId: move.plan.id,
            error,
          });
        }
      }
      if (moved > 0) {
        await events.record(tx, { hotelId: hotel, topic: 'booking-plans' });
        await context.nightsFreed(tx, hotel);
      }
      return moved;
    });
  }
  return applied;
}

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
  context.metrics.moved(done.moved);
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
    const moved = await applyMoves(context, hotel, await proposeMoves(context, hotel));
    return { woken, moved, finalised: await finalise(context, hotel) };
  });
}
