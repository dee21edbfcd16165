// What a booking holds at present, and what of it a new placement should keep. Pure.
import { spanOf } from '../../assignment/index.js';
import type { BookingPlan, FinalCause, Reason } from '../../domain/booking-plan.js';
import type { DayUseHours } from '../../domain/day-use.js';
import { type HotelDate, nightsBetween } from '../../domain/hotel-date.js';
import type { RoomId, RoomTypeId } from '../../domain/ids.js';
import { isOfKind, type Room } from '../../domain/room.js';
import type { Smoking } from '../../domain/stay.js';
import type { ReservationNight, HostReservation } from '../../host/port.js';
import { takenBy } from '../holds/fitting-nights.js';
import type { StayHold } from '../holds/holds-repository.js';
import type { Waiting } from './held-nights.js';
import { pairRooms } from './pairing.js';
import type { GivenUp } from '../occupancy/occupancy.js';

/** One room need of a booking. */
export interface Stay {
  readonly slot: number;
  readonly typeId: RoomTypeId;
  readonly checkIn: HotelDate;
  /** Equal to `checkIn` for a day use. */
  readonly checkOut: HotelDate;
  /** Undefined: a stay over night, or nobody has said the hours. */
  readonly dayUse?: DayUseHours | undefined;
  readonly people: number;
  /** What was booked; undefined: nothing was said, and rooms of the type are alike. */
  readonly smoking: Smoking | undefined;
  /** The room that a person has chosen for it now: that one or, where it is not free, none. */
  readonly chosen?: RoomId | undefined;
  /** Of the booking's people, those for whom this room must have a bed; undefined: all of its people. */
  readonly beds?: number | undefined;
}

export interface Holding {
  /** Plans of the booking that have not ended. */
  readonly plans: readonly BookingPlan[];
  /** Where it has no plans: the nights that the PMS holds for it, having imported it by itself. */
  readonly nights: readonly ReservationNight[];
  /** The type for which the PMS gave such a room; none of a room that a person entered. */
  readonly givenAs: ReadonlyMap<RoomId, RoomTypeId>;
  /** What the PMS holds as 押さえ for plans of it that have no room. */
  readonly holds: readonly StayHold[];
}

type Rooms = ReadonlyMap<RoomId, Room>;

/** Whether the PMS has the booking, and we never planned it. A cancelled reservation holds nothing. */
export const isUnplanned = (
  plans: readonly BookingPlan[],
  reservation: HostReservation | undefined,
): reservation is HostReservation =>
  plans.length === 0 && reservation !== undefined && reservation.status !== 'cancelled';

/** Of a booking with live `plans`, and of the `reservation` that the PMS has for it. */
export const holdingOf = (
  plans: readonly BookingPlan[],
  reservation: HostReservation | undefined,
  known: { readonly [Name in 'givenAs' | 'holds']?: Holding[Name] | undefined } = {},
): Holding => ({
  ...{ plans, givenAs: known.givenAs ?? new Map(), holds: known.holds ?? [] },
  nights: isUnplanned(plans, reservation) ? reservation.nights : [],
});

export const holdsRooms = ({ plans, nights }: Holding): boolean =>
  nights.length > 0 || plans.some((plan) => plan.roomId !== undefined);

/** Its place among those who wait for a room; undefined where it has one, or is new. */
export function waitingOf({ plans, nights }: Holding): Waiting | undefined {
  const [first] = plans.filter(({ roomState }) => roomState === 'unplaced').toSorted((a, b) => a.id - b.id);
  return first && nights.length === 0 && plans.every(({ roomId }) => roomId === undefined)
    ? first
    : undefined;
}

/** What becomes free when the holding is given up. */
export function givenUpOf({ plans, nights, holds }: Holding, rooms: Rooms): GivenUp {
  const held = nights.flatMap(({ roomId, date }) => {
    const room = rooms.get(roomId);
    return room ? [{ room: room.physical, ...spanOf(date, date) }] : [];
  });
  return { plans: new Set(plans.map((plan) => plan.id)), nights: [...held, ...takenBy(holds, rooms)] };
}

/** Where a stay without a room would best go: where most of its nights are kept. */
function roomKeptFor({ id }: BookingPlan, holds: readonly StayHold[], rooms: Rooms): Room | undefined {
  const nights = new Map<RoomId, number>();
  for (const { plan, room, from, to } of holds)
    if (plan === id) nights.set(room, (nights.get(room) ?? 0) + nightsBetween(from, to));
  const [most] = [...nights].sort(([, a], [, b]) => b - a);
  return most && rooms.get(most[0]);
}

/** One room need as it stands now; its room is only kept for it where it has none. */
interface PresentStay {
  readonly slot: number;
  readonly people: number;
  /** Undefined where a person entered it: then nobody knows. */
  readonly bookedTypeId: RoomTypeId | undefined;
  readonly smoking: Smoking | undefined;
  readonly room: Room | undefined;
  /** Why the stay is in a room that is final or locked; undefined of one that may be another. */
  readonly reason: Reason | undefined;
}

const planned = (plan: BookingPlan, { holds }: Holding, rooms: Rooms): PresentStay => ({
  slot: plan.slot,
  people: plan.people,
  bookedTypeId: plan.bookedTypeId,
  smoking: plan.smoking,
  room: plan.roomId === undefined ? roomKeptFor(plan, holds, rooms) : rooms.get(plan.roomId),
  reason: plan.roomState === 'final' || plan.lock ? plan.reason : undefined,
});

/** A room that the PMS held before we planned anything is somebody's choice. */
function adopted({ nights, givenAs }: Holding, rooms: Rooms): PresentStay[] {
  return [...Map.groupBy(nights, (night) => night.roomId)].flatMap(([roomId, held], slot) => {
    const room = rooms.get(roomId);
    if (!room) return [];
    const people = Math.max(...held.map((night) => night.people));
    const reason = { key: 'placement.adopted', params: { room: room.number } };
    return [{ slot, people, bookedTypeId: givenAs.get(roomId), smoking: undefined, room, reason }];
  });
}

/** What each of `stays`, by slot, is at present; none of a stay that is new. */
function presentStays(stays: readonly Stay[], holding: Holding, rooms: Rooms): Map<number, PresentStay> {
  const present = [...holding.plans.map((plan) => planned(plan, holding, rooms)), ...adopted(holding, rooms)];
  const pairs = pairRooms(
    present,
    stays,
    ({ slot, people, bookedTypeId, smoking, room }) => ({
      ...{ roomId: undefined, people, smoking, place: slot },
      ...{ typeId: bookedTypeId ?? room?.typeId, otherTypeId: room?.typeId },
    }),
    ({ slot, people, typeId, smoking }) => ({ roomId: undefined, people, smoking, place: slot, typeId }),
  );
  return new Map([...pairs].map(([one, { slot }]) => [slot, one]));
}

/** The room each stay has now: its plan's or, without plans, the one in which the PMS holds it; of one without a room, the one kept for it. */
export function presentRooms(
  stays: readonly Stay[],
  holding: Holding,
  rooms: Rooms,
): ReadonlyMap<number, Room> {
  const present = presentStays(stays, holding, rooms);
  return new Map([...present].flatMap(([slot, { room }]) => (room ? [[slot, room]] : [])));
}

export interface FinalRoom {
  readonly room: Room;
  readonly reason: Reason;
}

export const chosenReason = ({ number }: Room): Reason => ({
  key: 'placement.chosen',
  params: { room: number },
});

/** What a person has chosen now; a room that is not for guests is nobody's choice. */
function chosenRoom({ chosen }: Stay, rooms: Rooms): FinalRoom | undefined {
  const room = chosen === undefined ? undefined : rooms.get(chosen);
  return room?.sellable ? { room, reason: chosenReason(room) } : undefined;
}

/** Whether a room that was given for `before` may be kept: nobody has said otherwise since, or it is what is booked now. */
const staysOfKind = (room: Room, before: Smoking | undefined, booked: Smoking | undefined) =>
  before === undefined || before === booked || isOfKind(room, booked);

/** The final or locked room of each stay that has one. A stay that was booked into another type, or with other smoking, since needs another room. */
export function finalRooms(
  stays: readonly Stay[],
  holding: Holding,
  rooms: Rooms,
): ReadonlyMap<number, FinalRoom> {
  const present = presentStays(stays, holding, rooms);
  const bySlot = new Map<number, FinalRoom>();
  for (const stay of stays) {
    const { slot, typeId, smoking } = stay;
    const choice = chosenRoom(stay, rooms);
    if (choice) bySlot.set(slot, choice);
    if (stay.chosen !== undefined) continue;
    const { room, reason, bookedTypeId = typeId, smoking: before } = present.get(slot) ?? {};
    if (!room || !reason || !staysOfKind(room, before, smoking)) continue;
    if (bookedTypeId === typeId || room.typeId === typeId) bySlot.set(slot, { room, reason });
  }
  return bySlot;
}

const byPersons: readonly BookingPlan['finalCause'][] = ['person', 'moved_by_hand'];

/** Rooms that persons have chosen or locked for the booking, here or in the PMS. */
export const roomsOfPersons = ({ plans }: Pick<Holding, 'plans'>): RoomId[] =>
  plans.flatMap(({ roomId, finalCause, lock }) =>
    roomId && (lock || byPersons.includes(finalCause)) ? [roomId] : [],
  );

/** Why each final room of a booking is final; `stays`: with what a person has chosen now. */
export const finalCauses = (
  { plans, nights }: Holding,
  stays: readonly Stay[] = [],
): ReadonlyMap<RoomId, FinalCause> =>
  new Map([
    ...nights.map(({ roomId }): [RoomId, FinalCause] => [roomId, 'adopted']),
    ...plans.flatMap(({ roomId, finalCause }): [RoomId, FinalCause][] =>
      roomId && finalCause ? [[roomId, finalCause]] : [],
    ),
    ...stays.flatMap(({ chosen }): [RoomId, FinalCause][] => (chosen ? [[chosen, 'person']] : [])),
  ]);
