// The template database that every test file's own database is cloned from: the stand-in PMS's schema and our migrations.
import { createRequire } from 'node:module';
import pg from 'pg';
import { migrateLatest } from './migrate.js';

const require = createRequire(import.meta.url);

interface HostDatabase {
  installSchema(client: pg.Client): Promise<void>;
  seedBase(client: pg.Client): Promise<void>;
}

/** The same server and credentials, another database. */
export function databaseUrl(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.toString();
}

export async function onServer<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Creates the template on the server and returns its name. */
export async function createTemplate(server: string): Promise<string> {
  const name = `heyawari_template_${process.pid}`;
  await onServer(server, (client) => client.query(`CREATE DATABASE ${name}`));
  const host = require('../examples/host-pms/api/database') as HostDatabase;
  await onServer(databaseUrl(server, name), async (client) => {
    await host.installSchema(client);
    await host.seedBase(client);
  });
  await migrateLatest(databaseUrl(server, name));
  return name;
}

export async function dropTemplate(server: string, name: string): Promise<void> {
  await onServer(server, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
}
