// The SQL of DataIDs: the message that stands for each, and damaged ones whose whole version has come.
import { messageId, type MessageId } from '../../domain/ids.js';
import type { ImportFailure } from '../../domain/import-failure.js';
import { correlationId } from '../../platform/context.js';
import type { HotelSql, HotelTx } from '../../platform/database/index.js';
import type { MessageStatus } from './entry.js';
import { storedText, type StoredText, type TextColumns } from './messages-repository.js';
import type { After } from './transitions.js';

/** A message that has a DataID, as far as another one of that DataID is compared with it. */
export interface KnownMessage {
  readonly id: MessageId;
  readonly dataId: string;
  /** It stands for its DataID. Another one is damaged, without any content that could be compared, or has another content. */
  readonly claims: boolean;
  /** It could not be read, and nobody has dealt with it so far. */
  readonly damaged: boolean;
  readonly bookingNumber: string | undefined;
  readonly agency: string | undefined;
  readonly hash: Buffer | undefined;
  /** Where it has no hash in the present form; undefined with the hash, too, where it has been purged. */
  readonly stored: StoredText | undefined;
}

interface KnownRow extends TextColumns {
  readonly id: string;
  readonly data_id: string;
  readonly claims: boolean;
  readonly damaged: boolean;
  readonly booking_number: string | null;
  readonly agency: string | null;
  readonly hash: Buffer | null;
}

const isDamaged = `failure_class = 'validation' AND status IN ('pending', 'failed')`;

/** DataIDs, and the booking numbers that the messages of them name. */
export interface Asked {
  readonly dataIds: readonly string[];
  readonly numbers: readonly string[];
}

/**
 * What stands for these DataIDs, what came damaged under them, and of the bookings asked for what contradicted that.
 * `but`: messages that are read again do not stand in their own way.
 */
export async function knownUnder(
  tx: HotelTx,
  { dataIds, numbers }: Asked,
  form: number | undefined,
  but: readonly MessageId[],
): Promise<KnownMessage[]> {
  const columns = `id, data_id, claims_identity AS claims, (${isDamaged}) IS TRUE AS damaged, booking_number, agency,
            CASE hash_version WHEN CAST(:form AS integer) THEN identity_hash END AS hash,
            output_id, key_id, text_offset, text_length,
            CASE WHEN (hash_version = CAST(:form AS integer)) IS NOT TRUE THEN sealed_xml END AS sealed_xml`;
  const rows = await tx.rows<KnownRow>(
    `SELECT ${columns} FROM heyawari.ota_import_cache
      WHERE hotel_id = :hotel AND claims_identity AND data_id = ANY(:dataIds) AND id <> ALL(:but)
      UNION ALL
     SELECT ${columns} FROM heyawari.ota_import_cache
      WHERE hotel_id = :hotel AND status = 'failed' AND failure_class = 'validation' AND NOT claims_identity
        AND data_id = ANY(:dataIds) AND id <> ALL(:but)
      UNION ALL
     SELECT ${columns} FROM heyawari.ota_import_cache
      WHERE hotel_id = :hotel AND booking_number = ANY(:numbers) AND NOT claims_identity AND identity_hash IS NOT NULL
        AND status <> 'duplicate' AND (status = 'failed' AND failure_class = 'validation') IS NOT TRUE
        AND data_id = ANY(:dataIds) AND id <> ALL(:but)`,
    { hotel: tx.hotel, dataIds, numbers, form: form ?? null, but },
  );
  return rows.map((row) => ({
    ...{ id: messageId(Number(row.id)), dataId: row.data_id, claims: row.claims, damaged: row.damaged },
    ...{ bookingNumber: row.booking_number ?? undefined, agency: row.agency ?? undefined },
    ...{ hash: row.hash ?? undefined, stored: row.hash ? undefined : storedText(row) },
  }));
}

/** The whole version of these damaged messages is here, and stands for their DataID from now on. */
export async function settleDamaged(tx: HotelTx, ids: readonly MessageId[], at: Date): Promise<void> {
  if (ids.length === 0) return;
  const status: After<'came_whole'> = 'superseded';
  await tx.run(
    `WITH settled AS (
       UPDATE heyawari.ota_import_cache
          SET status = :status, claims_identity = false, finished_at = :at, next_attempt_at = NULL,
              report_form = NULL, report_key_id = NULL, sealed_report = NULL,
              failure_class = NULL, failure_code = NULL, failure_params = NULL
        WHERE hotel_id = :hotel AND id = ANY(:ids) AND ${isDamaged} RETURNING id)
     INSERT INTO heyawari.ota_import_log (hotel_id, message_id, attempted_at, trigger, status, duration_ms, correlation_id)
     SELECT :hotel, id, :at, 'retry', :status, 0, :correlation FROM settled`,
    { hotel: tx.hotel, ids, at, status, correlation: correlationId() ?? null },
  );
}

export interface StandingUnderDataId {
  readonly dataId: string;
  readonly status: MessageStatus;
  readonly failureCode: string | null;
  readonly failureParams: ImportFailure['params'] | null;
}

/** How the messages stand that these DataIDs are: which stands for its DataID or, where none does, one that could not be read. */
export async function standingUnder(
  sql: HotelSql,
  dataIds: readonly string[],
): Promise<StandingUnderDataId[]> {
  return sql.rows<StandingUnderDataId>(
    `SELECT DISTINCT ON (data_id) data_id AS "dataId", status, failure_code AS "failureCode", failure_params AS "failureParams" FROM (
       SELECT id, data_id, claims_identity, status, failure_code, failure_params FROM heyawari.ota_import_cache
        WHERE hotel_id = :hotel AND claims_identity AND data_id = ANY(:dataIds)
        UNION ALL
       SELECT id, data_id, claims_identity, status, failure_code, failure_params FROM heyawari.ota_import_cache
        WHERE hotel_id = :hotel AND status = 'failed' AND failure_class = 'validation' AND NOT claims_identity AND data_id = ANY(:dataIds)) AS m
      ORDER BY data_id, claims_identity DESC, id DESC`,
    { hotel: sql.hotel, dataIds },
  );
}
