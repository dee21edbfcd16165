// Looks for rooms that two reservations hold on one night. Read only; asked when a cancelled reservation is revived, never before a move.
const { getPool } = require('../../config/database');

/** Active nights of others in the rooms of this reservation. */
async function checkReservationOverlap(requestId, id, hotelId, dbClient = null) {
  const { rows } = await (dbClient ?? getPool(requestId)).query(
    `SELECT TO_CHAR(other.date, 'YYYY-MM-DD') AS date, other.room_id, other.reservation_id
     FROM reservation_details own
     JOIN reservation_details other
       ON other.hotel_id = own.hotel_id AND other.room_id = own.room_id AND other.date = own.date
       AND other.reservation_id <> own.reservation_id AND other.cancelled IS NULL
     WHERE own.hotel_id = $1 AND own.reservation_id = $2`,
    [hotelId, id],
  );
  return rows;
}

async function getDoubleBookings(requestId) {
  const { rows } = await getPool(requestId).query(
    `SELECT d.hotel_id, d.room_id, r.room_number, TO_CHAR(d.date, 'YYYY-MM-DD') AS date,
            ARRAY_AGG(d.reservation_id) AS reservation_ids
     FROM reservation_details d
     JOIN rooms r ON r.hotel_id = d.hotel_id AND r.id = d.room_id
     WHERE d.cancelled IS NULL
     GROUP BY d.hotel_id, d.room_id, r.room_number, d.date
     HAVING COUNT(*) > 1
     ORDER BY d.hotel_id, d.date, d.room_id`,
  );
  return rows;
}

module.exports = { checkReservationOverlap, getDoubleBookings };
