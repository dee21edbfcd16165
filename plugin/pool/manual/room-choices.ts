// Which free rooms a person may move a stay into, best first, each with what speaks for it and against it. Pure.
import type { RoomChoiceAnswer } from '../../api/index.js';
import { eligibleUpgrades, overlaps, spanOf } from '../../assignment/index.js';
import type { BookingPlan } from '../../domain/booking-plan.js';
import { isOfKind, namesOf, type Room } from '../../domain/room.js';
import type { RoomInventory } from '../../host/port.js';
import type { Occupancy } from '../occupancy/occupancy.js';
import type { TakenNights } from '../occupancy/occupancy-repository.js';

function drawbacksOf({ beds, people, smoking }: BookingPlan, room: Room): RoomChoiceAnswer['drawbacks'] {
  return [
    ...(room.capacity < (beds ?? people) ? (['too_small'] as const) : []),
    ...(isOfKind(room, smoking) ? [] : (['smoking_differs'] as const)),
  ];
}

/** The place of each type for who booked `plan`: its own first, then its upgrades in the hotel's order, then all others alike. */
function ranking({ house }: Occupancy, { bookedTypeId }: BookingPlan) {
  const upgrades = (['automatic', 'suggest'] as const)
    .flatMap((policy) => eligibleUpgrades(house, bookedTypeId, policy))
    .map(({ option }) => option.toTypeId);
  return ({ typeId }: Room): { readonly rank: number; readonly kind: RoomChoiceAnswer['kind'] } => {
    if (typeId === bookedTypeId) return { rank: -1, kind: 'booked_type' };
    const rank = upgrades.indexOf(typeId);
    return rank < 0 ? { rank: upgrades.length, kind: 'other' } : { rank, kind: 'upgrade' };
  };
}

/** `own`: nights that the PMS holds for the stay itself. Of rooms alike in all, the PMS's order. */
export function roomChoices(
  plan: BookingPlan,
  occupancy: Occupancy,
  { rooms, types }: RoomInventory,
  own: readonly TakenNights[],
): RoomChoiceAnswer[] {
  const nameOf = namesOf(types);
  const placeOf = ranking(occupancy, plan);
  const span = spanOf(plan.checkIn, plan.checkOut);
  const givenUp = { plans: new Set([plan.id]), nights: own.filter((nights) => overlaps(nights, span)) };
  const present = rooms.find(({ id }) => id === plan.roomId)?.physical;
  return rooms
    .filter(({ physical, sellable }) => sellable && physical !== present)
    .filter(({ physical }) => occupancy.isFree(physical, span, givenUp))
    .map((room) => ({ room, ...placeOf(room), drawbacks: drawbacksOf(plan, room) }))
    .toSorted((a, b) => a.drawbacks.length - b.drawbacks.length || a.rank - b.rank)
    .map(({ room: { id, number, floor, typeId }, kind, drawbacks }) => ({
      ...{ id, number, floor, kind, drawbacks },
      type: { id: typeId, name: nameOf(typeId) },
    }));
}
