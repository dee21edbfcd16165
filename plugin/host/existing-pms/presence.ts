// Who is in the house though the stay is over, who has left before its end, and whether a hotel enters departures at all.
import { hotelDate, addDays, type HotelDate } from '../../domain/hotel-date.js';
import { type HotelId, reservationId, type ReservationId } from '../../domain/ids.js';
import type { Sql, Transaction } from '../../platform/database/index.js';
import { systemUser } from './functions.js';

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

/** Reservations checked out that hold a night from `today` on. */
export async function leftEarly(sql: Sql, hotel: HotelId, today: HotelDate): Promise<ReservationId[]> {
  const rows = await sql.rows<{ id: string }>(
    `SELECT id FROM reservations
      WHERE hotel_id = :hotel AND status = 'checked_out' AND check_out > :today
      ORDER BY check_in, id LIMIT ${mostReservations}`,
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

/**
 * Gives up a reservation's nights from `from` on, as the PMS's own `cancelReservationRooms` does: the nights keep their room but hold it no
 * more, the departure follows. Written here, since the real function's parameters differ between its versions.
 */
export async function releaseNights(
  tx: Transaction,
  hotel: HotelId,
  reservation: ReservationId,
  from: HotelDate,
  fee: 'charged' | 'waived',
  user: number | undefined,
): Promise<number> {
  const by = user ?? systemUser;
  const nights = await tx.run(
    `UPDATE reservation_details SET cancelled = gen_random_uuid(), billable = :billable, updated_by = :by
      WHERE hotel_id = :hotel AND reservation_id = :reservation AND date >= :from AND cancelled IS NULL`,
    { hotel, reservation, from, by, billable: fee === 'charged' },
  );
  const row = await tx.row<{ departure: string }>(
    `SELECT to_char(max(date) + 1, 'YYYY-MM-DD') AS departure FROM reservation_details
      WHERE hotel_id = :hotel AND reservation_id = :reservation AND cancelled IS NULL`,
    { hotel, reservation },
  );
  if (row?.departure)
    await tx.run(
      `UPDATE reservations SET check_out = :departure, updated_by = :by WHERE hotel_id = :hotel AND id = :reservation`,
      { hotel, reservation, by, departure: hotelDate(row.departure) },
    );
  return nights;
}
