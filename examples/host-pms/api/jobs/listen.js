// Keeps a database connection listening to a channel, and opens another when it is lost.
const { setTimeout: wait } = require('node:timers/promises');
const logger = require('../config/logger');

const RETRY = 1000;

/** Calls `onPayload` for each notification until stopped. Resolves when it listens. */
async function listenTo(pool, channel, onPayload) {
  let stopped = false;
  let client;

  async function connect() {
    client = await pool.connect();
    client.on('notification', ({ payload }) => onPayload(payload));
    client.once('error', (error) => {
      if (stopped) return; // released already; the server may cut it off before it has said goodbye
      client.release(error);
      client = undefined;
      logger.warn(`${channel}: connection lost, ${error.message}`);
      void reconnect();
    });
    await client.query(`LISTEN ${channel}`);
  }

  async function reconnect() {
    while (!stopped && !client) {
      await wait(RETRY);
      try {
        await connect();
      } catch (error) {
        logger.warn(`${channel}: ${error.message}`);
      }
    }
  }

  await connect();
  return {
    stop() {
      stopped = true;
      client?.removeAllListeners('notification');
      client?.release(true);
    },
  };
}

module.exports = { listenTo };
