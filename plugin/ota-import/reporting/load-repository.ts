// The SQL of how busy the import of each hotel was.
import type { HotelId } from '../../domain/ids.js';
import type { Sql } from '../../platform/database/index.js';
import { fullHouseCodes } from './day-figures.js';
import type { Period } from './statistics-repository.js';

export interface ImportLoad {
  readonly hotel: HotelId;
  readonly tried: number;
  /** Of those, the ones whose last attempt left them to a person, or without a room. */
  readonly escalated: number;
  readonly attemptMsMean: number | undefined;
  readonly attemptMsMax: number | undefined;
}

/** Of every hotel that imports; one statement, along the index of attempts by time. */
export async function importLoads(sql: Sql, { from, to }: Period): Promise<ImportLoad[]> {
  const rows = await sql.rows<
    Pick<ImportLoad, 'hotel' | 'tried' | 'escalated'> & { readonly mean: number | null; readonly most: number | null }
  >(
    `SELECT b.hotel_id AS hotel, CAST(count(*) AS int) AS tried,
            CAST(count(*) FILTER (WHERE status = 'failed' OR failure_code = ANY(:fullHouse)) AS int) AS escalated,
            CAST(round(sum(total) / nullif(sum(attempts), 0)) AS int) AS mean, CAST(max(most) AS int) AS most
       FROM heyawari.site_controller_buckets b
       LEFT JOIN LATERAL (
         SELECT message_id, count(*) AS attempts, sum(duration_ms) AS total, max(duration_ms) AS most,
                (array_agg(status ORDER BY id DESC))[1] AS status,
                (array_agg(failure_code ORDER BY id DESC))[1] AS failure_code
           FROM heyawari.ota_import_log l
          WHERE l.hotel_id = b.hotel_id AND l.attempted_at >= :from AND l.attempted_at < :to
          GROUP BY message_id) AS a ON true
      WHERE a.message_id IS NOT NULL GROUP BY b.hotel_id`,
    { from, to, fullHouse: fullHouseCodes },
  );
  return rows.map(({ mean, most, ...row }) => ({
    ...row,
    attemptMsMean: mean ?? undefined,
    attemptMsMax: most ?? undefined,
  }));
}
