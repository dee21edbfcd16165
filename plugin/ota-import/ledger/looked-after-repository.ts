// The SQL of messages as people look after them: lists, one with its history, and what a person makes of it.
import type { ReportKind } from '../../domain/booking-report.js';
import type { BookingNumber, MessageId } from '../../domain/ids.js';
import type { HotelDate } from '../../domain/hotel-date.js';
import type { FailureClass } from '../../domain/import-failure.js';
import type { ImportWarning } from '../../domain/import-warning.js';
import { Refusal } from '../../domain/refusal.js';
import type { HotelSql, HotelTx } from '../../platform/database/index.js';
import type { Sealed } from '../../platform/encryption/index.js';
import type { MessageStatus } from './entry.js';
import {
  editedColumns,
  type EditedColumns,
  editedText,
  storedText,
  type StoredText,
  textColumns,
  type TextColumns,
} from './messages-repository.js';
import type { After } from './transitions.js';

export const messageStates = ['held', 'failed', 'waiting', 'done'] as const;
export type MessageState = (typeof messageStates)[number];

/** What lists are asked for: one state, or all that a person must see to. */
export const askedStates = [...messageStates, 'attention'] as const;

export const messageOrders = ['urgency', 'received', 'check_in', 'next_attempt'] as const;
export type MessageOrder = (typeof messageOrders)[number];

export const resolutions = [
  'entered_by_hand',
  'done_in_pms',
  'housed_elsewhere',
  'cancellation_requested',
] as const;
/** `kept`: the booking stays as it is, whatever the message says. */
export type Resolution = (typeof resolutions)[number] | 'kept';

export interface StoredMessage {
  readonly id: MessageId;
  readonly version: number;
  readonly state: MessageState;
  readonly status: MessageStatus;
  readonly kind: ReportKind | null;
  readonly agency: string | null;
  readonly bookingNumber: BookingNumber | null;
  readonly checkIn: HotelDate | null;
  readonly receivedAt: Date;
  readonly failureCode: string | null;
  readonly failureParams: Readonly<Record<string, string | number>>;
  readonly failureClass: FailureClass | null;
  readonly attempts: number;
  readonly nextAttemptAt: Date | null;
  readonly resolution: Resolution | null;
  readonly warnings: readonly ImportWarning[];
}

const stateOf = `CASE WHEN c.status = 'failed' THEN CASE WHEN c.failure_class = 'needs_person' THEN 'held' ELSE 'failed' END
  WHEN c.status IN ('received', 'pending', 'retrying', 'waiting') THEN 'waiting' ELSE 'done' END`;

const columns = `CAST(c.id AS double precision) AS id, c.revision AS version, ${stateOf} AS state, c.status, c.kind, c.agency,
  c.booking_number AS "bookingNumber", to_char(c.check_in, 'YYYY-MM-DD') AS "checkIn", c.received_at AS "receivedAt",
  c.failure_code AS "failureCode", coalesce(c.failure_params, '{}') AS "failureParams", c.failure_class AS "failureClass", c.attempts,
  c.next_attempt_at AS "nextAttemptAt", c.resolution, coalesce(c.warnings, '[]') AS warnings`;

/** So written that each state is found by the partial index of its statuses. */
const inState: Readonly<Record<(typeof askedStates)[number], string>> = {
  attention: `c.status = 'failed'`,
  held: `c.status = 'failed' AND c.failure_class = 'needs_person'`,
  failed: `c.status = 'failed' AND c.failure_class IS DISTINCT FROM 'needs_person'`,
  waiting: `c.status IN ('received', 'pending', 'retrying', 'waiting')`,
  done: `c.status IN ('imported', 'resolved', 'duplicate', 'superseded', 'ignored')`,
};
const isOpen = `c.status IN ('failed', 'received', 'pending', 'retrying', 'waiting')`;

const orderBy: Readonly<Record<MessageOrder, string>> = {
  // As the index of open messages has it.
  urgency: `CASE WHEN c.status <> 'failed' THEN 2 WHEN c.failure_class = 'needs_person' THEN 0 ELSE 1 END, c.id DESC`,
  received: 'c.id DESC',
  check_in: 'c.check_in NULLS LAST, c.id DESC',
  next_attempt: 'c.next_attempt_at NULLS LAST, c.id',
};

/** The order that the index of a state has: counted in it, none of the others is looked at, whatever the table's statistics say. */
const indexed: Readonly<Record<(typeof askedStates)[number], string>> = {
  ...{ attention: 'c.id', held: 'c.id', failed: 'c.id', done: 'c.id DESC' },
  waiting: 'c.next_attempt_at, c.id',
};

export interface MessageFilter {
  /** Undefined: whatever is open; of a booking, whatever there is. */
  readonly state: (typeof askedStates)[number] | undefined;
  readonly numbers: readonly BookingNumber[] | undefined;
  /** Part of a booking number or of an agency's name. */
  readonly search: string | undefined;
  /** Those with warnings alone, and then whatever there is, unless a state is asked for. */
  readonly withWarnings: boolean;
}

/** Counting goes no further: the history of years is not gone through for a figure. */
const mostCounted = 1_000;

const conditionOf = ({ state, numbers, search, withWarnings }: MessageFilter): string =>
  [
    'c.hotel_id = :hotel',
    ...(state ? [inState[state]] : numbers || withWarnings ? [] : [isOpen]),
    ...(withWarnings ? ['c.warnings IS NOT NULL'] : []),
    ...(numbers ? ['c.booking_number = ANY(:numbers)'] : []),
    ...(search === undefined
      ? []
      : [
          `(strpos(lower(c.booking_number), lower(:search)) > 0 OR strpos(lower(c.agency), lower(:search)) > 0)`,
        ]),
  ].join(' AND ');

/** Years of what is done, or was odd, are not sorted for a page. */
const isNewestFirst = ({ state, withWarnings }: MessageFilter): boolean => state === 'done' || withWarnings;

function countedIn(filter: MessageFilter): string {
  if (filter.withWarnings) return orderBy.received;
  if (filter.state) return indexed[filter.state];
  return filter.numbers ? 'c.id' : orderBy.urgency;
}

/** What is done, and what is asked for by its warnings, comes newest first, whatever order is asked for. */
export async function listMessages(
  sql: HotelSql,
  filter: MessageFilter,
  order: MessageOrder,
  range: { readonly offset: number; readonly limit: number },
): Promise<{ readonly messages: readonly StoredMessage[]; readonly total: number }> {
  const condition = conditionOf(filter);
  const { numbers, search } = filter;
  const bindings = { hotel: sql.hotel, ...(numbers && { numbers }), ...(search !== undefined && { search }) };
  const messages = await sql.rows<StoredMessage>(
    `SELECT ${columns} FROM heyawari.ota_import_cache c WHERE ${condition}
      ORDER BY ${orderBy[isNewestFirst(filter) ? 'received' : order]} OFFSET :offset LIMIT :limit`,
    { ...bindings, ...range },
  );
  const counted = await sql.row<{ total: number }>(
    `SELECT CAST(count(*) AS integer) AS total
       FROM (SELECT FROM heyawari.ota_import_cache c WHERE ${condition} ORDER BY ${countedIn(filter)} LIMIT ${mostCounted}) AS counted`,
    bindings,
  );
  return { messages, total: counted?.total ?? 0 };
}

export const messageById = (sql: HotelSql, id: MessageId): Promise<StoredMessage | undefined> =>
  sql.row<StoredMessage>(
    `SELECT ${columns} FROM heyawari.ota_import_cache c WHERE c.hotel_id = :hotel AND c.id = :id`,
    { hotel: sql.hotel, id },
  );

/** More of one booking say nothing to a person. */
const mostTold = 100;

export const messagesOfBooking = (
  sql: HotelSql,
  number: BookingNumber,
  except: MessageId,
): Promise<StoredMessage[]> =>
  sql.rows<StoredMessage>(
    `SELECT ${columns} FROM heyawari.ota_import_cache c
      WHERE c.hotel_id = :hotel AND c.booking_number = :number AND c.id <> :except ORDER BY c.id DESC LIMIT ${mostTold}`,
    { hotel: sql.hotel, number, except },
  );

/** Open messages of booking numbers, but for cancellations; the newest first, at most `limit`. */
export const openOfNumbers = (
  sql: HotelSql,
  numbers: readonly BookingNumber[],
  limit: number,
): Promise<StoredMessage[]> =>
  sql.rows<StoredMessage>(
    `SELECT ${columns} FROM heyawari.ota_import_cache c
      WHERE c.hotel_id = :hotel AND c.booking_number = ANY(:numbers) AND ${isOpen} AND c.kind IS DISTINCT FROM 'cancellation'
      ORDER BY c.id DESC LIMIT :limit`,
    { hotel: sql.hotel, numbers, limit },
  );

export interface LoggedAttempt {
  readonly at: Date;
  readonly trigger: 'initial' | 'retry' | 'manual';
  readonly action: string | null;
  readonly status: string;
  readonly failureCode: string | null;
  readonly failureParams: StoredMessage['failureParams'];
  readonly durationMs: number;
  readonly userId: number | null;
  /** 担当者 by the audit log, where the login is shared. */
  readonly clerk: string | null;
  readonly note: Sealed | null;
}

export async function attemptsOf(sql: HotelSql, id: MessageId): Promise<LoggedAttempt[]> {
  const rows = await sql.rows<Omit<LoggedAttempt, 'note'> & { keyId: string | null; bytes: Buffer | null }>(
    `SELECT attempted_at AS at, trigger, action, status, failure_code AS "failureCode", coalesce(failure_params, '{}') AS "failureParams",
            duration_ms AS "durationMs", l.user_id AS "userId", deed.clerk, note_key_id AS "keyId", sealed_note AS bytes
       FROM heyawari.ota_import_log l
       LEFT JOIN LATERAL (
         SELECT a.clerk FROM heyawari.audit_log a
          WHERE a.hotel_id = l.hotel_id AND a.subject = :subject AND a.correlation_id = l.correlation_id AND a.user_id = l.user_id
            AND a.clerk IS NOT NULL
          ORDER BY a.id DESC LIMIT 1) AS deed ON true
      WHERE l.hotel_id = :hotel AND message_id = :id ORDER BY l.id DESC LIMIT ${mostTold}`,
    { hotel: sql.hotel, id, subject: `ota-message:${id}` },
  );
  return rows.map(({ keyId, bytes, ...row }) => ({ ...row, note: keyId && bytes ? { keyId, bytes } : null }));
}

export interface OpenBooking {
  readonly agency: string | null;
  readonly bookingNumber: BookingNumber;
  readonly state: MessageState;
  readonly count: number;
  readonly newestMessageId: number;
}

/** Bookings with open messages, the newest first: at most `limit`. */
export function openBookings(sql: HotelSql, limit: number): Promise<OpenBooking[]> {
  return sql.rows<OpenBooking>(
    `SELECT c.booking_number AS "bookingNumber", c.agency, CAST(count(*) AS integer) AS count,
            CAST(max(c.id) AS double precision) AS "newestMessageId",
            CASE WHEN bool_or(${inState.held}) THEN 'held' WHEN bool_or(${inState.failed}) THEN 'failed' ELSE 'waiting' END AS state
       FROM heyawari.ota_import_cache c
      WHERE c.hotel_id = :hotel AND ${isOpen} AND c.booking_number IS NOT NULL
      GROUP BY c.booking_number, c.agency ORDER BY max(c.id) DESC LIMIT :limit`,
    { hotel: sql.hotel, limit },
  );
}

export interface MessageTexts {
  readonly receivedAt: Date;
  readonly claimsIdentity: boolean;
  readonly original: StoredText;
  readonly edited: StoredText | undefined;
}

/** Undefined where they have been purged. */
export async function storedTexts(sql: HotelSql, id: MessageId): Promise<MessageTexts | undefined> {
  const row = await sql.row<TextColumns & EditedColumns & { claims_identity: boolean; received_at: Date }>(
    `SELECT received_at, claims_identity, ${textColumns}, ${editedColumns} FROM heyawari.ota_import_cache
      WHERE hotel_id = :hotel AND id = :id`,
    { hotel: sql.hotel, id },
  );
  if (!row) throw new Error(`message ${id} is gone`);
  const original = storedText(row);
  const { claims_identity: claimsIdentity, received_at: receivedAt } = row;
  return original && { receivedAt, claimsIdentity, original, edited: editedText(row) };
}

/** Throws a Refusal where they have been purged: then there is nothing to look at or to do any more. */
export async function textsOf(sql: HotelSql, id: MessageId): Promise<MessageTexts> {
  const texts = await storedTexts(sql, id);
  if (!texts) throw new Refusal('not_found', 'imports.text_purged', { message: id });
  return texts;
}

export interface Settled {
  readonly status: After<'resolved' | 'ignored'>;
  readonly resolution: Resolution | undefined;
  /** Where the PMS now says what the message says: it was the n-th of its booking to take effect. */
  readonly effect: number | undefined;
}

/** A person's last word on it. Why it needed one stays written. */
export async function settle(
  tx: HotelTx,
  id: MessageId,
  { status, resolution, effect }: Settled,
  now: Date,
): Promise<void> {
  await tx.run(
    `UPDATE heyawari.ota_import_cache
        SET status = :status, resolution = :resolution, effect = :effect, finished_at = :now, next_attempt_at = NULL,
            report_form = NULL, report_key_id = NULL, sealed_report = NULL
      WHERE hotel_id = :hotel AND id = :id`,
    { hotel: tx.hotel, id, status, now, resolution: resolution ?? null, effect: effect ?? null },
  );
}

/** Kept beside the original, and read instead of it from now on. */
export async function saveEdited(tx: HotelTx, id: MessageId, { keyId, bytes }: Sealed): Promise<void> {
  await tx.run(
    `UPDATE heyawari.ota_import_cache SET edited_key_id = :keyId, sealed_edited = :bytes WHERE hotel_id = :hotel AND id = :id`,
    { hotel: tx.hotel, id, keyId, bytes },
  );
}
