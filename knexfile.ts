// Where knex finds the migrations and seeds. Names are stored with `.ts`, so a deployment runs them from source, as here.
import type { Knex } from 'knex';

export const migrations: Knex.MigratorConfig = {
  directory: new URL('migrations', import.meta.url).pathname,
  extension: 'ts',
  loadExtensions: ['.ts'],
  schemaName: 'heyawari',
  tableName: 'migrations',
};

const config: Knex.Config = {
  client: 'pg',
  connection: process.env.DATABASE_URL ?? {},
  migrations,
  seeds: { directory: new URL('seeds', import.meta.url).pathname, extension: 'ts', loadExtensions: ['.ts'] },
};

export default config;
