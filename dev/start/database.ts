// The database of `npm start`: made where it is missing, completed where a start was cut off, thrown away for a fresh one.
import { createRequire } from 'node:module';
import type pg from 'pg';
import { defaultLogin } from '../../examples/tl-lincoln/index.js';
import { migrateLatest, runSeeds } from '../migrate.js';
import { hotelName, type HotelSpecification, hotelSpecification } from './hotel.js';
import { onServer } from '../template.js';

/** A database of its own, so that nothing else on the server is touched. */
const databaseName = 'heyawari_start';

const require = createRequire(import.meta.url);
const host = require('../../examples/host-pms/api/database') as {
  installSchema(client: pg.ClientBase): Promise<void>;
  seedBase(client: pg.ClientBase): Promise<void>;
  seedHotel(
    client: pg.ClientBase,
    specification: HotelSpecification & { login: typeof defaultLogin },
  ): Promise<{ hotelId: number }>;
};

function databaseUrl(server: string): string {
  const url = new URL(server);
  url.pathname = `/${databaseName}`;
  return url.toString();
}

const exists = (client: pg.Client) =>
  client
    .query('SELECT FROM pg_database WHERE datname = $1', [databaseName])
    .then(({ rowCount }) => rowCount === 1);

/** With every row in it. */
export async function dropDatabase(server: string): Promise<void> {
  await onServer(server, (client) => client.query(`DROP DATABASE IF EXISTS ${databaseName} WITH (FORCE)`));
}

export async function hasDatabase(server: string): Promise<boolean> {
  return onServer(server, exists);
}

/** The PMS's tables, base rows and hotel: all of them or, after an interruption, none. */
async function preparePms(client: pg.Client): Promise<number> {
  await client.query('BEGIN');
  const { rows: tables } = await client.query<{ hotels: string | null }>(
    `SELECT to_regclass('public.hotels') AS hotels`,
  );
  if (tables[0]?.hotels === null) {
    await host.installSchema(client);
    await host.seedBase(client);
  }
  const { rows: hotels } = await client.query<{ id: number }>('SELECT id FROM hotels WHERE name = $1', [
    hotelName,
  ]);
  const id =
    hotels[0]?.id ?? (await host.seedHotel(client, { ...hotelSpecification, login: defaultLogin })).hotelId;
  await client.query('COMMIT');
  return id;
}

export interface PreparedDatabase {
  readonly url: string;
  readonly hotelId: number;
}

/** Creates what is missing on `server` (a connection string) and leaves alone what is there. */
export async function prepareDatabase(server: string): Promise<PreparedDatabase> {
  await onServer(server, async (client) => {
    if (!(await exists(client))) await client.query(`CREATE DATABASE ${databaseName}`);
  });
  const url = databaseUrl(server);
  const hotelId = await onServer(url, preparePms);
  await migrateLatest(url);
  await runSeeds(url);
  return { url, hotelId };
}
