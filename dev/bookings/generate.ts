// Synthetic bookings: what guests ask for, as far as the hotel can still take it on the day they ask.
import { addDays } from './dates.js';
import { requestsOf, type BookingRequest, type DemandOptions, type Segment } from './demand.js';
import { hotelFile, type HotelPlan, type TypePlan } from './hotel.js';
import { pickWeighted, seededRandom, type Random } from './random.js';
import type { BookingRow } from './read.js';

export interface GenerateOptions extends DemandOptions {
  readonly seed: number;
}

const meals: readonly (readonly [string, number])[] = [
  ['BB', 52],
  ['SC', 38],
  ['HB', 10],
];
const channels: Readonly<Record<Segment, string>> = {
  'Online TA': 'TA/TO',
  'Offline TA/TO': 'TA/TO',
  Groups: 'TA/TO',
  Direct: 'Direct',
  Corporate: 'Corporate',
};

/**
 * Rows as a hotel would have them at the end, in order of booking day. A request is taken if on each of its nights all guests known by
 * then could be given a room of their type or a better one; so nothing is sold that was not there, and yet not every stay need find
 * one room for all its nights. The same options give the same rows.
 */
export function generateBookings(options: GenerateOptions): BookingRow[] {
  const random = seededRandom(options.seed);
  const desk = createDesk(options.hotel);
  const rows: BookingRow[] = [];
  for (const request of requestsOf(options, random)) {
    const assigned = desk.take(request);
    assigned?.forEach((type, index) => rows.push(rowOf(request, index, type, rows.length + 1, random)));
  }
  return rows;
}

interface TakenStay {
  readonly nights: readonly string[];
  readonly booked: string;
  readonly assigned: string;
  /** Undefined for one that is never cancelled. */
  readonly cancelledOn: string | undefined;
}

/** The hotel's desk as it is without any plan: it counts rooms, and gives the first type that has one on every night. */
function createDesk({ name, types }: HotelPlan) {
  const stays: TakenStay[] = [];
  const { upgrades } = hotelFile({ name, types });
  const roomsOf = new Map(types.map(({ type, rooms }) => [type, rooms.length]));

  const known = (night: string, today: string) =>
    stays.filter(
      ({ nights, cancelledOn }) =>
        nights.includes(night) && (cancelledOn === undefined || cancelledOn >= today),
    );

  function assign(booked: string, nights: readonly string[], today: string): string {
    const candidates = [booked, ...(upgrades[booked] ?? [])];
    const given = (type: string, night: string) =>
      known(night, today).filter(({ assigned }) => assigned === type).length;
    const isFree = (type: string) => {
      const rooms = roomsOf.get(type) ?? 0;
      return rooms > 0 && nights.every((night) => given(type, night) < rooms);
    };
    return candidates.find(isFree) ?? candidates.at(-1) ?? booked;
  }

  return {
    /** The type given to each room, or undefined where the request was turned down. */
    take({ arrival, nights: count, rooms, bookedOn, cancelledOn }: BookingRequest): string[] | undefined {
      const nights = Array.from({ length: count }, (_, night) => addDays(arrival, night));
      const wanted = rooms.map(({ type }) => type.type);
      const fits = nights.every((night) =>
        canAccommodate(types, [...known(night, bookedOn).map(({ booked }) => booked), ...wanted]),
      );
      if (!fits) return undefined;
      return wanted.map((booked) => {
        const assigned = assign(booked, nights, bookedOn);
        stays.push({ nights, booked, assigned, cancelledOn });
        return assigned;
      });
    },
  };
}

/** Whether each type and all better ones together have rooms enough for those who booked them. */
function canAccommodate(types: readonly TypePlan[], booked: readonly string[]): boolean {
  let free = 0;
  return types.toReversed().every(({ type, rooms }) => {
    free += rooms.length - booked.filter((name) => name === type).length;
    return free >= 0;
  });
}

function rowOf(
  request: BookingRequest,
  index: number,
  assigned: string,
  id: number,
  random: Random,
): BookingRow {
  const room = request.rooms[index];
  if (!room) throw new RangeError(`the request has no room ${index}`);
  const outcome = outcomeOf(request);
  return {
    booking_id: String(id),
    booked_on: request.bookedOn,
    arrival: request.arrival,
    nights: request.nights,
    adults: room.adults,
    children: room.children,
    babies: room.babies,
    meal: pickWeighted(random, meals),
    market_segment: request.segment,
    distribution_channel: channels[request.segment],
    is_repeated_guest: random() < 0.07,
    reserved_room_type: room.type.type,
    assigned_room_type: assigned,
    customer_type: request.rooms.length > 1 ? 'Transient-Party' : 'Transient',
    adr: room.rate,
    special_requests: Math.floor(random() ** 3 * 4),
    ...outcome,
  };
}

function outcomeOf(request: BookingRequest): Pick<BookingRow, 'status' | 'status_date'> {
  if (request.cancelledOn !== undefined) return { status: 'Canceled', status_date: request.cancelledOn };
  if (request.noShow) return { status: 'No-Show', status_date: request.arrival };
  return { status: 'Check-Out', status_date: addDays(request.arrival, request.nights) };
}
