// Carrying out moves of tentative stays that belong together, in the caller's transaction and under the hotel's lock: all or none.
import type { NightSpan } from '../../assignment/index.js';
import type { BookingPlan, Reason } from '../../domain/booking-plan.js';
import { dayNumber } from '../../domain/hotel-date.js';
import type { BookingPlanId, ReservationId, RoomId } from '../../domain/ids.js';
import type { Room } from '../../domain/room.js';
import type { HostPort, HostReservation, HostHotelTx } from '../../host/port.js';
import { currentUserId } from '../../platform/context.js';
import type { HotelTx } from '../../platform/database/index.js';
import { releaseNights, takeNights } from '../plans/nights-repository.js';
import { addHistory } from '../plans/history.js';
import { changePlacedPlans, plansById } from '../plans/repository.js';

/** As it was worked out: it holds only while the plan is of this version. */
export interface PlannedMove {
  readonly id: BookingPlanId;
  readonly version: number;
  readonly span: NightSpan;
  readonly from: Room;
  readonly to: Room;
  readonly reason: Reason;
  /** It gives way to somebody else in its room. */
  readonly yields?: boolean;
  /** A person has chosen the room: the stay is final there, and locked in that name. */
  readonly chosen?: boolean;
}

interface CheckedMove extends PlannedMove {
  readonly plan: BookingPlan;
  readonly reservationId: ReservationId;
}

export type CheckedMoves =
  /** In an order in which the PMS takes them. */
  | { readonly possible: true; readonly moves: readonly CheckedMove[] }
  | { readonly possible: false; readonly impossible: readonly BookingPlanId[] };

/** Whether the guest has not come, and the PMS holds exactly the plan's nights for it in its room. */
function standsThere(
  reservation: HostReservation | undefined,
  { span, from }: Pick<PlannedMove, 'span' | 'from'>,
): boolean {
  if (reservation?.status !== 'booked') return false;
  const days = reservation.nights
    .filter((night) => night.roomId === from.id)
    .map((night) => dayNumber(night.date))
    .sort((a, b) => a - b);
  return days.length === span.to - span.from && days.every((day, i) => day === span.from + i);
}

/** Whether a move of that stay alone can be made, as far as its reservation goes: it stands where we think, and holds no other night in that room. */
export const canGo = (
  reservation: HostReservation | undefined,
  move: Pick<PlannedMove, 'span' | 'from' | 'to'>,
): boolean =>
  standsThere(reservation, move) && !reservation!.nights.some(({ roomId }) => roomId === move.to.id);

/**
 * The moves of one reservation, each into a room that the reservation does not hold at that moment: there the PMS could not tell the two apart,
 * and its unique index forbids it. Undefined where there is no such order.
 */
function inOrder(
  moves: readonly CheckedMove[],
  reservation: HostReservation,
): readonly CheckedMove[] | undefined {
  const holds = new Set<RoomId>(reservation.nights.map((night) => night.roomId));
  const left = [...moves];
  const ordered: CheckedMove[] = [];
  while (left.length > 0) {
    const next = left.findIndex(({ to }) => !holds.has(to.id));
    const [move] = next < 0 ? [] : left.splice(next, 1);
    if (!move) return undefined;
    holds.delete(move.from.id);
    holds.add(move.to.id);
    ordered.push(move);
  }
  return ordered;
}

/** Whoever yields may go whatever has been decided: its room is of no use to it; so may whom a person moves. */
const mayMove = ({ roomState, lock }: BookingPlan, { yields, chosen }: PlannedMove): boolean =>
  roomState === 'tentative'
    ? !lock || yields === true || chosen === true
    : roomState === 'final' && (yields === true || chosen === true);

/**
 * Reads again, under the hotel's lock, whether each plan is still as it was when the moves were worked out (P13): tentative and not locked by a person, but
 * for one that yields, which may have been made final in a room that another holds, or that a person moves.
 */
export async function checkMoves(
  tx: HotelTx,
  host: HostPort,
  moves: readonly PlannedMove[],
): Promise<CheckedMoves> {
  const ids = moves.map(({ id }) => id);
  const plans = new Map((await plansById(tx, ids)).map((plan) => [plan.id, plan]));
  const held = [...plans.values()].flatMap(({ reservationId }) => reservationId ?? []);
  const reservations = new Map(
    (await host.reservations(tx, [...new Set(held)])).map((reservation) => [reservation.id, reservation]),
  );
  const checked: CheckedMove[] = [];
  const impossible: BookingPlanId[] = [];
  for (const move of moves) {
    const plan = plans.get(move.id);
    const asPlanned = plan?.version === move.version && mayMove(plan, move);
    const { reservationId } = plan ?? {};
    if (plan && asPlanned && reservationId && standsThere(reservations.get(reservationId), move))
      checked.push({ ...move, plan, reservationId });
    else impossible.push(move.id);
  }
  const ordered: CheckedMove[] = [];
  for (const [id, ofReservation] of Map.groupBy(checked, (move) => move.reservationId)) {
    const order = inOrder(ofReservation, reservations.get(id)!);
    if (order) ordered.push(...order);
    else impossible.push(...ofReservation.map((move) => move.id));
  }
  return impossible.length > 0 ? { possible: false, impossible } : { possible: true, moves: ordered };
}

/**
 * Moves the stays in the PMS and in our own books. All nights go before any comes, so that rooms can be exchanged; `leaving` plans give up their
 * nights too, before they are written anew.
 */
export async function carryOut(
  tx: HostHotelTx,
  host: HostPort,
  moves: readonly CheckedMove[],
  leaving: readonly BookingPlanId[],
  now: Date,
): Promise<void> {
  const ids = moves.map(({ id }) => id);
  await releaseNights(tx, [...ids, ...leaving]);
  await takeNights(
    tx,
    moves.map(({ id, to, span }) => ({ plan: id, room: to.physical, ...span })),
  );
  await host.moveStays(
    tx,
    moves.map(({ reservationId: reservation, from, to }) => ({ reservation, from, to })),
  );
  const changes = moves.map(({ id, plan, to, reason, chosen }) => {
    const room = { id: to.id, typeId: to.typeId, physical: to.physical };
    const decided = chosen ? { finalCause: 'person' as const, chosenBy: currentUserId() } : {};
    return { id, change: { ...plan, room, reason, ...decided } };
  });
  await changePlacedPlans(tx, changes, now);
  for (const [event, some] of Map.groupBy(moves, ({ yields }) => (yields ? 'yielded' : 'moved')))
    await addHistory(
      tx,
      some.map(({ id }) => id),
      event,
      now,
    );
}
