// The SQL of `ota_bookings`: which reservation of the PMS is which agency's booking, as the import last wrote it.
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

/** What a message made of its booking. */
export interface Written extends Booked {
  readonly message: MessageId;
}

/** Each booking once. What was left in another reservation says nothing of this one. */
export async function keepBooked(tx: HotelTx, written: readonly Written[]): Promise<void> {
  if (written.length === 0) return;
  await tx.run(
    `INSERT INTO heyawari.ota_bookings AS b (hotel_id, agency_key, booking_number, reservation_id, last_message_id)
     SELECT :hotel, w.agency, w.number, w.reservation, w.message
       FROM jsonb_to_recordset(CAST(:written AS jsonb)) AS w(agency text, number text, reservation uuid, message bigint)
     ON CONFLICT (hotel_id, agency_key, booking_number) DO UPDATE
       SET reservation_id = EXCLUDED.reservation_id, last_message_id = EXCLUDED.last_message_id,
           fingerprint = CASE b.reservation_id WHEN EXCLUDED.reservation_id THEN b.fingerprint END`,
    { hotel: tx.hotel, written: JSON.stringify(written) },
  );
}
