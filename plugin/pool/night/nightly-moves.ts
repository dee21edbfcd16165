// The optimising part of the nightly run: read in one short transaction, worked out outside any, applied in short ones.
import type { Assignment } from '../../assignment/index.js';
import type { HotelId } from '../../domain/ids.js';
import { type Host, HostLocked, HostSilent, type HostHotelTx } from '../../host/port.js';
import { hotelTransaction, type HotelTx, inHotel, isConnectionLoss } from '../../platform/database/index.js';
import type { Platform } from '../../platform/index.js';
import type { RoomHierarchyService } from '../../room-hierarchy/index.js';
import { type AssignmentSolver, EngineCutOff } from '../../solver/index.js';
import { grouped, type NightMove } from './chains.js';
import type { HostSync } from '../following/host-sync.js';
import type { PoolMetrics } from '../metrics.js';
import { endSpentHolds } from '../holds/by-itself.js';
import { carryOut, checkMoves } from '../placing/moves.js';
import { movesOf, type NightProblem, readNight } from './night-problem.js';
import { anyHeldByHost } from '../plans/nights-repository.js';
import { saveOutlook } from '../placing/outlook-repository.js';
import { lockHotel } from '../plans/hotel-repository.js';

export interface RunContext {
  readonly platform: Platform;
  readonly host: Host;
  readonly hierarchy: RoomHierarchyService;
  readonly solver: AssignmentSolver;
  readonly sync: HostSync;
  readonly metrics: PoolMetrics;
}

/** Plans finalised, and moves applied, in one transaction: short enough that an import never waits long for the hotel's lock. */
export const chunk = 50;

/**
 * Under the hotel's lock: follows what clerks have done in the PMS since, and ends 押さえ that are of no use any more; whoever only looks in between, as
 * a click does, need not. Answers with whether there is more to do about it.
 */
export async function followHost(context: RunContext, tx: HotelTx): Promise<boolean> {
  const { host, sync } = context;
  const inventory = await host.inventory(tx);
  const { unfinished } = await sync.run(tx, inventory);
  return (await endSpentHolds(context, tx)) || unfinished;
}

export async function lockAndFollow(context: RunContext, tx: HotelTx): Promise<void> {
  await lockHotel(tx);
  await followHost(context, tx);
}

/** Undefined where the engine fails: a night without improvements is no reason to leave undone what is due. */
async function workOut(
  { solver, metrics, platform }: RunContext,
  hotel: HotelId,
  { problem }: NightProblem,
): Promise<Assignment | undefined> {
  try {
    return await solver.assign(problem);
  } catch (error) {
    const cause = error instanceof EngineCutOff ? 'cut_off' : 'failed';
    metrics.engineFailed(cause);
    platform.logger.error('no rooms could be worked out; none is moved in this run', {
      hotelId: hotel,
      cause,
      error,
    });
    return undefined;
  }
}

type Chain = readonly NightMove[];

/** The PMS did not answer while this chain was being applied; the transaction is lost. */
class ChainFault extends Error {
  constructor(
    readonly chain: Chain,
    override readonly cause: HostSilent,
  ) {
    super('a chain of moves met silence', { cause });
    this.name = 'ChainFault';
  }
}

/** All moves of the chain, or none where one of them is no longer possible. */
async function applyChain(
  { platform, host }: RunContext,
  tx: HostHotelTx,
  chain: readonly NightMove[],
): Promise<boolean> {
  const checked = await checkMoves(tx, host, chain);
  if (!checked.possible) return false;
  if (
    await anyHeldByHost(
      tx,
      chain.map(({ to, span }) => ({ room: to.physical, ...span })),
    )
  )
    return false;
  await carryOut(tx, host, checked.moves, [], platform.clock.now());
  return true;
}

/** How many stays were moved, and the chains that were not come to: the PMS held what one before them would have written. */
interface Applied {
  readonly moved: number;
  readonly left: readonly Chain[];
}

async function applyChains(context: RunContext, tx: HostHotelTx, chains: readonly Chain[]): Promise<Applied> {
  const { events, logger } = context.platform;
  let moved = 0;
  let left: readonly Chain[] = [];
  for (const [i, chain] of chains.entries()) {
    const facts = { hotelId: tx.hotel, planIds: chain.map(({ id }) => id) };
    try {
      if (await tx.savepoint(() => applyChain(context, tx, chain))) moved += chain.length;
      else logger.info('an exchange of tentative rooms is left to the next night', facts);
    } catch (error) {
      if (isConnectionLoss(error)) throw error;
      if (error instanceof HostSilent) throw new ChainFault(chain, error);
      logger.warn('tentative rooms could not be exchanged', { ...facts, error });
      if (!(error instanceof HostLocked)) continue;
      // It was waited for under the hotel's lock, which others wait for in their turn.
      left = chains.slice(i + 1);
      break;
    }
  }
  if (moved > 0) await events.record(tx, 'booking-plans');
  return { moved, left };
}

/** One transaction of moves. What the PMS holds is left to the next night; what it is silent about too, and the others are done again. */
async function applyGroup(context: RunContext, hotel: HotelId, chains: readonly Chain[]): Promise<Applied> {
  try {
    return await context.host.gate.transaction(hotel, 'rest', async (tx) => {
      await lockAndFollow(context, tx);
      return applyChains(context, tx, chains);
    });
  } catch (error) {
    if (!(error instanceof ChainFault)) throw error;
    context.platform.logger.warn('an exchange of tentative rooms is left to the next night', {
      hotelId: hotel,
      planIds: error.chain.map(({ id }) => id),
      error: error.cause,
    });
    return { moved: 0, left: chains.filter((chain) => chain !== error.chain) };
  }
}

/** Optimises the tentative rooms whose window is open, and keeps what was learned. Answers with how many moved. */
export async function moveTentativeRooms(context: RunContext, hotel: HotelId): Promise<number> {
  const { database } = context.platform;
  const night = await hotelTransaction(database, hotel, (tx) => readNight(context, tx));
  const assignment = await workOut(context, hotel, night);
  if (!assignment) return 0;
  const { usage, policy } = night.problem;
  const outlook = { prices: assignment.prices, usage, usualNights: policy.usualNights };
  await saveOutlook(inHotel(database, hotel), night.today, outlook);
  let moved = 0;
  for (const chains of grouped(movesOf(night, assignment), {
    moves: chunk,
    held: context.host.gate.mostHeld,
  }))
    for (let left: readonly Chain[] = chains; left.length > 0;) {
      const applied = await applyGroup(context, hotel, left);
      moved += applied.moved;
      left = applied.left;
    }
  return moved;
}
