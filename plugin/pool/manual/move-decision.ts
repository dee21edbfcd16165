// 部屋移動 of a whole stay before its arrival: a person chooses the room, a free one or that of a stay that takes this one's in return.
import type { RoomChoicesAnswer } from '../../api/index.js';
import { spanOf, widened } from '../../assignment/index.js';
import { fromDayNumber } from '../../domain/hotel-date.js';
import { type BookingPlanId, type ReservationId, roomId, type RoomId } from '../../domain/ids.js';
import { Refusal } from '../../domain/refusal.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Room } from '../../domain/room.js';
import type { HostHotelTx, HostReservation, RoomInventory } from '../../host/port.js';
import type { HotelTx } from '../../platform/database/index.js';
import { goAsChosen, type Look, lookAt, physicalOf } from '../following/another-room.js';
import {
  claimFreedNights,
  forgetMirrored,
  mirroredNights,
  settleByMove,
} from '../following/conflicts-repository.js';
import { readOccupancy } from '../occupancy/read-occupancy.js';
import { canGo } from '../placing/moves.js';
import { firstHolder } from '../plans/nights-repository.js';
import { expectedBeside, planById } from '../plans/repository.js';
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
import { exchanges, freeRooms } from './room-choices.js';

/** A stay as a person saw it. */
export interface SeenStay {
  readonly id: BookingPlanId;
  readonly version: number;
}

/** As `Decisions`. Who is moved is final in the room chosen, and locked in the name of who chose it. */
export interface MoveDecision {
  /**
   * Moves the stay, before its guest comes, into that room, where nobody holds it on any of its nights. Names who holds it else. Refuses a stay
   * without a room, one in the house, and a room that is not for guests.
   */
  moveStay(tx: HotelTx, plan: BookingPlanId, version: number, room: RoomId): Decided;
  /**
   * Has two stays change rooms, before either guest comes, where nobody else holds either room on the nights that the other brings. Answers
   * with the first. Refuses what `moveStay` does, and two rooms of one booking.
   */
  exchangeRooms(tx: HotelTx, plan: BookingPlanId, version: number, other: SeenStay): Decided;
  /** Where the stay can go now, its own room left out. Undefined where there is no such stay with a room. */
  roomsFor(tx: HotelTx, plan: BookingPlanId): Promise<RoomChoicesAnswer | undefined>;
}

/** Nights on either side of a stay within which those are looked for with whom it may change rooms. */
const nightsAround = 31;

/** Stays looked at for that: a house of 200 rooms has no more beside a stay of a month, if they stay two nights each. */
const mostOthers = 5_000;

/** The stay as it was seen, where its guest has not come. */
async function movableAsSeen(tx: HotelTx, { id, version }: SeenStay): Promise<Result<PlacedStay, Refusal>> {
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

interface ChosenMove {
  readonly plan: PlacedStay;
  readonly to: Room;
}

/** Why somebody in one of the rooms keeps the stays from it; undefined: nobody does. */
async function inTheWay(
  tx: HostHotelTx,
  moves: readonly ChosenMove[],
): Promise<Result<never, Refusal> | undefined> {
  for (const { plan, to } of moves) {
    const span = spanOf(plan.checkIn, plan.checkOut);
    const holder = await firstHolder(
      tx,
      { ...span, room: to.physical },
      moves.map((move) => move.plan),
    );
    if (!holder) continue;
    const { night, booking } = holder;
    const key = booking === null ? 'pool.room_taken_in_pms' : 'pool.room_taken';
    return refused(key, { room: to.number, night, ...(booking !== null && { booking }) });
  }
  return undefined;
}

/** What the stay's old room was held twice for is settled: whoever else holds it comes into its own. */
async function settleLeft(context: DecisionContext, look: Look, { plan, to }: ChosenMove): Promise<void> {
  const { tx } = look;
  const left = physicalOf(look, plan);
  if (left !== undefined) await forgetMirrored(tx, plan.reservationId, left);
  for (const other of await settleByMove(tx, plan.id, to.id, context.platform.clock.now()))
    await claimFreedNights(tx, other);
}

/** All moves at once, or none and why not. */
async function carryOut(
  context: DecisionContext,
  tx: HotelTx,
  moves: readonly ChosenMove[],
  { rooms }: RoomInventory,
): Promise<Result<undefined, Refusal>> {
  const done = await atOnce(context, tx, async (writing): Promise<Result<undefined, Refusal>> => {
    const held = await inTheWay(writing, moves);
    if (held) return held;
    const look = await lookAt(context, writing, rooms);
    if (!(await goAsChosen(look, moves))) return refused('pool.cannot_move_now');
    for (const move of moves) await settleLeft(context, look, move);
    return ok(undefined);
  });
  if (!done.ok) return done;
  const decided = moves.filter(({ plan }) => plan.roomState !== 'final').length;
  if (decided > 0) context.metrics.finalised('person', decided);
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
  const seen = await movableAsSeen(tx, { id, version });
  if (!seen.ok) return seen;
  const plan = seen.value;
  const to = targetOf(inventory, plan, room);
  if (!to.ok) return to;
  const moved = await carryOut(context, tx, [{ plan, to: to.value }], inventory);
  if (!moved.ok) return moved;
  const command = { action: 'booking-plan.move', subject: `booking-plan:${id}` };
  return ok(await record(context, tx, command, plan, await present(tx, plan), inventory));
}

async function exchangeRooms(
  context: DecisionContext,
  tx: HotelTx,
  id: BookingPlanId,
  version: number,
  asSeen: SeenStay,
): Decided {
  const inventory = await upToDate(context, tx);
  const one = await movableAsSeen(tx, { id, version });
  if (!one.ok) return one;
  const other = await movableAsSeen(tx, asSeen);
  if (!other.ok) return other;
  const [plan, partner] = [one.value, other.value];
  if (plan.reservationId === partner.reservationId) return refused('pool.same_booking');
  const [to, back] = [targetOf(inventory, plan, partner.roomId), targetOf(inventory, partner, plan.roomId)];
  if (!to.ok) return to;
  if (!back.ok) return back;
  const moves = [
    { plan, to: to.value },
    { plan: partner, to: back.value },
  ];
  const moved = await carryOut(context, tx, moves, inventory);
  if (!moved.ok) return moved;
  const command = {
    ...{ action: 'booking-plan.exchange', subject: `booking-plan:${id}` },
    other: { before: partner, after: await present(tx, partner) },
  };
  return ok(await record(context, tx, command, plan, await present(tx, plan), inventory));
}

/** By id. */
async function reservationsOf(
  host: DecisionContext['host'],
  tx: HotelTx,
  stays: readonly PlacedStay[],
): Promise<ReadonlyMap<ReservationId, HostReservation>> {
  const found = await host.reservations(tx, [...new Set(stays.map(({ reservationId }) => reservationId))]);
  return new Map(found.map((reservation) => [reservation.id, reservation]));
}

/** Whether the PMS lets a stay go into a room, its guest being still expected. What is offered is not to be refused for that. */
async function goingOf(
  host: DecisionContext['host'],
  tx: HotelTx,
  stays: readonly PlacedStay[],
  { rooms }: RoomInventory,
): Promise<(stay: PlacedStay, to: RoomId) => boolean> {
  const reservations = await reservationsOf(host, tx, stays);
  const roomById = new Map(rooms.map((room) => [room.id, room]));
  return (stay, id) => {
    const [from, to] = [roomById.get(stay.roomId), roomById.get(id)];
    if (!from || !to) return false;
    return canGo(reservations.get(stay.reservationId), {
      span: spanOf(stay.checkIn, stay.checkOut),
      from,
      to,
    });
  };
}

async function roomsFor(
  { host, hierarchy, views }: DecisionContext,
  tx: HotelTx,
  id: BookingPlanId,
): Promise<RoomChoicesAnswer | undefined> {
  const plan = await planById(tx, id);
  if (!plan || plan.roomState === 'ended' || !isPlaced(plan)) return undefined;
  const inventory = await host.inventory(tx);
  const window = widened(spanOf(plan.checkIn, plan.checkOut), nightsAround);
  const within = { from: fromDayNumber(window.from), to: fromDayNumber(window.to) };
  const others = (await expectedBeside(tx, plan, within, mostOthers)).filter(isPlaced);
  const occupancy = await readOccupancy(hierarchy, tx, inventory, [window]);
  const own = await mirroredNights(tx, plan.reservationId);
  const possible = exchanges(plan, others, occupancy, inventory, own);
  const stays = [plan, ...possible.map(({ other }) => other)];
  const goes = await goingOf(host, tx, stays, inventory);
  const found = possible.filter(({ other }) => goes(plan, other.roomId) && goes(other, plan.roomId));
  const partners = await views.viewAll(
    tx,
    found.map(({ other }) => other),
    inventory,
  );
  const present = inventory.rooms.find(({ id }) => id === plan.roomId)?.physical;
  const free = freeRooms(plan, { plans: [plan], own, present }, occupancy, inventory);
  return {
    items: free.filter((room) => goes(plan, roomId(room.id))),
    exchanges: found.map(({ room, theirs }, i) => ({ ...room, with: partners[i]!, theirs })),
  };
}

export const createMoveDecision = (context: DecisionContext): MoveDecision => ({
  moveStay: (...asked) => moveStay(context, ...asked),
  exchangeRooms: (...asked) => exchangeRooms(context, ...asked),
  roomsFor: (...asked) => roomsFor(context, ...asked),
});
