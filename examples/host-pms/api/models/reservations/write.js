// What clerks do to reservations: enter, block, move, cancel, revive. None of the moves asks whether the target is free.
const logger = require('../../config/logger');
const { getPool } = require('../../config/database');
const { selectAvailableRooms } = require('./select');
const { actAs, inTransaction } = require('./transaction');
const { checkReservationOverlap } = require('./validation');

const BLOCK_CLIENT = '11111111-1111-1111-1111-111111111111';

async function insertReservation(client, reservation, userId) {
  const { rows } = await client.query(
    `INSERT INTO reservations (hotel_id, reservation_client_id, check_in, check_out, number_of_people, status, comment,
                               created_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
    [
      reservation.hotelId,
      reservation.clientId,
      reservation.checkIn,
      reservation.checkOut,
      reservation.people,
      reservation.status,
      reservation.comment ?? null,
      userId,
    ],
  );
  await client.query(
    `INSERT INTO reservation_details (hotel_id, reservation_id, date, room_id, number_of_people, price, billable, created_by)
     SELECT $1, $2, day, $3, $4, 0, $5, $6 FROM generate_series($7::date, $8::date - 1, '1 day') AS day`,
    [
      reservation.hotelId,
      rows[0].id,
      reservation.roomId,
      reservation.people,
      reservation.status !== 'block',
      userId,
      reservation.checkIn,
      reservation.checkOut,
    ],
  );
  return rows[0].id;
}

async function clientIdFor(client, reservation, userId) {
  if (reservation.clientId) return reservation.clientId;
  const { name, legal_or_natural_person, gender, email, phone } = reservation.client ?? {};
  const { rows } = await client.query(
    `INSERT INTO clients (name, legal_or_natural_person, gender, email, phone, created_by)
     VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
    [name ?? 'TBD', legal_or_natural_person ?? null, gender ?? null, email ?? null, phone ?? null, userId],
  );
  return rows[0].id;
}

/**
 * A manual booking of one room: the given `roomId`, else the smallest free room of `roomTypeId` that the people fit in, whatever its
 * assignment_priority. `{ hotelId, checkIn, checkOut, people, roomTypeId | roomId, clientId | client, status 'hold' }`, a new
 * client having `name`, `legal_or_natural_person`, `gender`, `email`, `phone`.
 * Answers the reservation's id, undefined where no room is free.
 */
const createReservationHold = (requestId, hold, userId, dbClient = null) =>
  inTransaction(requestId, dbClient, async (client) => {
    let roomId = hold.roomId;
    if (!roomId) {
      const available = await selectAvailableRooms(
        requestId,
        hold.hotelId,
        hold.checkIn,
        hold.checkOut,
        client,
      );
      const fitting = available.filter(
        ({ room_type_id, capacity }) => room_type_id === hold.roomTypeId && capacity >= hold.people,
      );
      roomId = fitting.sort((a, b) => a.capacity - b.capacity)[0]?.room_id;
    }
    if (!roomId) return undefined;
    const clientId = await clientIdFor(client, hold, userId);
    return insertReservation(client, { ...hold, status: hold.status ?? 'hold', roomId, clientId }, userId);
  });

/** Keeps a room out of use: `{ hotelId, roomId, checkIn, checkOut, comment }`. */
const createReservationBlock = (requestId, block, userId, dbClient = null) =>
  inTransaction(requestId, dbClient, (client) =>
    insertReservation(client, { ...block, people: 1, status: 'block', clientId: BLOCK_CLIENT }, userId),
  );

async function setDetailsCancelled(client, hotelId, id, billable, userId) {
  await client.query(
    `UPDATE reservation_details SET cancelled = gen_random_uuid(), billable = $3, updated_by = $4
     WHERE hotel_id = $1 AND reservation_id = $2 AND cancelled IS NULL`,
    [hotelId, id, billable, userId],
  );
}

async function revive(requestId, client, hotelId, id, userId) {
  const overlaps = await checkReservationOverlap(requestId, id, hotelId, client);
  if (overlaps.length > 0) throw new Error('予約を復活できません。他の予約と重複しています。');
  await client.query(
    `UPDATE reservation_details SET cancelled = NULL, billable = TRUE, updated_by = $3
     WHERE hotel_id = $1 AND reservation_id = $2`,
    [hotelId, id, userId],
  );
}

/** `status`: one of the reservation states, or 'full-fee': cancelled, every night still billed. */
const updateReservationStatus = (
  requestId,
  { id, hotel_id: hotelId, status, updated_by: userId },
  dbClient = null,
) =>
  inTransaction(requestId, dbClient, async (client) => {
    await actAs(client, userId);
    const { rows } = await client.query('SELECT status FROM reservations WHERE hotel_id = $1 AND id = $2', [
      hotelId,
      id,
    ]);
    if (rows.length === 0) return undefined;
    if (status === 'cancelled') await setDetailsCancelled(client, hotelId, id, false, userId);
    if (status === 'full-fee') await setDetailsCancelled(client, hotelId, id, true, userId);
    if (status === 'confirmed' && rows[0].status === 'cancelled') {
      await revive(requestId, client, hotelId, id, userId);
    }
    const updated = await client.query(
      `UPDATE reservations SET status = $3, updated_by = $4 WHERE hotel_id = $1 AND id = $2 RETURNING id, status`,
      [hotelId, id, status === 'full-fee' ? 'cancelled' : status, userId],
    );
    return updated.rows[0];
  });

/** Period and people follow the nights that are left; none left makes the reservation cancelled. */
async function followActiveNights(client, hotelId, id, userId) {
  await client.query(
    `WITH nights AS (
       SELECT date, SUM(number_of_people) AS people FROM reservation_details
       WHERE hotel_id = $1 AND reservation_id = $2 AND cancelled IS NULL GROUP BY date
     ), left_over AS (
       SELECT MIN(date) AS check_in, MAX(date) + 1 AS check_out, MAX(people) AS people FROM nights
     )
     UPDATE reservations v
     SET check_in = COALESCE(l.check_in, v.check_in), check_out = COALESCE(l.check_out, v.check_out),
         number_of_people = COALESCE(l.people, v.number_of_people),
         status = CASE WHEN l.check_in IS NULL THEN 'cancelled' ELSE v.status END, updated_by = $3
     FROM left_over l
     WHERE v.hotel_id = $1 AND v.id = $2`,
    [hotelId, id, userId],
  );
}

/** Cancels single nights of single rooms. */
const cancelReservationRooms = (
  requestId,
  hotelId,
  reservationId,
  detailIds,
  userId,
  billable,
  dbClient = null,
) =>
  inTransaction(requestId, dbClient, async (client) => {
    await actAs(client, userId);
    const { rowCount } = await client.query(
      `UPDATE reservation_details SET cancelled = gen_random_uuid(), billable = $4, updated_by = $5
       WHERE hotel_id = $1 AND reservation_id = $2 AND id = ANY($3::uuid[])`,
      [hotelId, reservationId, detailIds, billable ?? false, userId],
    );
    await followActiveNights(client, hotelId, reservationId, userId);
    return rowCount;
  });

/**
 * Moves what the reservation has in one room to another. A fault the contract keeps: a database error, as from a room this
 * booking already holds, is logged and nothing more, so that the page says the move was made.
 */
async function updateReservationRoom(requestId, reservationId, roomIdOld, roomIdNew, userId) {
  try {
    const { rows } = await getPool(requestId).query(
      `UPDATE reservation_details SET room_id = $3, updated_by = $4
       WHERE reservation_id = $1 AND room_id = $2 RETURNING *`,
      [reservationId, roomIdOld, roomIdNew, userId],
    );
    return rows;
  } catch (error) {
    logger.error(`room not changed: ${error.message}`);
    return undefined;
  }
}

/** Moves one night, with the same fault. */
async function updateReservationDetailRoom(requestId, detailId, roomId, userId) {
  try {
    const { rows } = await getPool(requestId).query(
      'UPDATE reservation_details SET room_id = $2, updated_by = $3 WHERE id = $1 RETURNING *',
      [detailId, roomId, userId],
    );
    return rows;
  } catch (error) {
    logger.error(`room of a night not changed: ${error.message}`);
    return undefined;
  }
}

/** Moves some of the people of a room: copies its nights to the new room and takes the people off the old. */
const updateReservationRoomWithCreate = (
  requestId,
  { reservationId, roomIdOld, roomIdNew, people },
  userId,
) =>
  inTransaction(requestId, null, async (client) => {
    await client.query(
      `INSERT INTO reservation_details (hotel_id, reservation_id, date, room_id, plans_global_id, plans_hotel_id, plan_name,
                                        plan_type, number_of_people, price, billable, created_by)
       SELECT hotel_id, reservation_id, date, $3, plans_global_id, plans_hotel_id, plan_name, plan_type, $4, price, billable, $5
       FROM reservation_details WHERE reservation_id = $1 AND room_id = $2 AND cancelled IS NULL`,
      [reservationId, roomIdOld, roomIdNew, people, userId],
    );
    await client.query(
      `UPDATE reservation_details SET number_of_people = number_of_people - $3, updated_by = $4
       WHERE reservation_id = $1 AND room_id = $2 AND cancelled IS NULL`,
      [reservationId, roomIdOld, people, userId],
    );
  });

module.exports = {
  createReservationHold,
  createReservationBlock,
  updateReservationStatus,
  cancelReservationRooms,
  updateReservationRoom,
  updateReservationDetailRoom,
  updateReservationRoomWithCreate,
};
