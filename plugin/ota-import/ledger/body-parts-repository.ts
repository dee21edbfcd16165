// The SQL of the parts that a delivery's body is stored in; the first is stored with the delivery (receipt/outputs-repository.ts).
import { outputRowId, type OutputRowId } from '../../domain/ids.js';
import type { HotelSql, HotelTx } from '../../platform/database/index.js';
import type { Sealed } from '../../platform/encryption/index.js';

export interface PartPlace {
  readonly output: OutputRowId;
  readonly position: number;
}

/** One at a time: a part is a megabyte. */
export async function storePart(tx: HotelTx, { output, position }: PartPlace, sealed: Sealed): Promise<void> {
  await tx.run(
    `INSERT INTO heyawari.ota_output_parts (hotel_id, output_id, position, key_id, sealed_part)
     VALUES (:hotel, :output, :position, :keyId, :bytes) ON CONFLICT DO NOTHING`,
    { hotel: tx.hotel, output, position, ...sealed },
  );
}

export interface StoredPart extends PartPlace {
  readonly sealed: Sealed;
}

/** By output and position, those that are there. */
export async function storedParts(sql: HotelSql, places: readonly PartPlace[]): Promise<StoredPart[]> {
  if (places.length === 0) return [];
  const rows = await sql.rows<{ output_id: string; position: number; key_id: string; sealed_part: Buffer }>(
    `SELECT p.output_id, p.position, p.key_id, p.sealed_part
       FROM unnest(CAST(:outputs AS bigint[]), CAST(:positions AS integer[])) AS wanted(output, position)
       JOIN heyawari.ota_output_parts p
         ON p.hotel_id = :hotel AND p.output_id = wanted.output AND p.position = wanted.position
      ORDER BY p.output_id, p.position`,
    {
      hotel: sql.hotel,
      outputs: places.map(({ output }) => output),
      positions: places.map(({ position }) => position),
    },
  );
  return rows.map(({ output_id, position, key_id, sealed_part }) => ({
    output: outputRowId(Number(output_id)),
    position,
    sealed: { keyId: key_id, bytes: sealed_part },
  }));
}
