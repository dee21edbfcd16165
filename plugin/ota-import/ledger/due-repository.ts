// The SQL of what is due: hotels, and in a hotel the bookings with messages to be tried, with all that is known of those bookings.
import { type AgencyKey, type AgencyOf, noAgency } from '../../domain/agency.js';
import type { ReportKind } from '../../domain/booking-report.js';
import type { HotelDate } from '../../domain/hotel-date.js';
import {
  bookingNumber,
  type BookingNumber,
  type HotelId,
  hotelId,
  messageId,
  type MessageId,
} from '../../domain/ids.js';
import type { HotelSql, HotelTx, Sql } from '../../platform/database/index.js';
import type { LedgerEntry, MessageStatus } from './entry.js';
import { systemTries } from './system-tries.js';

const importLock = 0x4849;

/**
 * One importer per hotel at a time, in all processes, since its messages are read and applied in order. Waits for its turn; released when the
 * transaction ends.
 */
export async function lockImport(tx: HotelTx): Promise<void> {
  await tx.rows(`SELECT pg_advisory_xact_lock(${importLock}, :hotel)`, { hotel: tx.hotel });
}

/** What a process may take up: due at `now`, and sealed with one of the `keys` that it has. The rest waits for a process that has them. */
export interface Openable {
  readonly now: Date;
  readonly keys: readonly string[];
}

/** The key that a message's text is under: its own, or its body's. Null where the text is kept no more. */
export const textKey = 'COALESCE(key_id, text_key_id)';

/** To be applied at once. */
const isDue = `status IN ('pending', 'retrying', 'waiting') AND next_attempt_at <= :now AND ${textKey} = ANY(:keys)`;

/** Arrives until `urgentUntil`, or has no arrival: a cancellation. As the index by receipt has it. */
const arrival = `COALESCE(check_in, '-infinity')`;
const isUrgent = `${arrival} <= CAST(:urgentUntil AS date)`;
const waitsForRoom = `status = 'pending' AND failure_code = 'no_availability' AND check_in IS NOT NULL`;

/** The messages of one booking, duplicates left out, in order of receipt; `due`: those to be tried now, which may be none. */
export interface DueBooking {
  readonly entries: readonly LedgerEntry[];
  readonly due: ReadonlySet<MessageId>;
}

interface EntryRow {
  readonly id: string;
  readonly booking_number: string;
  readonly agency: string | null;
  readonly received_at: Date;
  readonly attempts: number;
  readonly system_tries: number;
  readonly data_id: string | null;
  readonly version: number | null;
  readonly sent: string | null;
  readonly kind: ReportKind | null;
  readonly status: MessageStatus;
  readonly failure_code: string | null;
  readonly effect: number | null;
  readonly turn_after: string | null;
  readonly settles_booking: boolean | null;
  readonly rejected: boolean | null;
}

interface DueRow extends EntryRow {
  readonly due: boolean;
}

/** Of messages `c`. */
const entryColumns = `c.id, c.booking_number, c.agency, c.received_at, c.attempts, ${systemTries('c')} AS system_tries, c.data_id, c.version, c.sent, c.kind, c.status, c.failure_code,
  c.effect, c.turn_after, c.resolution <> 'kept' AS settles_booking, c.resolution = 'kept' AS rejected`;

const toEntry = (row: EntryRow, agency: AgencyKey): LedgerEntry => ({
  id: messageId(Number(row.id)),
  bookingNumber: bookingNumber(row.booking_number),
  agency,
  receivedAt: row.received_at,
  attempts: row.attempts,
  systemTries: row.system_tries,
  dataId: row.data_id ?? undefined,
  version: row.version ?? undefined,
  sent: row.sent ?? undefined,
  kind: row.kind ?? undefined,
  status: row.status,
  failureCode: row.failure_code ?? undefined,
  effect: row.effect ?? undefined,
  turnAfter: row.turn_after === null ? undefined : messageId(Number(row.turn_after)),
  settlesBooking: row.settles_booking === true,
  rejected: row.rejected === true,
});

/**
 * The messages of one number by agency, since it is unique within an agency only. One that names no company belongs to the only company that
 * has the number, and is a booking of its own where there are several.
 */
function bookingsOf(rows: readonly DueRow[], agencyOf: AgencyOf): DueBooking[] {
  const named = new Set(rows.flatMap(({ agency }) => (agency === null ? [] : agencyOf(agency))));
  const only = named.size === 1 ? [...named][0]! : noAgency;
  const agencyOfRow = ({ agency }: EntryRow) => (agency === null ? only : agencyOf(agency));
  return [...Map.groupBy(rows, agencyOfRow)].map(([agency, ofBooking]) => ({
    entries: ofBooking.map((row) => toEntry(row, agency)),
    due: new Set(ofBooking.filter(({ due }) => due).map(({ id }) => messageId(Number(id)))),
  }));
}

/** Whether there is any, by the index whose first entry is the answer: PostgreSQL would look for one anywhere in the table without the order. */
const anyDue = (kind: string, order: string) =>
  `(SELECT true FROM heyawari.ota_import_cache WHERE hotel_id = :hotel AND ${isDue} AND ${kind} ORDER BY ${order} LIMIT 1)`;
const isAnyUrgent = anyDue(isUrgent, arrival);
const isAnyWithoutRoom = anyDue(waitsForRoom, 'next_attempt_at');

/**
 * The first due messages of a kind: each is found by an index that has the order, so none looks at all that is due; and only where there is any,
 * so none goes through all that waits.
 */
const firstDue = (section: number, kind: string, order: 'check_in' | 'id') =>
  `(SELECT ${section} AS section, id, booking_number, ${order === 'check_in' ? 'check_in' : 'CAST(NULL AS date) AS check_in'}
      FROM heyawari.ota_import_cache WHERE hotel_id = :hotel AND ${isDue} AND ${kind}
     ORDER BY ${order === 'check_in' ? 'check_in, id' : 'id'} LIMIT :limit)`;

const inTurn = [
  firstDue(
    1,
    `${isAnyWithoutRoom} AND ${waitsForRoom} AND check_in <= CAST(:urgentUntil AS date) AND id <> ALL(:last)`,
    'check_in',
  ),
  firstDue(2, `${isAnyUrgent} AND (${waitsForRoom}) IS NOT TRUE AND ${isUrgent} AND id <> ALL(:last)`, 'id'),
  firstDue(
    3,
    `${isAnyWithoutRoom} AND ${waitsForRoom} AND check_in > CAST(:urgentUntil AS date) AND id <> ALL(:last)`,
    'check_in',
  ),
  firstDue(4, `(${waitsForRoom}) IS NOT TRUE AND NOT ${isUrgent} AND id <> ALL(:last)`, 'id'),
].join(' UNION ALL ');
const afterAll = firstDue(5, 'id = ANY(:last)', 'id');

/**
 * All bookings with one of the first `limit` messages to be tried at `now`: those that arrive until `urgentUntil` first, then those that have
 * waited for a room, in order of check-in, then as they came; messages in `last` after all others.
 */
export async function dueBookings(
  sql: HotelSql,
  { now, keys }: Openable,
  urgentUntil: HotelDate,
  last: readonly MessageId[],
  limit: number,
  agencyOf: AgencyOf,
): Promise<DueBooking[]> {
  const inOrder = last.length === 0 ? inTurn : `${inTurn} UNION ALL ${afterAll}`;
  const rows = await sql.rows<DueRow>(
    `WITH first AS (SELECT booking_number, row_number() OVER (ORDER BY section, check_in, id) AS place FROM (${inOrder}) AS f
                     ORDER BY place LIMIT :limit),
          due AS (SELECT booking_number, min(place) AS place FROM first GROUP BY booking_number)
     SELECT ${entryColumns}, ${isDue} AS due
       FROM due JOIN heyawari.ota_import_cache c ON c.hotel_id = :hotel AND c.booking_number = due.booking_number
      WHERE c.status <> 'duplicate' ORDER BY due.place, c.id`,
    { hotel: sql.hotel, now, keys, urgentUntil, last, limit },
  );
  return [...Map.groupBy(rows, (row) => row.booking_number).values()].flatMap((ofNumber) =>
    bookingsOf(ofNumber, agencyOf),
  );
}

/** All bookings of that number, of whose messages `id` is to be tried now, whenever it is due. */
export async function bookingsOfNumber(
  tx: HotelTx,
  number: BookingNumber,
  id: MessageId,
  agencyOf: AgencyOf,
): Promise<DueBooking[]> {
  const rows = await tx.rows<DueRow>(
    `SELECT ${entryColumns}, c.id = :id AS due FROM heyawari.ota_import_cache c
      WHERE c.hotel_id = :hotel AND c.booking_number = :number AND c.status <> 'duplicate' ORDER BY c.id`,
    { hotel: tx.hotel, number, id },
  );
  return bookingsOf(rows, agencyOf);
}

/** Whether the first of the messages due is one of those until `urgentUntil`; undefined where none is due. */
export async function firstDueIsUrgent(
  sql: HotelSql,
  { now, keys }: Openable,
  urgentUntil: HotelDate,
): Promise<boolean | undefined> {
  const first = `(SELECT false FROM heyawari.ota_import_cache WHERE hotel_id = :hotel AND ${isDue} ORDER BY id LIMIT 1)`;
  const row = await sql.row<{ urgent: boolean | null }>(
    `SELECT CASE WHEN ${isAnyUrgent} THEN true ELSE ${first} END AS urgent`,
    { hotel: sql.hotel, now, keys, urgentUntil },
  );
  return row?.urgent ?? undefined;
}

const toImport = `status IN ('received', 'pending', 'retrying', 'waiting')`;
/** Of those due, so many of a hotel are looked at for keys that are missing. */
const mostLookedAt = 200;

/**
 * Hotels with something to read or to try at `now`, and the keys without which some of what is due longest must wait: a message under such a
 * key alone is nothing to ask for.
 */
export async function dueHotels(
  sql: Sql,
  { now, keys }: Openable,
): Promise<{ hotels: HotelId[]; missingKeys: string[] }> {
  const ofHotel = `FROM heyawari.ota_import_cache WHERE hotel_id = hotels.id AND ${toImport} AND next_attempt_at <= :now`;
  const nextHotel = (after: string) =>
    `(SELECT hotel_id FROM heyawari.ota_import_cache WHERE ${toImport}${after} ORDER BY hotel_id LIMIT 1)`;
  const rows = await sql.rows<{ hotel_id: number; openable: boolean; missing: string[] | null }>(
    `WITH RECURSIVE hotels AS (
       SELECT ${nextHotel('')} AS id
       UNION ALL
       SELECT ${nextHotel(' AND hotel_id > hotels.id')} FROM hotels WHERE hotels.id IS NOT NULL)
     SELECT hotels.id AS hotel_id, first.missing,
            CASE WHEN first.openable THEN true
                 ELSE COALESCE((SELECT true ${ofHotel} AND ${textKey} = ANY(:keys) ORDER BY next_attempt_at, id LIMIT 1), false) END AS openable
       FROM hotels, LATERAL (
         SELECT bool_or(key = ANY(:keys)) AS openable, array_agg(DISTINCT key) FILTER (WHERE key <> ALL(:keys)) AS missing
           FROM (SELECT ${textKey} AS key ${ofHotel} ORDER BY next_attempt_at, id LIMIT ${mostLookedAt}) AS longest) AS first
      WHERE hotels.id IS NOT NULL ORDER BY hotels.id`,
    { now, keys },
  );
  return {
    hotels: rows.filter((row) => row.openable).map((row) => hotelId(row.hotel_id)),
    missingKeys: [...new Set(rows.flatMap((row) => row.missing ?? []))],
  };
}
