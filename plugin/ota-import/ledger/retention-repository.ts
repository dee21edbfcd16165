// The SQL of retention (O4): texts with guests' data go some time after departure, outlines of messages long after that.
import type { AgencyKey } from '../../domain/agency.js';
import type { HotelDate } from '../../domain/hotel-date.js';
import { hotelId, type HotelId } from '../../domain/ids.js';
import type { Sql } from '../../platform/database/index.js';

/** Nothing is to be done about a message `c` any more. */
const isSettled = `c.status IN ('imported', 'resolved', 'duplicate', 'superseded', 'ignored')`;

/** Of a message that names an arrival and has no stay: longer than anybody stays. */
const longestStay = 100;
/** Of one that names none: bookings are made a year ahead at most. */
const furthestAhead = 366;

/** Every name under which rows of a hotel know an agency, with its company: a booking number is unique within one only. */
export type Companies = Readonly<Record<`${HotelId} ${string}`, AgencyKey>>;

export interface AgencyName {
  readonly hotelId: HotelId;
  readonly name: string;
}

/** Names of agencies in rows that retention compares, of each hotel, at most 10,000: what is beyond these is compared as it is written. */
export async function agencyNames(sql: Sql): Promise<AgencyName[]> {
  const rows = await sql.rows<{ hotel_id: number; name: string }>(
    `SELECT DISTINCT hotel_id, name FROM (
       SELECT hotel_id, agency AS name FROM heyawari.ota_import_cache
       UNION ALL SELECT hotel_id, agency_key FROM heyawari.booking_plans
       UNION ALL SELECT hotel_id, agency_key FROM heyawari.ota_bookings) AS names
      WHERE name IS NOT NULL LIMIT 10000`,
  );
  return rows.map((row) => ({ hotelId: hotelId(row.hotel_id), name: row.name }));
}

/** Read once a statement, not once a row. */
const withCompanies = `known AS MATERIALIZED (SELECT CAST(:companies AS jsonb) AS companies)`;

const company = (hotel: string, name: string) =>
  `COALESCE((SELECT companies FROM known) ->> (${hotel} || ' ' || ${name}), ${name})`;

/** Whether two names may be one company's in a hotel: where one is not known, they may. */
const mayBeOne = (hotel: string, name: string, other: string) =>
  `(${name} IS NULL OR ${other} IS NULL OR ${company(hotel, name)} = ${company(hotel, other)})`;

/** When the guest of a message `c` has left: by its booking's stays, else as late as can be. */
const departureOf = `COALESCE(
  (SELECT max(p.check_out) FROM heyawari.booking_plans p
    WHERE p.hotel_id = c.hotel_id AND p.booking_number = c.booking_number AND ${mayBeOne('c.hotel_id', 'p.agency_key', 'c.agency')}),
  c.check_in + ${longestStay},
  CAST(c.received_at AS date) + ${furthestAhead})`;

/**
 * Deliveries with a message whose guest has not left before `before`, or that is not settled, stay whole; of others, at most `limit`, the body goes, and
 * of their messages the texts, what was read of them, and what people said of them. Answers with how many deliveries.
 */
export const purgeTexts = (
  sql: Sql,
  companies: Companies,
  before: HotelDate,
  at: Date,
  limit: number,
): Promise<number> =>
  sql.run(
    `WITH ${withCompanies}, over AS (
       SELECT o.hotel_id, o.id FROM heyawari.ota_outputs o
        WHERE o.purged_at IS NULL AND o.confirmation <> 'pending' AND o.received_at < :before
          AND NOT EXISTS (
            SELECT FROM heyawari.ota_import_cache c
             WHERE c.hotel_id = o.hotel_id AND c.output_id = o.id AND NOT (${isSettled} AND ${departureOf} < :before))
        ORDER BY o.received_at LIMIT :limit),
     parts AS (
       DELETE FROM heyawari.ota_output_parts p USING over WHERE p.hotel_id = over.hotel_id AND p.output_id = over.id),
     messages AS (
       UPDATE heyawari.ota_import_cache c
          SET key_id = NULL, sealed_xml = NULL, text_offset = NULL, text_length = NULL, text_key_id = NULL,
              report_form = NULL, report_key_id = NULL, sealed_report = NULL, edited_key_id = NULL, sealed_edited = NULL
         FROM over WHERE c.hotel_id = over.hotel_id AND c.output_id = over.id RETURNING c.hotel_id, c.id),
     notes AS (
       UPDATE heyawari.ota_import_log l SET note_key_id = NULL, sealed_note = NULL
         FROM messages m WHERE l.hotel_id = m.hotel_id AND l.message_id = m.id AND l.sealed_note IS NOT NULL)
     UPDATE heyawari.ota_outputs o SET purged_at = :at, key_id = NULL, sealed_body = NULL
       FROM over WHERE o.hotel_id = over.hotel_id AND o.id = over.id`,
    { companies: JSON.stringify(companies), before, at, limit },
  );

/** When a message is over for good: its guests left before `departed`; or it was archived before `archived`, when they had left long enough by then. */
export interface OverSince {
  readonly departed: HotelDate;
  readonly archived: Date;
}

/**
 * Outlines of archived deliveries that are over for good, at most `limit`; with their attempts. Stays are forgotten as early as that, and with them
 * when the guests left: so it counts from the archiving too. Answers with how many deliveries.
 */
export const forgetOutlines = (
  sql: Sql,
  companies: Companies,
  { departed, archived }: OverSince,
  limit: number,
): Promise<number> =>
  sql.run(
    `WITH ${withCompanies}, over AS (
       SELECT o.hotel_id, o.id FROM heyawari.ota_outputs o
        WHERE o.purged_at IS NOT NULL AND o.received_at < :departed
          AND (o.purged_at < :archived OR NOT EXISTS (
            SELECT FROM heyawari.ota_import_cache c
             WHERE c.hotel_id = o.hotel_id AND c.output_id = o.id AND NOT ${departureOf} < :departed))
        ORDER BY o.received_at LIMIT :limit),
     messages AS (
       DELETE FROM heyawari.ota_import_cache c USING over
        WHERE c.hotel_id = over.hotel_id AND c.output_id = over.id RETURNING c.hotel_id, c.id),
     attempts AS (
       DELETE FROM heyawari.ota_import_log l USING messages m WHERE l.hotel_id = m.hotel_id AND l.message_id = m.id)
     DELETE FROM heyawari.ota_outputs o USING over WHERE o.hotel_id = over.hotel_id AND o.id = over.id`,
    { companies: JSON.stringify(companies), departed, archived, limit },
  );

/** Bookings of which no message is known any more, at most `limit`. */
export const forgetBookings = (sql: Sql, companies: Companies, limit: number): Promise<number> =>
  sql.run(
    `WITH ${withCompanies}
     DELETE FROM heyawari.ota_bookings WHERE ctid = ANY (ARRAY(
       SELECT b.ctid FROM heyawari.ota_bookings b
        WHERE NOT EXISTS (SELECT FROM heyawari.ota_import_cache c
                           WHERE c.hotel_id = b.hotel_id AND c.booking_number = b.booking_number
                             AND ${mayBeOne('b.hotel_id', 'c.agency', 'b.agency_key')})
          AND NOT EXISTS (SELECT FROM heyawari.booking_plans p
                           WHERE p.hotel_id = b.hotel_id AND p.booking_number = b.booking_number
                             AND ${mayBeOne('b.hotel_id', 'p.agency_key', 'b.agency_key')})
        LIMIT :limit))`,
    { companies: JSON.stringify(companies), limit },
  );
