// Expecting what is still to come, from the hotel's own past alone: how many book how late, and how many of those who have booked do not come.
import { between, type Random, seededRandom } from '../domain/chance.js';
import type { DayNumber } from '../domain/hotel-date.js';
import type { RoomTypeId } from '../domain/ids.js';
import type { DemandScenario, ExpectedStay, LookAhead } from './problem/problem.js';

/** A booking as far as it is known today. */
export interface KnownBooking {
  readonly id: number;
  readonly typeId: RoomTypeId;
  readonly bookedOn: DayNumber;
  readonly arrival: DayNumber;
  readonly nights: number;
  /** The day it was cancelled, or not shown up; undefined while it stands. */
  readonly lostOn: DayNumber | undefined;
}

export interface LookAheadSettings {
  /** Nights ahead. */
  readonly horizon: number;
  /** Ways the days may go that are weighed against each other. */
  readonly scenarios: number;
  /** Past arrival days that are learned from: recent ones, since seasons change. */
  readonly memoryDays: number;
}

export const defaultLookAhead: LookAheadSettings = { horizon: 21, scenarios: 8, memoryDays: 91 };

export interface Today {
  readonly date: DayNumber;
  /** Whether today's own bookings are still to come (a run in the morning), or all known (one at night). */
  readonly bookingsToCome: boolean;
}

/** Arrival days that have passed, with everything that was ever booked for them. */
type Past = ReadonlyMap<number, readonly KnownBooking[]>;

/** By days left before arrival: the share of those in the books who came in the end. One more is counted that came, so that it is never 0. */
function survival(past: Past, horizon: number): Float64Array {
  const inBooks = new Float64Array(horizon + 1).fill(1);
  const came = new Float64Array(horizon + 1).fill(1);
  for (const [arrival, bookings] of past)
    for (const { bookedOn, lostOn } of bookings)
      for (let left = 0; left <= horizon && bookedOn < arrival - left; left += 1) {
        if (lostOn !== undefined && lostOn < arrival - left) continue;
        inBooks[left]! += 1;
        if (lostOn === undefined) came[left]! += 1;
      }
  return came.map((count, left) => count / inBooks[left]!);
}

/** Those who booked for a past arrival day when as few days were left as now, and came. */
function lateBookings(
  bookings: readonly KnownBooking[],
  arrival: number,
  left: number,
  today: Today,
): KnownBooking[] {
  return bookings.filter(({ bookedOn, lostOn }) => {
    const lead = arrival - bookedOn;
    return lostOn === undefined && (today.bookingsToCome ? lead <= left : lead < left);
  });
}

/** For each scenario whether a booking is lost in it: in as many of them as its share says, spread by chance. */
function lostIn(scenarios: number, share: number, random: Random): boolean[] {
  const offset = random();
  return Array.from({ length: scenarios }, (_, k) => (offset + k / scenarios) % 1 >= share);
}

/** `values` in an order by chance (Fisher and Yates). */
function shuffled<T>(values: readonly T[], random: Random): T[] {
  const order = [...values];
  for (let i = order.length - 1; i > 0; i -= 1) {
    const j = between(random, 0, i + 1);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}

/** Every scenario draws on another part of the past, as far as there is one: fewer of them then say as much. */
function draw(
  past: Past,
  known: readonly KnownBooking[],
  { horizon, scenarios }: LookAheadSettings,
  today: Today,
): DemandScenario[] {
  // By day, so that a run that is repeated expects the same.
  const random = seededRandom(today.date);
  const drawn = Array.from({ length: scenarios }, () => ({
    arrivals: [] as ExpectedStay[],
    lost: new Set<number>(),
  }));
  const share = survival(past, horizon);
  for (const { id, arrival } of known)
    lostIn(scenarios, share[arrival - today.date]!, random).forEach((isLost, k) => {
      if (isLost) drawn[k]!.lost.add(id);
    });
  for (let left = 0; left < horizon; left += 1) {
    const arrival = today.date + left;
    // The same weekday: weekends are not weekdays.
    const models = shuffled(
      [...past.keys()].filter((day) => (arrival - day) % 7 === 0),
      random,
    );
    if (models.length === 0) continue;
    drawn.forEach(({ arrivals }, k) => {
      const model = models[k % models.length]!;
      for (const { typeId, nights } of lateBookings(past.get(model)!, model, left, today))
        arrivals.push({ typeId, span: { from: arrival as DayNumber, to: (arrival + nights) as DayNumber } });
    });
  }
  return drawn;
}

/**
 * What to expect, by resampling: each scenario gives every coming arrival day the late bookings of a past one of the same weekday, and loses
 * each known booking with the share that was lost of those as close to arrival. `bookings` are all that touch the memory or the horizon;
 * nothing of the future is read from them. Undefined until a whole week has passed.
 */
export function lookAhead(
  bookings: readonly KnownBooking[],
  today: Today,
  settings: LookAheadSettings = defaultLookAhead,
): LookAhead | undefined {
  const { memoryDays, horizon } = settings;
  const past = new Map<number, KnownBooking[]>();
  const known: KnownBooking[] = [];
  for (const row of bookings) {
    if (row.bookedOn > today.date) continue;
    const isStillToBeLost = row.lostOn !== undefined && row.lostOn > today.date;
    const booking = isStillToBeLost ? { ...row, lostOn: undefined } : row;
    if (booking.arrival >= today.date) {
      if (booking.lostOn === undefined && booking.arrival < today.date + horizon) known.push(booking);
    } else if (booking.arrival >= today.date - memoryDays) {
      const day = past.get(booking.arrival);
      if (day) day.push(booking);
      else past.set(booking.arrival, [booking]);
    }
  }
  if (past.size < 7) return undefined;
  return { horizon, scenarios: draw(past, known, settings, today) };
}
