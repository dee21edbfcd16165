// Another room for a stay that cannot keep its own: looked for, and taken at once with the moves of others that it needs.
import { overlaps, spanOf } from '../../assignment/index.js';
import type { BookingPlan, Reason } from '../../domain/booking-plan.js';
import { businessDate } from '../../domain/hotel-date.js';
import type { PhysicalRoom, RoomId } from '../../domain/ids.js';
import type { Room } from '../../domain/room.js';
import type { Host, HostHotelTx } from '../../host/port.js';
import type { Platform } from '../../platform/index.js';
import type { RoomHierarchyService } from '../../room-hierarchy/index.js';
import { mirroredNights } from './conflicts-repository.js';
import type { PoolMetrics } from '../metrics.js';
import { chosenReason } from '../placing/holding.js';
import { carryOut, checkMoves, type PlannedMove } from '../placing/moves.js';
import { choosePlacement, type PlacementRules } from '../placing/placement.js';
import { hotelSettings } from '../plans/hotel-repository.js';
import { livePlansOfReservations } from '../plans/repository.js';
import { rulesNow } from '../placing/rules-now.js';
import { createSurroundings, type Surroundings } from '../placing/surroundings.js';

/** One look at a hotel, in a transaction under the hotel's lock. */
export interface Look {
  readonly platform: Platform;
  readonly host: Host;
  readonly hierarchy: RoomHierarchyService;
  readonly metrics: PoolMetrics;
  readonly tx: HostHotelTx;
  readonly rooms: ReadonlyMap<RoomId, Room>;
  readonly rules: PlacementRules;
  readonly surroundings: Surroundings;
}

export type LookParts = Pick<Look, 'platform' | 'host' | 'hierarchy' | 'metrics'>;

export const today = ({ platform: { clock, calendar } }: Pick<Look, 'platform'>) =>
  businessDate(clock.now(), calendar);

export async function lookAt(parts: LookParts, tx: HostHotelTx, rooms: readonly Room[]): Promise<Look> {
  const rules = await rulesNow(tx, await hotelSettings(tx), today(parts));
  return {
    ...parts,
    ...{ tx, hotel: tx.hotel, rooms: new Map(rooms.map((room) => [room.id, room])) },
    rules,
    surroundings: createSurroundings(parts, tx),
  };
}

export interface Way {
  /** The stay's own move first, then those of others. */
  readonly moves: readonly PlannedMove[];
  readonly to: Room;
  /** Whether its fellows, booked alike, are in rooms of that type: else a person decides (O10). */
  readonly alike: boolean;
}

export const roomOf = ({ rooms }: Look, { roomId }: BookingPlan): Room | undefined =>
  roomId === undefined ? undefined : rooms.get(roomId);

export const physicalOf = (look: Look, plan: BookingPlan): PhysicalRoom | undefined =>
  roomOf(look, plan)?.physical;

async function isAlike({ tx }: Look, plan: BookingPlan, to: Room): Promise<boolean> {
  const fellows = await livePlansOfReservations(tx, plan.reservationId ? [plan.reservationId] : []);
  return fellows.every(
    ({ id, bookedTypeId, roomTypeId }) =>
      id === plan.id || bookedTypeId !== plan.bookedTypeId || roomTypeId === to.typeId,
  );
}

/** The booked type first, then upgrades, as a new booking would be placed; `others` may have to make room for it, or stay. */
export async function wayElsewhere(
  look: Look,
  plan: BookingPlan,
  others: 'rearranged' | 'staying',
): Promise<Way | undefined> {
  const from = roomOf(look, plan);
  if (!from || !plan.reservationId) return undefined;
  const span = spanOf(plan.checkIn, plan.checkOut);
  const occupancy = await look.surroundings.around(span);
  const own = await mirroredNights(look.tx, plan.reservationId);
  const placement = choosePlacement(
    {
      stays: [{ ...plan, slot: 0, typeId: plan.bookedTypeId }],
      preferred: new Map(),
      final: new Map(),
      givenUp: { plans: new Set([plan.id]), nights: own.filter((night) => overlaps(night, span)) },
      rearranging: others === 'rearranged',
      decidedNow: false,
    },
    occupancy,
    look.rules,
  );
  const to = placement.placed ? placement.rooms[0]?.room : undefined;
  if (!placement.placed || !to || to.physical === from.physical) return undefined;
  const reason: Reason = { key: 'placement.yielded', params: { from: from.number, to: to.number } };
  return {
    moves: [{ id: plan.id, version: plan.version, span, from, to, reason, yields: true }, ...placement.moved],
    to,
    alike: await isAlike(look, plan, to),
  };
}

/** All moves at once, or none. False where one of them cannot be made now. */
async function taken(
  { tx, host, platform, metrics, surroundings }: Look,
  moves: readonly PlannedMove[],
  by: 'yielding' | 'person',
): Promise<boolean> {
  const checked = await checkMoves(tx, host, moves);
  if (!checked.possible) return false;
  surroundings.forget();
  await carryOut(tx, host, checked.moves, [], platform.clock.now());
  metrics.moved(by, moves.length);
  return true;
}

/** Moves the stay at once. The room it went to; undefined where there is none, or where it cannot go now. */
export async function goElsewhere(look: Look, plan: BookingPlan): Promise<Room | undefined> {
  for (const others of ['rearranged', 'staying'] as const) {
    const way = await wayElsewhere(look, plan, others);
    if (way?.alike && (await taken(look, way.moves, 'yielding'))) return way.to;
  }
  return undefined;
}

/** Moves stays into rooms that nobody else holds on their nights, because a person says so: all, or none and false where one cannot go now. */
export async function goAsChosen(
  look: Look,
  stays: readonly { readonly plan: BookingPlan; readonly to: Room }[],
): Promise<boolean> {
  const moves = stays.flatMap(({ plan, to }): PlannedMove[] => {
    const from = roomOf(look, plan);
    const span = spanOf(plan.checkIn, plan.checkOut);
    const { id, version } = plan;
    return from ? [{ id, version, span, from, to, reason: chosenReason(to), chosen: true }] : [];
  });
  return moves.length === stays.length && taken(look, moves, 'person');
}

/**
 * Moves the stay alone into the room that a person was shown; whether its fellows are in alike rooms was the person's to judge. False where
 * that room is not its way any more, or it cannot go now.
 */
export async function goTo(look: Look, plan: BookingPlan, room: RoomId): Promise<boolean> {
  const way = await wayElsewhere(look, plan, 'staying');
  if (way?.to.id !== room) return false;
  const moves = way.moves.map((move) => (move.id === plan.id ? { ...move, chosen: true } : move));
  return taken(look, moves, 'person');
}
