// Bookings by chance: single ones, rooms booked together, guests who come twice.
import { between, pick, pickWeighted, type Random } from '../../dev/bookings/random.js';
import type { AssignableStay, HouseRooms, NightSpan } from '../../plugin/assignment/index.js';
import type { RoomTypeId } from '../../plugin/domain/ids.js';
import { attributes, chance, Taken } from './random-house.js';

type Booking = Omit<AssignableStay, 'id'>;

/** How the guests of one hotel are. */
interface Habits {
  readonly longest: number;
  readonly demanding: number;
  readonly wishes: number;
  readonly special: number;
  readonly types: readonly (readonly [RoomTypeId, number])[];
  /** Share of the arrivals that is around the peak. */
  readonly crowd: number;
  readonly peak: number;
}

const noon = 12 * 60;
/** Tries to sell one more booking before the hotel is taken to be full. */
const tries = 4;

/**
 * At most `count` stays, at least 5, none of them with a room yet. The hotel sells as long as a room of the booked type or of an upgrade
 * is free, so that most find one, and now and then beyond that.
 */
export function randomStays(
  random: Random,
  house: HouseRooms,
  window: NightSpan,
  { count, closed }: { readonly count: number; readonly closed: Taken },
): AssignableStay[] {
  const habits = randomHabits(random, house, window);
  const sold = new Taken(closed);
  const oversold = pick(random, [0, 0, 0.02, 0.05, 0.2]);
  const bookings: Booking[] = [];
  for (let number = 1; number <= tries * count && bookings.length < count; number += 1) {
    const kind = pickWeighted(random, [
      ['one', 14],
      ['alike', 3],
      ['mixed', 1],
      ['again', 2],
    ] as const);
    const group = kinds[kind](random, habits, window, number);
    const housed = group.filter((booking) => sell(random, house, sold, booking)).length;
    const forced = bookings.length < 5 && number > tries * count - 10;
    if (housed === group.length || forced || chance(random, oversold)) bookings.push(...group);
  }
  return bookings.slice(0, count).map((booking, id) => ({ ...booking, id: id + 1 }));
}

/** Whether there is a room to sell; it is sold then. */
function sell(random: Random, house: HouseRooms, sold: Taken, { bookedTypeId, span }: Booking): boolean {
  const upgrades = (house.upgrades.get(bookedTypeId) ?? []).filter(({ policy }) => policy === 'automatic');
  const types = [bookedTypeId, ...(chance(random, 0.5) ? upgrades.map(({ toTypeId }) => toTypeId) : [])];
  for (const type of types)
    for (const room of house.rooms)
      if (room.typeId === type && room.sellable && sold.isFree(room.occupies, span)) {
        sold.take(room.occupies, span);
        return true;
      }
  return false;
}

function randomHabits(random: Random, house: HouseRooms, window: NightSpan): Habits {
  const types = house.types.map(({ id }, i) => {
    const rooms = house.rooms.filter((room) => room.typeId === id && room.sellable).length;
    // The lower types are sold harder, which is what upgrades are for.
    return [id, rooms * (0.7 + 0.6 * random()) + (i === 0 ? 1 : 0.1)] as const;
  });
  return {
    longest: between(random, 2, 8),
    demanding: pick(random, [0, 0.1, 0.2, 0.4]),
    wishes: pick(random, [0, 0.2, 0.5]),
    special: pick(random, [0, 0, 0.05]),
    crowd: pick(random, [0, 0.1, 0.3]),
    types,
    peak: between(random, window.from, window.to),
  };
}

const kinds = {
  one: (random: Random, habits: Habits, window: NightSpan) => [single(random, habits, window)],
  alike(random: Random, habits: Habits, window: NightSpan, number: number) {
    const first = single(random, habits, window);
    return Array.from({ length: between(random, 2, 4) }, () => ({
      ...first,
      people: between(random, 1, first.people + 1),
      reservation: `R${number}`,
      together: chance(random, 0.9) ? `R${number}` : undefined,
    }));
  },
  /** A reservation of several types, or bookings that were linked. */
  mixed(random: Random, habits: Habits, window: NightSpan, number: number) {
    const { span } = single(random, habits, window);
    const linked = chance(random, 0.5);
    return Array.from({ length: between(random, 2, 5) }, () => {
      const booking = single(random, habits, window);
      return {
        ...booking,
        span: linked ? booking.span : span,
        reservation: linked ? undefined : `R${number}`,
        together: `T${number}`,
      };
    });
  },
  /** One guest's consecutive bookings, now and then of another type. */
  again(random: Random, habits: Habits, window: NightSpan, number: number) {
    let booking: Booking = { ...single(random, habits, window), guest: `G${number}` };
    const bookings = [booking];
    while (
      bookings.length < 3 &&
      booking.span.to < window.to &&
      (bookings.length < 2 || chance(random, 0.3))
    ) {
      const from = booking.span.to;
      const to = Math.min(window.to, from + between(random, 1, 4));
      const bookedTypeId = chance(random, 0.8) ? booking.bookedTypeId : pickWeighted(random, habits.types);
      booking = { ...booking, span: { from, to } as NightSpan, bookedTypeId };
      bookings.push(booking);
    }
    return bookings;
  },
};

function single(random: Random, habits: Habits, window: NightSpan): Booking {
  const late = chance(random, 0.15);
  return {
    bookedTypeId: pickWeighted(random, habits.types),
    span: randomSpan(random, habits, window),
    people: between(random, 1, 4),
    movability: chance(random, 0.08) ? 'proposal' : 'free',
    roomId: undefined,
    reservation: undefined,
    together: undefined,
    guest: undefined,
    priority: between(random, 2, 6),
    demanding: chance(random, habits.demanding),
    nonSmoking: chance(random, 0.15),
    smoking: false,
    accessible: chance(random, habits.special),
    wishes: attributes
      .filter(() => chance(random, habits.wishes / 2))
      .map((attribute) => ({ attribute, weight: pick(random, [0.5, 1, 1, 2, 3]) })),
    upgradeApproved: false,
    arrivesAt: late ? between(random, 17, 24) * 60 : noon + pick(random, [60, 120, 180, 180]),
    leavesAt: noon + pick(random, [-120, -120, -60, 0, 120]),
    // What is not optimised is left alone by an engine that could do better, so nothing could be compared.
    optimised: true,
    decidedNow: chance(random, 0.5),
  };
}

function randomSpan(random: Random, { longest, crowd, peak }: Habits, window: NightSpan): NightSpan {
  const nights = Math.min(between(random, 1, longest + 1), between(random, 1, longest + 1));
  const day = chance(random, crowd) ? peak - between(random, 0, 2) : between(random, window.from, window.to);
  const from = Math.max(window.from, Math.min(day, window.to - nights));
  return { from, to: Math.min(window.to, from + nights) } as NightSpan;
}
