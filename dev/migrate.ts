// Brings a database's `heyawari` schema to the newest migration, or all the way back.
import knex, { type Knex } from 'knex';
import type pg from 'pg';
import config, { migrations } from '../knexfile.js';

/** Hears of what was left out, with advice: a migration's WARNING. */
export type Told = (warning: string) => void;

const toldOf = (told: Told) => (client: pg.Client, done: (error: null, client: pg.Client) => void) => {
  client.on('notice', ({ severity, message = '' }) => {
    if (severity === 'WARNING') told(message);
  });
  done(null, client);
};

async function withKnex<T>(
  url: string,
  work: (db: Knex) => Promise<T>,
  told: Told = () => undefined,
): Promise<T> {
  const pool = { min: 0, max: 1, afterCreate: toldOf(told) };
  const db: Knex = knex({ ...config, connection: url, pool });
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}

export async function migrateLatest(url: string, told?: Told): Promise<void> {
  await withKnex(
    url,
    async (db) => {
      // Knex keeps its list of applied migrations in the schema too, so the schema comes first.
      await db.raw('CREATE SCHEMA IF NOT EXISTS heyawari');
      await db.migrate.latest(migrations);
    },
    told,
  );
}

/** Undoes every migration; the schema stays, with knex's own empty tables. */
export async function migrateBack(url: string): Promise<void> {
  await withKnex(url, (db) => db.migrate.rollback(migrations, true));
}

/** Undoes what the last `migrateLatest` has done, with the data in it. Answers with the names of what was undone. */
export async function migrateLastBatchBack(url: string, told?: Told): Promise<readonly string[]> {
  const undone = await withKnex(
    url,
    (db) => db.migrate.rollback(migrations) as Promise<[number, string[]]>,
    told,
  );
  return undone[1];
}

export async function runSeeds(url: string): Promise<void> {
  await withKnex(url, (db) => db.seed.run());
}
