// The SQL of the hours in which a hotel is fetched frequently: a part of its settings.
import { hotelId, type HotelId } from '../../domain/ids.js';
import type { HotelSql, HotelTx, Sql } from '../../platform/database/index.js';
import { defaultFrequentHours, type FrequentHours } from './fetch-hours.js';

interface HoursRow {
  readonly frequent_from: string | null;
  readonly frequent_until: string | null;
}
const columns = `to_char(s.frequent_fetch_from, 'HH24:MI') AS frequent_from, to_char(s.frequent_fetch_until, 'HH24:MI') AS frequent_until`;

const toHours = ({ frequent_from: from, frequent_until: until }: HoursRow): FrequentHours =>
  from === null || until === null ? defaultFrequentHours : { from, until };

/** Of these hotels those whose turn has come at `now`, each with its hours. */
export async function hotelsToFetch(
  sql: Sql,
  hotels: readonly HotelId[],
  now: Date,
): Promise<ReadonlyMap<HotelId, FrequentHours>> {
  if (hotels.length === 0) return new Map();
  const rows = await sql.rows<HoursRow & { readonly hotel_id: number }>(
    `SELECT h.hotel_id, ${columns}
       FROM unnest(CAST(:hotels AS integer[])) AS h(hotel_id)
       LEFT JOIN heyawari.site_controller_buckets b ON b.hotel_id = h.hotel_id
       LEFT JOIN heyawari.hotel_settings s ON s.hotel_id = h.hotel_id
      WHERE b.next_fetch_at IS NULL OR b.next_fetch_at <= :now`,
    { hotels, now },
  );
  return new Map(rows.map((row) => [hotelId(row.hotel_id), toHours(row)]));
}

/** With the version of the hotel's settings; 0: nothing is stored. */
export interface StoredHours {
  readonly hours: FrequentHours;
  readonly version: number;
}

export async function storedHours(sql: HotelSql): Promise<StoredHours> {
  const row = await sql.row<HoursRow & { readonly version: number }>(
    `SELECT ${columns}, version FROM heyawari.hotel_settings s WHERE hotel_id = :hotel`,
    { hotel: sql.hotel },
  );
  return row ? { hours: toHours(row), version: row.version } : { hours: defaultFrequentHours, version: 0 };
}

/** Answers with the new version of the hotel's settings; undefined, and nothing is saved, where it was not `seen` any more. */
export async function saveHours(
  tx: HotelTx,
  { from, until }: FrequentHours,
  seen: number,
): Promise<number | undefined> {
  const row = await tx.row<{ version: number }>(
    `INSERT INTO heyawari.hotel_settings AS s (hotel_id, frequent_fetch_from, frequent_fetch_until)
     VALUES (:hotel, CAST(:from AS time), CAST(:until AS time))
     ON CONFLICT (hotel_id) DO UPDATE SET frequent_fetch_from = EXCLUDED.frequent_fetch_from,
       frequent_fetch_until = EXCLUDED.frequent_fetch_until, version = s.version + 1
      WHERE s.version = :seen
     RETURNING version`,
    { hotel: tx.hotel, from, until, seen },
  );
  return row?.version;
}
