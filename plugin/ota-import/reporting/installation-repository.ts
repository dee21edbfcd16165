// The SQL of how the import of all hotels stands, for whoever operates the installation: only what is not well, the worst first.
import type { Sql } from '../../platform/database/index.js';

export interface HotelSince {
  readonly hotel: number;
  readonly state: string;
  readonly since: Date;
  /** Of all that are so, also of those that are not listed. */
  readonly total: number;
}

/** Shown at most. */
const most = 20;

export const hotelsNotDoingWell = (sql: Sql): Promise<HotelSince[]> =>
  sql.rows<HotelSince>(
    `SELECT hotel_id AS hotel, verdict AS state, since, CAST(count(*) OVER () AS int) AS total
       FROM heyawari.ota_import_health WHERE verdict <> 'good'
      ORDER BY CASE verdict WHEN 'bad' THEN 0 ELSE 1 END, since, hotel_id LIMIT ${most}`,
  );

/** By their oldest output that came before `before`. */
export const hotelsUnconfirmed = (sql: Sql, before: Date): Promise<HotelSince[]> =>
  sql.rows<HotelSince>(
    `SELECT hotel_id AS hotel, count(*) || ' outputs' AS state, min(received_at) AS since, CAST(count(*) OVER () AS int) AS total
       FROM heyawari.ota_outputs WHERE confirmation = 'pending' AND received_at < :before
      GROUP BY hotel_id ORDER BY since, hotel_id LIMIT ${most}`,
    { before },
  );
