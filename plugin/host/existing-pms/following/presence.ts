// Who is in the house though the stay is over, who has left before its end, and whether a hotel enters departures at all.
import { addDays, type HotelDate } from '../../../domain/hotel-date.js';
import { type HotelId, reservationId, type ReservationId, type RoomId } from '../../../domain/ids.js';
import type { Sql } from '../../../platform/database/index.js';
import type { HostTransaction } from '../../port.js';
import { systemUser } from '../functions.js';
import { write } from '../gate.js';

/** Older ones are forgotten departures, not guests. */
const longestOverstayDays = 60;
const mostReservations = 1_000;

/** Reservations still checked in whose departure day is `today` or has passed. */
export async function stillInHouse(sql: Sql, hotel: HotelId, today: HotelDate): Promise<ReservationId[]> {
  const rows = await sql.rows<{ id: string }>(
    `SELECT id FROM reservations
      WHERE hotel_id = :hotel AND status = 'checked_in' AND check_out <= :today AND check_out >= :oldest
      ORDER BY check_out DESC, id LIMIT ${mostReservations}`,
    { hotel, today, oldest: addDays(today, -longestOverstayDays) },
  );
  return rows.map(({ id }) => reservationId(id));
}

/** Reservations checked out whose departure day is yet to come, the earliest first. */
export async function leftEarly(sql: Sql, hotel: HotelId, today: HotelDate): Promise<ReservationId[]> {
  const rows = await sql.rows<{ id: string }>(
    `SELECT id FROM reservations
      WHERE hotel_id = :hotel AND status = 'checked_out' AND check_out > :today
      ORDER BY check_out, id LIMIT ${mostReservations}`,
    { hotel, today },
  );
  return rows.map(({ id }) => reservationId(id));
}

/** Stays that ended in `[from, to)`, and how many of them were checked out. */
export async function departures(
  sql: Sql,
  hotel: HotelId,
  from: HotelDate,
  to: HotelDate,
): Promise<{ due: number; entered: number }> {
  const row = await sql.row<{ due: number; entered: number }>(
    `SELECT CAST(count(*) AS integer) AS due,
            CAST(count(*) FILTER (WHERE status = 'checked_out') AS integer) AS entered
       FROM reservations
      WHERE hotel_id = :hotel AND check_out >= :from AND check_out < :to
        AND status IN ('confirmed', 'checked_in', 'checked_out')`,
    { hotel, from, to },
  );
  return row ?? { due: 0, entered: 0 };
}

/** Dates and people as the nights left over say; a reservation that keeps none is left alone. Number of reservations. */
const followActiveNights = (
  tx: HostTransaction,
  keys: { readonly hotel: HotelId; readonly reservation: ReservationId; readonly by: number },
) =>
  write(
    tx,
    `UPDATE reservations r
        SET check_in = l.check_in, check_out = l.check_out, number_of_people = l.people, updated_by = :by
       FROM (SELECT min(date) AS check_in, max(date) + 1 AS check_out, max(people) AS people
               FROM (SELECT date, sum(number_of_people) AS people FROM reservation_details
                      WHERE hotel_id = :hotel AND reservation_id = :reservation AND cancelled IS NULL GROUP BY date) n) l
      WHERE r.hotel_id = :hotel AND r.id = :reservation AND l.check_in IS NOT NULL`,
    keys,
  );

/**
 * As the PMS's own `cancelReservationRooms`, which takes a connection of its own and decides on the charge as well: the nights keep their
 * room but hold it no more, and the departure follows.
 */
export async function releaseNights(
  tx: HostTransaction,
  hotel: HotelId,
  { reservation, room, from }: { reservation: ReservationId; room: RoomId; from: HotelDate },
  user: number | undefined,
): Promise<number> {
  const keys = { hotel, reservation, by: user ?? systemUser };
  const nights = await write(
    tx,
    `UPDATE reservation_details SET cancelled = gen_random_uuid(), updated_by = :by
      WHERE hotel_id = :hotel AND reservation_id = :reservation AND room_id = :room AND date >= :from
        AND cancelled IS NULL`,
    { ...keys, room, from },
  );
  tx.hold(await followActiveNights(tx, keys));
  return nights;
}
