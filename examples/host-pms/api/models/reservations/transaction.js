// One shape for every write: in the caller's transaction where a client is passed, else in one of its own.
const { getPool } = require('../../config/database');

/** With a passed client nothing is ever rolled back: that is the caller's business. */
async function inTransaction(requestId, dbClient, work) {
  if (dbClient) return work(dbClient);
  const client = await getPool(requestId).connect();
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

/** Whom the log of a DELETE names. Set for the session, so the next user of this connection inherits it. */
const actAs = (client, userId) => client.query(`SET SESSION "my_app.user_id" = '${Number(userId)}'`);

module.exports = { inTransaction, actAs };
