// The hierarchy's SQL.
import type { HotelId, RoomTypeId } from '../domain/ids.js';
import type { Sql } from '../platform/database/index.js';

export interface EdgeRow {
  readonly from_type_id: RoomTypeId;
  readonly to_type_id: RoomTypeId;
}

/** All upgrade relations of a hotel, the preferred target of a type first. */
export function edgesInOrder(sql: Sql, hotel: HotelId): Promise<EdgeRow[]> {
  return sql.rows<EdgeRow>(
    `SELECT from_type_id, to_type_id FROM heyawari.room_type_hierarchy
      WHERE hotel_id = :hotel ORDER BY from_type_id, priority, to_type_id`,
    { hotel },
  );
}

export async function replaceEdges(
  sql: Sql,
  hotel: HotelId,
  edges: readonly { from: RoomTypeId; to: RoomTypeId; priority: number }[],
): Promise<void> {
  await sql.run(`DELETE FROM heyawari.room_type_hierarchy WHERE hotel_id = :hotel`, { hotel });
  await sql.run(
    `INSERT INTO heyawari.room_type_hierarchy (hotel_id, from_type_id, to_type_id, priority)
     SELECT :hotel, e."from", e."to", e.priority
       FROM jsonb_to_recordset(CAST(:edges AS jsonb)) AS e("from" integer, "to" integer, priority integer)`,
    { hotel, edges: JSON.stringify(edges) },
  );
}
