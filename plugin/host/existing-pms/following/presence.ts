// Who is in the house though the stay is over, and whether a hotel enters departures and arrivals at all.
import { addDays, type HotelDate } from '../../../domain/hotel-date.js';
import { reservationId, type ReservationId } from '../../../domain/ids.js';
import type { HotelSql } from '../../../platform/database/index.js';

/** Older ones are forgotten departures, not guests. */
const longestOverstayDays = 60;
const mostReservations = 1_000;

/** Reservations still checked in whose departure day is `today` or has passed. */
export async function stillInHouse(sql: HotelSql, today: HotelDate): Promise<ReservationId[]> {
  const rows = await sql.rows<{ id: string }>(
    `SELECT id FROM reservations
      WHERE hotel_id = :hotel AND status = 'checked_in' AND check_out <= :today AND check_out >= :oldest
      ORDER BY check_out DESC, id LIMIT ${mostReservations}`,
    { hotel: sql.hotel, today, oldest: addDays(today, -longestOverstayDays) },
  );
  return rows.map(({ id }) => reservationId(id));
}

/** Of the stays `due`, those that are also `entered`. */
async function counted(
  sql: HotelSql,
  { due, entered }: { readonly due: string; readonly entered: string },
  from: HotelDate,
  to: HotelDate,
): Promise<{ due: number; entered: number }> {
  const row = await sql.row<{ due: number; entered: number }>(
    `SELECT CAST(count(*) AS integer) AS due, CAST(count(*) FILTER (WHERE ${entered}) AS integer) AS entered
       FROM reservations WHERE hotel_id = :hotel AND ${due}`,
    { hotel: sql.hotel, from, to },
  );
  return row!;
}

/** Stays that ended in `[from, to)`, and how many of them were checked out. */
export const departures = (sql: HotelSql, from: HotelDate, to: HotelDate) =>
  counted(
    sql,
    {
      due: `check_out >= :from AND check_out < :to AND status IN ('confirmed', 'checked_in', 'checked_out')`,
      entered: `status = 'checked_out'`,
    },
    from,
    to,
  );

/** Stays that began in `[from, to)`, and how many of them were checked in. */
export const arrivals = (sql: HotelSql, from: HotelDate, to: HotelDate) =>
  counted(
    sql,
    {
      due: `check_in >= :from AND check_in < :to AND status IN ('confirmed', 'provisory', 'checked_in', 'checked_out')`,
      entered: `status IN ('checked_in', 'checked_out')`,
    },
    from,
    to,
  );
