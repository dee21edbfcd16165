// The SQL of bookings as reconciliation asks for them: which are still to come, and which message of each took effect last.
import type { AgencyOf } from '../../domain/agency.js';
import type { HotelDate } from '../../domain/hotel-date.js';
import { hotelDate } from '../../domain/hotel-date.js';
import { bookingNumber, type BookingNumber, messageId } from '../../domain/ids.js';
import type { HotelSql } from '../../platform/database/index.js';
import type { LastMessage } from './compare.js';

/** A person has entered or done in the PMS what the message says. */
const doneByPerson = `(status = 'resolved' AND effect IS NOT NULL)`;

/** Booking numbers of messages that the PMS says too, whose guests come from then on; at most `limit`. */
export async function numbersImportedFrom(
  sql: HotelSql,
  from: HotelDate,
  limit: number,
): Promise<BookingNumber[]> {
  const rows = await sql.rows<{ number: string }>(
    `SELECT booking_number AS number FROM heyawari.ota_import_cache
      WHERE hotel_id = :hotel AND status = 'imported' AND check_in >= :from AND booking_number IS NOT NULL
      UNION
     SELECT booking_number FROM heyawari.ota_import_cache
      WHERE hotel_id = :hotel AND ${doneByPerson} AND check_in >= :from AND booking_number IS NOT NULL
      ORDER BY number LIMIT :limit`,
    { hotel: sql.hotel, from, limit },
  );
  return rows.map(({ number }) => bookingNumber(number));
}

export type SaidLast = Omit<LastMessage, 'rooms'>;

interface ImportedRow {
  readonly id: string;
  readonly number: string;
  readonly agency: string | null;
  readonly kind: string;
  readonly check_in: string | null;
  readonly effect: number | null;
  readonly status: 'imported' | 'resolved';
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
): Promise<SaidLast[]> {
  const imported = await sql.rows<ImportedRow>(
    `SELECT DISTINCT ON (booking_number, agency) id, booking_number AS number, agency, kind, effect, status,
            to_char(check_in, 'YYYY-MM-DD') AS check_in
       FROM heyawari.ota_import_cache
      WHERE hotel_id = :hotel AND booking_number = ANY(:numbers) AND (status = 'imported' OR ${doneByPerson})
      ORDER BY booking_number, agency, effect DESC NULLS LAST, id DESC`,
    { hotel: sql.hotel, numbers },
  );
  const open = await sql.rows<OpenRow>(
    `SELECT booking_number AS number, agency, max(id) AS id FROM heyawari.ota_import_cache
      WHERE hotel_id = :hotel AND booking_number = ANY(:numbers)
        AND status IN ('pending', 'retrying', 'waiting', 'failed', 'resolved', 'ignored') AND NOT ${doneByPerson}
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
      byPerson: row.status === 'resolved',
      overtaken: (openOf.get(booking) ?? []).some(({ id }) => Number(id) > Number(row.id)),
    };
  });
}

function comesAfter(one: ImportedRow, other: ImportedRow): boolean {
  const [a, b] = [one.effect ?? -1, other.effect ?? -1];
  return a === b ? Number(one.id) > Number(other.id) : a > b;
}
