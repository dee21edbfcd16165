// Guests who left before their last night: which nights of which stays a person may free. Pure.
import type { BookingPlan } from '../../domain/booking-plan.js';
import type { HotelDate } from '../../domain/hotel-date.js';
import type { HostReservation } from '../../host/port.js';
import { nightsToFree } from '../following/presence.js';

/** Rows at most. */
const mostShown = 50;

export interface EarlyDeparture {
  readonly plan: BookingPlan;
  readonly from: HotelDate;
  /** How many. */
  readonly nights: number;
}

/** By departure day. `plans`: those of the reservations of the guests who have left. */
export function earlyDeparturesOf(
  left: readonly HostReservation[],
  plans: readonly BookingPlan[],
  today: HotelDate,
): EarlyDeparture[] {
  const reservations = new Map(left.map((one) => [one.id, one]));
  return plans
    .flatMap((plan) => {
      const reservation = plan.reservationId && reservations.get(plan.reservationId);
      if (!reservation || plan.roomId === undefined) return [];
      const nights = nightsToFree(reservation, plan.roomId, today);
      return nights[0] ? [{ plan, from: nights[0], nights: nights.length }] : [];
    })
    .sort((a, b) => (a.plan.checkOut < b.plan.checkOut ? -1 : 1))
    .slice(0, mostShown);
}
