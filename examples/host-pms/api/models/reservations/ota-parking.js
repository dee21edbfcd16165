// Looks for a parking spot for a booking whose plan has parking in it. Asks its questions in any case, hotel with spots or without.

async function takenSpots(client, hotelId, dates) {
  const { rows } = await client.query(
    `SELECT parking_spot_id, date FROM reservation_parking
     WHERE hotel_id = $1 AND date = ANY($2::date[]) AND cancelled IS NULL`,
    [hotelId, dates],
  );
  return rows.map(({ parking_spot_id }) => parking_spot_id);
}

async function attachParking(client, hotelId, reservationId) {
  const { rows: nights } = await client.query(
    `SELECT id, TO_CHAR(date, 'YYYY-MM-DD') AS date FROM reservation_details
     WHERE hotel_id = $1 AND reservation_id = $2 ORDER BY date`,
    [hotelId, reservationId],
  );
  const { rows: addons } = await client.query(
    `SELECT id, reservation_detail_id FROM reservation_addons
     WHERE hotel_id = $1 AND reservation_detail_id = ANY($2::uuid[]) AND addon_type = 'parking'`,
    [hotelId, nights.map(({ id }) => id)],
  );
  const { rows: spots } = await client.query(
    'SELECT id FROM parking_spots WHERE hotel_id = $1 AND is_active ORDER BY id',
    [hotelId],
  );
  const [first, ...later] = [...new Set(nights.map(({ date }) => date))];
  const taken = new Set(await takenSpots(client, hotelId, [first]));
  if (later.length > 0) for (const spot of await takenSpots(client, hotelId, later)) taken.add(spot);

  const spot = spots.find(({ id }) => !taken.has(id));
  if (!spot || addons.length === 0) return;
  const addonByNight = new Map(addons.map((addon) => [addon.reservation_detail_id, addon.id]));
  const parked = new Set();
  for (const { id, date } of nights) {
    if (!addonByNight.has(id) || parked.has(date)) continue;
    parked.add(date);
    await client.query(
      `INSERT INTO reservation_parking (hotel_id, reservation_details_id, reservation_addon_id, parking_spot_id, date)
       VALUES ($1, $2, $3, $4, $5)`,
      [hotelId, id, addonByNight.get(id), spot.id, date],
    );
  }
}

module.exports = { attachParking };
