// What a hotel adds for Heyawari on the server: this file, and one line in the app before the site controller's routes.
const { Pool } = require('pg');
const auth = require('./middleware/authMiddleware');
const reservations = require('./models/reservations');

const { createHeyawari, existingPms } = require(process.env.HEYAWARI_ENTRY ?? '../../..');

/** A few connections of its own: the PMS's pools are shared with whatever else the PMS does. */
const CONNECTIONS = 10;

const productionDatabase = () =>
  new Pool({
    host: process.env.PG_HOST,
    port: Number(process.env.PG_PORT ?? 5432),
    user: process.env.PG_USER,
    password: process.env.PG_PASSWORD,
    database: process.env.PROD_PG_DATABASE ?? process.env.PG_DATABASE,
    max: CONNECTIONS,
  });

/**
 * The plugin on this PMS, not started: the same for the web process and the worker. Its settings come from the environment:
 * XML_REQUEST_URL and XML_SYSTEM_ID, as for the PMS, and whatever begins with HEYAWARI_; `options` outrank it.
 */
function buildHeyawari({ io, logger, options }) {
  const database = productionDatabase();
  database.on('error', (error) => logger.warn(`idle connection of Heyawari lost: ${error.message}`));
  const heyawari = createHeyawari({
    database,
    host: existingPms({ reservations }),
    auth: {
      view: auth.authMiddleware,
      operate: auth.authMiddlewareCRUDAccess,
      supervise: auth.authMiddlewareAdmin,
      configure: auth.authMiddleware_manageDB,
    },
    io,
    logger,
    ...options,
  });
  return {
    heyawari,
    start: () => heyawari.start(),
    async stop() {
      await heyawari.stop();
      await database.end();
    },
  };
}

/** Before the PMS's own xml routes, so that the plugin answers the fetch route. */
function mountHeyawari({ app, io, logger, options }) {
  const plugin = buildHeyawari({ io, logger, options });
  app.use('/api', plugin.heyawari.router);
  return plugin;
}

module.exports = { buildHeyawari, mountHeyawari };
