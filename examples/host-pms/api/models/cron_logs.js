// When which job ran and how it ended.
const { getDevPool, getProdPool } = require('../config/database');
const logger = require('../config/logger');

const pool = () => (process.env.NODE_ENV === 'production' ? getProdPool() : getDevPool());

/** The id to complete later; null where the log could not be written. */
async function startLog(jobName, dbClient = null) {
  try {
    const { rows } = await (dbClient ?? pool()).query(
      `INSERT INTO logs_cron (job_name, status) VALUES ($1, 'running') RETURNING id`,
      [jobName],
    );
    return rows[0].id;
  } catch (error) {
    logger.error(`job log not written: ${error.message}`);
    return null;
  }
}

/** `status`: 'success' or 'failed'. */
async function completeLog(id, status, details = {}, dbClient = null) {
  if (!id) return;
  await (dbClient ?? pool()).query(
    `UPDATE logs_cron
     SET status = $2, details = $3, end_time = now(), duration_ms = EXTRACT(EPOCH FROM now() - start_time) * 1000
     WHERE id = $1`,
    [id, status, details],
  );
}

module.exports = { startLog, completeLog };
