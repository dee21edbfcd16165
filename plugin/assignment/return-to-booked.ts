// The nightly look at upgraded stays still in the pool: whoever fits into the booked type again goes back there.
import type { BookingPlan, Reason } from '../domain/booking-plan.js';
import { chooseRooms } from './choose-room.js';
import type { Room } from '../domain/room.js';
import type { NightSpan, Occupancy } from './occupancy.js';
import { eligibleRooms, type HotelRooms, typeName } from './place.js';
import { spanOf } from './span.js';

export interface ProposedMove {
  readonly plan: BookingPlan;
  readonly from: Room;
  readonly to: Room;
  readonly reason: Reason;
}

/** By arrival, then as booked. */
function byUrgency(a: BookingPlan, b: BookingPlan): number {
  return a.checkIn < b.checkIn ? -1 : a.checkIn > b.checkIn ? 1 : a.id - b.id;
}

/**
 * Moves of tentative upgraded stays to a free room of the type they booked, by arrival. Rooms of one reservation stay alike, so
 * reservations with several of `plans` are left where they are. `occupancy` holds every stay, and is changed to how it will be after
 * the moves.
 */
export function returnToBookedType(
  hotel: HotelRooms,
  occupancy: Occupancy,
  plans: readonly BookingPlan[],
): ProposedMove[] {
  const roomById = new Map(hotel.rooms.map((room) => [room.id, room]));
  const roomsOf = Map.groupBy(plans, (plan) => plan.reservationId);
  const candidates = plans
    .filter((plan) => plan.roomState === 'tentative' && plan.roomTypeId !== plan.bookedTypeId)
    .filter((plan) => roomsOf.get(plan.reservationId)?.length === 1)
    .sort(byUrgency);
  const moves: ProposedMove[] = [];
  for (const plan of candidates) {
    const from = plan.roomId === undefined ? undefined : roomById.get(plan.roomId);
    if (!from) continue;
    const span: NightSpan = spanOf(plan.checkIn, plan.checkOut);
    const inBookedType = eligibleRooms(hotel, plan.bookedTypeId, plan.bookedTypeId, plan.people);
    const [to] = chooseRooms(inBookedType, occupancy, span, 1);
    if (!to) continue;
    occupancy.release(from.physical, span);
    occupancy.take(to.physical, span);
    const params = { from: from.number, to: to.number, bookedType: typeName(hotel, plan.bookedTypeId) };
    moves.push({ plan, from, to, reason: { key: 'placement.returned_to_booked_type', params } });
  }
  return moves;
}
