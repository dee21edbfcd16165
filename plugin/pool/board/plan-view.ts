// A booking plan as the screens show it.
import type { BookingPlanAnswer } from '../../api/index.js';
import type { BookingPlan } from '../../domain/booking-plan.js';
import { nightsBetween } from '../../domain/hotel-date.js';
import type { RoomInventory } from '../../host/port.js';

const byId = <T extends { readonly id: number }>(list: readonly T[]) =>
  new Map(list.map((item) => [item.id, item]));

export function named(inventory: RoomInventory, typeId: number): { id: number; name: string } {
  return { id: typeId, name: byId(inventory.types).get(typeId)?.name ?? String(typeId) };
}

export function planView(
  plan: BookingPlan,
  inventory: RoomInventory,
  guestName: string | undefined,
): BookingPlanAnswer {
  const room = plan.roomId === undefined ? undefined : byId(inventory.rooms).get(plan.roomId);
  return {
    id: plan.id,
    version: plan.version,
    bookingNumber: plan.bookingNumber,
    slot: plan.slot,
    guestName: guestName ?? null,
    checkIn: plan.checkIn,
    checkOut: plan.checkOut,
    nights: nightsBetween(plan.checkIn, plan.checkOut),
    people: plan.people,
    bookedType: named(inventory, plan.bookedTypeId),
    room: room ? { id: room.id, number: room.number, type: named(inventory, room.typeId) } : null,
    state: plan.roomState,
    upgraded: plan.roomTypeId !== undefined && plan.roomTypeId !== plan.bookedTypeId,
    inHouse: plan.inHouse,
    deadline: plan.poolDeadline?.toISOString() ?? null,
    finalCause: plan.finalCause ?? null,
    reason: plan.reason,
  };
}

export type PlanView = BookingPlanAnswer;
