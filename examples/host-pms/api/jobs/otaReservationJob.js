// Asks this server's own fetch route again and again, more often by day.
const logger = require('../config/logger');
const { completeLog, startLog } = require('../models/cron_logs');

/** Fixed, whatever port the server listens on. */
const URL = 'http://localhost:5000/api/sc/tl/reservations/fetch';
const FIRST_RUN = 30;
const BY_DAY = 310;
const BY_NIGHT = 1800;

const secondsToNext = (hour) => (hour >= 9 && hour < 19 ? BY_DAY : BY_NIGHT);

/** A fault the contract keeps: whatever the route answers, the run counts as a success. */
async function fetchReservations() {
  const log = await startLog('OTA Reservation Fetch');
  try {
    await fetch(URL);
    await completeLog(log, 'success');
  } catch (error) {
    logger.error(`OTA fetch: ${error.message}`);
    await completeLog(log, 'failed', { error: error.message });
  }
}

function startScheduling() {
  let timer = setTimeout(run, FIRST_RUN * 1000);
  async function run() {
    await fetchReservations();
    if (timer) timer = setTimeout(run, secondsToNext(new Date().getHours()) * 1000);
  }
  return {
    stop() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}

module.exports = { startScheduling };
