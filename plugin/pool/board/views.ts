// What the 部屋割り screen asks: stays with their rooms, the pool at a glance, the board of rooms and nights.
import type { BookingPlan } from '../../domain/booking-plan.js';
import { addDays, businessDate, type HotelDate } from '../../domain/hotel-date.js';
import type { HotelId, ReservationId } from '../../domain/ids.js';
import type { HostPort } from '../../host/port.js';
import { type HotelSql, inHotel } from '../../platform/database/index.js';
import type { Platform } from '../../platform/index.js';
import { createConflictViews } from './conflict-views.js';
import { createDepartureViews } from './departure-views.js';
import { named, planView, type PlanView } from './plan-view.js';
import { hotelSettings } from '../plans/hotel-repository.js';
import { lastRun, nextDeadline } from '../night/runs-repository.js';
import { boardNights, boardStays, countPlans, listPlans, type PlanFilter } from './views-repository.js';

export type Views = ReturnType<typeof createViews>;

export function createViews(platform: Platform, host: HostPort) {
  const { database, clock, calendar } = platform;
  const today = () => businessDate(clock.now(), calendar);

  async function views(sql: HotelSql, plans: readonly BookingPlan[]): Promise<PlanView[]> {
    const inventory = await host.inventory(sql);
    const ids = plans.map((plan) => plan.reservationId).filter((id): id is ReservationId => id !== undefined);
    const names = await host.bookerNames(sql, ids);
    return plans.map((plan) =>
      planView(plan, inventory, plan.reservationId && names.get(plan.reservationId)),
    );
  }

  return {
    ...createConflictViews(platform, host),
    ...createDepartureViews(platform, host),

    view: async (sql: HotelSql, plan: BookingPlan) => (await views(sql, [plan]))[0]!,

    /** By arrival, then booking number; `page` from 1. */
    async list(hotel: HotelId, filter: PlanFilter, page: number, pageSize: number) {
      const sql = inHotel(database, hotel);
      const { plans, total } = await listPlans(sql, filter, (page - 1) * pageSize, pageSize);
      return { items: await views(sql, plans), page, pageSize, total };
    },

    async summary(hotel: HotelId) {
      const sql = inHotel(database, hotel);
      const [counts, settings, deadline, run] = await Promise.all([
        countPlans(sql, today()),
        hotelSettings(sql),
        nextDeadline(sql),
        lastRun(sql),
      ]);
      return {
        businessDate: today() as string,
        mode: settings.mode,
        ...counts,
        nextDeadline: deadline?.toISOString() ?? null,
        lastRun: run
          ? {
              kind: run.kind,
              finishedAt: run.finishedAt.toISOString(),
              finalised: run.finalised,
              moved: run.moved,
            }
          : null,
        version: Number(run?.id ?? 0),
      };
    },

    async board(hotel: HotelId, from: HotelDate, nights: number) {
      const sql = inHotel(database, hotel);
      const to = addDays(from, nights);
      const inventory = await host.inventory(sql);
      const rowsOf = Map.groupBy(inventory.rooms, (room) => room.physical as string);
      const stays = await boardStays(sql, from, to);
      const held = await boardNights(sql, from, to);
      return {
        from: from as string,
        nights,
        rooms: inventory.rooms.map((room) => ({
          id: room.id,
          number: room.number,
          type: named(inventory, room.typeId),
          floor: room.floor,
        })),
        stays: stays.map((plan) => ({
          planId: plan.id,
          roomId: plan.roomId as number,
          checkIn: plan.checkIn,
          checkOut: plan.checkOut,
          state: plan.roomState,
          upgraded: plan.roomTypeId !== plan.bookedTypeId,
          inHouse: plan.inHouse,
          bookingNumber: plan.bookingNumber,
        })),
        held: held.flatMap(({ room, night }) =>
          (rowsOf.get(room) ?? []).map(({ id }) => ({ roomId: id, night })),
        ),
      };
    },
  };
}
