// Our own connections: beside the PMS's pool, into which some of its paths put back open transactions, never out of it.
import pg from 'pg';
import { connectionOf, type ConnectionSource, optionsOf } from '../connection.js';
import { currentUserId } from '../context.js';
import { bounded } from './bounded.js';
import { connectionSeconds } from '../prepared-statements.js';
import { createPoolConnections, type PoolConnections } from '../pool-connections.js';
import type { PoolCounts } from '../pool-metrics.js';
import { endsWithin } from '../within.js';
import { type Bounds, bounds } from './bounds.js';

export interface OwnPools {
  /** The pool for whoever asks: clicks have one that no job can empty. Opened when first used. Throws Ended after `end`. */
  present(): pg.Pool;
  /** Of the pool for whoever asks. */
  bounds(): Bounds;
  /** Connects as the PMS's pool does; what it is asked goes to the pool for whoever asks. */
  readonly source: ConnectionSource;
  /** How far each is used; one that is not open is not used at all. */
  readonly counts: Readonly<Record<'clicks' | 'jobs', () => PoolCounts>>;
  /** Ends both within `bounds.ending`, whatever the server does; what is still running then is cut off by `cutOff`. */
  end(cutOff: () => void): Promise<void>;
  /** From now on whoever asks opens new ones. */
  reopen(): void;
}

/** Whatever still runs is to end with it, instead of trying again for as long as a silent server lets it. */
export class Ended extends Error {
  constructor() {
    super('the plugin was stopped');
    this.name = 'Ended';
  }
}

interface OpenPool {
  readonly pool: pg.Pool;
  readonly connections: PoolConnections;
}

/** The PMS's system user: whom its change log names where a row says nobody, as a deleted one does. */
const systemUser = 1;

/** As the PMS's pool connects, under our name and bounds. */
function openPool(hostPool: pg.Pool, limits: Bounds): OpenPool {
  const connection = connectionOf(hostPool);
  const options = `${optionsOf(connection)} -c my_app.user_id=${systemUser}`.trim();
  const connections = createPoolConnections();
  const pool = new pg.Pool({
    ...bounded({ ...connection, options }, limits),
    Client: connections.Client,
    max: limits.connections,
    maxLifetimeSeconds: connectionSeconds,
    min: 0,
    allowExitOnIdle: true,
  });
  // An idle connection that is lost is replaced when the next one is asked for; whoever asks hears of it where that fails too.
  pool.on('error', () => undefined);
  return { pool, connections };
}

/** The pool itself says that it has ended before its connections have. */
async function endPool({ pool, connections }: OpenPool): Promise<void> {
  await pool.end();
  await connections.gone();
}

export function ownPools(hostPool: pg.Pool): OwnPools {
  const open = new Map<Bounds, OpenPool>();
  let ended = false;
  const limitsNow = () => (currentUserId() === undefined ? bounds.jobs : bounds.clicks);
  const counts = (limits: Bounds) => (): PoolCounts => {
    const pool = open.get(limits)?.pool;
    return {
      max: limits.connections,
      total: pool?.totalCount ?? 0,
      idle: pool?.idleCount ?? 0,
      waiting: pool?.waitingCount ?? 0,
    };
  };
  const present = () => {
    if (ended) throw new Ended();
    const limits = limitsNow();
    const present = open.get(limits) ?? openPool(hostPool, limits);
    open.set(limits, present);
    return present.pool;
  };
  return {
    present,
    bounds: limitsNow,
    counts: { clicks: counts(bounds.clicks), jobs: counts(bounds.jobs) },
    source: {
      options: hostPool.options,
      get query() {
        const pool = present();
        return pool.query.bind(pool);
      },
    },
    async end(cutOff) {
      ended = true;
      const pools = [...open.values()];
      open.clear();
      const ending = Promise.all(pools.map(endPool));
      if (await endsWithin(bounds.ending, ending)) return;
      cutOff();
      for (const { connections } of pools) connections.hangUp();
      await endsWithin(bounds.goodbye, ending);
    },
    reopen() {
      ended = false;
    },
  };
}
