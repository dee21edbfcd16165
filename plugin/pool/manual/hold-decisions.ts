// 押さえる and 押さえを外す: a person has the PMS hold what fits of a stay without a room, or takes that back.
import { spanOf, widened } from '../../assignment/index.js';
import type { BookingPlan } from '../../domain/booking-plan.js';
import type { BookingPlanId } from '../../domain/ids.js';
import { ok } from '../../domain/result.js';
import type { RoomInventory } from '../../host/port.js';
import { currentUserId } from '../../platform/context.js';
import type { HotelTx } from '../../platform/database/index.js';
import { today } from '../following/another-room.js';
import { holdAgain, holdNoMore, nextVersion, type StayHold } from '../holds/holds-repository.js';
import { endHolds, makeHolds, standingHolds, toHold, whatFits } from '../holds/keeping.js';
import { daysAround } from '../placing/placement.js';
import { readOccupancy } from '../occupancy/read-occupancy.js';
import { hotelSettings } from '../plans/hotel-repository.js';
import { planById } from '../plans/repository.js';
import {
  atOnce,
  type Decided,
  type DecisionContext,
  refused,
  unplacedAsSeen,
  upToDate,
} from './decisions.js';

/** As `Decisions`; each refuses a stay that has a room. */
export interface HoldDecisions {
  /** Holds what fits beside what is held already. Refuses where nothing does, and in a hotel whose rooms are not planned. */
  holdNights(tx: HotelTx, plan: BookingPlanId, version: number): Decided;
  /** Ends all that is held for the stay; nothing is held for it by itself any more. Refuses where nothing is held. */
  endHold(tx: HotelTx, plan: BookingPlanId, version: number): Decided;
}

const auditedHolds = (holds: readonly StayHold[]) =>
  holds.map(({ reservation, room, from, to }) => ({ reservationId: reservation, roomId: room, from, to }));

async function record(
  { platform: { audit, events }, views }: DecisionContext,
  tx: HotelTx,
  action: string,
  id: BookingPlanId,
  [before, after]: readonly [before: readonly StayHold[], after: readonly StayHold[]],
  inventory: RoomInventory,
) {
  const details = { before: { held: auditedHolds(before) }, after: { held: auditedHolds(after) } };
  await nextVersion(tx, [id]);
  await audit.record(tx, { action, subject: `booking-plan:${id}`, details });
  await events.record(tx, 'booking-plans');
  return ok(await views.view(tx, (await planById(tx, id))!, inventory));
}

async function fitting(
  context: DecisionContext,
  tx: HotelTx,
  plan: BookingPlan,
  inventory: RoomInventory,
  held: readonly StayHold[],
) {
  const windows = [widened(spanOf(plan.checkIn, plan.checkOut), daysAround)];
  const occupancy = await readOccupancy(context.hierarchy, tx, inventory, windows);
  return whatFits([toHold(plan)], occupancy, today(context), held);
}

async function holdNights(
  context: DecisionContext,
  tx: HotelTx,
  id: BookingPlanId,
  version: number,
): Decided {
  const inventory = await upToDate(context, tx);
  if ((await hotelSettings(tx)).rollOut === 'off') return refused('pool.not_planned');
  const seen = await unplacedAsSeen(tx, id, version);
  if (!seen.ok) return seen;
  const before = await standingHolds(context, tx, [id]);
  const wanted = await fitting(context, tx, seen.value, inventory, before);
  if (wanted.length === 0) return refused('pool.nothing_fits');
  const made = await atOnce(context, tx, (writing) =>
    makeHolds(context, writing, inventory.rooms, wanted, currentUserId()),
  );
  await holdAgain(tx, id);
  return record(context, tx, 'booking-plan.hold-nights', id, [before, [...before, ...made]], inventory);
}

async function endHold(context: DecisionContext, tx: HotelTx, id: BookingPlanId, version: number): Decided {
  const inventory = await upToDate(context, tx);
  const seen = await unplacedAsSeen(tx, id, version);
  if (!seen.ok) return seen;
  const before = await standingHolds(context, tx, [id]);
  if (before.length === 0) return refused('pool.nothing_held');
  await atOnce(context, tx, (writing) => endHolds(context, writing, before, currentUserId()));
  await holdNoMore(tx, [id], { user: currentUserId(), at: context.platform.clock.now() });
  return record(context, tx, 'booking-plan.end-hold', id, [before, []], inventory);
}

export const createHoldDecisions = (context: DecisionContext): HoldDecisions => ({
  holdNights: (...asked) => holdNights(context, ...asked),
  endHold: (...asked) => endHold(context, ...asked),
});
