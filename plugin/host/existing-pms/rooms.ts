// Moving what a reservation holds from room to room, within the caller's transaction.
import type { HotelId, ReservationId, RoomId } from '../../domain/ids.js';
import type { Transaction } from '../../platform/database/index.js';
import { systemUser } from './functions.js';

/**
 * Moves all active nights of `reservation` in room `from` to room `to`, and the payments that name the room. The reservation must
 * not hold `to` on any of these nights: the PMS's unique index forbids it, and so forbids swapping two rooms of one reservation.
 */
export async function moveStay(
  tx: Transaction,
  hotel: HotelId,
  reservation: ReservationId,
  from: RoomId,
  to: RoomId,
): Promise<void> {
  await tx.run(
    `UPDATE reservation_details SET room_id = :to, updated_by = ${systemUser}
      WHERE hotel_id = :hotel AND reservation_id = :reservation AND room_id = :from AND cancelled IS NULL`,
    { hotel, reservation, from, to },
  );
  await tx.run(
    `UPDATE reservation_payments SET room_id = :to, updated_by = ${systemUser}
      WHERE hotel_id = :hotel AND reservation_id = :reservation AND room_id = :from`,
    { hotel, reservation, from, to },
  );
}
