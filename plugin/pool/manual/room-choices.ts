// Into which rooms a person may move a stay, best first, each with what speaks for it and against it: free ones, and those of stays to exchange with. Pure.
import type { RoomChoiceAnswer, RoomSuitsAnswer } from '../../api/index.js';
import { eligibleUpgrades, overlaps, spanOf } from '../../assignment/index.js';
import type { BookingPlan } from '../../domain/booking-plan.js';
import type { PhysicalRoom } from '../../domain/ids.js';
import { isOfKind, namesOf, type Room } from '../../domain/room.js';
import type { RoomInventory } from '../../host/port.js';
import type { GivenUp, Occupancy } from '../occupancy/occupancy.js';
import type { TakenNights } from '../occupancy/occupancy-repository.js';
import type { PlacedStay } from './decisions.js';

/** How a room suits a stay; `rank`: the place of its type for who booked it. */
interface Suits extends RoomSuitsAnswer {
  readonly rank: number;
}

/** What is to have a room. */
export type RoomNeed = Pick<BookingPlan, 'checkIn' | 'checkOut' | 'people' | 'beds' | 'smoking'> & {
  /** Undefined where nobody knows: then no type is better than another. */
  readonly bookedTypeId: BookingPlan['bookedTypeId'] | undefined;
};

function drawbacksOf({ beds, people, smoking }: RoomNeed, room: Room): RoomSuitsAnswer['drawbacks'] {
  return [
    ...(room.capacity < (beds ?? people) ? (['too_small'] as const) : []),
    ...(isOfKind(room, smoking) ? [] : (['smoking_differs'] as const)),
  ];
}

/** By its type: the booked one first, then its upgrades in the hotel's order, then all others alike. */
function suiting({ house }: Occupancy, need: RoomNeed): (room: Room) => Suits {
  const { bookedTypeId } = need;
  const upgrades = (['automatic', 'suggest'] as const)
    .flatMap((policy) => (bookedTypeId === undefined ? [] : eligibleUpgrades(house, bookedTypeId, policy)))
    .map(({ option }) => option.toTypeId);
  const placeOf = (typeId: Room['typeId']) => {
    if (typeId === bookedTypeId) return { rank: -1, kind: 'booked_type' } as const;
    const rank = upgrades.indexOf(typeId);
    return rank < 0
      ? ({ rank: upgrades.length, kind: 'other' } as const)
      : ({ rank, kind: 'upgrade' } as const);
  };
  return (room) => ({ ...placeOf(room.typeId), drawbacks: drawbacksOf(need, room) });
}

const asAnswer = (
  { id, number, floor, typeId }: Room,
  { kind, drawbacks }: Suits,
  nameOf: ReturnType<typeof namesOf>,
): RoomChoiceAnswer => ({
  ...{ id, number, floor, kind, drawbacks },
  type: { id: typeId, name: nameOf(typeId) },
});

/** `own`: nights that the PMS holds for the stay itself. */
const givenUpBy = (
  plans: readonly Pick<BookingPlan, 'id'>[],
  { checkIn, checkOut }: RoomNeed,
  own: readonly TakenNights[],
): GivenUp => ({
  plans: new Set(plans.map(({ id }) => id)),
  nights: own.filter((nights) => overlaps(nights, spanOf(checkIn, checkOut))),
});

/** What a stay has already. */
export interface PresentlyHeld {
  readonly plans: readonly Pick<BookingPlan, 'id'>[];
  /** Nights that the PMS holds for it by itself. */
  readonly own: readonly TakenNights[];
  /** The room that it is in, which is no choice. */
  readonly present?: PhysicalRoom | undefined;
}

/** Where there is nobody on any of its nights, but in the rooms that its plans have. Of rooms alike in all, the PMS's order. */
export function freeRooms(
  need: RoomNeed,
  { plans, own, present }: PresentlyHeld,
  occupancy: Occupancy,
  { rooms, types }: RoomInventory,
): RoomChoiceAnswer[] {
  const nameOf = namesOf(types);
  const suits = suiting(occupancy, need);
  const span = spanOf(need.checkIn, need.checkOut);
  const givenUp = givenUpBy(plans, need, own);
  return rooms
    .filter(({ sellable, physical }) => sellable && physical !== present)
    .filter(({ physical }) => occupancy.isFree(physical, span, givenUp))
    .map((room) => ({ room, suit: suits(room) }))
    .toSorted(({ suit: a }, { suit: b }) => a.drawbacks.length - b.drawbacks.length || a.rank - b.rank)
    .map(({ room, suit }) => asAnswer(room, suit, nameOf));
}

export interface Exchange {
  readonly other: PlacedStay;
  readonly room: RoomChoiceAnswer;
  /** How the stay's own room would suit the other. */
  readonly theirs: RoomSuitsAnswer;
}

/** Of `others`, those with whom the stay can change rooms: who is free of locks and drawbacks first. `own`: nights that the PMS holds for it by itself. */
export function exchanges(
  plan: PlacedStay,
  others: readonly PlacedStay[],
  occupancy: Occupancy,
  { rooms, types }: RoomInventory,
  own: readonly TakenNights[],
): Exchange[] {
  const nameOf = namesOf(types);
  const roomById = new Map(rooms.map((room) => [room.id, room]));
  const span = spanOf(plan.checkIn, plan.checkOut);
  const suits = suiting(occupancy, plan);
  const mine = roomById.get(plan.roomId);
  if (!mine?.sellable) return [];
  const possible = others.flatMap((other) => {
    const room = roomById.get(other.roomId);
    const otherSpan = spanOf(other.checkIn, other.checkOut);
    if (!room?.sellable || room.physical === mine.physical || !overlaps(span, otherSpan)) return [];
    if (other.reservationId === plan.reservationId) return [];
    const givenUp = givenUpBy([plan, other], plan, own);
    if (!occupancy.isFree(room.physical, span, givenUp)) return [];
    if (!occupancy.isFree(mine.physical, otherSpan, givenUp)) return [];
    const [suit, theirs] = [suits(room), suiting(occupancy, other)(mine)];
    const against = Number(other.lock !== undefined) + suit.drawbacks.length + theirs.drawbacks.length;
    return [{ other, room, suit, theirs, against }];
  });
  return possible
    .toSorted((a, b) => a.against - b.against || a.suit.rank + a.theirs.rank - (b.suit.rank + b.theirs.rank))
    .map(({ other, room, suit, theirs: { kind, drawbacks } }) => ({
      other,
      room: asAnswer(room, suit, nameOf),
      theirs: { kind, drawbacks },
    }));
}
