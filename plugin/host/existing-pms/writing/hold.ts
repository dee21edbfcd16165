// 押さえ as the PMS has them: a reservation of its fixed client with status `block`, whose nights hold a room. Within the caller's transaction.
import { randomUUID } from 'node:crypto';
import { type ReservationId, reservationId } from '../../../domain/ids.js';
import type { HostHotelTx, RoomHold } from '../../port.js';
import { systemUser } from '../functions.js';
import { write } from '../gate.js';

/** The PMS's client 押さえ. */
const holdClient = '22222222-2222-2222-2222-222222222222';

/** Nobody stays there and nothing is charged; the PMS counts nobody in no room. */
const people = 1;

export async function makeHold(
  tx: HostHotelTx,
  { room, from, to, comment }: RoomHold,
  user: number | undefined,
): Promise<ReservationId> {
  const id = randomUUID();
  const keys = { hotel: tx.hotel, id, from, to, by: user ?? systemUser };
  await write(
    tx,
    `INSERT INTO reservations (hotel_id, id, reservation_client_id, check_in, check_out, number_of_people, status, comment, created_by)
     VALUES (:hotel, :id, :client, :from, :to, ${people}, 'block', :comment, :by)`,
    { ...keys, client: holdClient, comment },
  );
  const nights = await write(
    tx,
    `INSERT INTO reservation_details (hotel_id, reservation_id, date, room_id, number_of_people, price, billable, created_by)
     SELECT :hotel, :id, CAST(night AS date), :room, ${people}, 0, false, :by
       FROM generate_series(CAST(:from AS date), CAST(:to AS date) - 1, interval '1 day') AS night`,
    { ...keys, room },
  );
  tx.hold(nights + 1);
  return reservationId(id);
}

/** As the PMS's own `updateReservationStatus` cancels, which takes a connection of its own: the nights keep their room but hold it no more. */
export async function endHolds(
  tx: HostHotelTx,
  ids: readonly ReservationId[],
  user: number | undefined,
): Promise<void> {
  const keys = { hotel: tx.hotel, ids, by: user ?? systemUser };
  await write(
    tx,
    `UPDATE reservation_details SET cancelled = gen_random_uuid(), billable = false, updated_by = :by
      WHERE hotel_id = :hotel AND reservation_id = ANY(CAST(:ids AS uuid[])) AND cancelled IS NULL`,
    keys,
  );
  const ended = await write(
    tx,
    `UPDATE reservations SET status = 'cancelled', updated_by = :by
      WHERE hotel_id = :hotel AND id = ANY(CAST(:ids AS uuid[])) AND status = 'block'`,
    keys,
  );
  tx.hold(ended);
}
