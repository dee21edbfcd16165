// The SQL of messages one by one: stored before they are read, identified, kept for a later try.
import type { ReportHeader } from '../../domain/booking-report.js';
import { type HotelDate, hotelDate } from '../../domain/hotel-date.js';
import {
  messageId,
  type MessageId,
  outputRowId,
  type OutputRowId,
  type RoomTypeId,
  roomTypeId,
} from '../../domain/ids.js';
import { type FailureCode, importFailure, type ImportFailure } from '../../domain/import-failure.js';
import { type ImportWarning, mostWarnings } from '../../domain/import-warning.js';
import { correlationId } from '../../platform/context.js';
import type { HotelSql, HotelTx } from '../../platform/database/index.js';
import type { Sealed } from '../../platform/encryption/index.js';
import type { Attempt } from './attempts-repository.js';
import type { TextPlace } from './body-parts.js';
import { type Openable, textKey } from './due-repository.js';
import type { HandledMessage, LedgerEntry } from './entry.js';
import type { NextStep } from './retry-policy.js';
import type { After } from './transitions.js';
import type { WaitingMessage } from './waking.js';
import { systemTries } from './system-tries.js';

/** Where the text of a message is: sealed for itself, as builds before stored it, or in the body of its delivery. */
export type StoredText =
  { readonly kind: 'sealed'; readonly sealed: Sealed } | ({ readonly kind: 'in_body' } & TextPlace);

/** The columns that say so. */
export interface TextColumns {
  readonly output_id: string;
  readonly key_id: string | null;
  readonly sealed_xml: Buffer | null;
  readonly text_offset: number | null;
  readonly text_length: number | null;
}

export const textColumns = 'output_id, key_id, sealed_xml, text_offset, text_length';

/** Undefined where it has been purged. */
export function storedText(row: TextColumns): StoredText | undefined {
  const { key_id: keyId, sealed_xml: bytes, text_offset: offset, text_length: length } = row;
  if (keyId !== null && bytes !== null) return { kind: 'sealed', sealed: { keyId, bytes } };
  if (offset === null || length === null) return undefined;
  return { kind: 'in_body', output: outputRowId(Number(row.output_id)), offset, length };
}

/** A person's corrections, beside the original. */
export interface EditedColumns {
  readonly edited_key_id: string | null;
  readonly sealed_edited: Buffer | null;
}

export const editedColumns = 'edited_key_id, sealed_edited';

export const editedText = ({
  edited_key_id: keyId,
  sealed_edited: bytes,
}: EditedColumns): StoredText | undefined =>
  keyId !== null && bytes !== null ? { kind: 'sealed', sealed: { keyId, bytes } } : undefined;

/** A message of a delivery, by where it lies in the body. */
export interface NewMessage {
  readonly offset: number;
  readonly length: number;
  readonly contentHash: Buffer;
}

/** A delivery that is stored, and the key that its body is under. */
export interface BodyOfDelivery {
  readonly output: OutputRowId;
  readonly keyId: string;
}

/**
 * A row per message of a delivery, whose body is under the key `keyId`. Those that are stored already are left alone: of this delivery, or of
 * one that broke off, which comes again and again until it comes whole.
 */
export async function storeMessages(
  tx: HotelTx,
  { output, keyId }: BodyOfDelivery,
  messages: readonly NewMessage[],
  receivedAt: Date,
): Promise<number> {
  if (messages.length === 0) return 0;
  return tx.run(
    `INSERT INTO heyawari.ota_import_cache
       (hotel_id, output_id, position, content_hash, text_key_id, text_offset, text_length, received_at, next_attempt_at)
     SELECT :hotel, :output, m.number - 1, m.hash, :keyId, m.text_offset, m.text_length, :receivedAt, :receivedAt
       FROM unnest(CAST(:hashes AS bytea[]), CAST(:offsets AS integer[]), CAST(:lengths AS integer[]))
         WITH ORDINALITY AS m(hash, text_offset, text_length, number)
      WHERE NOT EXISTS (
        SELECT FROM heyawari.ota_outputs o JOIN heyawari.ota_import_cache c ON c.hotel_id = o.hotel_id AND c.output_id = o.id
         WHERE o.hotel_id = :hotel AND NOT o.complete AND o.id <> :output AND c.content_hash = m.hash)
      ORDER BY m.number
     ON CONFLICT ON CONSTRAINT ota_import_cache_one_row_per_message DO NOTHING`,
    {
      ...{ hotel: tx.hotel, output, keyId, receivedAt },
      hashes: messages.map((message) => message.contentHash),
      offsets: messages.map((message) => message.offset),
      lengths: messages.map((message) => message.length),
    },
  );
}

/** A message with its text, which nobody has read yet. */
export interface UnreadMessage extends HandledMessage {
  readonly contentHash: Buffer;
  readonly stored: StoredText;
}

/** In order of receipt, those in `last` after the others. */
export async function unreadMessages(
  sql: HotelSql,
  { now, keys }: Openable,
  last: readonly MessageId[],
  limit: number,
): Promise<UnreadMessage[]> {
  const rows = await sql.rows<
    TextColumns & {
      id: string;
      content_hash: Buffer;
      received_at: Date;
      attempts: number;
      system_tries: number;
    }
  >(
    `SELECT id, content_hash, ${textColumns}, received_at, attempts, ${systemTries('m')} AS system_tries
       FROM heyawari.ota_import_cache m
      WHERE hotel_id = :hotel AND status = 'received' AND next_attempt_at <= :now AND ${textKey} = ANY(:keys)
      ORDER BY id = ANY(:last), id LIMIT :limit`,
    { hotel: sql.hotel, now, keys, last, limit },
  );
  return rows.map((row) => ({
    id: messageId(Number(row.id)),
    contentHash: row.content_hash,
    // What has not been read yet is never purged.
    stored: storedText(row)!,
    receivedAt: row.received_at,
    attempts: row.attempts,
    systemTries: row.system_tries,
  }));
}

/** What a message says, sealed, in a form that a build understands or not. */
export interface SealedReport {
  readonly form: number;
  readonly sealed: Sealed;
}

/** A message that was read before: its report where it is in the `form` asked for and under one of the `keys`, else its text, with a person's corrections where there are any. */
export interface StoredReport {
  readonly id: MessageId;
  readonly kind: 'report' | 'text';
  readonly stored: StoredText;
}

/** In any order, without those whose texts have been purged. */
export async function storedReports(
  tx: HotelTx,
  ids: readonly MessageId[],
  form: number,
  keys: readonly string[],
): Promise<StoredReport[]> {
  if (ids.length === 0) return [];
  const rows = await tx.rows<
    TextColumns & EditedColumns & { id: string; report_key_id: string; report: Buffer | null }
  >(
    `SELECT id, ${textColumns}, ${editedColumns}, report_key_id,
            CASE WHEN report_form = :form AND report_key_id = ANY(:keys) THEN sealed_report END AS report
       FROM heyawari.ota_import_cache WHERE hotel_id = :hotel AND id = ANY(:ids)`,
    { hotel: tx.hotel, ids, form, keys },
  );
  return rows.flatMap((row): StoredReport[] => {
    const id = messageId(Number(row.id));
    if (row.report) {
      const sealed = { keyId: row.report_key_id, bytes: row.report };
      return [{ id, kind: 'report', stored: { kind: 'sealed', sealed } }];
    }
    const stored = editedText(row) ?? storedText(row);
    return stored ? [{ id, kind: 'text', stored }] : [];
  });
}

/** The highest report number of each agency so far, where its message came after `known`: what followed an older one may be forgotten. */
export async function lastReportNumbers(
  tx: HotelTx,
  agencies: readonly string[],
  known: Date,
): Promise<Map<string, number>> {
  const rows = await tx.rows<{ agency: string; last: string }>(
    `SELECT a.agency, c.report_number AS last
       FROM unnest(CAST(:agencies AS text[])) AS a(agency)
      CROSS JOIN LATERAL (SELECT report_number, received_at FROM heyawari.ota_import_cache
                           WHERE hotel_id = :hotel AND agency = a.agency AND report_number IS NOT NULL
                           ORDER BY report_number DESC LIMIT 1) AS c
      WHERE c.received_at > :known`,
    { hotel: tx.hotel, agencies, known },
  );
  return new Map(rows.map(({ agency, last }) => [agency, Number(last)]));
}

export interface Identified {
  readonly id: MessageId;
  readonly header: ReportHeader;
  readonly checkIn: HotelDate | undefined;
  /** Of its rooms, each once; undefined of what could not be read. */
  readonly roomCodes: readonly string[] | undefined;
  /** Of each of its rooms that has several, its codes. */
  readonly changingCodes: readonly (readonly string[])[];
  readonly claimsIdentity: boolean;
  /** Of what it says, in the present form; undefined of what is no report. */
  readonly identityHash: Buffer | undefined;
  readonly status: After<'read' | 'recognised' | 'refused' | 'came_whole'>;
  /** What it says, where it is to be applied. */
  readonly report: SealedReport | undefined;
  readonly failure: ImportFailure | undefined;
  readonly warnings: readonly ImportWarning[];
  /** Of the reading, for the log of attempts; undefined where a person has it read, who is logged otherwise. */
  readonly attempt?: Pick<Attempt, 'trigger' | 'durationMs'>;
}

/** Writes what reading the messages told; and a row of the log for each that is not to be applied. */
export async function saveIdentified(
  tx: HotelTx,
  messages: readonly Identified[],
  form: number | undefined,
  now: Date,
): Promise<void> {
  const rows = messages.map(({ id, header, failure, report, warnings, attempt, ...message }) => {
    const { checkIn, roomCodes, changingCodes, claimsIdentity, identityHash, status } = message;
    return {
      id,
      trigger: attempt?.trigger ?? null,
      duration_ms: attempt?.durationMs ?? null,
      data_id: header.dataId ?? null,
      version: header.version ?? null,
      sent: header.sent ?? null,
      kind: header.kind ?? null,
      booking_number: header.bookingNumber ?? null,
      agency: header.agency ?? null,
      report_number: header.reportNumber ?? null,
      check_in: checkIn ?? null,
      room_codes: roomCodes ?? null,
      changing_codes: changingCodes.length > 0 ? changingCodes : null,
      claims_identity: claimsIdentity,
      hash_version: identityHash && form,
      identity_hash: form && identityHash?.toString('base64'),
      status,
      report_form: report?.form ?? null,
      report_key_id: report?.sealed.keyId ?? null,
      sealed_report: report?.sealed.bytes.toString('base64') ?? null,
      failure_class: failure?.class ?? null,
      failure_code: failure?.code ?? null,
      failure_params: failure?.params ?? null,
      warnings: warnings.length > 0 ? warnings : null,
    };
  });
  await tx.run(
    `WITH r AS (
       SELECT * FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r(id bigint, data_id text, version integer, sent text, kind text,
            booking_number text, agency text, report_number bigint, check_in date, room_codes text[], changing_codes jsonb, claims_identity boolean,
            hash_version integer, identity_hash text, status text, failure_class text,
            failure_code text, failure_params jsonb, warnings jsonb, report_form integer, report_key_id text, sealed_report text, trigger text,
            duration_ms integer)),
     identified AS (
     UPDATE heyawari.ota_import_cache c
        SET data_id = r.data_id, version = r.version, sent = r.sent, kind = r.kind, booking_number = r.booking_number, agency = r.agency,
            report_number = r.report_number, check_in = r.check_in, room_codes = r.room_codes, changing_codes = r.changing_codes, claims_identity = r.claims_identity,
            status = r.status, hash_version = r.hash_version, identity_hash = decode(r.identity_hash, 'base64'),
            failure_class = r.failure_class, failure_code = r.failure_code, failure_params = r.failure_params,
            report_form = r.report_form, report_key_id = r.report_key_id, sealed_report = decode(r.sealed_report, 'base64'),
            warnings = r.warnings,
            next_attempt_at = CASE WHEN r.status = 'pending' THEN CAST(:now AS timestamptz) END,
            finished_at = CASE WHEN r.status IN ('duplicate', 'superseded') THEN CAST(:now AS timestamptz) END
       FROM r WHERE c.hotel_id = :hotel AND c.id = r.id)
     INSERT INTO heyawari.ota_import_log
       (hotel_id, message_id, attempted_at, trigger, status, failure_class, failure_code, failure_params, duration_ms, correlation_id)
     SELECT :hotel, r.id, :now, r.trigger, r.status, r.failure_class, r.failure_code, r.failure_params, r.duration_ms, :correlation
       FROM r WHERE r.status <> 'pending' AND r.trigger IS NOT NULL`,
    { hotel: tx.hotel, now, rows: JSON.stringify(rows), correlation: correlationId() ?? null },
  );
}

/** What a booking without a room waits for. */
export interface Wanted {
  readonly until: HotelDate;
  readonly types: readonly RoomTypeId[];
}

/** Of a message that could not be applied: why, and when it is tried next. Being locked out is no try of its own. */
export async function saveFailure(
  tx: HotelTx,
  id: MessageId,
  failure: ImportFailure,
  next: NextStep,
  {
    wanted,
    turnAfter,
  }: { readonly wanted?: Wanted | undefined; readonly turnAfter?: MessageId | undefined } = {},
): Promise<void> {
  await tx.run(
    `UPDATE heyawari.ota_import_cache
        SET status = :status, failure_class = :class, failure_code = :code, failure_params = :params,
            next_attempt_at = :next, attempts = attempts + :counted, turn_after = coalesce(CAST(:turnAfter AS bigint), turn_after),
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
      turnAfter: turnAfter ?? null,
    },
  );
}

/** What it failed at last; undefined where it has not failed. */
export async function storedFailure(tx: HotelTx, id: MessageId): Promise<ImportFailure | undefined> {
  const row = await tx.row<{ code: FailureCode | null; params: ImportFailure['params'] | null }>(
    `SELECT failure_code AS code, failure_params AS params FROM heyawari.ota_import_cache WHERE hotel_id = :hotel AND id = :id`,
    { hotel: tx.hotel, id },
  );
  return row?.code ? importFailure(row.code, row.params ?? {}) : undefined;
}

/** What staff are told of a message before what reading it has found. */
export const addWarnings = (tx: HotelTx, id: MessageId, warnings: readonly ImportWarning[]) =>
  tx.run(
    `UPDATE heyawari.ota_import_cache
        SET warnings = jsonb_path_query_array(CAST(:warnings AS jsonb) || coalesce(warnings, '[]'), '$[0 to ${mostWarnings - 1}]')
      WHERE hotel_id = :hotel AND id = :id`,
    { hotel: tx.hotel, id, warnings: JSON.stringify(warnings) },
  );

/** Nothing was tried, so nothing counts: messages that a fault of the installation keeps are looked at again at `until`, with the turn that they have. */
export async function putOff(
  tx: HotelTx,
  messages: readonly (Pick<HandledMessage, 'id'> & Partial<Pick<LedgerEntry, 'turnAfter'>>)[],
  until: Date,
): Promise<void> {
  if (messages.length === 0) return;
  await tx.run(
    `UPDATE heyawari.ota_import_cache c SET next_attempt_at = :until, turn_after = COALESCE(m."turnAfter", c.turn_after)
       FROM jsonb_to_recordset(CAST(:messages AS jsonb)) AS m(id bigint, "turnAfter" bigint)
      WHERE c.hotel_id = :hotel AND c.id = m.id`,
    {
      hotel: tx.hotel,
      until,
      messages: JSON.stringify(messages.map(({ id, turnAfter }) => ({ id, turnAfter }))),
    },
  );
}

/** Those for which no room was free, in order of check-in, then of receipt, at most 5,000; `isDue`: they are tried at `now` in any case. */
export async function waitingForRoom(tx: HotelTx, now: Date): Promise<WaitingMessage[]> {
  const rows = await tx.rows<{
    id: string;
    arrival: string;
    until: string | null;
    types: number[] | null;
    due: boolean;
  }>(
    `SELECT id, to_char(check_in, 'YYYY-MM-DD') AS arrival, to_char(wanted_until, 'YYYY-MM-DD') AS until, wanted_types AS types,
            next_attempt_at <= :now AS due
       FROM heyawari.ota_import_cache
      WHERE hotel_id = :hotel AND status = 'pending' AND failure_code = 'no_availability' AND check_in IS NOT NULL
      ORDER BY check_in, id LIMIT 5000`,
    { hotel: tx.hotel, now },
  );
  return rows.map(({ id, arrival, until, types, due }) => ({
    message: messageId(Number(id)),
    checkIn: hotelDate(arrival),
    until: until === null ? undefined : hotelDate(until),
    types: types?.map(roomTypeId),
    isDue: due,
  }));
}

/** They are tried at `now`, where they still wait for what has just been changed: a room, or what a room code means. */
export async function tryNow(
  tx: HotelTx,
  messages: readonly MessageId[],
  waitingFor: 'no_availability' | 'room_mapping',
  now: Date,
): Promise<void> {
  if (messages.length === 0) return;
  await tx.run(
    `UPDATE heyawari.ota_import_cache SET next_attempt_at = :now
      WHERE hotel_id = :hotel AND id = ANY(:messages) AND status = 'pending' AND CAST(:waitingFor AS text) IN (failure_class, failure_code)`,
    { hotel: tx.hotel, now, messages, waitingFor },
  );
}
