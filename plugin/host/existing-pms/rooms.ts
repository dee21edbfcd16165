// Moving what a reservation holds from room to room, within the caller's transaction.
import type { HotelId, ReservationId } from '../../domain/ids.js';
import type { Room } from '../../domain/room.js';
import type { HostTransaction } from '../port.js';
import { systemUser } from './functions.js';
import { write } from './gate.js';

type RoomOfType = Pick<Room, 'id' | 'typeId'>;

/**
 * Moves all active nights of `reservation` in room `from` to room `to`, and the payments that name the room. The reservation must
 * not hold `to` on any of these nights: the PMS's unique index forbids it, and so forbids swapping two rooms of one reservation.
 */
export async function moveStay(
  tx: HostTransaction,
  hotel: HotelId,
  reservation: ReservationId,
  from: RoomOfType,
  to: RoomOfType,
): Promise<void> {
  const rooms = { hotel, reservation, from: from.id, to: to.id };
  const nights = await write(
    tx,
    `WITH payments AS (
       UPDATE reservation_payments SET room_id = :to, updated_by = ${systemUser}
        WHERE hotel_id = :hotel AND reservation_id = :reservation AND room_id = :from)
     UPDATE reservation_details SET room_id = :to, updated_by = ${systemUser}
      WHERE hotel_id = :hotel AND reservation_id = :reservation AND room_id = :from AND cancelled IS NULL`,
    rooms,
  );
  // Stock is counted by type: the PMS's listener takes no notice of a move within one.
  if (from.typeId !== to.typeId) tx.hold(nights);
}
