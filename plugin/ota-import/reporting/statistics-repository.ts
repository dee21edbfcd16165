// The SQL of the import's figures: counted from the log of attempts, kept by business date.
import type { HotelDate } from '../../domain/hotel-date.js';
import { hotelDate } from '../../domain/hotel-date.js';
import { hotelId, type HotelId } from '../../domain/ids.js';
import type { HotelSql, Sql } from '../../platform/database/index.js';
import { type DayFigures, dayFiguresSchema, figuresForm, successStates } from './day-figures.js';
import { durationEdges, latencyEdges } from './histogram.js';

export interface Period {
  readonly from: Date;
  /** Not part of it. */
  readonly to: Date;
}

/** Causes kept of a day. */
const mostFailureGroups = 100;

/** Of the attempts `a`: a histogram of `value` between the edges `edges`, of those that `counted` names. */
const histogram = (value: string, edges: string, counted: string) => `
  SELECT json_build_object('count', COALESCE(sum(n), 0), 'sum', COALESCE(sum(total), 0), 'max', COALESCE(max(most), 0),
           'buckets', json_agg(COALESCE(n, 0) ORDER BY bucket))
    FROM generate_series(0, cardinality(CAST(:${edges} AS double precision[]))) AS bucket
    LEFT JOIN (SELECT width_bucket(CAST(${value} AS double precision), CAST(:${edges} AS double precision[])) AS bucket,
                      count(*) AS n, sum(${value}) AS total, max(${value}) AS most
                 FROM a WHERE ${counted} GROUP BY 1) AS h USING (bucket)`;

const byHour = (counted: string) => `
  SELECT json_agg(COALESCE(n, 0) ORDER BY hour) FROM generate_series(0, 23) AS hour
    LEFT JOIN (SELECT hour, count(*) AS n FROM a WHERE ${counted} GROUP BY hour) AS h USING (hour)`;

const attemptGroups = `
  SELECT COALESCE(json_agg(g), '[]') FROM (
    SELECT kind, trigger, status, failure_class AS class, failure_code AS code, count(*) AS count
      FROM a GROUP BY 1, 2, 3, 4, 5) AS g`;

/** By what a message's first attempt failed at. */
const failureGroups = `
  SELECT COALESCE(json_agg(g), '[]') FROM (
    SELECT failure_class AS class, failure_code AS code, agency, room_code AS "roomCode", count(*) AS messages
      FROM (SELECT DISTINCT ON (message_id) failure_class, failure_code, agency, room_code
              FROM a WHERE trigger = 'initial' AND failure_code IS NOT NULL ORDER BY message_id, id) AS first
     GROUP BY 1, 2, 3, 4 ORDER BY count(*) DESC, 2, 3, 4 LIMIT ${mostFailureGroups}) AS g`;

const received = `
  SELECT count(*) FROM heyawari.ota_outputs o
    JOIN heyawari.ota_import_cache c ON c.hotel_id = :hotel AND c.output_id = o.id
   WHERE o.hotel_id = :hotel AND o.received_at >= :from AND o.received_at < :to`;

/** What was received and tried in the period; one look at the rows of that time. `timeZone`: by whose clock the hours are. */
export async function figuresOf(sql: HotelSql, { from, to }: Period, timeZone: string): Promise<DayFigures> {
  const row = await sql.row<{ figures: unknown }>(
    `WITH a AS (
       SELECT l.id, l.message_id, l.trigger, l.status, l.failure_class, l.failure_code, l.duration_ms,
              CASE l.failure_code WHEN 'room_code_unknown' THEN l.failure_params ->> 'code' END AS room_code,
              CAST(extract(hour FROM l.attempted_at AT TIME ZONE :timeZone) AS integer) AS hour, c.kind, c.agency,
              round(GREATEST(0, extract(epoch FROM l.attempted_at - c.received_at))) AS latency
         FROM heyawari.ota_import_log l
         LEFT JOIN heyawari.ota_import_cache c ON c.hotel_id = :hotel AND c.id = l.message_id
        WHERE l.hotel_id = :hotel AND l.attempted_at >= :from AND l.attempted_at < :to),
     last AS (SELECT DISTINCT ON (message_id) status FROM a ORDER BY message_id, id DESC)
     SELECT json_build_object(
       'received', (${received}),
       'tried', (SELECT count(*) FROM last),
       'succeeded', (SELECT count(*) FROM last WHERE status = ANY(:succeeded)),
       'attempts', (${attemptGroups}),
       'failures', (${failureGroups}),
       'attemptsByHour', (${byHour('true')}),
       'failuresByHour', (${byHour('failure_code IS NOT NULL')}),
       'durationMs', (${histogram('duration_ms', 'durationEdges', 'true')}),
       'latencySeconds', (${histogram('latency', 'latencyEdges', "status = 'imported' AND latency IS NOT NULL")})) AS figures`,
    {
      ...{ hotel: sql.hotel, from, to, timeZone, succeeded: successStates },
      ...{ durationEdges, latencyEdges },
    },
  );
  return dayFiguresSchema.parse(row?.figures);
}

export interface CountedDay {
  readonly date: HotelDate;
  readonly figures: DayFigures;
}

/** The days of `[from, to]` that have been counted, in order; not those of another build's form. */
export async function countedDays(sql: HotelSql, from: HotelDate, to: HotelDate): Promise<CountedDay[]> {
  const rows = await sql.rows<{ date: string; figures: unknown }>(
    `SELECT to_char(business_date, 'YYYY-MM-DD') AS date, figures FROM heyawari.ota_import_statistics
      WHERE hotel_id = :hotel AND business_date BETWEEN :from AND :to AND form = :form ORDER BY business_date`,
    { hotel: sql.hotel, from, to, form: figuresForm },
  );
  return rows.map(({ date, figures }) => ({
    date: hotelDate(date),
    figures: dayFiguresSchema.parse(figures),
  }));
}

/** Over what was counted of the day before. */
export async function saveDay(sql: HotelSql, { date, figures }: CountedDay, at: Date): Promise<void> {
  await sql.run(
    `INSERT INTO heyawari.ota_import_statistics (hotel_id, business_date, form, figures, counted_at)
     VALUES (:hotel, :date, :form, CAST(:figures AS jsonb), :at)
     ON CONFLICT (hotel_id, business_date) DO UPDATE
        SET form = excluded.form, figures = excluded.figures, counted_at = excluded.counted_at`,
    { hotel: sql.hotel, date, form: figuresForm, figures: JSON.stringify(figures), at },
  );
}

export interface Progress {
  /** The newest day counted in this build's form. */
  readonly lastCounted: HotelDate | undefined;
  readonly firstAttempt: Date | undefined;
}

/** From where on days are still to be counted. */
export async function progressOf(sql: HotelSql): Promise<Progress> {
  const row = await sql.row<{ last: string | null; first: Date | null }>(
    `SELECT (SELECT to_char(max(business_date), 'YYYY-MM-DD') FROM heyawari.ota_import_statistics
              WHERE hotel_id = :hotel AND form = :form) AS last,
            (SELECT min(attempted_at) FROM heyawari.ota_import_log WHERE hotel_id = :hotel) AS first`,
    { hotel: sql.hotel, form: figuresForm },
  );
  return {
    lastCounted: row?.last ? hotelDate(row.last) : undefined,
    firstAttempt: row?.first ?? undefined,
  };
}

/** Forgets at most `limit` attempts from before then, the oldest first. Answers with how many went. */
export const forgetAttempts = (sql: HotelSql, before: Date, limit: number): Promise<number> =>
  sql.run(
    `DELETE FROM heyawari.ota_import_log l USING (
       SELECT id FROM heyawari.ota_import_log WHERE hotel_id = :hotel AND attempted_at < :before
        ORDER BY attempted_at LIMIT :limit) AS old
      WHERE l.hotel_id = :hotel AND l.id = old.id`,
    { hotel: sql.hotel, before, limit },
  );

export const forgetDays = (sql: HotelSql, before: HotelDate): Promise<number> =>
  sql.run('DELETE FROM heyawari.ota_import_statistics WHERE hotel_id = :hotel AND business_date < :before', {
    hotel: sql.hotel,
    before,
  });

/** Every hotel that the site controller was ever asked for. */
export async function importingHotels(sql: Sql): Promise<HotelId[]> {
  const rows = await sql.rows<{ hotel_id: number }>(
    'SELECT hotel_id FROM heyawari.site_controller_buckets ORDER BY hotel_id',
  );
  return rows.map((row) => hotelId(row.hotel_id));
}
