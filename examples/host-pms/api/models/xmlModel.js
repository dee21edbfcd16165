// Messages to and from the site controller, and the two queues: received reservations, outgoing stock.
const { getPool } = require('../config/database');

/** The literal name the import looks for. */
const SITE_CONTROLLER = 'TL-リンカーン';
const RECENT = 100;
const FOUND = 500;

const db = (requestId, dbClient) => dbClient ?? getPool(requestId);

/** Fills system id and login into a template, each at its first place, unescaped. */
async function selectXMLTemplate(requestId, hotelId, name, dbClient = null) {
  const templates = await db(requestId, dbClient).query(
    'SELECT template FROM xml_templates WHERE name = $1',
    [name],
  );
  if (templates.rows.length === 0) throw new Error(`no template named ${name}`);
  const logins = await db(requestId, dbClient).query(
    'SELECT user_id, password FROM sc_user_info WHERE hotel_id = $1 AND name = $2',
    [hotelId, SITE_CONTROLLER],
  );
  if (logins.rows.length === 0) throw new Error(`hotel ${hotelId} has no login at ${SITE_CONTROLLER}`);
  return templates.rows[0].template
    .replace('{{systemId}}', process.env.XML_SYSTEM_ID ?? '')
    .replace('{{pmsUserId}}', logins.rows[0].user_id)
    .replace('{{pmsPassword}}', logins.rows[0].password);
}

async function selectSiteControllerLogins(requestId, dbClient = null) {
  const { rows } = await db(requestId, dbClient).query(
    'SELECT hotel_id, name FROM sc_user_info ORDER BY hotel_id',
  );
  return rows;
}

const insertXMLRequest = (requestId, hotelId, name, xml, dbClient = null) =>
  db(requestId, dbClient).query('INSERT INTO xml_requests (hotel_id, name, request) VALUES ($1, $2, $3)', [
    hotelId,
    name,
    xml,
  ]);

/** PostgreSQL refuses text that is not well-formed XML. */
const insertXMLResponse = (requestId, hotelId, name, xml, dbClient = null) =>
  db(requestId, dbClient).query('INSERT INTO xml_responses (hotel_id, name, response) VALUES ($1, $2, $3)', [
    hotelId,
    name,
    xml,
  ]);

async function selectXMLRecentResponses(requestId) {
  const { rows } = await getPool(requestId).query(
    `SELECT x.id, x.hotel_id, h.name AS hotel_name, x.received_at, x.name, x.response::TEXT AS response
     FROM xml_responses x JOIN hotels h ON h.id = x.hotel_id
     ORDER BY x.received_at DESC, x.id DESC LIMIT $1`,
    [RECENT],
  );
  return rows;
}

/** A transaction id that is known gets its status back to `status`, but keeps the data of its first delivery. */
async function insertOTAReservationQueue(requestId, entry, dbClient = null) {
  const { rows } = await db(requestId, dbClient).query(
    `INSERT INTO ota_reservation_queue (hotel_id, ota_reservation_id, transaction_id, reservation_data, status)
     VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (hotel_id, transaction_id) DO UPDATE SET status = EXCLUDED.status, updated_at = CURRENT_TIMESTAMP
     RETURNING *`,
    [entry.hotelId, entry.otaReservationId, entry.transactionId, entry.reservationData, entry.status],
  );
  return rows[0];
}

async function updateOTAReservationQueue(requestId, id, status, conflictDetails = null, dbClient = null) {
  await db(requestId, dbClient).query(
    `UPDATE ota_reservation_queue SET status = $2, conflict_details = $3, updated_at = CURRENT_TIMESTAMP WHERE id = $1`,
    [id, status, conflictDetails],
  );
}

/** The latest 100; with a search term up to 500. */
async function selectOTAReservationQueue(requestId, search) {
  const { rows } = await getPool(requestId).query(
    `SELECT q.*, h.name AS hotel_name FROM ota_reservation_queue q LEFT JOIN hotels h ON h.id = q.hotel_id
     WHERE $1 = '' OR q.ota_reservation_id ILIKE '%' || $1 || '%' OR q.transaction_id ILIKE '%' || $1 || '%'
     ORDER BY q.created_at DESC, q.id DESC LIMIT $2`,
    [search ?? '', search ? FOUND : RECENT],
  );
  return rows;
}

/** Every failed row of every hotel, ever. */
async function selectFailedOTAReservationQueue(requestId) {
  const { rows } = await getPool(requestId).query(
    `SELECT q.*, h.name AS hotel_name,
            q.reservation_data -> 'TransactionType' ->> 'SystemDate' AS system_date
     FROM ota_reservation_queue q LEFT JOIN hotels h ON h.id = q.hotel_id
     WHERE q.status = 'failed' ORDER BY q.created_at DESC, q.id DESC`,
  );
  return rows;
}

const insertOTAXmlQueue = (requestId, hotelId, serviceName, xmlBody, dbClient = null) =>
  db(requestId, dbClient).query(
    'INSERT INTO ota_xml_queue (hotel_id, service_name, xml_body) VALUES ($1, $2, $3)',
    [hotelId, serviceName, xmlBody],
  );

async function selectOTAXmlQueue(requestId, status) {
  const { rows } = await getPool(requestId).query(
    `SELECT q.*, h.name AS hotel_name FROM ota_xml_queue q JOIN hotels h ON h.id = q.hotel_id
     WHERE $1::TEXT IS NULL OR q.status = $1 ORDER BY q.created_at DESC, q.id DESC LIMIT $2`,
    [status ?? null, RECENT],
  );
  return rows;
}

async function updateOTAXmlQueueStatus(requestId, id, status) {
  const { rows } = await getPool(requestId).query(
    'UPDATE ota_xml_queue SET status = $2 WHERE id = $1 RETURNING *',
    [id, status],
  );
  return rows[0];
}

module.exports = {
  SITE_CONTROLLER,
  selectXMLTemplate,
  selectSiteControllerLogins,
  insertXMLRequest,
  insertXMLResponse,
  selectXMLRecentResponses,
  insertOTAReservationQueue,
  updateOTAReservationQueue,
  selectOTAReservationQueue,
  selectFailedOTAReservationQueue,
  insertOTAXmlQueue,
  selectOTAXmlQueue,
  updateOTAXmlQueueStatus,
};
