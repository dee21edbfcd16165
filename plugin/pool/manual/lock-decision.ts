// 部屋固定 and 固定解除: a person says that nothing automatic moves a stay, or takes that back; お部屋番号案内済み is such a word, too.
import type { BookingPlan, RoomLock } from '../../domain/booking-plan.js';
import type { BookingPlanId } from '../../domain/ids.js';
import { ok } from '../../domain/result.js';
import { currentUserId } from '../../platform/context.js';
import type { HotelTx } from '../../platform/database/index.js';
import { addHistory } from '../plans/history.js';
import { saveLock } from '../plans/repository.js';
import {
  type Decided,
  type DecisionContext,
  planAsSeen,
  present,
  record,
  refused,
  upToDate,
} from './decisions.js';

/** What the person says with it. */
export interface LockWords {
  /** The guest knows the number of the room. */
  readonly toldGuest: boolean;
  /** Why, in own words, at most 200 characters; undefined: nothing new is said. */
  readonly reason: string | undefined;
}

/** As `Decisions`. */
export interface LockDecisions {
  /**
   * Locks the room that the stay has, tentative or final. What is locked may be said anew; that the guest was told stays said. Refuses a stay without
   * a room.
   */
  lockRoom(tx: HotelTx, plan: BookingPlanId, version: number, words: LockWords): Decided;
  /** Takes a lock back. Refuses a stay that has none. */
  unlockRoom(tx: HotelTx, plan: BookingPlanId, version: number): Decided;
}

async function change(
  context: DecisionContext,
  tx: HotelTx,
  before: BookingPlan,
  lock: RoomLock | undefined,
  inventory: Awaited<ReturnType<typeof upToDate>>,
): Decided {
  await saveLock(tx, before.id, lock);
  await addHistory(tx, [before.id], lock ? 'locked' : 'unlocked', context.platform.clock.now());
  context.metrics.lockChanged(!lock ? 'unlocked' : lock.cause === 'told_guest' ? 'told' : 'locked');
  const command = {
    action: lock ? 'booking-plan.lock' : 'booking-plan.unlock',
    subject: `booking-plan:${before.id}`,
  };
  return ok(await record(context, tx, command, before, await present(tx, before), inventory));
}

async function lockRoom(
  context: DecisionContext,
  tx: HotelTx,
  id: BookingPlanId,
  version: number,
  { toldGuest, reason }: LockWords,
): Decided {
  const inventory = await upToDate(context, tx);
  const seen = await planAsSeen(tx, id, version);
  if (!seen.ok) return seen;
  const { lock: before, roomId } = seen.value;
  if (roomId === undefined) return refused('pool.nothing_to_lock');
  return change(
    context,
    tx,
    seen.value,
    {
      cause: toldGuest || before?.cause === 'told_guest' ? 'told_guest' : 'clerk',
      reason: reason ?? before?.reason,
      by: currentUserId(),
      at: context.platform.clock.now(),
    },
    inventory,
  );
}

async function unlockRoom(
  context: DecisionContext,
  tx: HotelTx,
  id: BookingPlanId,
  version: number,
): Decided {
  const inventory = await upToDate(context, tx);
  const seen = await planAsSeen(tx, id, version);
  if (!seen.ok) return seen;
  if (!seen.value.lock) return refused('pool.not_locked');
  return change(context, tx, seen.value, undefined, inventory);
}

export const createLockDecisions = (context: DecisionContext): LockDecisions => ({
  lockRoom: (...asked) => lockRoom(context, ...asked),
  unlockRoom: (...asked) => unlockRoom(context, ...asked),
});
