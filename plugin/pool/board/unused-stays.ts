// Stays whose guests do not use their nights, having left early (早期出発) or not come (未着): which nights of which a person may free. Pure.
import type { BookingPlan } from '../../domain/booking-plan.js';
import type { HotelDate } from '../../domain/hotel-date.js';
import type { BookingPlanId, RoomId } from '../../domain/ids.js';
import type { HostReservation } from '../../host/port.js';
import { nightsToFree } from '../following/presence.js';

/** Rows at most. */
const mostShown = 50;

export interface UnusedStay {
  readonly plan: BookingPlan;
  /** The first night that may be freed, and how many there are. */
  readonly from: HotelDate;
  readonly nights: number;
}

/** A reservation that has no booking plan: a person entered it, or opened it again. It is settled in the PMS. */
export interface UnplannedReservation {
  readonly reservation: HostReservation;
  /** Those it has nights in. */
  readonly rooms: readonly RoomId[];
}

/** Those of `reservations` that hold nights and have none of `plans`. */
export const unplannedOf = (
  reservations: readonly HostReservation[],
  plans: readonly BookingPlan[],
): UnplannedReservation[] => {
  const planned = new Set(plans.map(({ reservationId }) => reservationId));
  return reservations
    .filter(({ id, nights }) => !planned.has(id) && nights.length > 0)
    .map((reservation) => ({
      reservation,
      rooms: [...new Set(reservation.nights.map(({ roomId }) => roomId))],
    }))
    .slice(0, mostShown);
};

/**
 * In the order of `reservations`, each with its `plans`. Not those of `decided`, of which a person has freed nights, where what is left of them is
 * past: that was to stay as it is.
 */
export function unusedStaysOf(
  reservations: readonly HostReservation[],
  plans: readonly BookingPlan[],
  decided: ReadonlySet<BookingPlanId>,
  today: HotelDate,
): UnusedStay[] {
  const plansOf = Map.groupBy(plans, ({ reservationId }) => reservationId);
  return reservations
    .flatMap((reservation) =>
      (plansOf.get(reservation.id) ?? []).flatMap((plan) => {
        if (plan.checkOut <= today && decided.has(plan.id)) return [];
        const nights = nightsToFree(reservation, plan, today);
        return nights[0] ? [{ plan, from: nights[0], nights: nights.length }] : [];
      }),
    )
    .slice(0, mostShown);
}
