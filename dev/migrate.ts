// Brings a database's `heyawari` schema to the newest migration, or all the way back.
import knex, { type Knex } from 'knex';
import config, { migrations } from '../knexfile.js';

async function withKnex<T>(url: string, work: (db: Knex) => Promise<T>): Promise<T> {
  const db: Knex = knex({ ...config, connection: url, pool: { min: 0, max: 1 } });
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}

export async function migrateLatest(url: string): Promise<void> {
  await withKnex(url, async (db) => {
    // Knex keeps its list of applied migrations in the schema too, so the schema comes first.
    await db.raw('CREATE SCHEMA IF NOT EXISTS heyawari');
    await db.migrate.latest(migrations);
  });
}

/** Undoes every migration; the schema stays, with knex's own empty tables. */
export async function migrateBack(url: string): Promise<void> {
  await withKnex(url, (db) => db.migrate.rollback(migrations, true));
}

/** Undoes what the last `migrateLatest` has done, with the data in it. Answers with the names of what was undone. */
export async function migrateLastBatchBack(url: string): Promise<readonly string[]> {
  const undone = await withKnex(url, (db) => db.migrate.rollback(migrations) as Promise<[number, string[]]>);
  return undone[1];
}

export async function runSeeds(url: string): Promise<void> {
  await withKnex(url, (db) => db.seed.run());
}
