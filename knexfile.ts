// Where knex finds the migrations and seeds: beside this file, as sources here and compiled in the built package.
import { readdir } from 'node:fs/promises';
import type { Knex } from 'knex';

const file = (folder: string, name: string) => new URL(`${folder}/${name}`, import.meta.url);

const modulesIn = async (folder: string) =>
  (await readdir(file(folder, ''))).filter((name) => /\.[jt]s$/.test(name)).sort();

/** Migrations are remembered by the names of their sources, whichever of the two has run. */
const migrationSource: Knex.MigrationSource<string> = {
  getMigrations: () => modulesIn('migrations'),
  getMigrationName: (name) => name.replace(/\.js$/, '.ts'),
  getMigration: (name) => import(file('migrations', name).href) as Promise<Knex.Migration>,
};

const seedSource: Knex.SeedSource<string> = {
  getSeeds: () => modulesIn('seeds'),
  getSeed: (name) => import(file('seeds', name).href) as Promise<Knex.Seed>,
};

export const migrations: Knex.MigratorConfig = {
  migrationSource,
  schemaName: 'heyawari',
  tableName: 'migrations',
};

const config: Knex.Config = {
  client: 'pg',
  connection: process.env.DATABASE_URL ?? {},
  migrations,
  seeds: { seedSource },
};

export default config;
