// Knex compiles and runs our SQL on connections of the host's own pg.Pool, so that one transaction can hold the PMS's writes and ours.
import knex, { type Knex } from 'knex';
import type pg from 'pg';
import { correlationId, currentUserId } from '../context.js';
import { isConnectionLoss, isTransient } from './errors.js';

export type Row = Record<string, unknown>;

/** Values for `:name` in a statement. Arrays are passed whole, for `= ANY(:ids)`. */
export type Bindings = Readonly<Record<string, unknown>>;

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
}

export interface Database extends Sql {
  /**
   * One transaction. Rolled back where `work` throws. Serialization failures, deadlocks and lost connections are tried again,
   * three times in all, so `work` must be safe to repeat.
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  readonly pool: pg.Pool;
}

const attempts = 3;
const compiler: Knex = knex({ client: 'pg' });

/** The driver's answer to a statement of ours, as knex hands it on. */
interface Answer<T> {
  readonly rows: T[];
  readonly rowCount: number | null;
}

function sqlOn(
  connection: () => Promise<{ client: pg.PoolClient; release: (error?: unknown) => void }>,
): Sql {
  const answer = async <T>(statement: string, bindings: Bindings): Promise<Answer<T>> => {
    const { client, release } = await connection();
    let failure: unknown;
    try {
      return await compiler.raw<Answer<T>>(statement, bindings as never).connection(client);
    } catch (error) {
      failure = error;
      throw error;
    } finally {
      release(failure);
    }
  };
  return {
    rows: async (statement, bindings = {}) => (await answer<never>(statement, bindings)).rows,
    row: async (statement, bindings = {}) => (await answer<never>(statement, bindings)).rows[0],
    run: async (statement, bindings = {}) => (await answer(statement, bindings)).rowCount ?? 0,
  };
}

function transactionOn(client: pg.PoolClient): Transaction {
  const sql = sqlOn(() => Promise.resolve({ client, release: () => undefined }));
  let depth = 0;
  return {
    ...sql,
    client,
    async savepoint(work) {
      const name = `heyawari_${(depth += 1)}`;
      await client.query(`SAVEPOINT ${name}`);
      try {
        const value = await work();
        await client.query(`RELEASE SAVEPOINT ${name}`);
        return value;
      } catch (error) {
        if (!isConnectionLoss(error))
          await client.query(`ROLLBACK TO SAVEPOINT ${name}; RELEASE SAVEPOINT ${name}`);
        throw error;
      } finally {
        depth -= 1;
      }
    },
  };
}

/** The user goes to the PMS's own change log (`my_app.user_id`), for this transaction only; 1 is its system user. */
const begin = () =>
  `BEGIN; SELECT set_config('my_app.user_id', '${currentUserId() ?? 1}', true),` +
  ` set_config('heyawari.correlation_id', '${correlationId() ?? ''}', true)`;

/**
 * A connection out of the pool. pg tells of a lost one twice: to the query that waits, or else to the next one, and by an event, which
 * ends the process where nobody listens; the pool itself listens to idle connections only.
 */
async function checkOut(pool: pg.Pool): Promise<{ client: pg.PoolClient; release: (error?: Error) => void }> {
  const client = await pool.connect();
  const toldByQuery = () => undefined;
  client.on('error', toldByQuery);
  return {
    client,
    release(error) {
      client.off('error', toldByQuery);
      client.release(error);
    },
  };
}

async function once<T>(pool: pg.Pool, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const { client, release } = await checkOut(pool);
  let broken: unknown;
  try {
    await client.query(begin());
    const value = await work(transactionOn(client));
    await client.query('COMMIT');
    return value;
  } catch (error) {
    broken = await client.query('ROLLBACK').then(
      () => undefined,
      (rollbackError: unknown) => rollbackError,
    );
    throw error;
  } finally {
    release(broken instanceof Error ? broken : undefined);
  }
}

/** `pool` stays the caller's: it is neither configured nor ended here. */
export function createDatabase(pool: pg.Pool): Database {
  const sql = sqlOn(async () => {
    const { client, release } = await checkOut(pool);
    return { client, release: (error) => release(isConnectionLoss(error) ? (error as Error) : undefined) };
  });
  return {
    ...sql,
    pool,
    async transaction(work) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await once(pool, work);
        } catch (error) {
          if (attempt === attempts || !isTransient(error)) throw error;
          await new Promise((resolve) => setTimeout(resolve, attempt * 50 + Math.random() * 50));
        }
      }
    },
  };
}
