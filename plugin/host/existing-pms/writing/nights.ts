// Giving up nights of a guest who has left before the end of the stay, within the caller's transaction.
import type { HotelDate } from '../../../domain/hotel-date.js';
import type { HotelId, ReservationId, RoomId } from '../../../domain/ids.js';
import type { HostTransaction, HostHotelTx } from '../../port.js';
import { systemUser } from '../functions.js';
import { write } from '../gate.js';

/** Dates and people as the nights left over say; a reservation that keeps none is left alone. Number of reservations. */
const followActiveNights = (
  tx: HostTransaction,
  keys: { readonly hotel: HotelId; readonly reservation: ReservationId; readonly by: number },
) =>
  write(
    tx,
    `UPDATE reservations r
        SET check_in = l.check_in, check_out = l.check_out, number_of_people = l.people, updated_by = :by
       FROM (SELECT min(date) AS check_in, max(date) + 1 AS check_out, max(people) AS people
               FROM (SELECT date, sum(number_of_people) AS people FROM reservation_details
                      WHERE hotel_id = :hotel AND reservation_id = :reservation AND cancelled IS NULL GROUP BY date) n) l
      WHERE r.hotel_id = :hotel AND r.id = :reservation AND l.check_in IS NOT NULL`,
    keys,
  );

/**
 * As the PMS's own `cancelReservationRooms`, which takes a connection of its own and decides on the charge as well: the nights keep their
 * room but hold it no more, and the departure follows.
 */
export async function releaseNights(
  tx: HostHotelTx,
  { reservation, room, from }: { reservation: ReservationId; room: RoomId; from: HotelDate },
  user: number | undefined,
): Promise<number> {
  const keys = { hotel: tx.hotel, reservation, by: user ?? systemUser };
  const nights = await write(
    tx,
    `UPDATE reservation_details SET cancelled = gen_random_uuid(), updated_by = :by
      WHERE hotel_id = :hotel AND reservation_id = :reservation AND room_id = :room AND date >= :from
        AND cancelled IS NULL`,
    { ...keys, room, from },
  );
  tx.hold(await followActiveNights(tx, keys));
  return nights;
}
