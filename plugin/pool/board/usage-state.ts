// How evenly rooms of one type are used, hotel by hotel, for the metrics of every process: as the last nightly run has seen it.
import type { Sql } from '../../platform/database/index.js';
import { byHotel, type State, type StateFamilies } from '../../platform/snapshot/index.js';

export const usageStateFamilies = {
  gap: {
    type: 'gauge',
    name: 'heyawari_room_usage_gap_ratio',
    help: 'Of the room type with the widest gap: how much more of its nights the most used room was used than the least used one (0 to 1), over the fairness days of the mode, older nights counting less, before the last nightly run. No series before the first.',
    labels: { hotel: 'open' },
  },
} as const satisfies StateFamilies;

/** A room that was not used is not in what the run has kept; rooms that are not for sale are not compared. */
const readGaps = (sql: Sql) =>
  sql.rows<{ readonly hotel: number; readonly gap: number }>(
    `SELECT hotel, max(most - least) AS gap
       FROM (SELECT r.hotel_id AS hotel, max(COALESCE(u.share, 0)) AS most, min(COALESCE(u.share, 0)) AS least
               FROM heyawari.outlooks o
               JOIN heyawari.host_rooms r ON r.hotel_id = o.hotel_id AND r.sellable
               LEFT JOIN (SELECT hotel_id, used ->> 0 AS room,
                                 CAST(used -> 1 ->> 'nightsUsed' AS double precision)
                                   / NULLIF(CAST(used -> 1 ->> 'nightsSellable' AS double precision), 0) AS share
                            FROM heyawari.outlooks, jsonb_array_elements(outlook -> 'usage') AS used) AS u
                 ON u.hotel_id = r.hotel_id AND u.room = r.physical_room
              GROUP BY r.hotel_id, r.room_type_id) AS types
      GROUP BY hotel`,
  );

export const usageState: State<typeof usageStateFamilies> = {
  part: 'usage',
  families: usageStateFamilies,
  read: async (sql) => ({ gap: byHotel(await readGaps(sql), ({ gap }) => gap) }),
};
