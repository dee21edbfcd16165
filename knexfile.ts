// Where knex finds the migrations and seeds. Names are stored with `.ts`, so a deployment runs them from source, as here.
import { fileURLToPath } from 'node:url';
import type { Knex } from 'knex';

const folder = (name: string) => fileURLToPath(new URL(name, import.meta.url));

export const migrations: Knex.MigratorConfig = {
  directory: folder('migrations'),
  extension: 'ts',
  loadExtensions: ['.ts'],
  schemaName: 'heyawari',
  tableName: 'migrations',
};

const config: Knex.Config = {
  client: 'pg',
  connection: process.env.DATABASE_URL ?? {},
  migrations,
  seeds: { directory: folder('seeds'), extension: 'ts', loadExtensions: ['.ts'] },
};

export default config;
