// Key rotation of bodies: the parts of a delivery are sealed anew together, so that its messages are found under one key.
import { type HotelId, hotelId, outputRowId, type OutputRowId } from '../../domain/ids.js';
import { hotelTransaction, type Sql } from '../../platform/database/index.js';
import type { Platform } from '../../platform/index.js';

interface Body {
  readonly hotel: HotelId;
  readonly output: OutputRowId;
}

/** Deliveries with a part under one of the keys, at most `limit`. */
async function bodiesUnder(sql: Sql, keys: readonly string[], limit: number): Promise<Body[]> {
  const rows = await sql.rows<{ hotel_id: number; output_id: string }>(
    `SELECT DISTINCT hotel_id, output_id FROM heyawari.ota_output_parts WHERE key_id = ANY(:keys) LIMIT :limit`,
    { keys, limit },
  );
  return rows.map((row) => ({ hotel: hotelId(row.hotel_id), output: outputRowId(Number(row.output_id)) }));
}

/** One part at a time: it is a megabyte. */
const resealBody = ({ database, cipher }: Platform, { hotel, output }: Body): Promise<void> =>
  hotelTransaction(database, hotel, async (tx) => {
    const positions = await tx.rows<{ position: number }>(
      `SELECT position FROM heyawari.ota_output_parts
        WHERE hotel_id = :hotel AND output_id = :output ORDER BY position FOR UPDATE`,
      { hotel, output },
    );
    for (const { position } of positions) {
      const place = { hotel, output, position };
      const part = await tx.row<{ key_id: string; bytes: Buffer }>(
        `SELECT key_id, sealed_part AS bytes FROM heyawari.ota_output_parts
          WHERE hotel_id = :hotel AND output_id = :output AND position = :position`,
        place,
      );
      const sealed = cipher.seal(hotel, cipher.open(hotel, { keyId: part!.key_id, bytes: part!.bytes }));
      await tx.run(
        `UPDATE heyawari.ota_output_parts SET key_id = :keyId, sealed_part = :bytes
          WHERE hotel_id = :hotel AND output_id = :output AND position = :position`,
        { ...place, ...sealed },
      );
    }
    await tx.run(
      `UPDATE heyawari.ota_import_cache SET text_key_id = :key
        WHERE hotel_id = :hotel AND output_id = :output AND text_key_id IS NOT NULL`,
      { hotel, output, key: cipher.keyIds[0] },
    );
  });

/** At most `limit` deliveries; answers with how many. Each is a transaction of its own. */
export async function resealBodies(platform: Platform, limit: number): Promise<number> {
  const [, ...olderKeys] = platform.cipher.keyIds;
  if (olderKeys.length === 0) return 0;
  const bodies = await bodiesUnder(platform.database, olderKeys, limit);
  for (const body of bodies) await resealBody(platform, body);
  return bodies.length;
}
