// The bookings that were made together with that of a stay (同時予約).
import type { OneBookingPlanAnswer } from '../../api/index.js';
import type { BookingPlan } from '../../domain/booking-plan.js';
import { linkedStays } from '../../domain/linked-bookings.js';
import type { BookingPlanId } from '../../domain/ids.js';
import { type MadeStay, staysOfMakerOf } from '../plans/makers-repository.js';
import type { Wording } from './plan-view.js';

/** More stays of one maker and day than this are nobody's: they are not even looked at. */
const mostLookedAt = 500;

/** Those that may be linked with the stay, as far as it takes to tell. */
export const staysToLink = (id: BookingPlanId) => staysOfMakerOf(id, mostLookedAt + 1);

/** Stays of the other bookings, by booking number. */
export function linkedBookings(
  { id, bookingNumber }: BookingPlan,
  stays: readonly MadeStay[],
  minutes: number,
): ReadonlyMap<string, readonly MadeStay[]> {
  if (stays.length > mostLookedAt) return new Map();
  const company = linkedStays(stays, minutes).find((some) => some.some((stay) => stay.id === id)) ?? [];
  const others = company.filter(({ number }) => number !== bookingNumber);
  return Map.groupBy(others, ({ number }) => number);
}

export const linkedView = (
  links: ReadonlyMap<string, readonly MadeStay[]>,
  { room }: Pick<Wording, 'room'>,
): OneBookingPlanAnswer['linkedBookings'] =>
  [...links]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([bookingNumber, stays]) => ({
      bookingNumber,
      plans: stays.map(({ id, roomId }) => {
        const given = room(roomId);
        return { id, room: given ? { id: given.id, number: given.number } : null };
      }),
    }));
