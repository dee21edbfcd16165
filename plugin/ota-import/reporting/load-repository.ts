// The SQL of how busy the import of each hotel was.
import type { HotelId } from '../../domain/ids.js';
import type { Sql } from '../../platform/database/index.js';
import type { Period } from './statistics-repository.js';

export interface ImportLoad {
  readonly hotel: HotelId;
  readonly tried: number;
  /** Of those, the ones whose last attempt left them to a person, without a room, or with a room code that means nothing. */
  readonly escalated: number;
  readonly attemptMsMean: number | null;
  readonly attemptMsMax: number | null;
}

/** Of every hotel that imports; one statement, along the index of attempts by time. */
export function importLoads(sql: Sql, { from, to }: Period): Promise<ImportLoad[]> {
  return sql.rows<ImportLoad>(
    `SELECT b.hotel_id AS hotel, CAST(count(*) AS int) AS tried,
            CAST(count(*) FILTER (WHERE status = 'failed' OR failure_class = 'room_mapping') AS int) AS escalated,
            CAST(round(sum(total) / nullif(sum(attempts), 0)) AS int) AS "attemptMsMean",
            CAST(max(most) AS int) AS "attemptMsMax"
       FROM heyawari.site_controller_buckets b
       LEFT JOIN LATERAL (
         SELECT message_id, count(*) AS attempts, sum(duration_ms) AS total, max(duration_ms) AS most,
                (array_agg(status ORDER BY id DESC))[1] AS status,
                (array_agg(failure_class ORDER BY id DESC))[1] AS failure_class
           FROM heyawari.ota_import_log l
          WHERE l.hotel_id = b.hotel_id AND l.attempted_at >= :from AND l.attempted_at < :to
          GROUP BY message_id) AS a ON true
      WHERE a.message_id IS NOT NULL GROUP BY b.hotel_id`,
    { from, to },
  );
}
