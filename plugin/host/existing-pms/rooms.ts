// Moving what a reservation holds from room to room, within the caller's transaction.
import { randomUUID } from 'node:crypto';
import type { HotelId, ReservationId } from '../../domain/ids.js';
import type { Room } from '../../domain/room.js';
import type { HostTransaction } from '../port.js';
import { systemUser } from './functions.js';
import { write } from './gate.js';
import type { RoomMove } from './slots.js';

type RoomOfType = Pick<Room, 'id' | 'typeId'>;

/**
 * Moves all active nights of `reservation` in room `from` to room `to`, and the payments that name the room. The reservation must
 * not hold `to` on any of these nights: the PMS's unique index forbids it (see `exchangeRooms`).
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

/**
 * Lets rooms of one type, all held by `reservation`, change places: each night in `from` goes to `to`, with the payments that name the room.
 * The unique index forbids any two of one reservation to be in one room even within a statement, but minds only nights that are not
 * cancelled; so they all are until the transaction's next statement, and no other room is needed.
 */
export async function exchangeRooms(
  tx: HostTransaction,
  hotel: HotelId,
  reservation: ReservationId,
  moves: readonly RoomMove[],
): Promise<void> {
  const places = `jsonb_to_recordset(CAST(:moves AS jsonb)) AS m("from" integer, "to" integer)`;
  const aside = { hotel, reservation, mark: randomUUID() };
  await write(
    tx,
    `WITH payments AS (
       UPDATE reservation_payments p SET room_id = m."to", updated_by = ${systemUser} FROM ${places}
        WHERE p.hotel_id = :hotel AND p.reservation_id = :reservation AND p.room_id = m."from")
     UPDATE reservation_details d SET room_id = m."to", cancelled = :mark, updated_by = ${systemUser} FROM ${places}
      WHERE d.hotel_id = :hotel AND d.reservation_id = :reservation AND d.room_id = m."from" AND d.cancelled IS NULL`,
    { ...aside, moves: JSON.stringify(moves) },
  );
  await write(
    tx,
    `UPDATE reservation_details SET cancelled = NULL, updated_by = ${systemUser}
      WHERE hotel_id = :hotel AND reservation_id = :reservation AND cancelled = :mark`,
    aside,
  );
}
