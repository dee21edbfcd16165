// Runs our SQL on the driver; a transaction of ours can hold the PMS's writes and ours.
import pg from 'pg';
import type { ConnectionSource } from '../connection.js';
import { currentUserId, startedAt } from '../context.js';
import { bounds } from './bounds.js';
import { type Bindings, withBindings } from './compile.js';
import { isBroken, isTransient, TooLate } from './errors.js';
import { type Lease, lease } from './lease.js';
import { isPooledByTransaction } from './pooler.js';
import { ownPools } from './pools.js';

export type Row = Record<string, unknown>;

/** Runs statements. Write `CAST(x AS date)`, not `x::date`: a cast after a colon reads like a binding. */
export interface Sql {
  /** All rows of the answer. */
  rows<T extends object = Row>(statement: string, bindings?: Bindings): Promise<T[]>;
  /** The first row, or undefined where there is none. */
  row<T extends object = Row>(statement: string, bindings?: Bindings): Promise<T | undefined>;
  /** Number of rows written. */
  run(statement: string, bindings?: Bindings): Promise<number>;
}

export interface Transaction extends Sql {
  /** The raw connection, for the PMS's own functions. */
  readonly client: pg.PoolClient;
  /** Runs `work` in a savepoint: where it throws, what it wrote is undone, the transaction goes on, and the error is thrown on. */
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
  /** Whether a pooler lends us other connections from one transaction to the next: nothing of ours would hold. */
  isPooledByTransaction(): Promise<boolean>;
  /** Ends all connections, within `bounds.ending`; whoever asks afterwards opens new ones. */
  end(): Promise<void>;
}

const { DatabaseError } = pg;
const attempts = 3;

/** What is left of a click's time; undefined for a job, which nobody waits for. Throws TooLate where it is over. */
function timeLeft(): number | undefined {
  const since = startedAt();
  if (currentUserId() === undefined || since === undefined) return undefined;
  const left = bounds.wholeClick - (performance.now() - since);
  if (left <= 0) throw new TooLate();
  return left;
}

function sqlOn(connection: () => Promise<Pick<Lease, 'client' | 'abandoned' | 'release'>>): Sql {
  const answer = async <T extends object>(statement: string, bindings: Bindings) => {
    const query = withBindings(statement, bindings);
    const { client, abandoned, release } = await connection();
    let failure: unknown;
    try {
      return await client.query<T & Row>(query);
    } catch (error) {
      // The driver's stack does not say which statement it was.
      if (error instanceof DatabaseError) error.message = `${query.text} - ${error.message}`;
      failure = error;
      throw abandoned() ?? error;
    } finally {
      release(isBroken(failure) ? failure : undefined);
    }
  };
  return {
    rows: async (statement, bindings = {}) => (await answer<never>(statement, bindings)).rows,
    row: async (statement, bindings = {}) => (await answer<never>(statement, bindings)).rows[0],
    run: async (statement, bindings = {}) => (await answer(statement, bindings)).rowCount ?? 0,
  };
}

function transactionOn({ client, abandon, abandoned }: Lease): Transaction {
  const sql = sqlOn(() => Promise.resolve({ client, abandoned, release: () => undefined }));
  let depth = 0;
  return {
    ...sql,
    client,
    abandon,
    async savepoint(work) {
      // Never released: the next one of that name hides it, and a statement is saved. A batch makes some fifty.
      const name = `heyawari_${(depth += 1)}`;
      await client.query(`SAVEPOINT ${name}`);
      try {
        const value = await work();
        return value;
      } catch (error) {
        if (!abandoned() && !isBroken(error)) await client.query(`ROLLBACK TO SAVEPOINT ${name}`);
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
    await commit(client);
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
  const connection = async (): Promise<Lease> => {
    const one = await lease(pools.present(), timeLeft());
    running.add(one);
    return {
      ...one,
      release(error) {
        running.delete(one);
        one.release(error);
      },
    };
  };
  return {
    ...databaseOn(pools.source, connection),
    async isPooledByTransaction() {
      const one = await connection();
      try {
        const other = await connection();
        return await isPooledByTransaction(one.client, other.client).finally(() => other.release());
      } finally {
        one.release();
      }
    },
    end: () => pools.end(() => running.forEach((one) => one.abandon(new Error('the plugin was stopped')))),
  };
}
