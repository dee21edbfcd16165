// What the PMS holds under the numbers of agencies, to be compared with what the agencies said.
import type { HotelDate } from '../../../domain/hotel-date.js';
import { bookingNumber, type BookingNumber, type ReservationId } from '../../../domain/ids.js';
import type { HotelSql } from '../../../platform/database/index.js';
import type { AgencyReservation } from '../../port.js';
import {
  activeNights,
  companyIn,
  reservationColumns,
  type ReservationRow,
  toReservation,
} from './reservations.js';

export async function numbersHeldFrom(
  sql: HotelSql,
  from: HotelDate,
  limit: number,
): Promise<BookingNumber[]> {
  const rows = await sql.rows<{ number: string }>(
    `SELECT DISTINCT r.ota_reservation_id AS number
       FROM reservation_details d JOIN reservations r ON r.hotel_id = :hotel AND r.id = d.reservation_id
      WHERE d.hotel_id = :hotel AND d.date >= :from AND d.cancelled IS NULL AND r.ota_reservation_id <> ''
      ORDER BY number LIMIT :limit`,
    { hotel: sql.hotel, from, limit },
  );
  return rows.map(({ number }) => bookingNumber(number));
}

interface AgencyRow extends ReservationRow {
  readonly agent: string | null;
}

export async function agencyReservations(
  sql: HotelSql,
  numbers: readonly BookingNumber[],
  ids: readonly ReservationId[],
): Promise<AgencyReservation[]> {
  const rows = await sql.rows<AgencyRow>(
    `SELECT ${reservationColumns}, r.agent, (${activeNights}) AS nights FROM reservations r
      WHERE r.hotel_id = :hotel AND (r.ota_reservation_id = ANY(:numbers) OR r.id = ANY(:ids)) ORDER BY r.created_at, r.id`,
    { hotel: sql.hotel, numbers, ids },
  );
  return rows.map((row) => ({ ...toReservation(row), agency: companyIn(row.agent) ?? null }));
}
