// What is booked and what is free: the questions the pages and the import ask.
const { getPool } = require('../../config/database');

/** Rooms for sale without any active night in [checkIn, checkOut), as the import takes them: first row first. Nothing is locked. */
async function selectAvailableRooms(requestId, hotelId, checkIn, checkOut, dbClient = null) {
  const { rows } = await (dbClient ?? getPool(requestId)).query(
    `SELECT r.id AS room_id, r.room_type_id, rt.name AS room_type_name, r.room_number, r.floor, r.capacity, r.smoking,
            r.has_wet_area, r.for_sale
     FROM rooms r
     JOIN room_types rt ON rt.hotel_id = r.hotel_id AND rt.id = r.room_type_id
     WHERE r.hotel_id = $1
       AND r.for_sale = TRUE
       AND r.id NOT IN (
         SELECT d.room_id FROM reservation_details d
         WHERE d.hotel_id = $1 AND d.date >= $2 AND d.date < $3 AND d.cancelled IS NULL AND d.room_id IS NOT NULL)
     ORDER BY r.assignment_priority ASC NULLS LAST, r.room_type_id, r.capacity DESC`,
    [hotelId, checkIn, checkOut],
  );
  return rows;
}

/** One row per active or cancelled night that has a room; none for a reservation whose nights have no room. */
async function selectReservation(requestId, id, hotelId) {
  const { rows } = await getPool(requestId).query(
    `SELECT v.id AS reservation_id, v.hotel_id, v.status, v.type, v.agent, v.ota_reservation_id, v.payment_timing, v.comment,
            v.reservation_client_id AS client_id, COALESCE(c.name_kanji, c.name_kana, c.name) AS client_name,
            TO_CHAR(v.check_in, 'YYYY-MM-DD') AS check_in, TO_CHAR(v.check_out, 'YYYY-MM-DD') AS check_out,
            v.number_of_people AS reservation_number_of_people,
            d.id, TO_CHAR(d.date, 'YYYY-MM-DD') AS date, d.room_id, r.room_number, r.floor, r.room_type_id,
            rt.name AS room_type_name, d.plan_name, d.number_of_people, d.price, d.cancelled, d.billable
     FROM reservations v
     JOIN clients c ON c.id = v.reservation_client_id
     JOIN reservation_details d ON d.hotel_id = v.hotel_id AND d.reservation_id = v.id
     JOIN rooms r ON r.hotel_id = d.hotel_id AND r.id = d.room_id
     JOIN room_types rt ON rt.hotel_id = r.hotel_id AND rt.id = r.room_type_id
     WHERE v.hotel_id = $1 AND v.id = $2
     ORDER BY r.room_number, d.date`,
    [hotelId, id],
  );
  return rows;
}

async function selectRooms(requestId, hotelId) {
  const { rows } = await getPool(requestId).query(
    `SELECT r.id AS room_id, r.room_number, r.floor, r.room_type_id, rt.name AS room_type_name
     FROM rooms r
     JOIN room_types rt ON rt.hotel_id = r.hotel_id AND rt.id = r.room_type_id
     WHERE r.hotel_id = $1
     ORDER BY r.floor, r.room_number, r.id`,
    [hotelId],
  );
  return rows;
}

/** The calendar's content: active nights with a room in [start, end). */
async function selectReservedRooms(requestId, hotelId, start, end) {
  const { rows } = await getPool(requestId).query(
    `SELECT d.reservation_id, d.room_id, TO_CHAR(d.date, 'YYYY-MM-DD') AS date, v.status, v.type, v.ota_reservation_id,
            COALESCE(c.name_kanji, c.name_kana, c.name) AS client_name
     FROM reservation_details d
     JOIN rooms r ON r.hotel_id = d.hotel_id AND r.id = d.room_id
     JOIN reservations v ON v.hotel_id = d.hotel_id AND v.id = d.reservation_id
     JOIN clients c ON c.id = v.reservation_client_id
     WHERE d.hotel_id = $1 AND d.date >= $2 AND d.date < $3 AND d.cancelled IS NULL
     ORDER BY d.date, d.room_id`,
    [hotelId, start, end],
  );
  return rows;
}

/** Dates and room types whose stock a log row may have changed; undefined where it changed none. */
async function selectReservationInventoryChange(requestId, logId, dbClient = null) {
  const { rows } = await (dbClient ?? getPool(requestId)).query(
    `WITH log AS (
       SELECT table_name, action, COALESCE(changes -> 'new', changes) AS new, changes -> 'old' AS old
       FROM logs_reservation WHERE id = $1
     )
     SELECT (new ->> 'hotel_id')::INT AS hotel_id,
            LEAST(new ->> 'date', new ->> 'check_in', old ->> 'check_in') AS first_date,
            GREATEST(new ->> 'date', new ->> 'check_out', old ->> 'check_out') AS last_date
     FROM log
     WHERE (table_name LIKE 'reservations\\_%' AND (action <> 'UPDATE'
              OR new ->> 'check_in' <> old ->> 'check_in' OR new ->> 'check_out' <> old ->> 'check_out'
              OR (new ->> 'status' = 'cancelled') <> (old ->> 'status' = 'cancelled')))
        OR (table_name LIKE 'reservation\\_details\\_%' AND (action <> 'UPDATE'
              OR (SELECT room_type_id FROM rooms WHERE id = (new ->> 'room_id')::INT)
                 IS DISTINCT FROM (SELECT room_type_id FROM rooms WHERE id = (old ->> 'room_id')::INT)))`,
    [logId],
  );
  return rows[0];
}

module.exports = {
  selectAvailableRooms,
  selectReservation,
  selectRooms,
  selectReservedRooms,
  selectReservationInventoryChange,
};
