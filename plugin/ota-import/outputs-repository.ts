// The SQL of deliveries: stored once per content, confirmed until the site controller has heard it.
import { type HotelId, hotelId, outputRowId, type OutputRowId } from '../domain/ids.js';
import type { Sql, Transaction } from '../platform/database/index.js';
import type { Sealed } from '../platform/encryption/cipher.js';

export interface NewOutput {
  readonly outputId: string | undefined;
  readonly bodyHash: Buffer;
  readonly sealed: Sealed;
  readonly complete: boolean;
  readonly messageCount: number;
  readonly receivedAt: Date;
  readonly confirmation: 'pending' | 'withheld';
}

/** Stores the delivery, or counts one more of the same content. A repeat is confirmed again: the site controller did not hear us. */
export async function storeOutput(
  tx: Transaction,
  hotel: HotelId,
  output: NewOutput,
): Promise<{ id: OutputRowId; deliveries: number }> {
  const row = await tx.row<{ id: string; deliveries: number }>(
    `INSERT INTO heyawari.ota_outputs (hotel_id, output_id, body_hash, key_id, sealed_body, complete, message_count, received_at,
       confirmation, next_confirmation_at)
     VALUES (:hotel, :outputId, :bodyHash, :keyId, :sealedBody, :complete, :messageCount, :receivedAt, :confirmation, :receivedAt)
     ON CONFLICT ON CONSTRAINT ota_outputs_one_row_per_content DO UPDATE
       SET deliveries = ota_outputs.deliveries + 1, confirmation = EXCLUDED.confirmation,
           next_confirmation_at = EXCLUDED.next_confirmation_at
     RETURNING id, deliveries`,
    {
      hotel,
      outputId: output.outputId ?? null,
      bodyHash: output.bodyHash,
      keyId: output.sealed.keyId,
      sealedBody: output.sealed.bytes,
      complete: output.complete,
      messageCount: output.messageCount,
      receivedAt: output.receivedAt,
      confirmation: output.confirmation,
    },
  );
  return { id: outputRowId(Number(row!.id)), deliveries: row!.deliveries };
}

/** The site controller's id of a delivery that is still to be confirmed. */
export async function outputToConfirm(
  sql: Sql,
  hotel: HotelId,
  id: OutputRowId,
): Promise<string | undefined> {
  const row = await sql.row<{ output_id: string }>(
    `SELECT output_id FROM heyawari.ota_outputs WHERE hotel_id = :hotel AND id = :id AND confirmation = 'pending'`,
    { hotel, id },
  );
  return row?.output_id;
}

export async function markConfirmed(sql: Sql, hotel: HotelId, id: OutputRowId, at: Date): Promise<void> {
  await sql.run(
    `UPDATE heyawari.ota_outputs SET confirmation = 'confirmed', confirmed_at = :at, next_confirmation_at = NULL,
            confirmation_attempts = confirmation_attempts + 1
      WHERE hotel_id = :hotel AND id = :id`,
    { hotel, id, at },
  );
}

export async function postponeConfirmation(
  sql: Sql,
  hotel: HotelId,
  id: OutputRowId,
  until: Date,
): Promise<void> {
  await sql.run(
    `UPDATE heyawari.ota_outputs SET confirmation_attempts = confirmation_attempts + 1, next_confirmation_at = :until
      WHERE hotel_id = :hotel AND id = :id`,
    { hotel, id, until },
  );
}

export async function confirmationAttempts(sql: Sql, hotel: HotelId, id: OutputRowId): Promise<number> {
  const row = await sql.row<{ confirmation_attempts: number }>(
    `SELECT confirmation_attempts FROM heyawari.ota_outputs WHERE hotel_id = :hotel AND id = :id`,
    { hotel, id },
  );
  return row?.confirmation_attempts ?? 0;
}

export async function dueConfirmations(sql: Sql, now: Date): Promise<{ hotel: HotelId; id: OutputRowId }[]> {
  const rows = await sql.rows<{ hotel_id: number; id: string }>(
    `SELECT hotel_id, id FROM heyawari.ota_outputs
      WHERE confirmation = 'pending' AND next_confirmation_at <= :now ORDER BY hotel_id, id LIMIT 1000`,
    { now },
  );
  return rows.map((row) => ({ hotel: hotelId(row.hotel_id), id: outputRowId(Number(row.id)) }));
}
