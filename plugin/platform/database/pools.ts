// Our own connections: beside the PMS's pool, into which some of its paths put back open transactions, never out of it.
import pg from 'pg';
import { connectionOf, type ConnectionSource, optionsOf } from '../connection.js';
import { currentUserId } from '../context.js';
import { bounded } from './bounded.js';
import { type Bounds, bounds } from './bounds.js';

export interface OwnPools {
  /** The pool for whoever asks: clicks have one that no job can empty. Opened when first used. */
  present(): pg.Pool;
  /** Connects as the PMS's pool does; what it is asked goes to the pool for whoever asks. */
  readonly source: ConnectionSource;
  /** Ends both within `bounds.ending`; what is still running then is cut off by `cutOff`. */
  end(cutOff: () => void): Promise<void>;
}

/** The PMS's system user: whom its change log names where a row says nobody, as a deleted one does. */
const systemUser = 1;

/** As the PMS's pool connects, under our name and bounds. */
function openPool(hostPool: pg.Pool, limits: Bounds): pg.Pool {
  const connection = connectionOf(hostPool);
  const options = `${optionsOf(connection)} -c my_app.user_id=${systemUser}`.trim();
  const pool = new pg.Pool({
    ...bounded({ ...connection, options }, limits),
    max: limits.connections,
    min: 0,
    allowExitOnIdle: true,
  });
  // An idle connection that is lost is replaced when the next one is asked for; whoever asks hears of it where that fails too.
  pool.on('error', () => undefined);
  return pool;
}

/** The pool itself says that it has ended before its connections have. */
async function endPool(pool: pg.Pool): Promise<void> {
  const connections = pool.totalCount;
  let gone = 0;
  const allGone = new Promise<void>((resolve) => {
    if (connections === 0) resolve();
    pool.on('remove', () => {
      if ((gone += 1) === connections) resolve();
    });
  });
  await pool.end();
  await allGone;
}

async function within(milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => (timer = setTimeout(resolve, milliseconds, false)));
  return Promise.race([work.then(() => true), late]).finally(() => clearTimeout(timer));
}

export function ownPools(hostPool: pg.Pool): OwnPools {
  const open = new Map<Bounds, pg.Pool>();
  const present = () => {
    const limits = currentUserId() === undefined ? bounds.jobs : bounds.clicks;
    const pool = open.get(limits) ?? openPool(hostPool, limits);
    open.set(limits, pool);
    return pool;
  };
  return {
    present,
    source: {
      options: hostPool.options,
      get query() {
        const pool = present();
        return pool.query.bind(pool);
      },
    },
    async end(cutOff) {
      const ending = Promise.all([...open.values()].map(endPool));
      open.clear();
      if (await within(bounds.ending, ending)) return;
      cutOff();
      await within(bounds.ending, ending);
    },
  };
}
