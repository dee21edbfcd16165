// The build before: its bundle as commit a26b2c4 made it (test/fixtures), and a database brought as far as that build brought it.
import knex from 'knex';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import config, { migrations } from '../../knexfile.js';

const fixtures = new URL('../fixtures/build-a26b2c4/', import.meta.url);
const root = fileURLToPath(new URL('../..', import.meta.url));

/** The last migration that it knows. */
export const lastOfOlderBuild = '072_done_by_persons';

export interface OlderBuild {
  /** For `require`. */
  readonly entry: string;
  remove(): void;
}

/** In a folder inside the repository, where the bundle finds its packages. */
export function unpackOlderBuild(): OlderBuild {
  mkdirSync(path.join(root, '.data'), { recursive: true });
  const folder = mkdtempSync(path.join(root, '.data', 'older-build-'));
  for (const name of ['index.cjs', 'solver-worker.js'])
    writeFileSync(path.join(folder, name), gunzipSync(readFileSync(new URL(`${name}.gz`, fixtures))));
  return {
    entry: path.join(folder, 'index.cjs'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Brings the tables up to what the older build expects, as its own `migrate` did. */
export async function migrateAsOlderBuild(url: string): Promise<void> {
  const source = migrations.migrationSource as {
    getMigrations(): Promise<string[]>;
    getMigrationName(name: string): string;
    getMigration(name: string): Promise<object>;
  };
  const upToThen = async () =>
    (await source.getMigrations()).filter((name) => name <= `${lastOfOlderBuild}.ts`);
  const migrationSource = {
    getMigrations: upToThen,
    getMigrationName: (name: string) => source.getMigrationName(name),
    getMigration: (name: string) => source.getMigration(name),
  };
  const db = knex({ ...config, connection: url, pool: { min: 0, max: 1 } });
  try {
    await db.raw('CREATE SCHEMA IF NOT EXISTS heyawari');
    await db.migrate.latest({ ...migrations, migrationSource: migrationSource as never });
  } finally {
    await db.destroy();
  }
}
