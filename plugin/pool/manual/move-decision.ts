// 部屋移動 of a whole stay before its arrival: a person chooses the room, among those that are free, and the stay is final there.
import type { RoomChoiceAnswer } from '../../api/index.js';
import { spanOf, widened } from '../../assignment/index.js';
import type { BookingPlanId, RoomId } from '../../domain/ids.js';
import { Refusal } from '../../domain/refusal.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Room } from '../../domain/room.js';
import type { HostHotelTx, RoomInventory } from '../../host/port.js';
import type { HotelTx } from '../../platform/database/index.js';
import { goInto, lookAt, physicalOf } from '../following/another-room.js';
import {
  claimFreedNights,
  forgetMirrored,
  mirroredNights,
  settleByMove,
} from '../following/conflicts-repository.js';
import { readOccupancy } from '../occupancy/read-occupancy.js';
import { chosenReason } from '../placing/holding.js';
import { daysAround } from '../placing/placement.js';
import { firstHolder } from '../plans/nights-repository.js';
import { decidedByPerson, planById } from '../plans/repository.js';
import {
  atOnce,
  type Decided,
  type DecisionContext,
  isPlaced,
  type PlacedStay,
  planAsSeen,
  present,
  record,
  refused,
  upToDate,
} from './decisions.js';
import { roomChoices } from './room-choices.js';

/** As `Decisions`. */
export interface MoveDecision {
  /**
   * Moves the stay, before its guest comes, into that room, where nobody holds it on any of its nights; it is final there. Names who holds it else. Refuses
   * a stay without a room, one in the house, and a room that is not for guests.
   */
  moveStay(tx: HotelTx, plan: BookingPlanId, version: number, room: RoomId): Decided;
  /** The rooms that are free for the stay now, best first; its own is none of them. Undefined where there is no such stay with a room. */
  roomsFor(tx: HotelTx, plan: BookingPlanId): Promise<RoomChoiceAnswer[] | undefined>;
}

/** The stay as it was seen, where its guest has not come. */
async function movableAsSeen(
  tx: HotelTx,
  id: BookingPlanId,
  version: number,
): Promise<Result<PlacedStay, Refusal>> {
  const seen = await planAsSeen(tx, id, version);
  if (!seen.ok) return seen;
  if (!isPlaced(seen.value)) return refused('pool.nothing_to_move');
  return seen.value.inHouse ? refused('pool.guest_in_house') : ok(seen.value);
}

function targetOf({ rooms }: RoomInventory, plan: PlacedStay, id: RoomId): Result<Room, Refusal> {
  const room = rooms.find((one) => one.id === id);
  if (!room) return fail(new Refusal('not_found', 'pool.room_unknown', { room: id }));
  if (!room.sellable) return refused('pool.target_off_sale', { room: room.number });
  const own = rooms.find((one) => one.id === plan.roomId);
  if (own?.physical === room.physical) return refused('pool.already_there', { room: room.number });
  return ok(room);
}

/** Undefined: it was moved. */
async function move(
  context: DecisionContext,
  writing: HostHotelTx,
  plan: PlacedStay,
  to: Room,
  { rooms }: RoomInventory,
): Promise<Result<undefined, Refusal>> {
  const span = spanOf(plan.checkIn, plan.checkOut);
  const holder = await firstHolder(writing, { ...span, room: to.physical }, plan);
  if (holder) {
    const { night, booking } = holder;
    const key = booking === null ? 'pool.room_taken_in_pms' : 'pool.room_taken';
    return refused(key, { room: to.number, night, ...(booking !== null && { booking }) });
  }
  const look = await lookAt(context, writing, rooms);
  const left = physicalOf(look, plan);
  if (!(await goInto(look, plan, to, chosenReason(to)))) return refused('pool.cannot_move_now');
  if (left !== undefined) await forgetMirrored(writing, plan.reservationId, left);
  await decidedByPerson(writing, plan.id);
  for (const other of await settleByMove(writing, plan.id, to.id, context.platform.clock.now()))
    await claimFreedNights(writing, other);
  return ok(undefined);
}

async function moveStay(
  context: DecisionContext,
  tx: HotelTx,
  id: BookingPlanId,
  version: number,
  room: RoomId,
): Decided {
  const inventory = await upToDate(context, tx);
  const seen = await movableAsSeen(tx, id, version);
  if (!seen.ok) return seen;
  const to = targetOf(inventory, seen.value, room);
  if (!to.ok) return to;
  const moved = await atOnce(context, tx, (writing) =>
    move(context, writing, seen.value, to.value, inventory),
  );
  if (!moved.ok) return moved;
  if (seen.value.roomState !== 'final') context.metrics.finalised('person', 1);
  const command = { action: 'booking-plan.move', subject: `booking-plan:${id}` };
  return ok(await record(context, tx, command, seen.value, await present(tx, seen.value), inventory));
}

async function roomsFor({ host, hierarchy }: DecisionContext, tx: HotelTx, id: BookingPlanId) {
  const plan = await planById(tx, id);
  if (!plan || plan.roomState === 'ended' || !isPlaced(plan)) return undefined;
  const inventory = await host.inventory(tx);
  const windows = [widened(spanOf(plan.checkIn, plan.checkOut), daysAround)];
  const occupancy = await readOccupancy(hierarchy, tx, inventory, windows);
  return roomChoices(plan, occupancy, inventory, await mirroredNights(tx, plan.reservationId));
}

export const createMoveDecision = (context: DecisionContext): MoveDecision => ({
  moveStay: (...asked) => moveStay(context, ...asked),
  roomsFor: (...asked) => roomsFor(context, ...asked),
});
