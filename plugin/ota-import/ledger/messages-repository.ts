// The SQL of messages: stored before they are read, identified, applied in order, finished for good.
import type { ReportHeader, ReportKind } from '../../domain/booking-report.js';
import type { HotelDate } from '../../domain/hotel-date.js';
import {
  bookingNumber,
  type BookingNumber,
  type HotelId,
  hotelId,
  messageId,
  type MessageId,
  type OutputRowId,
  type RoomTypeId,
} from '../../domain/ids.js';
import type { ImportFailure } from '../../domain/import-failure.js';
import type { Sql, HotelTx, HotelSql } from '../../platform/database/index.js';
import type { Sealed } from '../../platform/encryption/index.js';
import type { MessageStatus, Sibling } from './ordering.js';
import type { NextStep } from './retry-policy.js';

export interface NewMessage {
  readonly position: number;
  readonly contentHash: Buffer;
  readonly sealed: Sealed;
}

/**
 * A row per message of a delivery. Those that are stored already are left alone: of this delivery, or of one that broke off, which comes
 * again and again until it comes whole.
 */
export async function storeMessages(
  tx: HotelTx,
  output: OutputRowId,
  messages: readonly NewMessage[],
  receivedAt: Date,
): Promise<number> {
  if (messages.length === 0) return 0;
  return tx.run(
    `INSERT INTO heyawari.ota_import_cache (hotel_id, output_id, position, content_hash, key_id, sealed_xml, received_at, next_attempt_at)
     SELECT :hotel, :output, m.position, m.hash, m.key_id, m.sealed, :receivedAt, :receivedAt
       FROM unnest(CAST(:positions AS integer[]), CAST(:hashes AS bytea[]), CAST(:keys AS text[]), CAST(:sealed AS bytea[]))
         AS m(position, hash, key_id, sealed)
      WHERE NOT EXISTS (
        SELECT FROM heyawari.ota_outputs o JOIN heyawari.ota_import_cache c ON c.hotel_id = o.hotel_id AND c.output_id = o.id
         WHERE o.hotel_id = :hotel AND NOT o.complete AND o.id <> :output AND c.content_hash = m.hash)
      ORDER BY m.position
     ON CONFLICT ON CONSTRAINT ota_import_cache_one_row_per_message DO NOTHING`,
    {
      hotel: tx.hotel,
      output,
      receivedAt,
      positions: messages.map((message) => message.position),
      hashes: messages.map((message) => message.contentHash),
      keys: messages.map((message) => message.sealed.keyId),
      sealed: messages.map((message) => message.sealed.bytes),
    },
  );
}

export interface StoredMessage {
  readonly id: MessageId;
  readonly contentHash: Buffer;
  readonly sealed: Sealed;
  readonly receivedAt: Date;
  readonly attempts: number;
  readonly version: number | undefined;
  readonly status: MessageStatus;
  readonly failureCode: string | undefined;
}

interface MessageRow {
  readonly id: string;
  readonly content_hash: Buffer;
  readonly key_id: string;
  readonly sealed_xml: Buffer;
  readonly received_at: Date;
  readonly attempts: number;
  readonly version: number | null;
  readonly status: MessageStatus;
  readonly failure_code: string | null;
}

const toMessage = (row: MessageRow): StoredMessage => ({
  id: messageId(Number(row.id)),
  contentHash: row.content_hash,
  sealed: { keyId: row.key_id, bytes: row.sealed_xml },
  receivedAt: row.received_at,
  attempts: row.attempts,
  version: row.version ?? undefined,
  status: row.status,
  failureCode: row.failure_code ?? undefined,
});

const messageColumns =
  'id, content_hash, key_id, sealed_xml, received_at, attempts, version, status, failure_code';

/** What a process may take up: due at `now`, and sealed with one of the `keys` that it has. The rest waits for a process that has them. */
export interface Openable {
  readonly now: Date;
  readonly keys: readonly string[];
}

/** Messages that nobody has read yet, in order of receipt, those in `last` after the others. */
export async function unreadMessages(
  sql: HotelSql,
  { now, keys }: Openable,
  last: readonly MessageId[],
  limit: number,
): Promise<StoredMessage[]> {
  const rows = await sql.rows<MessageRow>(
    `SELECT ${messageColumns} FROM heyawari.ota_import_cache
      WHERE hotel_id = :hotel AND status = 'received' AND next_attempt_at <= :now AND key_id = ANY(:keys)
      ORDER BY id = ANY(:last), id LIMIT :limit`,
    { hotel: sql.hotel, now, keys, last, limit },
  );
  return rows.map(toMessage);
}

/**
 * Messages to be tried at `now`: those that arrive until `urgentUntil` first, then in order of receipt, a booking's by version; those in
 * `last` after all others.
 */
export async function dueMessages(
  tx: HotelTx,
  { now, keys }: Openable,
  urgentUntil: HotelDate,
  last: readonly MessageId[],
  limit: number,
): Promise<StoredMessage[]> {
  const rows = await tx.rows<MessageRow>(
    `SELECT ${messageColumns} FROM (
       SELECT *, min(id) OVER (PARTITION BY booking_number) AS first_of_booking,
              bool_or(COALESCE(check_in <= :urgentUntil, true)) OVER (PARTITION BY booking_number) AS urgent
         FROM heyawari.ota_import_cache
        WHERE hotel_id = :hotel AND status IN ('pending', 'retrying', 'waiting') AND next_attempt_at <= :now
          AND key_id = ANY(:keys)) AS due
      ORDER BY id = ANY(:last), urgent DESC, first_of_booking, version NULLS LAST, id LIMIT :limit`,
    { hotel: tx.hotel, now, keys, urgentUntil, last, limit },
  );
  return rows.map(toMessage);
}

/** Whether the first of the messages due is one of those until `urgentUntil`; undefined where none is due. */
export async function firstDueIsUrgent(
  sql: HotelSql,
  { now, keys }: Openable,
  urgentUntil: HotelDate,
): Promise<boolean | undefined> {
  const row = await sql.row<{ urgent: boolean | null }>(
    `SELECT bool_or(COALESCE(check_in <= :urgentUntil, true)) AS urgent FROM heyawari.ota_import_cache
      WHERE hotel_id = :hotel AND status IN ('pending', 'retrying', 'waiting') AND next_attempt_at <= :now
        AND key_id = ANY(:keys)`,
    { hotel: sql.hotel, now, keys, urgentUntil },
  );
  return row?.urgent ?? undefined;
}

/** The message that stands for a DataID. */
export async function identityClaims(tx: HotelTx, dataIds: readonly string[]): Promise<Map<string, Buffer>> {
  const rows = await tx.rows<{ data_id: string; content_hash: Buffer }>(
    `SELECT data_id, content_hash FROM heyawari.ota_import_cache
      WHERE hotel_id = :hotel AND claims_identity AND data_id = ANY(:dataIds)`,
    { hotel: tx.hotel, dataIds },
  );
  return new Map(rows.map((row) => [row.data_id, row.content_hash]));
}

/** The highest report number of each agency so far. */
export async function lastReportNumbers(
  tx: HotelTx,
  agencies: readonly string[],
): Promise<Map<string, number>> {
  const rows = await tx.rows<{ agency: string; last: string }>(
    `SELECT agency, max(report_number) AS last FROM heyawari.ota_import_cache
      WHERE hotel_id = :hotel AND agency = ANY(:agencies) AND report_number IS NOT NULL GROUP BY agency`,
    { hotel: tx.hotel, agencies },
  );
  return new Map(rows.map((row) => [row.agency, Number(row.last)]));
}

export interface Identified {
  readonly id: MessageId;
  readonly header: ReportHeader;
  readonly checkIn: HotelDate | undefined;
  readonly claimsIdentity: boolean;
  readonly status: Extract<MessageStatus, 'pending' | 'duplicate' | 'failed'>;
  readonly failure: ImportFailure | undefined;
}

/** Writes what reading the messages told. */
export async function saveIdentified(tx: HotelTx, messages: readonly Identified[], now: Date): Promise<void> {
  const rows = messages.map(({ id, header, checkIn, claimsIdentity, status, failure }) => ({
    id,
    data_id: header.dataId ?? null,
    version: header.version ?? null,
    kind: header.kind ?? null,
    booking_number: header.bookingNumber ?? null,
    agency: header.agency ?? null,
    report_number: header.reportNumber ?? null,
    check_in: checkIn ?? null,
    claims_identity: claimsIdentity,
    status,
    failure_class: failure?.class ?? null,
    failure_code: failure?.code ?? null,
    failure_params: failure?.params ?? null,
  }));
  await tx.run(
    `UPDATE heyawari.ota_import_cache c
        SET data_id = r.data_id, version = r.version, kind = r.kind, booking_number = r.booking_number, agency = r.agency,
            report_number = r.report_number, check_in = r.check_in, claims_identity = r.claims_identity, status = r.status,
            failure_class = r.failure_class, failure_code = r.failure_code, failure_params = r.failure_params,
            next_attempt_at = CASE WHEN r.status = 'pending' THEN CAST(:now AS timestamptz) END,
            finished_at = CASE WHEN r.status = 'duplicate' THEN CAST(:now AS timestamptz) END
       FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r(id bigint, data_id text, version integer, kind text, booking_number text,
            agency text, report_number bigint, check_in date, claims_identity boolean, status text, failure_class text,
            failure_code text, failure_params jsonb)
      WHERE c.hotel_id = :hotel AND c.id = r.id`,
    { hotel: tx.hotel, now, rows: JSON.stringify(rows) },
  );
}

/** All messages of bookings, in order of receipt. */
export async function messagesOfBookings(
  tx: HotelTx,
  numbers: readonly BookingNumber[],
): Promise<ReadonlyMap<BookingNumber, Sibling[]>> {
  const rows = await tx.rows<{
    id: string;
    booking_number: string;
    version: number | null;
    status: MessageStatus;
    kind: ReportKind | null;
    data_id: string | null;
    failure_code: string | null;
  }>(
    `SELECT id, booking_number, data_id, version, status, failure_code, kind FROM heyawari.ota_import_cache
      WHERE hotel_id = :hotel AND booking_number = ANY(:numbers) AND status <> 'duplicate' ORDER BY id`,
    { hotel: tx.hotel, numbers },
  );
  const grouped = Map.groupBy(rows, (row) => bookingNumber(row.booking_number));
  return new Map([...grouped].map(([number, found]) => [number, found.map(toSibling)]));
}

const toSibling = (row: {
  readonly id: string;
  readonly version: number | null;
  readonly status: MessageStatus;
  readonly kind: ReportKind | null;
  readonly data_id: string | null;
  readonly failure_code: string | null;
}): Sibling => ({
  id: messageId(Number(row.id)),
  dataId: row.data_id ?? undefined,
  version: row.version ?? undefined,
  status: row.status,
  failureCode: row.failure_code ?? undefined,
  kind: row.kind ?? undefined,
});

/** What a booking without a room waits for. */
export interface Wanted {
  readonly until: HotelDate;
  readonly types: readonly RoomTypeId[];
}

/** Keeps a message that could not be applied, with why and when next. Being locked out is no try of its own. */
export async function keep(
  tx: HotelTx,
  id: MessageId,
  failure: ImportFailure,
  next: NextStep,
  wanted?: Wanted,
): Promise<void> {
  await tx.run(
    `UPDATE heyawari.ota_import_cache
        SET status = :status, failure_class = :class, failure_code = :code, failure_params = :params,
            next_attempt_at = :next, attempts = attempts + :counted,
            wanted_until = CAST(:until AS date), wanted_types = CAST(:types AS integer[])
      WHERE hotel_id = :hotel AND id = :id`,
    {
      hotel: tx.hotel,
      id,
      status: next.status,
      class: failure.class,
      code: failure.code,
      counted: failure.retry === 'soon' ? 0 : 1,
      params: JSON.stringify(failure.params),
      next: next.status === 'failed' ? null : next.at,
      until: wanted?.until ?? null,
      types: wanted?.types ?? null,
    },
  );
}

/** Nothing was tried, so nothing counts: messages that a fault of the installation keeps are looked at again at `until`. */
export async function putOff(tx: HotelTx, ids: readonly MessageId[], until: Date): Promise<void> {
  if (ids.length === 0) return;
  await tx.run(
    `UPDATE heyawari.ota_import_cache SET next_attempt_at = :until WHERE hotel_id = :hotel AND id = ANY(:ids)`,
    { hotel: tx.hotel, ids, until },
  );
}

/** Messages that wait for a room which one of these nights could be are tried again now. Answers with how many there are. */
export async function wakeForFreedNights(
  tx: HotelTx,
  freed: readonly { readonly night: HotelDate; readonly bookedTypes: readonly RoomTypeId[] }[],
  now: Date,
): Promise<number> {
  return tx.run(
    `UPDATE heyawari.ota_import_cache c SET next_attempt_at = :now
      WHERE hotel_id = :hotel AND status = 'pending' AND failure_code = 'no_availability' AND next_attempt_at > :now
        AND (wanted_types IS NULL OR EXISTS (
          SELECT FROM jsonb_to_recordset(CAST(:freed AS jsonb)) AS f(night date, "bookedTypes" integer[])
           WHERE f.night >= c.check_in AND f.night < c.wanted_until AND f."bookedTypes" && c.wanted_types))`,
    { hotel: tx.hotel, now, freed: JSON.stringify(freed) },
  );
}

/**
 * Hotels with something to read or to try at `now`, and the keys without which some of it must wait: a message under such a key alone is
 * nothing to ask for.
 */
export async function dueHotels(
  sql: Sql,
  { now, keys }: Openable,
): Promise<{ hotels: HotelId[]; missingKeys: string[] }> {
  const rows = await sql.rows<{ hotel_id: number; openable: boolean; missing: string[] | null }>(
    `SELECT hotel_id, bool_or(key_id = ANY(:keys)) AS openable,
            array_agg(DISTINCT key_id) FILTER (WHERE key_id <> ALL(:keys)) AS missing
       FROM heyawari.ota_import_cache
      WHERE status IN ('received', 'pending', 'retrying', 'waiting') AND next_attempt_at <= :now
      GROUP BY hotel_id ORDER BY hotel_id`,
    { now, keys },
  );
  return {
    hotels: rows.filter((row) => row.openable).map((row) => hotelId(row.hotel_id)),
    missingKeys: [...new Set(rows.flatMap((row) => row.missing ?? []))],
  };
}
