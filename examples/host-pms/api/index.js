// The PMS: app, socket server and routes in their order, built in line; it listens where this file is the program.
const { once } = require('node:events');
const { existsSync } = require('node:fs');
const http = require('node:http');
const path = require('node:path');
const { setTimeout: wait } = require('node:timers/promises');
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
const otaRoutes = require('./routes/otaRoutes');
const reservationRoutes = require('./routes/reservationRoutes');
const xmlRoutes = require('./routes/xmlRoutes');
const { createSockets } = require('./sockets');

const DEFAULT_PORT = 5000;
/** Milliseconds that listening waits for the plugin's first try to start: those who ask at once find it there. */
const FIRST_TRY = 10_000;

const { env } = process;
database.configure(env);
const frontend = path.join(__dirname, '../frontend/dist');
const origins = [env.FRONTEND_URL, env.PROD_FRONTEND_URL].filter(Boolean);
const domain = env.PRODUCTION_DOMAIN ?? 'pms.example.test';

const app = express();
const httpServer = http.createServer(app);
const ioHttp = createSockets(httpServer, { origins, domain });

app.locals.logger = logger;
app.use(
  helmet({
    contentSecurityPolicy: {
      directives: {
        'default-src': ["'self'"],
        'script-src': ["'self'", "'unsafe-inline'", "'unsafe-eval'"],
        'img-src': ["'self'", 'data:', 'blob:'],
        'upgrade-insecure-requests': null,
      },
    },
  }),
);
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

app.use('/api', authRoutes({ attempts: env.AUTH_ATTEMPTS ? Number(env.AUTH_ATTEMPTS) : undefined }));
app.use('/api', hotelRoutes);
app.use('/api', reservationRoutes);
app.use('/api', otaRoutes);
const plugin = mountPlugin();
app.use('/api', xmlRoutes);

app.use('/api', (error, req, res, next) => {
  if (res.headersSent) return next(error);
  const status = error.status ?? 500;
  logger.error(`${req.method} ${req.path}: ${error.message}`);
  res.status(status).json({ error: { message: error.message, type: error.name } });
});

// The page for every GET that nothing else answered, unknown /api paths included.
if (existsSync(frontend)) app.use(express.static(frontend));
app.get('/*splat', (req, res) => {
  res.sendFile(path.join(frontend, 'index.html'), (error) => {
    if (error && !res.headersSent) res.status(404).type('html').send('<!doctype html><title>404</title>');
  });
});

/** Only here is it a question whether the plugin is there: a hotel has the one line. */
function mountPlugin() {
  if (env.HEYAWARI !== 'on') return undefined;
  const options = require('./heyawari.options');
  return require('./heyawari.mount').mountHeyawari({ app, io: ioHttp, logger, options });
}

let background = [];

/** Listeners and jobs. */
async function startBackground() {
  const environments = new Map([
    [env.PROD_PG_DATABASE ?? env.PG_DATABASE, ['prod', database.getProdPool()]],
    [env.PG_DATABASE, ['dev', database.getDevPool()]],
  ]);
  for (const [environment, pool] of environments.values()) {
    background.push(await forwardTableUpdates(pool, ioHttp, environment));
  }
  const production = env.NODE_ENV === 'production';
  if (production || env.STOCK_LISTENER === 'on') {
    background.push(await startStockListener(database.getProdPool()));
  }
  if (production) background.push(startScheduling());
}

/** Port 0 takes a free one. */
async function start(port) {
  await startBackground();
  if (plugin) await Promise.race([plugin.started, wait(FIRST_TRY, undefined, { ref: false })]);
  httpServer.listen(port, '0.0.0.0');
  await once(httpServer, 'listening');
  return { port: httpServer.address().port };
}

async function stop() {
  await plugin?.stop();
  for (const running of background.splice(0)) running.stop();
  await ioHttp.close();
  httpServer.closeAllConnections();
  await database.endPools();
}

async function main() {
  const { port } = await start(Number(env.PORT ?? DEFAULT_PORT));
  console.log(`listening on port ${port}`);
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.removeAllListeners(signal).once(signal, () => void stop().finally(() => process.exit(0)));
  }
}

if (require.main === module) {
  main().catch((error) => {
    logger.error(`not started: ${error.message}`);
    process.exit(1);
  });
}

/** For a program that runs the PMS in its own process: the environment is read when this file is loaded. */
module.exports = { app, httpServer, ioHttp, plugin, start, stop };
