// Moving what a reservation holds from room to room, within the caller's transaction.
import { randomUUID } from 'node:crypto';
import type { ReservationId } from '../../../domain/ids.js';
import type { StayMove, HostHotelTx } from '../../port.js';
import { systemUser } from '../functions.js';
import { write } from '../gate.js';
import type { RoomMove } from './slots.js';

/** The moves in rounds: each reservation moves once at most in a round, and in the order given from round to round. */
function inRounds(moves: readonly StayMove[]): StayMove[][] {
  const rounds: StayMove[][] = [];
  const made = new Map<ReservationId, number>();
  for (const move of moves) {
    const round = made.get(move.reservation) ?? 0;
    made.set(move.reservation, round + 1);
    (rounds[round] ??= []).push(move);
  }
  return rounds;
}

/** Number of nights moved; each reservation is there once at most. ANY lets PostgreSQL find each one's rows by index, whatever it expects of the list. */
const moveAtOnce = (tx: HostHotelTx, moves: readonly StayMove[]): Promise<number> =>
  write(
    tx,
    `WITH moves AS (SELECT * FROM jsonb_to_recordset(CAST(:moves AS jsonb)) AS m(reservation uuid, "from" integer, "to" integer)),
          payments AS (
       UPDATE reservation_payments p SET room_id = m."to", updated_by = ${systemUser} FROM moves m
        WHERE p.hotel_id = :hotel AND p.reservation_id = ANY(:reservations)
          AND p.reservation_id = m.reservation AND p.room_id = m."from")
     UPDATE reservation_details d SET room_id = m."to", updated_by = ${systemUser} FROM moves m
      WHERE d.hotel_id = :hotel AND d.reservation_id = ANY(:reservations)
        AND d.reservation_id = m.reservation AND d.room_id = m."from" AND d.cancelled IS NULL`,
    {
      hotel: tx.hotel,
      reservations: moves.map(({ reservation }) => reservation),
      moves: JSON.stringify(
        moves.map(({ reservation, from, to }) => ({ reservation, from: from.id, to: to.id })),
      ),
    },
  );

/**
 * Moves all active nights of a reservation in one room to another, and the payments that name the room, for each of the moves. No reservation
 * may hold the room it goes to on any of these nights when its turn comes: the PMS's unique index forbids it (see `exchangeRooms`).
 */
export async function moveStays(tx: HostHotelTx, moves: readonly StayMove[]): Promise<void> {
  for (const round of inRounds(moves))
    for (const [toOtherType, some] of Map.groupBy(round, ({ from, to }) => from.typeId !== to.typeId)) {
      const nights = await moveAtOnce(tx, some);
      // Stock is counted by type: the PMS's listener takes no notice of a move within one.
      if (toOtherType) tx.hold(nights);
    }
}

/**
 * Lets rooms of one type, all held by `reservation`, change places: each night in `from` goes to `to`, with the payments that name the room.
 * The unique index forbids any two of one reservation to be in one room even within a statement, but minds only nights that are not
 * cancelled; so they all are until the transaction's next statement, and no other room is needed.
 */
export async function exchangeRooms(
  tx: HostHotelTx,
  reservation: ReservationId,
  moves: readonly RoomMove[],
): Promise<void> {
  const places = `jsonb_to_recordset(CAST(:moves AS jsonb)) AS m("from" integer, "to" integer)`;
  const aside = { hotel: tx.hotel, reservation, mark: randomUUID() };
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
