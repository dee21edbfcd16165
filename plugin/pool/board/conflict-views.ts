// What the 部屋割り screen shows of rooms held twice: both holders, what has come of it, and what a person is asked to do.
import type { HotelId, RoomId } from '../../domain/ids.js';
import type { HostPort, RoomInventory } from '../../host/port.js';
import type { Platform } from '../../platform/index.js';
import { shownConflicts } from '../following/conflicts-repository.js';
import { plansById } from '../plans/repository.js';
import { inHotel } from '../../platform/database/index.js';

/** How long it is shown that a stay gave way: to the shifts of two days. */
const shownHours = 48;

/** Rows at most; a house with more of them has one cause. */
const mostShown = 50;

export function createConflictViews({ database, clock }: Platform, host: HostPort) {
  const roomView = (inventory: RoomInventory, id: RoomId | undefined | null) => {
    const room = inventory.rooms.find((one) => one.id === id);
    return room ? { id: room.id as number, number: room.number } : null;
  };

  return {
    /** Open ones first, then where a stay has given way lately; the newest first. Names are for signed-in people only. */
    async conflicts(hotel: HotelId) {
      const sql = inHotel(database, hotel);
      const since = new Date(clock.now().getTime() - shownHours * 3_600_000);
      const shown = await shownConflicts(sql, since, mostShown);
      if (shown.length === 0) return { items: [] };
      const inventory = await host.inventory(sql);
      const ids = [...new Set(shown.map(({ plan }) => plan))];
      const plans = new Map((await plansById(sql, ids)).map((plan) => [plan.id, plan]));
      const others = [...new Set(shown.flatMap(({ other }) => other ?? []))];
      const reservations = await host.reservations(sql, others);
      const own = [...plans.values()].flatMap(({ reservationId }) => reservationId ?? []);
      const names = await host.bookerNames(sql, [...others, ...own]);
      const items = shown.flatMap((row) => {
        const plan = plans.get(row.plan);
        if (!plan) return [];
        const other = reservations.find(({ id }) => id === row.other);
        return [
          {
            id: row.id,
            state: row.state,
            foundAt: row.foundAt.toISOString(),
            room: roomView(inventory, row.room) ?? { id: row.room, number: String(row.room) },
            nights: { from: row.firstNight, to: row.lastNight },
            stay: {
              planId: plan.id,
              version: plan.version,
              bookingNumber: plan.bookingNumber,
              guestName: (plan.reservationId && names.get(plan.reservationId)) ?? null,
              checkIn: plan.checkIn,
              checkOut: plan.checkOut,
              state: plan.roomState,
            },
            other: row.other && {
              reservationId: row.other,
              bookingNumber: (other?.bookingNumber as string | undefined) ?? null,
              guestName: names.get(row.other) ?? null,
              status: other?.status ?? null,
              checkIn: (other?.checkIn as string | undefined) ?? null,
              checkOut: (other?.checkOut as string | undefined) ?? null,
            },
            otherRoom: roomView(inventory, row.otherRoom),
            reason: { key: row.reasonKey, params: row.reasonParams },
          },
        ];
      });
      return { items };
    },
  };
}
