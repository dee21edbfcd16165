// What a hotel adds for Heyawari on the server. Whatever is wrong with the plugin, the PMS boots, and the plugin's routes answer 503.
const { Pool } = require('pg');
const auth = require('./middleware/authMiddleware');
const reservations = require('./models/reservations');

/** Throws where the package is missing or a setting is wrong. `options` are more of its settings, which outrank the environment. */
function buildHeyawari({ io, logger, options }) {
  const { createHeyawari, existingPms } = require(process.env.HEYAWARI_ENTRY ?? 'heyawari');
  // A few connections of its own: the PMS's pools are shared with whatever else the PMS does.
  const database = new Pool({
    host: process.env.PG_HOST,
    port: Number(process.env.PG_PORT ?? 5432),
    user: process.env.PG_USER,
    password: process.env.PG_PASSWORD,
    database: process.env.PROD_PG_DATABASE ?? process.env.PG_DATABASE,
    max: 10,
  });
  database.on('error', (error) => logger.warn(`idle connection of Heyawari lost: ${error.message}`));
  const heyawari = createHeyawari({
    database,
    host: existingPms({ reservations }),
    auth: {
      view: auth.authMiddleware, //                any active user
      operate: auth.authMiddlewareCRUDAccess, //   部屋を確定, accept a proposal, deal with messages
      supervise: auth.authMiddlewareAdmin, //      hierarchy, mappings, 対応不要にする
      configure: auth.authMiddleware_manageDB, //  what the import goes by
    },
    io, //      the PMS's socket.io server
    logger, //  the PMS's winston logger
    ...options,
  });
  const stop = () => heyawari.stop().finally(() => database.end());
  return { heyawari, stop };
}

/** The fetch route too: the PMS's own import behind it would book once more what is stored and not yet confirmed. */
function answerUnavailable(request, response) {
  const detail = '部屋割りを起動できません。理由はサーバーのログにあります。管理者にお知らせください。';
  const problem = { type: 'about:blank', title: 'Service Unavailable', status: 503, detail, error: detail };
  response.status(503).type('application/problem+json').send(JSON.stringify(problem));
}

/** Mounts the plugin and starts it beside the PMS. `started` tells whether the first try succeeded; it never rejects. */
function mountHeyawari({ app, io, logger, options }) {
  try {
    const { heyawari, stop } = buildHeyawari({ io, logger, options });
    app.use('/api', heyawari.router);
    return { heyawari, stop, started: heyawari.launch() };
  } catch (error) {
    const reason = error.message.replaceAll(/\s*\n\s*/g, ' ');
    logger.error(`Heyawari could not be built; its routes answer 503: ${reason}`);
    app.use(['/api/heyawari', '/api/sc/tl/reservations/fetch'], answerUnavailable);
    return { stop: () => Promise.resolve(), started: Promise.resolve(false) };
  }
}

module.exports = { buildHeyawari, mountHeyawari };
