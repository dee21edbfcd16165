// The SQL of bookings as reconciliation asks for them: which are still to come, and which message of each took effect last.
import type { AgencyOf } from '../../domain/agency.js';
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

interface ImportedRow {
  readonly id: string;
  readonly number: string;
  readonly agency: string | null;
  readonly kind: string;
  readonly check_in: string | null;
  readonly effect: number | null;
}

interface OpenRow {
  readonly id: string;
  readonly number: string;
  readonly agency: string | null;
}

/** Of each booking of these numbers the message that took effect last, whichever way its agency's name is written. */
export async function lastMessages(
  sql: HotelSql,
  numbers: readonly BookingNumber[],
  agencyOf: AgencyOf,
): Promise<Omit<LastMessage, 'rooms'>[]> {
  const imported = await sql.rows<ImportedRow>(
    `SELECT DISTINCT ON (booking_number, agency) id, booking_number AS number, agency, kind, effect,
            to_char(check_in, 'YYYY-MM-DD') AS check_in
       FROM heyawari.ota_import_cache
      WHERE hotel_id = :hotel AND booking_number = ANY(:numbers) AND status = 'imported'
      ORDER BY booking_number, agency, effect DESC NULLS LAST, id DESC`,
    { hotel: sql.hotel, numbers },
  );
  const open = await sql.rows<OpenRow>(
    `SELECT booking_number AS number, agency, max(id) AS id FROM heyawari.ota_import_cache
      WHERE hotel_id = :hotel AND booking_number = ANY(:numbers)
        AND status IN ('pending', 'retrying', 'waiting', 'failed', 'resolved', 'ignored')
      GROUP BY booking_number, agency`,
    { hotel: sql.hotel, numbers },
  );
  const bookingOf = ({ number, agency }: OpenRow) => JSON.stringify([number, agencyOf(agency ?? undefined)]);
  const openOf = Map.groupBy(open, bookingOf);
  return [...Map.groupBy(imported, bookingOf)].map(([booking, rows]) => {
    const row = rows.reduce((last, one) => (comesAfter(one, last) ? one : last));
    return {
      id: messageId(Number(row.id)),
      number: bookingNumber(row.number),
      agency: row.agency,
      says: row.kind === 'cancellation' ? 'cancelled' : 'booked',
      checkIn: row.check_in === null ? undefined : hotelDate(row.check_in),
      overtaken: (openOf.get(booking) ?? []).some(({ id }) => Number(id) > Number(row.id)),
    };
  });
}

function comesAfter(one: ImportedRow, other: ImportedRow): boolean {
  const [a, b] = [one.effect ?? -1, other.effect ?? -1];
  return a === b ? Number(one.id) > Number(other.id) : a > b;
}
