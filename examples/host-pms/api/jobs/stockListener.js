// Turns every logged change of a reservation into outgoing stock, each holding one database client for seconds.
const { updateInventoryMultipleDays } = require('../controllers/xmlController');
const logger = require('../config/logger');
const { selectReservationsInventory } = require('../models/report');
const { selectReservationInventoryChange } = require('../models/reservations');
const { listenTo } = require('./listen');

async function syncReservationInventory(pool, logId, signal) {
  const client = await pool.connect();
  try {
    const change = await selectReservationInventoryChange(undefined, logId, client);
    if (!change) return;
    const inventory = await selectReservationsInventory(
      undefined,
      change.hotel_id,
      change.first_date,
      change.last_date,
      client,
    );
    const request = { params: { hotel_id: change.hotel_id, log_id: logId }, body: inventory };
    await updateInventoryMultipleDays(request, undefined, client, { signal });
  } catch (error) {
    if (!signal.aborted) logger.error(`stock of log ${logId} not queued: ${error.message}`);
  } finally {
    client.release();
  }
}

/** Work that is waiting when it is stopped is dropped. */
async function startStockListener(pool) {
  const stopping = new AbortController();
  const listener = await listenTo(pool, 'reservation_log_inserted', (logId) => {
    void syncReservationInventory(pool, Number(logId), stopping.signal);
  });
  return {
    stop() {
      listener.stop();
      stopping.abort();
    },
  };
}

module.exports = { startStockListener };
