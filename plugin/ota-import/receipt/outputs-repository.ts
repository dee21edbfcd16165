// The SQL of deliveries: stored once per content, confirmed until the site controller has heard it.
import { type HotelId, hotelId, outputRowId, type OutputRowId } from '../../domain/ids.js';
import type { Sql, HotelTx, HotelSql } from '../../platform/database/index.js';
import type { Sealed } from '../../platform/encryption/index.js';
import { storePart } from '../ledger/body-parts-repository.js';
import type { NextConfirmation } from '../ledger/retry-policy.js';

export interface StorableBody {
  /** SHA-256: what makes two deliveries the same. */
  readonly hash: Buffer;
  /** At least one. */
  readonly parts: readonly Sealed[];
}

export interface NewOutput {
  readonly outputId: string | undefined;
  readonly body: StorableBody;
  readonly complete: boolean;
  readonly messageCount: number;
  readonly receivedAt: Date;
  readonly confirmation: 'pending' | 'withheld';
  /** It is none, and the database refuses to commit it. */
  readonly heartbeat?: true;
}

export interface StoredOutput {
  readonly id: OutputRowId;
  /** How often this very content has been delivered. */
  readonly deliveries: number;
}

/**
 * Stores the delivery with its body, or counts one more of the same content. A repeat is confirmed again: the site
 * controller did not hear us. What a build before could not read to its end may be whole for this one. Where its body was purged it is whole again
 * for whatever may be new in it, until the next purge.
 */
export async function storeOutput(tx: HotelTx, output: NewOutput): Promise<StoredOutput> {
  const row = await tx.row<{ id: string; deliveries: number; parts_missing: boolean }>(
    `WITH stored AS (
       INSERT INTO heyawari.ota_outputs AS o (hotel_id, output_id, body_hash, complete, message_count, received_at,
         confirmation, next_confirmation_at, heartbeat)
       VALUES (:hotel, :outputId, :bodyHash, :complete, :messageCount, :receivedAt, :confirmation, :receivedAt, :heartbeat)
       ON CONFLICT ON CONSTRAINT ota_outputs_one_row_per_content DO UPDATE
         SET deliveries = o.deliveries + 1, complete = EXCLUDED.complete, output_id = EXCLUDED.output_id,
             message_count = EXCLUDED.message_count, confirmation = EXCLUDED.confirmation,
             next_confirmation_at = EXCLUDED.next_confirmation_at, confirmation_attempts = 0, purged_at = NULL
       RETURNING id, deliveries),
     first_part AS (
       INSERT INTO heyawari.ota_output_parts (hotel_id, output_id, position, key_id, sealed_part)
       SELECT :hotel, id, 0, :keyId, :bytes FROM stored ON CONFLICT DO NOTHING)
     SELECT id, deliveries, NOT EXISTS (SELECT FROM heyawari.ota_output_parts p
                                         WHERE p.hotel_id = :hotel AND p.output_id = stored.id) AS parts_missing FROM stored`,
    {
      hotel: tx.hotel,
      outputId: output.outputId ?? null,
      bodyHash: output.body.hash,
      ...output.body.parts[0]!,
      complete: output.complete,
      messageCount: output.messageCount,
      receivedAt: output.receivedAt,
      confirmation: output.confirmation,
      heartbeat: output.heartbeat === true,
    },
  );
  const id = outputRowId(Number(row!.id));
  // Of a repeat they are there, unless they were purged, or a build before has stored its body otherwise.
  if (row!.parts_missing)
    for (const [position, sealed] of output.body.parts.entries())
      if (position > 0) await storePart(tx, { output: id, position }, sealed);
  return { id, deliveries: row!.deliveries };
}

/** How far a delivery is known by the site controller's name for it: stored to its end, in part, or not at all. */
export async function standingOf(sql: HotelSql, outputId: string): Promise<'whole' | 'in_part' | 'unknown'> {
  const row = await sql.row<{ whole: boolean | null }>(
    `SELECT bool_or(complete) AS whole FROM heyawari.ota_outputs WHERE hotel_id = :hotel AND output_id = :outputId`,
    { hotel: sql.hotel, outputId },
  );
  if (row?.whole == null) return 'unknown';
  return row.whole ? 'whole' : 'in_part';
}

/** What was stored under that name to its end is to be confirmed, once more where it was already. */
export async function confirmAgain(tx: HotelTx, outputId: string, now: Date): Promise<OutputRowId[]> {
  const rows = await tx.rows<{ id: string }>(
    `UPDATE heyawari.ota_outputs SET confirmation = 'pending', next_confirmation_at = :now
      WHERE hotel_id = :hotel AND output_id = :outputId AND complete RETURNING id`,
    { hotel: tx.hotel, outputId, now },
  );
  return rows.map(({ id }) => outputRowId(Number(id)));
}

/** Of the answers in which no message was found, all but the newest `kept` are forgotten. */
export async function forgetUnreadable(tx: HotelTx, kept: number): Promise<void> {
  await tx.run(
    `DELETE FROM heyawari.ota_outputs o
      WHERE o.hotel_id = :hotel AND o.id IN (
        SELECT u.id FROM heyawari.ota_outputs u
         WHERE u.hotel_id = :hotel AND NOT u.complete
           AND NOT EXISTS (SELECT FROM heyawari.ota_import_cache c WHERE c.hotel_id = u.hotel_id AND c.output_id = u.id)
         ORDER BY u.id DESC OFFSET :kept)`,
    { hotel: tx.hotel, kept },
  );
}

export interface ConfirmationTurn {
  /** The site controller's name for the delivery. */
  readonly outputId: string;
  /** Attempts, this one included. */
  readonly attempts: number;
}

/**
 * Takes the turn to confirm the delivery, until `until`: whoever else would confirm it meanwhile finds nothing due, and where this process
 * dies it is due again then. Undefined where there is nothing to confirm at `now`.
 */
export async function takeConfirmation(
  sql: HotelSql,
  id: OutputRowId,
  now: Date,
  until: Date,
): Promise<ConfirmationTurn | undefined> {
  const row = await sql.row<{ output_id: string; attempts: number }>(
    `UPDATE heyawari.ota_outputs SET confirmation_attempts = confirmation_attempts + 1, next_confirmation_at = :until
      WHERE hotel_id = :hotel AND id = :id AND confirmation = 'pending' AND next_confirmation_at <= :now
      RETURNING output_id, confirmation_attempts AS attempts`,
    { hotel: sql.hotel, id, now, until },
  );
  return row && { outputId: row.output_id, attempts: row.attempts };
}

export async function markConfirmed(sql: HotelSql, id: OutputRowId, at: Date): Promise<void> {
  await sql.run(
    `UPDATE heyawari.ota_outputs SET confirmation = 'confirmed', confirmed_at = :at, next_confirmation_at = NULL
      WHERE hotel_id = :hotel AND id = :id`,
    { hotel: sql.hotel, id, at },
  );
}

/** The site controller did not hear it: why, after how many tries, and when it is told again, or that it is not. */
export async function saveUnheard(
  sql: HotelSql,
  id: OutputRowId,
  attempts: number,
  failure: string,
  next: NextConfirmation,
): Promise<void> {
  await sql.run(
    `UPDATE heyawari.ota_outputs
        SET confirmation = :confirmation, next_confirmation_at = :at, confirmation_attempts = :attempts,
            last_confirmation_failure = :failure
      WHERE hotel_id = :hotel AND id = :id AND confirmation = 'pending'`,
    {
      ...{ hotel: sql.hotel, id, attempts, failure, confirmation: next.confirmation },
      at: next.confirmation === 'pending' ? next.at : null,
    },
  );
}

/** Of hotels whose circuit is not open and that are not held, in order of their time. */
export async function dueConfirmations(sql: Sql, now: Date): Promise<{ hotel: HotelId; id: OutputRowId }[]> {
  const rows = await sql.rows<{ hotel_id: number; id: string }>(
    `SELECT hotel_id, id FROM heyawari.ota_outputs o
      WHERE confirmation = 'pending' AND next_confirmation_at <= :now
        AND NOT EXISTS (SELECT FROM heyawari.site_controller_buckets b WHERE b.hotel_id = o.hotel_id AND b.opened_at IS NOT NULL)
        AND NOT EXISTS (SELECT FROM heyawari.fetch_holds h WHERE h.hotel_id = o.hotel_id)
      ORDER BY next_confirmation_at, id LIMIT 1000`,
    { now },
  );
  return rows.map((row) => ({ hotel: hotelId(row.hotel_id), id: outputRowId(Number(row.id)) }));
}

export async function unconfirmedOutputs(sql: HotelSql): Promise<number> {
  const row = await sql.row<{ count: number }>(
    `SELECT CAST(count(*) AS integer) AS count FROM heyawari.ota_outputs WHERE hotel_id = :hotel AND confirmation = 'pending'`,
    { hotel: sql.hotel },
  );
  return row!.count;
}
