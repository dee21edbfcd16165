// Brings a database's `heyawari` schema to the newest migration, or all the way back.
import knex, { type Knex } from 'knex';
import pg from 'pg';
import config, { migrations } from '../knexfile.js';
import { PersonsProblem } from './problems.js';

/** Hears of what was left out, with advice: a migration's WARNING. */
export type Told = (warning: string) => void;

/** How often it is tried to get at a table that somebody works on, and milliseconds between two tries. */
export interface Patience {
  readonly tries: number;
  readonly pause: number;
}

const usual: Patience = { tries: 60, pause: 2_000 };

/**
 * Milliseconds for which a migration waits for a lock. Whoever comes after it to the same table waits behind it: this is shorter than any wait
 * of the plugin's own jobs (2 s) and clicks (3 s), so that none of them is given up for its sake.
 */
const lockTimeout = 1_000;

type Done = (error: Error | null, client: pg.Client) => void;

const preparing = (told: Told) => (client: pg.Client, done: Done) => {
  client.on('notice', ({ severity, message = '' }) => {
    if (severity === 'WARNING') told(message);
  });
  client.query(`SET lock_timeout = ${lockTimeout}`, (error: Error | null) => done(error, client));
};

async function withKnex<T>(
  url: string,
  work: (db: Knex) => Promise<T>,
  told: Told = () => undefined,
): Promise<T> {
  const pool = { min: 0, max: 1, afterCreate: preparing(told) };
  // What fails is thrown, and said once by whoever asked; knex would print it too, at each try.
  const log = { warn: () => undefined };
  const db: Knex = knex({ ...config, connection: url, pool, log });
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}

/** PostgreSQL's code for a lock that was not to be had in time. */
const isLocked = (error: unknown) => error instanceof Error && 'code' in error && error.code === '55P03';

/** One after the other, each in a transaction of its own: knex's `latest` would hold the locks of all until the last is through. */
async function oneByOne(db: Knex): Promise<void> {
  for (;;) {
    const [, done] = (await db.migrate.up(migrations)) as [number, string[]];
    if (done.length === 0) return;
  }
}

/** Each migration is a transaction of its own, so what gave way to somebody goes on from there, on a fresh connection. */
async function givingWay(
  work: () => Promise<unknown>,
  told: Told,
  { tries, pause }: Patience,
): Promise<void> {
  for (let tried = 1; ; tried += 1) {
    try {
      await work();
      return;
    } catch (error) {
      if (error instanceof Error && error.name === 'MigrationLocked')
        throw new PersonsProblem(
          'Another `npx heyawari migrate` is running on this database, or one was killed. Where surely none is running: ' +
            'UPDATE heyawari.migrations_lock SET is_locked = 0; and run this again.',
          { cause: error },
        );
      if (!isLocked(error)) throw error;
      if (tried === tries)
        throw new PersonsProblem(
          `Somebody has kept a table in an open transaction, ${tries} times in a row. What was done so far stays, and nothing is half done. ` +
            'See who it is (SELECT pid, usename, application_name, xact_start FROM pg_stat_activity ORDER BY xact_start), and run this again.',
          { cause: error },
        );
      if (tried === 1)
        told('A migration waits for who works on its table; it is tried again until it gets at it.');
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

const another =
  'Another `npx heyawari migrate` or `rollback` is running on this database: nothing was done here. Run this again when it has ended.';

/**
 * One command at a time. knex has a lock of its own, but makes its table first, at which two that begin in an empty schema collide. This lock is
 * its connection's, and goes with a process that is killed.
 */
async function alone<T>(url: string, work: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined); // a server that goes away is told by what works beside it
  await client.connect();
  try {
    const { rows } = await client.query<{ mine: boolean }>(
      `SELECT pg_try_advisory_lock(hashtext('heyawari.migrations')) AS mine`,
    );
    if (!rows[0]!.mine) throw new PersonsProblem(another);
    return await work();
  } finally {
    await client.end().catch(() => undefined);
  }
}

const lastBatch = async (db: Knex): Promise<number> => {
  const { rows } = await db.raw<{ rows: { there: boolean }[] }>(
    `SELECT to_regclass('heyawari.migrations') IS NOT NULL AS there`,
  );
  if (!rows[0]!.there) return 0;
  const batches = await db.raw<{ rows: { last: number }[] }>(
    'SELECT coalesce(max(batch), 0) AS last FROM heyawari.migrations',
  );
  return batches.rows[0]!.last;
};

/**
 * Brings the tables up to this build. Where somebody works on one of them it gives way and tries again, for some minutes; throws
 * PersonsProblem then. However often it gave way, what it has done is one batch.
 */
export function migrateLatest(url: string, told: Told = () => undefined, patience = usual): Promise<void> {
  return alone(url, () => latestAlone(url, told, patience));
}

async function latestAlone(url: string, told: Told, patience: Patience): Promise<void> {
  // Knex keeps its list of applied migrations in the schema too, so the schema comes first.
  const before = await withKnex(url, async (db) => {
    await db.raw('CREATE SCHEMA IF NOT EXISTS heyawari');
    return lastBatch(db);
  });
  // In a fresh database nobody works yet.
  const latest = (db: Knex) => db.migrate.latest(migrations);
  const migrate = () => withKnex<unknown>(url, before === 0 ? latest : oneByOne, told);
  try {
    await givingWay(migrate, told, patience);
  } finally {
    await withKnex(url, async (db) => {
      if ((await lastBatch(db)) > before + 1)
        await db.raw('UPDATE heyawari.migrations SET batch = :one WHERE batch > :one', { one: before + 1 });
    });
  }
}

/** Undoes every migration; the schema stays, with knex's own empty tables. */
export async function migrateBack(url: string): Promise<void> {
  await withKnex(url, (db) => db.migrate.rollback(migrations, true));
}

/** Undoes what the last `migrateLatest` has done, with the data in it. Answers with the names of what was undone. Gives way as that does. */
export function migrateLastBatchBack(
  url: string,
  told: Told = () => undefined,
  patience = usual,
): Promise<readonly string[]> {
  return alone(url, () => lastBatchBackAlone(url, told, patience));
}

async function lastBatchBackAlone(url: string, told: Told, patience: Patience): Promise<readonly string[]> {
  const applied = () =>
    withKnex(url, async (db) => {
      if ((await lastBatch(db)) === 0) return [];
      const { rows } = await db.raw<{ rows: { name: string }[] }>(
        'SELECT name FROM heyawari.migrations ORDER BY id DESC',
      );
      return rows.map(({ name }) => name);
    });
  const before = await applied();
  // Knex would make its list first, in a schema that may not be there.
  if (before.length === 0) return [];
  await givingWay(() => withKnex(url, (db) => db.migrate.rollback(migrations), told), told, patience);
  const left = new Set(await applied());
  return before.filter((name) => !left.has(name));
}

export async function runSeeds(url: string): Promise<void> {
  await withKnex(url, (db) => db.seed.run());
}
