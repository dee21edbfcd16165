// The SQL of how busy the pool of each hotel was.
import type { HotelId } from '../../domain/ids.js';
import type { Sql } from '../../platform/database/index.js';

export interface PoolLoad {
  readonly hotel: HotelId;
  /** Sweeps and nightly runs that ended in the period, and the longest. */
  readonly runs: number;
  readonly runMsMax: number | null;
  /** With a tentative room, now. */
  readonly staysInPool: number;
  /** Rooms that a stay was found unable to keep in the period. */
  readonly conflicts: number;
}

/** Of the runs of a hotel the newest are looked at: more do not end in some minutes. */
const newestRuns = 20;

/** Of every hotel that runs visit; one statement over what is open or new, whatever the history. */
export function poolLoads(
  sql: Sql,
  { from, to }: { readonly from: Date; readonly to: Date },
): Promise<PoolLoad[]> {
  return sql.rows<PoolLoad>(
    `SELECT c.hotel_id AS hotel, CAST(r.runs AS int) AS runs, r.longest AS "runMsMax",
            (SELECT CAST(count(*) AS int) FROM heyawari.booking_plans p
              WHERE p.hotel_id = c.hotel_id AND p.room_state = 'tentative') AS "staysInPool",
            (SELECT CAST(count(*) AS int) FROM heyawari.room_conflicts x
              WHERE x.hotel_id = c.hotel_id AND (x.state = 'open' OR x.settled_at >= :from)
                AND x.found_at >= :from AND x.found_at < :to) AS conflicts
       FROM heyawari.host_cursors c
      CROSS JOIN LATERAL (
         SELECT count(*) AS runs, max(duration_ms) AS longest
           FROM (SELECT duration_ms, finished_at FROM heyawari.assignment_runs a
                  WHERE a.hotel_id = c.hotel_id ORDER BY id DESC LIMIT ${newestRuns}) AS newest
          WHERE finished_at >= :from AND finished_at < :to) AS r`,
    { from, to },
  );
}
