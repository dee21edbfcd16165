// The PMS's functions find a reservation by its booking number alone, in no order: here they find the one that is meant, and touch no other.
import { randomUUID } from 'node:crypto';
import type { BookingNumber, ReservationId } from '../../../domain/ids.js';
import { type HostHotelTx, HostTouchedOthers, type WriteTarget } from '../../port.js';
import { write } from '../gate.js';

/** What belongs to reservations, by the column that leads to them; rates and guests go and come with the nights. */
const ofReservation = {
  reservations: 'id',
  reservation_details: 'reservation_id',
  reservation_payments: 'reservation_id',
};
const ofNight = {
  reservation_addons: 'reservation_detail_id',
  reservation_parking: 'reservation_details_id',
};

const nightsOfThem = `SELECT id FROM reservation_details WHERE hotel_id = :hotel AND reservation_id = ANY(CAST(:ids AS uuid[]))`;

const everyRow = [
  ...Object.entries(ofReservation).map(
    ([table, column]) =>
      `SELECT t::text AS line FROM ${table} t WHERE t.hotel_id = :hotel AND t.${column} = ANY(CAST(:ids AS uuid[]))`,
  ),
  ...Object.entries(ofNight).map(
    ([table, column]) =>
      `SELECT t::text AS line FROM ${table} t WHERE t.hotel_id = :hotel AND t.${column} IN (${nightsOfThem})`,
  ),
].join(' UNION ALL ');

/** One text for every byte that these reservations consist of. */
async function everyByteOf(tx: HostHotelTx, ids: readonly ReservationId[]): Promise<string | undefined> {
  const row = await tx.row<{ bytes: string }>(
    `SELECT md5(string_agg(line, E'\\n' ORDER BY line)) AS bytes FROM (${everyRow}) AS rows`,
    { hotel: tx.hotel, ids },
  );
  return row?.bytes;
}

const rename = (tx: HostHotelTx, ids: readonly ReservationId[], from: string, to: string) =>
  write(
    tx,
    `UPDATE reservations SET ota_reservation_id = :to
      WHERE hotel_id = :hotel AND id = ANY(CAST(:ids AS uuid[])) AND ota_reservation_id IS NOT DISTINCT FROM :from`,
    { hotel: tx.hotel, ids, from, to },
  );

/** While `work` runs, the other reservations of the number bear another one. Throws HostTouchedOthers unless they are, byte by byte, as before. */
async function besideOthers(
  tx: HostHotelTx,
  others: readonly ReservationId[],
  number: BookingNumber,
  work: () => Promise<unknown>,
): Promise<void> {
  if (others.length === 0) return void (await work());
  const before = await everyByteOf(tx, others);
  const meanwhile = `${number} (${randomUUID()})`;
  await rename(tx, others, number, meanwhile);
  await work();
  await rename(tx, others, meanwhile, number);
  if ((await everyByteOf(tx, others)) !== before) throw new HostTouchedOthers();
}

/** Runs a function of the PMS that looks for `number`, so that it finds the target. One that bears another number, since a person entered it, bears it from now on. */
export async function foundByNumber(
  tx: HostHotelTx,
  { reservation, others }: WriteTarget,
  number: BookingNumber,
  work: () => Promise<unknown>,
): Promise<void> {
  if (reservation.bookingNumber !== number)
    await write(
      tx,
      `UPDATE reservations SET ota_reservation_id = :number WHERE hotel_id = :hotel AND id = :id`,
      {
        hotel: tx.hotel,
        id: reservation.id,
        number,
      },
    );
  await besideOthers(tx, others, number, work);
}
