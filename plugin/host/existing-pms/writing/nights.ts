// Giving up nights that a guest does not use, having left early or not come, within the caller's transaction.
import type { HotelId, ReservationId } from '../../../domain/ids.js';
import type { HostTransaction, HostHotelTx, NightsToRelease } from '../../port.js';
import { systemUser } from '../functions.js';
import { write } from '../gate.js';

/** Dates and people as the nights left over say; a reservation that keeps none is cancelled, with the dates that it had. Number of reservations. */
const followActiveNights = (
  tx: HostTransaction,
  keys: { readonly hotel: HotelId; readonly reservation: ReservationId; readonly by: number },
) =>
  write(
    tx,
    `UPDATE reservations r
        SET check_in = COALESCE(l.check_in, r.check_in), check_out = COALESCE(l.check_out, r.check_out),
            number_of_people = COALESCE(l.people, r.number_of_people),
            status = CASE WHEN l.check_in IS NULL THEN 'cancelled' ELSE r.status END, updated_by = :by
       FROM (SELECT min(date) AS check_in, max(date) + 1 AS check_out, max(people) AS people
               FROM (SELECT date, sum(number_of_people) AS people FROM reservation_details
                      WHERE hotel_id = :hotel AND reservation_id = :reservation AND cancelled IS NULL GROUP BY date) n) l
      WHERE r.hotel_id = :hotel AND r.id = :reservation`,
    keys,
  );

/**
 * As the PMS's own `cancelReservationRooms`, which takes a connection of its own: the nights keep their room but hold it no more, and the
 * reservation follows. All of them charged is what its 'full-fee' writes.
 */
export async function releaseNights(
  tx: HostHotelTx,
  { reservation, room, from, to, fee }: NightsToRelease,
  user: number | undefined,
): Promise<number> {
  const keys = { hotel: tx.hotel, reservation, by: user ?? systemUser };
  const nights = await write(
    tx,
    `UPDATE reservation_details SET cancelled = gen_random_uuid(), billable = :billable, updated_by = :by
      WHERE hotel_id = :hotel AND reservation_id = :reservation AND room_id = :room AND date >= :from AND date <= :to
        AND cancelled IS NULL`,
    { ...keys, room, from, to, billable: fee === 'charged' },
  );
  tx.hold(await followActiveNights(tx, keys));
  return nights;
}
