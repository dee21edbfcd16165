// Builds the PMS: its routes in their order, its sockets, its listeners. One per process: the models keep their pools at module level.
const { once } = require('node:events');
const { existsSync } = require('node:fs');
const http = require('node:http');
const path = require('node:path');
const cors = require('cors');
const express = require('express');
const helmet = require('helmet');
const database = require('./config/database');
const logger = require('./config/logger');
const { forwardTableUpdates } = require('./jobs/socketForwarding');
const { startScheduling } = require('./jobs/otaReservationJob');
const { startStockListener } = require('./jobs/stockListener');
const { setupRequestContext } = require('./middleware/requestContext');
const authRoutes = require('./routes/authRoutes');
const hotelRoutes = require('./routes/hotelRoutes');
const reservationRoutes = require('./routes/reservationRoutes');
const xmlRoutes = require('./routes/xmlRoutes');
const { createSockets } = require('./sockets');

const frontend = path.join(__dirname, '../frontend/dist');

const contentSecurityPolicy = {
  directives: {
    'default-src': ["'self'"],
    'script-src': ["'self'", "'unsafe-inline'", "'unsafe-eval'"],
    'img-src': ["'self'", 'data:', 'blob:'],
    'upgrade-insecure-requests': null,
  },
};

function useMiddleware(app, { origins, domain }) {
  app.locals.logger = logger;
  app.use(helmet({ contentSecurityPolicy }));
  app.use(
    cors({
      origin: origins,
      methods: ['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS'],
      allowedHeaders: ['Content-Type', 'Authorization', 'X-Request-Environment'],
      credentials: true,
    }),
  );
  app.use(express.json({ limit: '50mb' }));
  app.use(express.raw({ type: 'text/xml', limit: '50mb' }));
  app.use(setupRequestContext(domain));
}

function answerError(error, req, res, next) {
  if (res.headersSent) return next(error);
  const status = error.status ?? 500;
  logger.error(`${req.method} ${req.path}: ${error.message}`);
  res.status(status).json({ error: { message: error.message, type: error.name } });
}

/** The page for every GET that nothing else answered, unknown /api paths included. */
function serveFrontend(app) {
  if (existsSync(frontend)) app.use(express.static(frontend));
  app.get('/*splat', (req, res) => {
    res.sendFile(path.join(frontend, 'index.html'), (error) => {
      if (error && !res.headersSent) res.status(404).type('html').send('<!doctype html><title>404</title>');
    });
  });
}

/** Listeners and jobs; answers what stops them. */
async function startBackground(io, env) {
  const running = [];
  const environments = new Map([
    [env.PROD_PG_DATABASE ?? env.PG_DATABASE, ['prod', database.getProdPool()]],
    [env.PG_DATABASE, ['dev', database.getDevPool()]],
  ]);
  for (const [environment, pool] of environments.values()) {
    running.push(await forwardTableUpdates(pool, io, environment));
  }
  const production = env.NODE_ENV === 'production';
  if (production || env.STOCK_LISTENER === 'on')
    running.push(await startStockListener(database.getProdPool()));
  if (production) running.push(startScheduling());
  return running;
}

/**
 * `env`: as process.env, and laid over it, since models and middlewares read it there. PG_HOST, PG_PORT, PG_USER, PG_PASSWORD,
 * PG_DATABASE, PROD_PG_DATABASE; JWT_SECRET; XML_REQUEST_URL (ends with a slash), XML_SYSTEM_ID; FRONTEND_URL, PROD_FRONTEND_URL;
 * PRODUCTION_DOMAIN; AUTH_ATTEMPTS (5); STOCK_LISTENER=on, STOCK_PAUSE_SECONDS (3); HEYAWARI=on mounts the plugin,
 * `heyawari` being more of its options (a clock, for one).
 */
function createPms({ env = {}, heyawari = {} } = {}) {
  Object.assign(process.env, env);
  const settings = process.env;
  database.configure(settings);
  const origins = [settings.FRONTEND_URL, settings.PROD_FRONTEND_URL].filter(Boolean);
  const domain = settings.PRODUCTION_DOMAIN ?? 'pms.example.test';

  const app = express();
  const server = http.createServer(app);
  const io = createSockets(server, { origins, domain });
  useMiddleware(app, { origins, domain });

  const plugin =
    settings.HEYAWARI === 'on'
      ? require('./heyawari.mount').mountHeyawari({ app, io, logger, options: heyawari })
      : undefined;

  app.use(
    '/api',
    authRoutes({ attempts: settings.AUTH_ATTEMPTS ? Number(settings.AUTH_ATTEMPTS) : undefined }),
  );
  app.use('/api', hotelRoutes);
  app.use('/api', reservationRoutes);
  app.use('/api', xmlRoutes);
  app.use('/api', answerError);
  serveFrontend(app);

  let background = [];
  return {
    app,
    server,
    io,
    heyawari: plugin?.heyawari,
    /** Port 0 takes a free one. */
    async start(port = 5000) {
      background = await startBackground(io, settings);
      await plugin?.start();
      server.listen(port, '0.0.0.0');
      await once(server, 'listening');
      return { port: server.address().port };
    },
    async stop() {
      await plugin?.stop();
      for (const { stop } of background.splice(0)) stop();
      await io.close();
      server.closeAllConnections();
      await database.endPools();
    },
  };
}

module.exports = { createPms };
