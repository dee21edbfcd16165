// Writes what an OTA message says: a new booking, a changed one, a cancelled one.
const { getPool } = require('../../config/database');
const logger = require('../../config/logger');
const { faults } = require('../../faults');
const { findOrCreateClient, keepAddress, requireName } = require('../clients/match');
const { selectTLPlanMaster, selectTLRoomMaster } = require('../siteController');
const { findFreeSpot, parkNight } = require('./ota-parking');
const { readReport } = require('./ota-report');
const { selectAvailableRooms } = require('./select');
const { actAs, inTransaction } = require('./transaction');

/** Who the import acts as. */
const SYSTEM_USER = 1;
const ACCOMMODATION_TAX_TYPE = 3;

/**
 * Each room gets the first free one of its type, in the order of selectAvailableRooms; capacity and smoking do not count. A code that is
 * not in the master and a type that is full are told in the same words.
 */
function chooseRooms(rooms, roomMaster, available) {
  const used = new Set();
  return rooms.map(({ code, nights }) => {
    const typeId = roomMaster.find((row) => row.netagtrmtypecode === code)?.room_type_id;
    const room = available.find(({ room_type_id, room_id }) => room_type_id === typeId && !used.has(room_id));
    if (!room) throw new Error('Transaction Error: Could not assign rooms');
    used.add(room.room_id);
    return { roomId: room.room_id, nights };
  });
}

/** `spotId`: the room's parking spot, where it has one. */
async function insertNight(client, hotelId, booking, { roomId, spotId }, night) {
  const { reservationId, report, plan, clientIds } = booking;
  const { rows: plans } = await client.query(
    'SELECT id, plan_type FROM plans_hotel WHERE hotel_id = $1 AND id = $2',
    [hotelId, plan?.plans_hotel_id ?? null],
  );
  const { rows } = await client.query(
    `INSERT INTO reservation_details (hotel_id, reservation_id, date, room_id, plans_global_id, plans_hotel_id, plan_name,
                                      plan_type, number_of_people, price, billable, created_by, updated_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, TRUE, $11, $11) RETURNING id`,
    [
      hotelId,
      reservationId,
      night.date,
      roomId,
      plan?.plans_global_id ?? null,
      plans[0]?.id ?? null,
      report.planName,
      plans[0]?.plan_type ?? 'per_room',
      night.people,
      night.price,
      SYSTEM_USER,
    ],
  );
  const detailId = rows[0].id;
  await client.query(
    `INSERT INTO reservation_rates (hotel_id, reservation_details_id, adjustment_type, adjustment_value, tax_type_id,
                                    tax_rate, price, created_by, updated_by)
     SELECT $1, $2, 'base_rate', $3, id, percentage, $3, $5, $5 FROM tax_info WHERE id = $4`,
    [hotelId, detailId, night.price, ACCOMMODATION_TAX_TYPE, SYSTEM_USER],
  );
  await insertPlanAddons(client, hotelId, detailId, plan);
  for (const clientId of clientIds) {
    await client.query(
      `INSERT INTO reservation_clients (hotel_id, reservation_details_id, client_id, created_by, updated_by)
       VALUES ($1, $2, $3, $4, $4)`,
      [hotelId, detailId, clientId, SYSTEM_USER],
    );
  }
  if (spotId) await parkNight(client, hotelId, { detailId, date: night.date, spotId }, SYSTEM_USER);
}

/** A plan's add-ons come free of charge with an OTA booking. */
async function insertPlanAddons(client, hotelId, detailId, plan) {
  const { rows } = await client.query(
    `SELECT addons_global_id, addons_hotel_id, addon_name, addon_type FROM plan_addons
     WHERE hotel_id = $1 AND (plans_hotel_id = $2 OR plans_global_id = $3)`,
    [hotelId, plan?.plans_hotel_id ?? null, plan?.plans_global_id ?? null],
  );
  for (const addon of rows) {
    await client.query(
      `INSERT INTO reservation_addons (hotel_id, reservation_detail_id, addons_global_id, addons_hotel_id, addon_name,
                                       addon_type, price, tax_type_id, tax_rate, created_by, updated_by)
       SELECT $1, $2, $3, $4, $5, $6, 0, id, percentage, $8, $8 FROM tax_info WHERE id = $7`,
      [
        hotelId,
        detailId,
        addon.addons_global_id,
        addon.addons_hotel_id,
        addon.addon_name,
        addon.addon_type,
        ACCOMMODATION_TAX_TYPE,
        SYSTEM_USER,
      ],
    );
  }
}

async function insertPayments(client, hotelId, reservationId, report, clientId, roomId) {
  for (const payment of report.payments) {
    await client.query(
      `INSERT INTO reservation_payments (hotel_id, reservation_id, date, room_id, client_id, payment_type_id, value, comment,
                                         created_by, updated_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)`,
      [
        hotelId,
        reservationId,
        report.bookingDate,
        roomId,
        clientId,
        payment.type,
        payment.value,
        payment.comment,
        SYSTEM_USER,
      ],
    );
  }
}

/** Nights, rates, add-ons, guests and payments; every guest of the booking is written to every night of it. */
async function insertStay(client, hotelId, reservationId, report, bookerId, context) {
  const guestIds = [];
  for (const guest of report.guests) guestIds.push(await findOrCreateClient(client, guest, SYSTEM_USER));
  const clientIds = guestIds.length > 0 ? guestIds : [bookerId];
  for (const { nights, ...room } of context.rooms) {
    for (const night of nights) {
      const code = report.planCodes.get(night.date);
      const plan = context.planMaster.find(({ plangroupcode }) => plangroupcode === code);
      const booking = { reservationId, report, plan, clientIds };
      await insertNight(client, hotelId, booking, room, night);
    }
  }
  await insertPayments(client, hotelId, reservationId, report, bookerId, context.rooms[0]?.roomId ?? null);
}

/** A booker needs a name in kanji, the member's or the message's own; the kana do not count. */
async function keepBooker(client, booker) {
  requireName(booker.nameKanji);
  const bookerId = await findOrCreateClient(client, booker, SYSTEM_USER);
  await keepAddress(client, bookerId, booker, SYSTEM_USER);
  return bookerId;
}

async function prepareStay(requestId, client, hotelId, report) {
  const roomMaster = await selectTLRoomMaster(client, hotelId);
  const planMaster = await selectTLPlanMaster(client, hotelId);
  const available = await selectAvailableRooms(requestId, hotelId, report.checkIn, report.checkOut, client);
  return { rooms: chooseRooms(report.rooms, roomMaster, available), planMaster };
}

/** A new booking's first room parks where a spot is left; nobody asked for it. */
async function withParking(client, hotelId, [first, ...others]) {
  if (!first) return [];
  const dates = first.nights.map(({ date }) => date);
  return [{ ...first, spotId: await findFreeSpot(client, hotelId, dates) }, ...others];
}

async function writeNewBooking(requestId, client, hotelId, report) {
  await actAs(client, SYSTEM_USER);
  const bookerId = await keepBooker(client, report.booker);
  const context = await prepareStay(requestId, client, hotelId, report);
  const { rows } = await client.query(
    `INSERT INTO reservations (hotel_id, reservation_client_id, check_in, check_in_time, check_out, check_out_time,
                               number_of_people, status, type, agent, ota_reservation_id, payment_timing, comment,
                               created_by, updated_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'confirmed', $8, $9, $10, 'prepaid', $11, $12, $12) RETURNING id`,
    [
      hotelId,
      bookerId,
      report.checkIn,
      report.checkInTime,
      report.checkOut,
      report.checkOutTime,
      report.people,
      report.type,
      report.agent,
      report.bookingNumber,
      report.comment,
      SYSTEM_USER,
    ],
  );
  const parked = { ...context, rooms: await withParking(client, hotelId, context.rooms) };
  await insertStay(client, hotelId, rows[0].id, report, bookerId, parked);
}

/** The first reservation of that number, in no order: a booking that was split by hand has several. */
async function findByBookingNumber(client, hotelId, bookingNumber) {
  const { rows } = await client.query(
    'SELECT id, reservation_client_id FROM reservations WHERE ota_reservation_id = $1 AND hotel_id = $2',
    [bookingNumber, hotelId],
  );
  if (rows.length === 0) throw new Error(`Reservation not found: ${bookingNumber}`);
  return rows[0];
}

/**
 * Deletes the nights (and with them rates, add-ons, guests, parking) and payments, and writes them anew in freely chosen rooms, without
 * the parking.
 */
async function writeChangedBooking(requestId, client, hotelId, report) {
  const reservation = await findByBookingNumber(client, hotelId, report.bookingNumber);
  await actAs(client, SYSTEM_USER);
  await client.query('DELETE FROM reservation_payments WHERE hotel_id = $1 AND reservation_id = $2', [
    hotelId,
    reservation.id,
  ]);
  await client.query('DELETE FROM reservation_details WHERE hotel_id = $1 AND reservation_id = $2', [
    hotelId,
    reservation.id,
  ]);
  // A fault the contract keeps: the PMS declares this variable only where a member or a list of guests is named.
  if (!report.hasMember && report.guests.length === 0) {
    throw new ReferenceError('reservationClientId is not defined');
  }
  const bookerId = await keepBooker(client, report.booker);
  const context = await prepareStay(requestId, client, hotelId, report);
  await client.query(
    `UPDATE reservations
     SET reservation_client_id = $3, check_in = $4, check_in_time = $5, check_out = $6, check_out_time = $7,
         number_of_people = $8, status = 'confirmed', type = $9, agent = $10, comment = $11, updated_by = $12
     WHERE hotel_id = $1 AND id = $2`,
    [
      hotelId,
      reservation.id,
      bookerId,
      report.checkIn,
      report.checkInTime,
      report.checkOut,
      report.checkOutTime,
      report.people,
      report.type,
      report.agent,
      report.comment,
      SYSTEM_USER,
    ],
  );
  await insertStay(client, hotelId, reservation.id, report, bookerId, context);
}

/** A charge is kept as one active, billable night, the last: its room stays occupied although the reservation is cancelled. */
async function writeCancelledBooking(client, hotelId, report) {
  const reservation = await findByBookingNumber(client, hotelId, report.bookingNumber);
  await actAs(client, SYSTEM_USER);
  await client.query(
    `UPDATE reservation_details SET cancelled = gen_random_uuid(), billable = FALSE, updated_by = $3
     WHERE hotel_id = $1 AND reservation_id = $2`,
    [hotelId, reservation.id, SYSTEM_USER],
  );
  await client.query(
    `UPDATE reservations SET status = 'cancelled', updated_by = $3 WHERE hotel_id = $1 AND id = $2`,
    [hotelId, reservation.id, SYSTEM_USER],
  );
  if (report.cancellationCharge <= 0) return;
  await client.query(
    `UPDATE reservation_details SET cancelled = NULL, billable = TRUE, price = $3, updated_by = $4
     WHERE hotel_id = $1 AND id = (
       SELECT id FROM reservation_details WHERE hotel_id = $1 AND reservation_id = $2 ORDER BY date DESC, room_id LIMIT 1)`,
    [hotelId, reservation.id, report.cancellationCharge, SYSTEM_USER],
  );
}

/** The hotel's row, written with the passed client and then beside it. */
async function writeBesideClient(requestId, client, hotelId) {
  const touch = 'UPDATE hotels SET updated_by = $2 WHERE id = $1';
  await client.query(touch, [hotelId, SYSTEM_USER]);
  await getPool(requestId).query(touch, [hotelId, SYSTEM_USER]);
}

/** Every failure becomes a result; with a passed client the transaction may be aborted by then. */
async function asResult(requestId, hotelId, dbClient, work) {
  try {
    await inTransaction(requestId, dbClient, async (client) => {
      await work(client);
      if (faults.has('beside_client')) await writeBesideClient(requestId, client, hotelId);
    });
    return { success: true };
  } catch (error) {
    logger.error(`OTA reservation not written: ${error.message}`);
    return { success: false, error: error.message };
  }
}

/** `data`: the content of AllotmentBookingReport as xml2js makes it. */
const addOTAReservation = (requestId, hotelId, data, dbClient = null) =>
  asResult(requestId, hotelId, dbClient, (client) =>
    writeNewBooking(requestId, client, hotelId, readReport(data)),
  );

const editOTAReservation = (requestId, hotelId, data, dbClient = null) =>
  asResult(requestId, hotelId, dbClient, (client) =>
    writeChangedBooking(requestId, client, hotelId, readReport(data)),
  );

const cancelOTAReservation = (requestId, hotelId, data, dbClient = null) =>
  asResult(requestId, hotelId, dbClient, (client) =>
    writeCancelledBooking(client, hotelId, readReport(data)),
  );

module.exports = { addOTAReservation, editOTAReservation, cancelOTAReservation };
