// Key rotation: what is sealed under an older key is sealed anew under the newest, so that the older one can be retired.
import { hotelId } from '../../domain/ids.js';
import type { Database } from '../database/index.js';
import type { Cipher } from './cipher.js';
import type { resealedColumns } from './sealed-rows.js';

type Column = (typeof resealedColumns)[number];

interface SealedRow {
  readonly hotel_id: number;
  readonly id: string;
  readonly key_id: string;
  readonly bytes: Buffer;
}

/**
 * At most `limit` rows of one column, in one short transaction; rows that somebody holds are left for the next time, and so are those under keys
 * that this process does not have. Answers with how many were sealed anew.
 */
export const reseal = (
  database: Database,
  cipher: Cipher,
  { table, key, bytes, id }: Column,
  limit: number,
): Promise<number> =>
  database.transaction(async (tx) => {
    const [, ...olderKeys] = cipher.keyIds;
    if (olderKeys.length === 0) return 0;
    const rows = await tx.rows<SealedRow>(
      `SELECT hotel_id, ${id} AS id, ${key} AS key_id, ${bytes} AS bytes FROM heyawari.${table}
        WHERE ${key} = ANY(:olderKeys) AND ${bytes} IS NOT NULL LIMIT :limit FOR UPDATE SKIP LOCKED`,
      { olderKeys, limit },
    );
    if (rows.length === 0) return 0;
    const sealed = rows.map((row) => {
      const hotel = hotelId(row.hotel_id);
      return cipher.seal(hotel, cipher.open(hotel, { keyId: row.key_id, bytes: row.bytes }));
    });
    return tx.run(
      `UPDATE heyawari.${table} t SET ${key} = r.key_id, ${bytes} = r.bytes
         FROM unnest(CAST(:hotels AS integer[]), CAST(:ids AS bigint[]), CAST(:keys AS text[]), CAST(:bytes AS bytea[]))
           AS r(hotel_id, id, key_id, bytes)
        WHERE t.hotel_id = r.hotel_id AND t.${id} = r.id`,
      {
        hotels: rows.map((row) => row.hotel_id),
        ids: rows.map((row) => row.id),
        keys: sealed.map(({ keyId }) => keyId),
        bytes: sealed.map((one) => one.bytes),
      },
    );
  });
