// Who booked a stay that has no room yet: kept sealed with its plan, since the PMS has no row to ask; gone when it has a room, or has ended.
import type { Booker } from '../../domain/booking-plan.js';
import type { BookingPlanId } from '../../domain/ids.js';
import type { HotelSql, HotelTx } from '../../platform/database/index.js';
import type { Cipher, Sealed } from '../../platform/encryption/index.js';

export const sealBooker = (cipher: Cipher, { hotel }: HotelSql, booker: Booker): Sealed =>
  cipher.seal(hotel, Buffer.from(JSON.stringify(booker), 'utf8'));

/** Of plans that an earlier build wrote without one. */
export async function addBooker(
  tx: HotelTx,
  ids: readonly BookingPlanId[],
  { keyId, bytes }: Sealed,
): Promise<void> {
  await tx.run(
    `UPDATE heyawari.booking_plans SET booker_key_id = :keyId, sealed_booker = :bytes
      WHERE hotel_id = :hotel AND id = ANY(:ids) AND sealed_booker IS NULL`,
    { hotel: tx.hotel, ids, keyId, bytes },
  );
}

/** Of the plans that have one, as far as this process has the key. */
export async function bookersOf(
  cipher: Cipher,
  sql: HotelSql,
  ids: readonly BookingPlanId[],
): Promise<ReadonlyMap<BookingPlanId, Booker>> {
  if (ids.length === 0) return new Map();
  const rows = await sql.rows<{ id: number; keyId: string; bytes: Buffer }>(
    `SELECT CAST(id AS double precision) AS id, booker_key_id AS "keyId", sealed_booker AS bytes FROM heyawari.booking_plans
      WHERE hotel_id = :hotel AND id = ANY(:ids) AND booker_key_id = ANY(:keys)`,
    { hotel: sql.hotel, ids, keys: cipher.keyIds },
  );
  return new Map(
    rows.map(({ id, ...sealed }) => [
      id as BookingPlanId,
      JSON.parse(cipher.open(sql.hotel, sealed).toString('utf8')) as Booker,
    ]),
  );
}
