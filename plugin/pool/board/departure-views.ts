// What the 部屋割り screen shows of guests who left before their last night: nights that a person may free.
import { businessDate } from '../../domain/hotel-date.js';
import type { HotelId } from '../../domain/ids.js';
import type { HostPort } from '../../host/port.js';
import type { Platform } from '../../platform/index.js';
import { planView } from './plan-view.js';
import { nightsToFree } from '../following/presence.js';
import { livePlansOfReservations } from '../plans/repository.js';
import { inHotel } from '../../platform/database/index.js';

/** Rows at most. */
const mostShown = 50;

export function createDepartureViews({ database, clock, calendar }: Platform, host: HostPort) {
  return {
    /** By departure day. Names are for signed-in people only. */
    async earlyDepartures(hotel: HotelId) {
      const sql = inHotel(database, hotel);
      const today = businessDate(clock.now(), calendar);
      const left = await host.leftEarly(sql, today);
      if (left.length === 0) return { items: [] };
      const reservations = new Map((await host.reservations(sql, left)).map((one) => [one.id, one]));
      const free = (await livePlansOfReservations(sql, left)).flatMap((plan) => {
        const reservation = plan.reservationId && reservations.get(plan.reservationId);
        if (!reservation || plan.roomId === undefined) return [];
        const nights = nightsToFree(reservation, plan.roomId, today);
        return nights[0] ? [{ plan, id: reservation.id, from: nights[0], nights: nights.length }] : [];
      });
      const shown = free.sort((a, b) => (a.plan.checkOut < b.plan.checkOut ? -1 : 1)).slice(0, mostShown);
      if (shown.length === 0) return { items: [] };
      const inventory = await host.inventory(sql);
      const names = await host.bookerNames(
        sql,
        shown.map(({ id }) => id),
      );
      return {
        items: shown.map(({ plan, id, from, nights }) => ({
          plan: planView(plan, inventory, names.get(id)),
          remaining: { from, nights },
        })),
      };
    },
  };
}
