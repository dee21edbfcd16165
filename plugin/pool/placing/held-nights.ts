// The nights that a stay without a room holds against later messages: those that still fit (D6). Pure.
import {
  type AssignableStay,
  classPriority,
  type House,
  mayBeGiven,
  type NightSpan,
  overlaps,
} from '../../assignment/index.js';
import { type BookingPlan, heldKey } from '../../domain/booking-plan.js';
import { dayNumber, type DayNumber, type HotelDate } from '../../domain/hotel-date.js';
import type { BookingPlanId, RoomTypeId } from '../../domain/ids.js';
import type { Room } from '../../domain/room.js';
import { ordinary, smokingNeed } from '../occupancy/known-plan.js';
import type { Occupancy } from '../occupancy/occupancy.js';
import { type FreeRooms, type NightsOfRoom, spreadNights } from '../occupancy/spread-nights.js';
import type { UnplacedStay } from '../occupancy/unplaced-repository.js';

/** The first stay of a booking that waits for its room itself. Plans have their ids in the order in which they were accepted. */
export type Waiting = Pick<BookingPlan, 'id' | 'checkIn' | 'reason'>;

/** Nights that one stay without a room holds in one room. */
export interface HeldNights extends NightsOfRoom {
  readonly by: UnplacedStay;
}

const daysOf = ({ from, to }: NightSpan): DayNumber[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, i) => (from + i) as DayNumber);

const fitting = (rooms: FreeRooms): Set<DayNumber> => new Set([...rooms.values()].flat());

/** Of the rooms that placement might give the stay, by type, its own first. */
function freeByType(
  house: House,
  stay: UnplacedStay,
  freeOn: (room: Room, days: readonly DayNumber[]) => DayNumber[],
  days: readonly DayNumber[],
): FreeRooms[] {
  const { bookedTypeId, people, smoking } = stay;
  const needs = { ...ordinary, bookedTypeId, people, ...smokingNeed(smoking) };
  const byType = new Map<RoomTypeId, Map<Room, DayNumber[]>>([[bookedTypeId, new Map()]]);
  house.rooms.forEach((room, r) => {
    if (!room.sellable || !mayBeGiven(house, needs, r)) return;
    const free = freeOn(room, days);
    if (free.length === 0) return;
    byType.set(room.typeId, (byType.get(room.typeId) ?? new Map<Room, DayNumber[]>()).set(room, free));
  });
  return [...byType.values()];
}

/** One that waits since all was full does not: it takes what comes free, in its turn (D15). */
const yieldsToAnybody = (asking: Waiting | undefined): boolean => !asking || asking.reason.key === heldKey;

/** Whether the booking leaves the nights to the stay. One that waits since others were accepted before it still does, but for a later arrival of which all nights have come free. */
function yieldsTo(asking: Waiting | undefined, stay: UnplacedStay, isWhole: boolean): boolean {
  if (!asking) return true;
  return stay.id < asking.id && !(isWhole && dayNumber(asking.checkIn) < stay.span.from);
}

interface Asked {
  readonly view: NightSpan;
  /** The booking's own nights: who needs none of them holds nothing against it. */
  readonly span: NightSpan;
  readonly today: HotelDate;
  /** Undefined: it does not wait for a room, and yields to all. */
  readonly asking: Waiting | undefined;
  /** Plans of the booking itself. */
  readonly of: ReadonlySet<BookingPlanId>;
}

/**
 * What stays without a room hold in `view`, from `today` on, against a booking that is `asking`: each, in the order in which they were accepted,
 * as many of its nights as one type has rooms for, its own before another. Which rooms these are may still change.
 */
export function heldNights(occupancy: Occupancy, { view, span, today, asking, of }: Asked): HeldNights[] {
  if (!yieldsToAnybody(asking)) return [];
  const others = occupancy.unplaced.filter((stay) => overlaps(stay.span, span) && !of.has(stay.id));
  if (others.length === 0) return [];
  const first = Math.max(view.from, dayNumber(today));
  const taken = occupancy.takenDays(view);
  const freeOn = ({ physical }: Room, days: readonly DayNumber[]) =>
    days.filter((day) => !taken.get(physical)?.has(day));
  return others.flatMap((stay) => {
    const days = daysOf({
      from: Math.max(stay.span.from, first) as DayNumber,
      to: Math.min(stay.span.to, view.to) as DayNumber,
    });
    const rooms = freeByType(occupancy.house, stay, freeOn, days).reduce((best, other) =>
      fitting(other).size > fitting(best).size ? other : best,
    );
    const fits = fitting(rooms);
    if (!yieldsTo(asking, stay, fits.size === stay.span.to - stay.span.from)) return [];
    const held = spreadNights(fits, rooms).map((nights) => ({ ...nights, by: stay }));
    for (const one of held) {
      const ofRoom = taken.get(one.room.physical) ?? new Set();
      taken.set(one.room.physical, ofRoom);
      for (const day of daysOf(one)) ofRoom.add(day);
    }
    return held;
  });
}

/** Far below the numbers of plans, and of the rooms of a booking that is placed. */
const firstHeldId = -2_000_000;

/** The number of its stay in a problem, by place in what is held. */
export const heldId = (place: number): number => firstHeldId + place;

/** Held nights as the engine sees them: tentative stays like others, so that they go to other rooms as those do. */
export const heldStays = (held: readonly HeldNights[]): AssignableStay[] =>
  held.map(({ by, room, from, to }, place) => ({
    ...ordinary,
    id: heldId(place),
    bookedTypeId: by.bookedTypeId,
    span: { from, to },
    people: by.people,
    movability: 'free',
    roomId: room.id,
    reservation: undefined,
    together: undefined,
    priority: classPriority.standard,
    ...smokingNeed(by.smoking),
  }));
