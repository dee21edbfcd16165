// The SQL of the keys by which a hotel's messages are known again.
import type { HotelSql, HotelTx } from '../../platform/database/index.js';
import type { Sealed } from '../../platform/encryption/index.js';

export async function identityKey(sql: HotelSql): Promise<Sealed | undefined> {
  const row = await sql.row<{ key_id: string; sealed_key: Buffer }>(
    'SELECT key_id, sealed_key FROM heyawari.identity_keys WHERE hotel_id = :hotel',
    { hotel: sql.hotel },
  );
  return row && { keyId: row.key_id, bytes: row.sealed_key };
}

export async function keepIdentityKey(tx: HotelTx, { keyId, bytes }: Sealed): Promise<void> {
  await tx.run(
    'INSERT INTO heyawari.identity_keys (hotel_id, key_id, sealed_key) VALUES (:hotel, :keyId, :bytes)',
    { hotel: tx.hotel, keyId, bytes },
  );
}
