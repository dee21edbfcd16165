// A booking plan as the screens show it: what is said of it at a moment is said here, and only shown there.
import type { BookingPlanAnswer } from '../../api/index.js';
import type { Booker, BookingPlan, RoomLock } from '../../domain/booking-plan.js';
import { nightsBetween } from '../../domain/hotel-date.js';
import type { BookingPlanId, ReservationId, RoomId, RoomTypeId } from '../../domain/ids.js';
import { namesOf, type Room } from '../../domain/room.js';
import { arrivesToday, deadlineNearness, type HotelMoment, isCurrent } from '../../domain/stay-moments.js';
import type { RoomInventory } from '../../host/port.js';

/** What an answer is put into words with. */
export interface Wording {
  readonly moment: HotelMoment;
  readonly room: (id: RoomId | null | undefined) => Room | undefined;
  readonly type: (id: RoomTypeId) => { readonly id: number; readonly name: string };
  /** Names are for signed-in people only. */
  readonly guest: (id: ReservationId | null | undefined) => string | null;
  /** Of a stay without a room. */
  readonly booker: (id: BookingPlanId) => Booker | undefined;
}

export function wording(
  moment: HotelMoment,
  { rooms, types }: Pick<RoomInventory, 'rooms' | 'types'>,
  names: ReadonlyMap<ReservationId, string>,
  bookers: ReadonlyMap<BookingPlanId, Booker>,
): Wording {
  const roomById = new Map<RoomId, Room>(rooms.map((room) => [room.id, room]));
  const nameOf = namesOf(types);
  return {
    moment,
    room: (id) => (id === null || id === undefined ? undefined : roomById.get(id)),
    type: (id) => ({ id, name: nameOf(id) }),
    guest: (id) => (id ? (names.get(id) ?? null) : null),
    booker: (id) => bookers.get(id),
  };
}

const lockView = ({ cause, reason, by, at }: RoomLock) => ({
  ...{ cause, reason: reason ?? null, userId: by ?? null },
  at: at.toISOString(),
});

export function planView(
  plan: BookingPlan,
  { moment, room, type, guest, booker }: Wording,
): BookingPlanAnswer {
  const given = room(plan.roomId);
  const bookedBy = booker(plan.id);
  return {
    id: plan.id,
    version: plan.version,
    bookingNumber: plan.bookingNumber,
    slot: plan.slot,
    guestName: bookedBy?.guestName ?? guest(plan.reservationId),
    agency: bookedBy?.agency ?? null,
    checkIn: plan.checkIn,
    checkOut: plan.checkOut,
    nights: nightsBetween(plan.checkIn, plan.checkOut),
    dayUse: plan.dayUse ? { ...plan.dayUse } : null,
    people: plan.people,
    bookedType: type(plan.bookedTypeId),
    room: given ? { id: given.id, number: given.number, type: type(given.typeId) } : null,
    state: plan.roomState,
    upgraded: plan.roomTypeId !== undefined && plan.roomTypeId !== plan.bookedTypeId,
    inHouse: plan.inHouse,
    lock: plan.lock ? lockView(plan.lock) : null,
    current: isCurrent(plan, moment),
    arrivesToday: arrivesToday(plan, moment),
    deadline: plan.poolDeadline?.toISOString() ?? null,
    deadlineIs: deadlineNearness(plan, moment) ?? null,
    finalCause: plan.finalCause ?? null,
    reason: plan.reason,
  };
}

export type PlanView = BookingPlanAnswer;
