// The connection pools: one for the development database, one for production, chosen by the request that asks.
const { Pool } = require('pg');
const logger = require('./logger');

const MAX_CONNECTIONS = 100;

const settingsOf = (env) => ({
  server: {
    host: env.PG_HOST ?? 'localhost',
    port: Number(env.PG_PORT ?? 5432),
    user: env.PG_USER,
    password: env.PG_PASSWORD,
  },
  databases: { dev: env.PG_DATABASE, prod: env.PROD_PG_DATABASE ?? env.PG_DATABASE },
});

let settings = settingsOf(process.env);
const pools = new Map();
const environmentByRequest = new Map();

/** Other settings than the environment had when this file was loaded; before the first pool is asked for. */
function configure(env) {
  settings = settingsOf(env);
}

function poolOf(environment) {
  let pool = pools.get(environment);
  if (!pool) {
    const options = { ...settings.server, database: settings.databases[environment], max: MAX_CONNECTIONS };
    pool = new Pool(options);
    // A connection may be lost while somebody works with it, too: its work fails then, the process goes on.
    const lost = (error) => {
      // A pool that was ended has let go of its connections already; the server may cut them off before they have said goodbye.
      if (!pool.ending) logger.warn(`database connection lost: ${error.message}`);
    };
    pool.on('connect', (client) => client.on('error', lost));
    pool.on('error', lost);
    pools.set(environment, pool);
  }
  return pool;
}

const setEnvironment = (requestId, environment) => environmentByRequest.set(requestId, environment);
const forgetEnvironment = (requestId) => environmentByRequest.delete(requestId);

/** The pool for a request. An id that is not known (any more) gets the development database. */
const getPool = (requestId) => poolOf(environmentByRequest.get(requestId) ?? 'dev');

const getDevPool = () => poolOf('dev');
const getProdPool = () => poolOf('prod');

/** Waits for clients that are still out. */
async function endPools() {
  const ending = [...pools.values()].map((pool) => pool.end());
  pools.clear();
  await Promise.all(ending);
}

module.exports = { configure, setEnvironment, forgetEnvironment, getPool, getDevPool, getProdPool, endPools };
