// The SQL of the tries to come: messages and confirmations of a hotel in one order, by their next attempt.
import type { ReportKind } from '../../domain/booking-report.js';
import { type HotelDate, hotelDate } from '../../domain/hotel-date.js';
import type { FailureCode } from '../../domain/import-failure.js';
import type { HotelSql } from '../../platform/database/index.js';
import { systemTries } from './system-tries.js';

/** A message, or an output that is to be confirmed, as far as its next tries go by it. */
export interface PlannedRow {
  readonly what: 'message' | 'confirmation';
  readonly id: number;
  readonly bookingNumber: string | undefined;
  readonly kind: ReportKind | undefined;
  readonly checkIn: HotelDate | undefined;
  readonly receivedAt: Date;
  readonly failureCode: FailureCode | undefined;
  readonly failureParams: Readonly<Record<string, string | number>>;
  readonly attempts: number;
  /** Of a message those that are counted, in a row; 0 of an output. */
  readonly systemTries: number;
  readonly next: Date;
}

interface Row {
  readonly what: PlannedRow['what'];
  readonly id: number;
  readonly booking_number: string | null;
  readonly kind: ReportKind | null;
  readonly check_in: string | null;
  readonly received_at: Date;
  readonly failure_code: FailureCode | null;
  readonly failure_params: PlannedRow['failureParams'] | null;
  readonly attempts: number;
  readonly system_tries: number;
  readonly next: Date;
}

/** Counting goes no further. */
const mostCounted = 1_000;

/** Both in the order of their index. */
const messages = `FROM heyawari.ota_import_cache m
  WHERE hotel_id = :hotel AND status IN ('received', 'pending', 'retrying', 'waiting') AND next_attempt_at IS NOT NULL
  ORDER BY next_attempt_at, m.id`;
const confirmations = `FROM heyawari.ota_outputs o WHERE hotel_id = :hotel AND confirmation = 'pending' ORDER BY next_confirmation_at, o.id`;

/** Those that come first, each kind in the order of its index, and how many there are in all: counted up to 1,000. */
export async function plannedTries(
  sql: HotelSql,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<{ readonly tries: readonly PlannedRow[]; readonly total: number }> {
  const rows = await sql.rows<Row>(
    `SELECT * FROM (
       (SELECT 'message' AS what, CAST(id AS double precision) AS id, booking_number, kind, to_char(check_in, 'YYYY-MM-DD') AS check_in,
               received_at, failure_code, failure_params, attempts, ${systemTries('m')} AS system_tries, next_attempt_at AS next
          ${messages} LIMIT :last)
        UNION ALL
       (SELECT 'confirmation', CAST(id AS double precision), NULL, NULL, NULL, received_at, NULL, NULL, confirmation_attempts, 0,
               next_confirmation_at
          ${confirmations} LIMIT :last)) AS planned
      ORDER BY next, what, id OFFSET :offset LIMIT :limit`,
    { hotel: sql.hotel, offset, limit, last: offset + limit },
  );
  const counted = await sql.row<{ total: number }>(
    `SELECT CAST(count(*) AS integer) AS total
       FROM ((SELECT ${messages} LIMIT ${mostCounted}) UNION ALL (SELECT ${confirmations} LIMIT ${mostCounted})
              LIMIT ${mostCounted}) AS counted`,
    { hotel: sql.hotel },
  );
  const tries = rows.map((row) => ({
    ...{
      what: row.what,
      id: row.id,
      receivedAt: row.received_at,
      attempts: row.attempts,
      systemTries: row.system_tries,
      next: row.next,
    },
    bookingNumber: row.booking_number ?? undefined,
    kind: row.kind ?? undefined,
    checkIn: row.check_in === null ? undefined : hotelDate(row.check_in),
    failureCode: row.failure_code ?? undefined,
    failureParams: row.failure_params ?? {},
  }));
  return { tries, total: counted!.total };
}
