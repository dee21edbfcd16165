// A reservation that a person entered is an agency's booking: it gets that number, by which the PMS's functions find it from then on.
import type { BookingNumber } from '../../../domain/ids.js';
import type { HostHotelTx, HostReservation } from '../../port.js';
import { systemUser } from '../functions.js';
import { write } from '../gate.js';

/** The stock listener does not hear of it: neither dates nor cancellation change. */
export async function giveNumber(
  tx: HostHotelTx,
  { id: reservation, bookingNumber: before }: Pick<HostReservation, 'id' | 'bookingNumber'>,
  number: BookingNumber,
  user: number | undefined,
): Promise<boolean> {
  const written = await write(
    tx,
    `UPDATE reservations SET ota_reservation_id = :number, updated_by = :by
      WHERE hotel_id = :hotel AND id = :reservation AND COALESCE(ota_reservation_id, '') = :before`,
    { hotel: tx.hotel, reservation, number, before: before ?? '', by: user ?? systemUser },
  );
  return written > 0;
}
