// The parking that the import gives by itself: while a spot is free on all nights of the first room, that room has it.
const logger = require('../../config/logger');

/** What a car takes of a spot. */
const CAR_UNITS = 100;
const ADDON_NAME = '駐車場';

/**
 * A fault the contract keeps: what goes wrong with parking is "not critical", logged and swallowed. Without a savepoint the transaction is
 * aborted all the same, and says so at whatever comes next, or never, where nothing does.
 */
async function notCritical(work) {
  try {
    return await work();
  } catch (error) {
    logger.warn(`no parking: ${error.message}`);
    return undefined;
  }
}

/** A spot of the hotel's lots that nobody has on any of `dates`; undefined where there is none. Nothing is locked. */
async function selectFreeSpot(client, hotelId, dates) {
  const { rows } = await client.query(
    `SELECT s.id FROM parking_spots s JOIN parking_lots l ON l.id = s.parking_lot_id
     WHERE l.hotel_id = $1 AND s.is_active AND s.capacity_units >= $3
       AND NOT EXISTS (
         SELECT FROM reservation_parking p
         WHERE p.hotel_id = $1 AND p.parking_spot_id = s.id AND p.date = ANY($2::date[]) AND p.cancelled IS NULL)
     ORDER BY s.id LIMIT 1`,
    [hotelId, dates, CAR_UNITS],
  );
  return rows[0]?.id;
}

/** One night on the spot, and its add-on, which costs nothing. */
async function insertParking(client, hotelId, { detailId, date, spotId }, userId) {
  const { rows } = await client.query(
    `INSERT INTO reservation_addons (hotel_id, reservation_detail_id, addon_name, addon_type, price, created_by, updated_by)
     VALUES ($1, $2, $3, 'parking', 0, $4, $4) RETURNING id`,
    [hotelId, detailId, ADDON_NAME, userId],
  );
  await client.query(
    `INSERT INTO reservation_parking (hotel_id, reservation_details_id, reservation_addon_id, parking_spot_id, date, created_by)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [hotelId, detailId, rows[0].id, spotId, date, userId],
  );
}

const findFreeSpot = (client, hotelId, dates) => notCritical(() => selectFreeSpot(client, hotelId, dates));
const parkNight = (client, hotelId, night, userId) =>
  notCritical(() => insertParking(client, hotelId, night, userId));

module.exports = { findFreeSpot, parkNight };
