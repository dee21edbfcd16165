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
import type { BookingPlanId, PhysicalRoom, RoomTypeId } from '../../domain/ids.js';
import type { Room } from '../../domain/room.js';
import { ordinary, smokingNeed } from './known-plan.js';
import type { Occupancy } from './occupancy.js';
import type { UnplacedStay } from './unplaced-repository.js';

/** The first stay of a booking that waits for its room itself. Plans have their ids in the order in which they were accepted. */
export type Waiting = Pick<BookingPlan, 'id' | 'checkIn' | 'reason'>;

/** Nights that one stay without a room holds in one room. */
export interface HeldNights extends NightSpan {
  readonly by: UnplacedStay;
  readonly room: Room;
}

type Days = ReadonlySet<number>;

/** Rooms of one type and their days that nobody has. */
type FreeRooms = ReadonlyMap<Room, Days>;

const daysOf = ({ from, to }: NightSpan): number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);

/** The longest run of days that are both free and missing. */
function longestRun(free: Days, missing: Days): NightSpan {
  let best: NightSpan = { from: 0 as DayNumber, to: 0 as DayNumber };
  for (const first of missing) {
    if (!free.has(first) || (missing.has(first - 1) && free.has(first - 1))) continue;
    let to = first + 1;
    while (missing.has(to) && free.has(to)) to += 1;
    if (to - first > best.to - best.from) best = { from: first as DayNumber, to: to as DayNumber };
  }
  return best;
}

const fitting = (rooms: FreeRooms): Set<number> => new Set([...rooms.values()].flatMap((days) => [...days]));

/** As few rooms as it takes, the longest run first. */
function spread(by: UnplacedStay, rooms: FreeRooms): HeldNights[] {
  const missing = fitting(rooms);
  const held: HeldNights[] = [];
  while (missing.size > 0) {
    const runs = [...rooms].map(([room, free]) => ({ by, room, ...longestRun(free, missing) }));
    const longest = runs.reduce((one, other) => (other.to - other.from > one.to - one.from ? other : one));
    for (const day of daysOf(longest)) missing.delete(day);
    held.push(longest);
  }
  return held;
}

/** Of the rooms that placement might give the stay, by type, its own first. */
function freeByType(
  house: House,
  stay: UnplacedStay,
  freeOn: (room: Room, days: number[]) => Days,
  days: number[],
) {
  const { bookedTypeId, people, smoking } = stay;
  const needs = { ...ordinary, bookedTypeId, people, ...smokingNeed(smoking) };
  const byType = new Map<RoomTypeId, Map<Room, Days>>([[bookedTypeId, new Map()]]);
  house.rooms.forEach((room, r) => {
    if (!room.sellable || !mayBeGiven(house, needs, r)) return;
    const free = freeOn(room, days);
    if (free.size === 0) return;
    byType.set(room.typeId, (byType.get(room.typeId) ?? new Map<Room, Days>()).set(room, free));
  });
  return [...byType.values()];
}

/**
 * Whether the booking leaves the nights to the stay. One that waits since all was full takes what comes free, in its turn (D15); one that waits
 * since others were accepted before it still does, but for a later arrival of which all nights have come free.
 */
const yieldsToAnybody = (asking: Waiting | undefined): boolean => !asking || asking.reason.key === heldKey;

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
  const isFree = (physical: PhysicalRoom, day: number) => !taken.get(physical)?.has(day);
  const freeOn = ({ physical }: Room, days: number[]) => new Set(days.filter((day) => isFree(physical, day)));
  return others.flatMap((stay) => {
    const days = daysOf({
      from: Math.max(stay.span.from, first) as DayNumber,
      to: Math.min(stay.span.to, view.to) as DayNumber,
    });
    const rooms = freeByType(occupancy.house, stay, freeOn, days).reduce((best, other) =>
      fitting(other).size > fitting(best).size ? other : best,
    );
    const isWhole = fitting(rooms).size === stay.span.to - stay.span.from;
    if (!yieldsTo(asking, stay, isWhole)) return [];
    const held = spread(stay, rooms);
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
