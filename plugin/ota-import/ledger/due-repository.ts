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
const entryColumns = `c.id, c.booking_number, c.agency, c.received_at, c.attempts, c.data_id, c.version, c.sent, c.kind, c.status, c.failure_code,
  c.effect, c.turn_after, c.resolution <> 'kept' AS settles_booking, c.resolution = 'kept' AS rejected`;

const toEntry = (row: EntryRow, agency: AgencyKey): LedgerEntry => ({
  id: messageId(Number(row.id)),
  bookingNumber: bookingNumber(row.booking_number),
  agency,
  receivedAt: row.received_at,
  attempts: row.attempts,
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

/**
 * All bookings of at most `limit` numbers with messages to be tried at `now`: numbers that arrive until `urgentUntil` first, then those that have
 * waited for a room, in order of check-in, then as their first message came; those of which nothing but messages in `last` is due after all others.
 */
export async function dueBookings(
  tx: HotelTx,
  { now, keys }: Openable,
  urgentUntil: HotelDate,
  last: readonly MessageId[],
  limit: number,
  agencyOf: AgencyOf,
): Promise<DueBooking[]> {
  const rows = await tx.rows<DueRow>(
    `WITH due AS (
       SELECT booking_number, min(id) AS first, bool_or(COALESCE(check_in <= :urgentUntil, true)) AS urgent,
              bool_and(id = ANY(:last)) AS last, min(check_in) FILTER (WHERE failure_code = 'no_availability') AS waited
         FROM heyawari.ota_import_cache WHERE hotel_id = :hotel AND ${isDue}
        GROUP BY booking_number ORDER BY last, urgent DESC, waited NULLS LAST, first LIMIT :limit)
     SELECT ${entryColumns}, ${isDue} AS due
       FROM due JOIN heyawari.ota_import_cache c ON c.hotel_id = :hotel AND c.booking_number = due.booking_number
      WHERE c.status <> 'duplicate' ORDER BY due.last, due.urgent DESC, due.waited NULLS LAST, due.first, c.id`,
    { hotel: tx.hotel, now, keys, urgentUntil, last, limit },
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
  const row = await sql.row<{ urgent: boolean | null }>(
    `SELECT bool_or(COALESCE(check_in <= :urgentUntil, true)) AS urgent FROM heyawari.ota_import_cache
      WHERE hotel_id = :hotel AND ${isDue}`,
    { hotel: sql.hotel, now, keys, urgentUntil },
  );
  return row?.urgent ?? undefined;
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
    `SELECT hotel_id, bool_or(${textKey} = ANY(:keys)) AS openable,
            array_agg(DISTINCT ${textKey}) FILTER (WHERE ${textKey} <> ALL(:keys)) AS missing
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
