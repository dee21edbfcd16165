// The SQL of bookings as reconciliation asks for them: which are still to come, and which message of each took effect last.
import type { HotelDate } from '../../domain/hotel-date.js';
import { hotelDate } from '../../domain/hotel-date.js';
import { bookingNumber, type BookingNumber, messageId } from '../../domain/ids.js';
import type { HotelSql } from '../../platform/database/index.js';
import type { LastMessage } from './compare.js';

/** Booking numbers of imported messages whose guests come from then on; at most `limit`. */
export async function numbersImportedFrom(
  sql: HotelSql,
  from: HotelDate,
  limit: number,
): Promise<BookingNumber[]> {
  const rows = await sql.rows<{ number: string }>(
    `SELECT DISTINCT booking_number AS number FROM heyawari.ota_import_cache
      WHERE hotel_id = :hotel AND status = 'imported' AND check_in >= :from AND booking_number IS NOT NULL
      ORDER BY number LIMIT :limit`,
    { hotel: sql.hotel, from, limit },
  );
  return rows.map(({ number }) => bookingNumber(number));
}

/** Of each booking of these numbers the message that took effect last. */
export async function lastMessages(
  sql: HotelSql,
  numbers: readonly BookingNumber[],
): Promise<Omit<LastMessage, 'rooms'>[]> {
  const rows = await sql.rows<{
    id: string;
    number: string;
    agency: string | null;
    kind: string;
    check_in: string | null;
    overtaken: boolean;
  }>(
    `SELECT m.*, EXISTS (
              SELECT FROM heyawari.ota_import_cache c
               WHERE c.hotel_id = :hotel AND c.booking_number = m.number AND c.agency IS NOT DISTINCT FROM m.agency AND c.id > m.id
                 AND c.status IN ('pending', 'retrying', 'waiting', 'failed', 'resolved', 'ignored')) AS overtaken
       FROM (SELECT DISTINCT ON (booking_number, agency) id, booking_number AS number, agency, kind,
                    to_char(check_in, 'YYYY-MM-DD') AS check_in
               FROM heyawari.ota_import_cache
              WHERE hotel_id = :hotel AND booking_number = ANY(:numbers) AND status = 'imported'
              ORDER BY booking_number, agency, effect DESC NULLS LAST, id DESC) AS m`,
    { hotel: sql.hotel, numbers },
  );
  return rows.map((row) => ({
    id: messageId(Number(row.id)),
    number: bookingNumber(row.number),
    agency: row.agency,
    says: row.kind === 'cancellation' ? 'cancelled' : 'booked',
    checkIn: row.check_in === null ? undefined : hotelDate(row.check_in),
    overtaken: row.overtaken,
  }));
}
