// Rows of the ledger as no build of today leaves them: what older ones have left, past the triggers that hold today's.
import { hotelId, reservationId } from '../../plugin/domain/ids.js';
import { createStateReader } from '../../plugin/host/existing-pms/reading/state.js';
import { fingerprintOf, rowHashing } from '../../plugin/ota-import/applying/fingerprint.js';
import { createDatabase, inHotel } from '../../plugin/platform/database/index.js';
import type { World } from './world.js';

export const asOlderBuilds = ({ pool }: Pick<World, 'pool'>, statement: string) =>
  pool.query(`BEGIN; SET LOCAL session_replication_role = replica; ${statement}; COMMIT`);

/** What the last import left of the booking, hashed as builds did that had no key for it. */
export async function asLeftWithoutKey(
  { pool, hotel }: Pick<World, 'pool' | 'hotel'>,
  number: string,
): Promise<void> {
  const { rows } = await pool.query<{ id: string }>(
    'SELECT reservation_id AS id FROM heyawari.ota_bookings WHERE booking_number = $1',
    [number],
  );
  const id = reservationId(rows[0]!.id);
  const sql = inHotel(createDatabase(pool), hotelId(hotel.hotelId));
  const state = (await createStateReader()(sql, [id])).get(id)!;
  const left = fingerprintOf(state, rowHashing(undefined).hashOfForm(1)!);
  await pool.query(
    `UPDATE heyawari.ota_bookings SET fingerprint_form = 1, fingerprint = jsonb_set(fingerprint, '{rows}', $2)
      WHERE booking_number = $1`,
    [number, JSON.stringify(left)],
  );
}
