// Opening a hotel: its row and, for each partitioned table, its partition.
const { getPool } = require('../../config/database');

const PARTITIONED_TABLES = [
  'room_types',
  'rooms',
  'plans_hotel',
  'addons_hotel',
  'parking_blocks',
  'reservations',
  'reservation_details',
  'reservation_addons',
  'reservation_clients',
  'reservation_payments',
  'reservation_rates',
  'reservation_parking',
  'invoices',
  'receipts',
  'xml_requests',
  'xml_responses',
];

async function insertHotel(client, hotel, userId) {
  const { rows } = await client.query(
    `INSERT INTO hotels (formal_name, name, facility_type, open_date, postal_code, address, email, phone_number, created_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING *`,
    [
      hotel.formal_name,
      hotel.name,
      hotel.facility_type,
      hotel.open_date ?? null,
      hotel.postal_code ?? null,
      hotel.address ?? null,
      hotel.email ?? null,
      hotel.phone_number ?? null,
      userId,
    ],
  );
  const partitions = PARTITIONED_TABLES.map(
    (table) => `CREATE TABLE ${table}_${rows[0].id} PARTITION OF ${table} FOR VALUES IN (${rows[0].id});`,
  );
  await client.query(partitions.join('\n'));
  return rows[0];
}

/** Inserts the hotel and its partitions in one transaction: the given client's, else one of its own. */
async function createHotel(requestId, hotelData, userId, dbClient = null) {
  if (dbClient) return insertHotel(dbClient, hotelData, userId);
  const client = await getPool(requestId).connect();
  try {
    await client.query('BEGIN');
    const hotel = await insertHotel(client, hotelData, userId);
    await client.query('COMMIT');
    return hotel;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

module.exports = { createHotel };
