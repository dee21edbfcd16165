// The body of a stored delivery, put together again from its parts as whoever exports it would.
import { hotelId, outputRowId } from '../../plugin/domain/ids.js';
import { openPart } from '../../plugin/ota-import/ledger/body-parts.js';
import { storedParts } from '../../plugin/ota-import/ledger/body-parts-repository.js';
import { createDatabase, inHotel } from '../../plugin/platform/database/index.js';
import { createCipher, type EncryptionKey } from '../../plugin/platform/encryption/index.js';
import type { World } from './world.js';

export async function storedBody(
  { pool, hotel }: Pick<World, 'pool' | 'hotel'>,
  output: number,
  keys: readonly EncryptionKey[],
): Promise<{ readonly body: Buffer; readonly parts: number }> {
  const sql = inHotel(createDatabase(pool), hotelId(hotel.hotelId));
  const { rows } = await pool.query<{ position: number }>(
    'SELECT position FROM heyawari.ota_output_parts WHERE output_id = $1',
    [output],
  );
  const parts = await storedParts(
    sql,
    rows.map(({ position }) => ({ output: outputRowId(output), position })),
  );
  const cipher = createCipher(keys);
  const opened = parts.map(({ sealed }) => openPart(cipher, sql.hotel, sealed));
  return { body: Buffer.concat(opened), parts: opened.length };
}
