// Runs our SQL on the driver; a transaction of ours can hold the PMS's writes and ours.
import pg from 'pg';
import type { ConnectionSource } from '../connection.js';
import { currentUserId, startedAt } from '../context.js';
import { bounds } from './bounds.js';
import { type Bindings, type RunOptions, withBindings } from './compile.js';
import { isStalePlan } from '../prepared-statements.js';
import { isBroken, isTransient, TooLate } from './errors.js';
import { type Lease, lease } from './lease.js';
import { isPooledByTransaction, keepsItsBounds, type PoolerFault, refusesParameters } from './pooler.js';
import { Ended, type OwnPools, ownPools } from './pools.js';

export type Row = Record<string, unknown>;

/** Runs statements. Write `CAST(x AS date)`, not `x::date`: a cast after a colon reads like a binding. */
export interface Sql {
  /** All rows of the answer. */
  rows<T extends object = Row>(statement: string, bindings?: Bindings, options?: RunOptions): Promise<T[]>;
  /** The first row, or undefined where there is none. */
  row<T extends object = Row>(
    statement: string,
    bindings?: Bindings,
    options?: RunOptions,
  ): Promise<T | undefined>;
  /** Number of rows written. */
  run(statement: string, bindings?: Bindings, options?: RunOptions): Promise<number>;
}

export interface Transaction extends Sql {
  /** The raw connection, for the PMS's own functions. */
  readonly client: pg.PoolClient;
  /**
   * Runs `work` in a savepoint: where it throws, what it wrote is undone, the transaction goes on, and the error is thrown on. Where a table was
   * altered meanwhile, it is run once more.
   */
  savepoint<T>(work: () => Promise<T>): Promise<T>;
  /**
   * Gives the connection up at once, in the middle of whatever it does: everything is rolled back and its locks are freed, and the
   * transaction ends with `reason`. For a wait that PostgreSQL does not see.
   */
  abandon(reason: Error): void;
}

export interface Database extends Sql {
  /**
   * One transaction. Rolled back where `work` throws. Serialization failures, deadlocks and lost connections are tried again,
   * three times in all, so `work` must be safe to repeat.
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** How to connect beside it, and single statements outside of everything (the job queue's). */
  readonly pool: ConnectionSource;
}

export interface OwnDatabase extends Database {
  /** From now on `tell` hears of a backend of ours that has waited long for one statement, while it still does (`bounds.asking`). */
  onWaiting(tell: OnWaiting): void;
  /** What a pooler between us and PostgreSQL does, so that nothing of ours would hold; undefined where there is none that matters. */
  poolerFault(): Promise<PoolerFault | undefined>;
  /** How far the pools are used now. */
  readonly poolCounts: OwnPools['counts'];
  /** Ends all connections, within `bounds.ending`, whatever the server does; whoever asks afterwards is refused. */
  end(): Promise<void>;
  /** Undoes `end`: connections are opened again when they are needed. */
  reopen(): void;
}

const { DatabaseError } = pg;
/** Told what connection waits; asks in its own time who is in the way. */
export type OnWaiting = (backend: number) => void;

const attempts = 3;

/** What is left of a click's time; undefined for a job, which nobody waits for. Throws TooLate where it is over. */
function timeLeft(): number | undefined {
  const since = startedAt();
  if (currentUserId() === undefined || since === undefined) return undefined;
  const left = bounds.wholeClick - (performance.now() - since);
  if (left <= 0) throw new TooLate();
  return left;
}

/** `work` is one statement on that connection. */
async function watched<T>({ client, onWaiting }: Waiting, work: PromiseLike<T>): Promise<T> {
  const backend = (client as { processID?: number }).processID;
  const timer = setTimeout(
    () => void (backend !== undefined && onWaiting?.(backend)),
    currentUserId() === undefined ? bounds.asking.job : bounds.asking.click,
  );
  try {
    return await work;
  } finally {
    clearTimeout(timer);
  }
}

type Waiting = Pick<Lease, 'client' | 'onWaiting'>;

function sqlOn(connection: () => Promise<Waiting & Pick<Lease, 'abandoned' | 'release'>>): Sql {
  const answer = async <T extends object>(
    statement: string,
    bindings: Bindings = {},
    options?: RunOptions,
  ) => {
    const { text, values } = withBindings(statement, bindings);
    const held = await connection();
    const { client, abandoned, release } = held;
    let failure: unknown;
    try {
      const answered = options?.plannedAnew
        ? client.query<T & Row>({ text, values })
        : client.query<T & Row>(text, values);
      return await watched(held, answered);
    } catch (error) {
      // The driver's stack does not say which statement it was.
      if (error instanceof DatabaseError) error.message = `${text} - ${error.message}`;
      failure = error;
      throw abandoned() ?? error;
    } finally {
      release(isBroken(failure) ? failure : undefined);
    }
  };
  return {
    rows: async (...asked) => (await answer<never>(...asked)).rows,
    row: async (...asked) => (await answer<never>(...asked)).rows[0],
    run: async (...asked) => (await answer(...asked)).rowCount ?? 0,
  };
}

function transactionOn(held: Lease): Transaction {
  const { client, abandon, abandoned } = held;
  const sql = sqlOn(() => Promise.resolve({ ...held, release: () => undefined }));
  let depth = 0;
  /** How deep savepoints are set on the server. */
  let set = 0;
  return {
    ...sql,
    client,
    abandon,
    async savepoint(work) {
      depth += 1;
      const name = `heyawari_${depth}`;
      // Released only with the next one in its place: a statement is saved, and none lies within the one before. Fifty that did cost
      // PostgreSQL a tenth more for all that was written in them.
      const before = set < depth ? '' : `RELEASE SAVEPOINT ${name}; `;
      // Not waited for: what `work` asks comes after it on the connection, and what it does before is done meanwhile.
      const opened = client.query(`${before}SAVEPOINT ${name}`);
      set = depth;
      opened.catch(() => undefined); // told below
      const undo = async () => {
        await opened;
        await client.query(`ROLLBACK TO SAVEPOINT ${name}`);
        set = depth;
      };
      try {
        const value = await work().catch(async (error: unknown) => {
          if (!isStalePlan(error)) throw error;
          await undo();
          return work(); // its statements are prepared anew
        });
        await opened;
        return value;
      } catch (error) {
        if (!abandoned() && !isBroken(error)) await undo();
        throw abandoned() ?? error;
      } finally {
        depth -= 1;
      }
    },
  };
}

/** PostgreSQL answers the COMMIT of a transaction in which something failed with ROLLBACK, and calls that no error. */
async function commit(client: pg.PoolClient): Promise<void> {
  const { command } = await client.query('COMMIT');
  if (command !== 'COMMIT')
    throw new Error('the transaction was rolled back: a failure in it had been passed over');
}

async function once<T>(held: Lease, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const { client, abandoned, release } = held;
  let broken: unknown;
  try {
    await client.query('BEGIN');
    const value = await Promise.race([work(transactionOn(held)), held.lost]);
    await watched(held, commit(client));
    return value;
  } catch (error) {
    broken = isBroken(error)
      ? error
      : await client.query('ROLLBACK').then(
          () => undefined,
          (rollbackError: unknown) => rollbackError,
        );
    throw isBroken(error) ? (abandoned() ?? error) : error;
  } finally {
    release(broken);
  }
}

function databaseOn(pool: ConnectionSource, connection: () => Promise<Lease>): Database {
  return {
    ...sqlOn(connection),
    pool,
    async transaction(work) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await once(await connection(), work);
        } catch (error) {
          if (attempt === attempts || !isTransient(error)) throw error;
          await new Promise((resolve) => setTimeout(resolve, attempt * 50 + Math.random() * 50));
        }
      }
    },
  };
}

/** On the connections of `pool` as it is, neither bounded nor ended here: for tools and tests. The plugin's own is `openDatabase`. */
export const createDatabase = (pool: pg.Pool): Database => databaseOn(pool, () => lease(pool, timeLeft()));

/**
 * On two pools of our own, which connect as `hostPool` does: one for clicks, one for jobs, chosen by who is at work (platform/context.ts).
 * Every wait on them is bounded (`bounds`). Nothing is opened before it is needed.
 */
export function openDatabase(hostPool: pg.Pool): OwnDatabase {
  const pools = ownPools(hostPool);
  const running = new Set<Lease>();
  let tell: OnWaiting = () => undefined;
  const connection = async (): Promise<Lease> => {
    const one = await lease(pools.present(), timeLeft());
    running.add(one);
    return {
      ...one,
      onWaiting: (backend) => tell(backend),
      release(error) {
        running.delete(one);
        one.release(error);
      },
    };
  };
  return {
    ...databaseOn(pools.source, connection),
    onWaiting: (listener) => void (tell = listener),
    async poolerFault() {
      try {
        const one = await connection();
        try {
          const other = await connection();
          const lends = await isPooledByTransaction(one.client, other.client).finally(() => other.release());
          if (lends) return 'lends';
          return (await keepsItsBounds(one.client, pools.bounds().lock)) ? undefined : 'forgets';
        } finally {
          one.release();
        }
      } catch (error) {
        if (refusesParameters(error)) return 'refuses';
        throw error;
      }
    },
    poolCounts: pools.counts,
    end: () => pools.end(() => running.forEach((one) => one.abandon(new Ended()))),
    reopen: () => pools.reopen(),
  };
}
