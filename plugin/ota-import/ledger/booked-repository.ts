// The SQL of `ota_bookings`: which reservation of the PMS is which agency's booking, as the import last wrote it, and what that left of it.
import type { AgencyKey, BookingKey } from '../../domain/agency.js';
import type { BookingNumber, MessageId, ReservationId } from '../../domain/ids.js';
import type { HotelSql, HotelTx } from '../../platform/database/index.js';

export interface Booked extends BookingKey {
  readonly reservation: ReservationId;
}

/** Of booking numbers, whichever agency's: those that were written last come last. */
export async function bookedUnder(sql: HotelSql, numbers: readonly BookingNumber[]): Promise<Booked[]> {
  return sql.rows<{ agency: AgencyKey; number: BookingNumber; reservation: ReservationId }>(
    `SELECT agency_key AS agency, booking_number AS number, reservation_id AS reservation FROM heyawari.ota_bookings
      WHERE hotel_id = :hotel AND booking_number = ANY(:numbers) ORDER BY last_message_id NULLS FIRST`,
    { hotel: sql.hotel, numbers },
  );
}

/** What bookings these reservations are, as the import wrote them or a person linked them. */
export async function bookedAs(sql: HotelSql, reservations: readonly ReservationId[]): Promise<Booked[]> {
  if (reservations.length === 0) return [];
  return sql.rows<{ agency: AgencyKey; number: BookingNumber; reservation: ReservationId }>(
    `SELECT agency_key AS agency, booking_number AS number, reservation_id AS reservation FROM heyawari.ota_bookings
      WHERE hotel_id = :hotel AND reservation_id = ANY(CAST(:reservations AS uuid[]))`,
    { hotel: sql.hotel, reservations },
  );
}

/** What was left of a reservation, as `applying/fingerprint.ts` makes it; `content` is its own. */
export interface StoredFingerprint<Content = unknown> {
  /** Null: in none that can be compared. */
  readonly form: number | null;
  readonly content: Content;
}

/** What a message made of its booking. */
export interface LeftBooking extends Booked {
  readonly message: MessageId;
  /** Undefined where it is not compared any more: what was left before still says what it was. */
  readonly fingerprint: StoredFingerprint | undefined;
}

/** Each booking once. What was left in another reservation says nothing of this one. */
export async function keepBooked(tx: HotelTx, left: readonly LeftBooking[], at: Date): Promise<void> {
  if (left.length === 0) return;
  const kept = (column: string) => `${column} = CASE
             WHEN EXCLUDED.fingerprint IS NOT NULL OR b.reservation_id <> EXCLUDED.reservation_id THEN EXCLUDED.${column}
             ELSE b.${column} END`;
  await tx.run(
    `INSERT INTO heyawari.ota_bookings AS b (hotel_id, agency_key, booking_number, reservation_id, last_message_id,
       fingerprint_form, fingerprint, fingerprint_at)
     SELECT :hotel, l.agency, l.number, l.reservation, l.message, l.form, l.content,
            CASE WHEN l.content IS NOT NULL THEN CAST(:at AS timestamptz) END
       FROM jsonb_to_recordset(CAST(:left AS jsonb))
         AS l(agency text, number text, reservation uuid, message bigint, form integer, content jsonb)
     ON CONFLICT (hotel_id, agency_key, booking_number) DO UPDATE
       SET reservation_id = EXCLUDED.reservation_id, last_message_id = EXCLUDED.last_message_id,
           ${['fingerprint_form', 'fingerprint', 'fingerprint_at'].map(kept).join(', ')}`,
    {
      ...{ hotel: tx.hotel, at },
      left: JSON.stringify(left.map(({ fingerprint, ...booking }) => ({ ...booking, ...fingerprint }))),
    },
  );
}

/** Undefined where nothing is known of it: an older build imported it, or the PMS by itself. */
export async function fingerprintLeft<Content>(
  sql: HotelSql,
  reservation: ReservationId,
): Promise<StoredFingerprint<Content> | undefined> {
  return sql.row<StoredFingerprint<Content>>(
    `SELECT fingerprint_form AS form, fingerprint AS content FROM heyawari.ota_bookings
      WHERE hotel_id = :hotel AND reservation_id = :reservation AND fingerprint IS NOT NULL
      ORDER BY fingerprint_at DESC, last_message_id DESC NULLS LAST LIMIT 1`,
    { hotel: sql.hotel, reservation },
  );
}

/** Of the bookings that were imported last. */
export async function fingerprintsLeft<Content>(
  sql: HotelSql,
  limit: number,
): Promise<(StoredFingerprint<Content> & { readonly reservation: ReservationId })[]> {
  return sql.rows<StoredFingerprint<Content> & { reservation: ReservationId }>(
    `SELECT reservation_id AS reservation, fingerprint_form AS form, fingerprint AS content FROM heyawari.ota_bookings
      WHERE hotel_id = :hotel AND fingerprint IS NOT NULL ORDER BY last_message_id DESC NULLS LAST LIMIT :limit`,
    { hotel: sql.hotel, limit },
  );
}
