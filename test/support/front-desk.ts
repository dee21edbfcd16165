// What the front desk does in the PMS itself: walk-ins, statuses, the nights of one room; and what our audit log keeps of its clicks.
import { addDays, hotelDate } from '../../plugin/domain/hotel-date.js';
import { newBooking, single } from './bookings.js';
import { type Clerk, clerkAt } from './clerk.js';
import type { useDatabase } from './database.js';
import { type Records, recordsOf } from './records.js';
import { createWorld, type World, type WorldOptions } from './world.js';

/** The PMS's user at the desk. */
export const frontDesk = 3;

export interface Decision {
  readonly user_id: number;
  readonly details: { readonly before: object; readonly after: object };
}

export interface FrontDesk {
  readonly world: World;
  readonly records: Records;
  readonly clerk: Clerk;
  /** A person's reservation in the PMS; answers with its id. */
  walkIn(room: string, checkIn: string, checkOut: string): Promise<string>;
  setStatus(number: string, status: string): Promise<unknown>;
  /** Cancels the nights from `from` on that a booking has in a room, as the PMS's own screen does. */
  shorten(number: string, room: string, from: string): Promise<unknown>;
  audit(action: string): Promise<Decision[]>;
}

/** A world of its own for the tests of a `describe`, at 09:00 of 2027-01-20, from its `before` on. */
export function useFrontDesk(
  database: ReturnType<typeof useDatabase>,
  options: Omit<WorldOptions, 'databaseUrl'>,
): FrontDesk {
  const desk = {} as { world: World; records: Records; clerk: Clerk };
  before(async () => {
    const world = await createWorld({ databaseUrl: database.url(), ...options });
    database.onEnd(() => world.stop());
    Object.assign(desk, { world, records: recordsOf(world), clerk: clerkAt(world, frontDesk) });
  });
  const pms = () => desk.world.host.reservations;
  const hotelId = () => desk.world.hotel.hotelId;
  const idOf = async (number: string) => (await desk.records.reservation(number)).id;

  return Object.assign(desk, {
    async walkIn(room: string, checkIn: string, checkOut: string) {
      const stay = { hotelId: hotelId(), checkIn, checkOut, people: 1, status: 'confirmed' };
      const roomId = desk.world.hotel.roomIds[room]!;
      return (await pms().createReservationHold('test', { ...stay, roomId }, frontDesk))!;
    },
    setStatus: async (number: string, status: string) =>
      pms().updateReservationStatus('test', {
        ...{ id: await idOf(number), hotel_id: hotelId(), status, updated_by: frontDesk },
      }),
    async shorten(number: string, room: string, from: string) {
      const nights = await desk.world.rows<{ id: string }>(
        `SELECT d.id FROM reservation_details d JOIN rooms o ON o.hotel_id = d.hotel_id AND o.id = d.room_id
          WHERE d.reservation_id = $1 AND o.room_number = $2 AND d.date >= $3 AND d.cancelled IS NULL`,
        [await idOf(number), room, from],
      );
      const ids = nights.map(({ id }) => id);
      return pms().cancelReservationRooms('test', hotelId(), await idOf(number), ids, frontDesk, false);
    },
    audit: (action: string) =>
      desk.world.rows<Decision>('SELECT user_id, details FROM heyawari.audit_log WHERE action = $1', [
        action,
      ]),
  });
}

/** A final stay of `number` in whose room a clerk has put a walk-in; another room is proposed. */
export async function heldTwice(desk: FrontDesk, number: string, checkIn: string) {
  await desk.world.deliver(newBooking(number, { checkIn }));
  const { id: plan, version, room } = await desk.records.plan(number);
  await desk.clerk.makeFinal(plan, version);
  const walkIn = await desk.walkIn(room!, checkIn, addDays(hotelDate(checkIn), 1));
  await desk.world.heyawari.drain();
  const { items } = (await desk.clerk.conflicts()).body;
  const conflict = items.find(({ stay }) => stay.bookingNumber === number)!;
  return { id: conflict.id, version: conflict.stay.version, room: room!, walkIn };
}

/** Guests of `number`, here from 2027-02-01 for four nights, who have left on the 3rd at 9. */
export async function leftEarly(desk: FrontDesk, number: string, rooms = 1) {
  const booked = Array.from({ length: rooms }, () => single);
  await desk.world.deliver(newBooking(number, { checkIn: '2027-02-01', nights: 4, rooms: booked }));
  await desk.world.advanceTo('2027-02-01', 16);
  await desk.setStatus(number, 'checked_in');
  await desk.world.advanceTo('2027-02-03', 9);
  await desk.setStatus(number, 'checked_out');
  await desk.world.heyawari.drain();
  const left = await desk.clerk.earlyDepartures();
  return left.filter(({ plan }) => plan.bookingNumber === number).map(({ plan }) => plan);
}
