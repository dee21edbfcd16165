// What the reports ask, stock among it.
const { getPool } = require('../../config/database');

/**
 * Stock per date and room type in [startDate, endDate]. Takes only types that have a booking in the range; all types where none
 * has, so that a type whose last booking was cancelled is left out beside another that still has one.
 */
async function selectReservationsInventory(requestId, hotelId, startDate, endDate, dbClient = null) {
  const { rows } = await (dbClient ?? getPool(requestId)).query(
    `WITH booked AS (
       SELECT * FROM vw_room_inventory WHERE hotel_id = $1 AND date BETWEEN $2 AND $3
     ), types AS (
       SELECT rt.id AS room_type_id, rt.name AS room_type_name, g.netrmtypegroupcode, COUNT(r.id) AS total_rooms
       FROM room_types rt
       JOIN rooms r ON r.hotel_id = rt.hotel_id AND r.room_type_id = rt.id AND r.for_sale AND NOT r.is_staff_room
       LEFT JOIN (SELECT DISTINCT hotel_id, room_type_id, netRmTypeGroupCode FROM sc_tl_rooms) g
         ON g.hotel_id = rt.hotel_id AND g.room_type_id = rt.id
       WHERE rt.hotel_id = $1
         AND (rt.id IN (SELECT room_type_id FROM booked) OR NOT EXISTS (SELECT FROM booked))
       GROUP BY rt.id, rt.name, g.netrmtypegroupcode
     )
     SELECT TO_CHAR(day, 'YYYY-MM-DD') AS date, t.room_type_id, t.room_type_name, t.netrmtypegroupcode, t.total_rooms,
            COALESCE(b.room_count, 0) AS room_count
     FROM generate_series($2::date, $3::date, '1 day') AS day
     CROSS JOIN types t
     LEFT JOIN booked b ON b.date = day AND b.room_type_id = t.room_type_id
       AND b.netrmtypegroupcode IS NOT DISTINCT FROM t.netrmtypegroupcode
     ORDER BY day, t.room_type_id, t.netrmtypegroupcode`,
    [hotelId, startDate, endDate],
  );
  return rows;
}

module.exports = { selectReservationsInventory };
