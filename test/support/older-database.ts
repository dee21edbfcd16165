// A database as an older build left it: the stand-in PMS with the rows of then, and the plugin's schemas of then (test/fixtures).
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gunzipSync } from 'node:zlib';
import type pg from 'pg';

const require = createRequire(import.meta.url);

type Rows = readonly Readonly<Record<string, unknown>>[];

interface Column {
  readonly name: string;
  readonly required: boolean;
}

const fixture = (name: string) =>
  gunzipSync(readFileSync(new URL(`../fixtures/made-by-6bad2e7/${name}`, import.meta.url))).toString('utf8');

async function partitionsFor(client: pg.ClientBase, hotels: Rows): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class c JOIN pg_partitioned_table p ON p.partrelid = c.oid
      WHERE relnamespace = 'public'::regnamespace AND partstrat = 'l'`,
  );
  for (const { name } of rows)
    for (const { id } of hotels)
      await client.query(
        `CREATE TABLE ${name}_${Number(id)} PARTITION OF ${name} FOR VALUES IN (${Number(id)})`,
      );
}

/** Columns that can be written; `required`: neither empty nor with a default. */
async function columnsOf(client: pg.ClientBase, table: string): Promise<Column[]> {
  const { rows } = await client.query<Column>(
    `SELECT attname AS name, attnotnull AND NOT atthasdef AND attidentity = '' AS required FROM pg_attribute
      WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`,
    [`public.${table}`],
  );
  return rows;
}

/** What the rows of then do not say of a column of today stays empty. */
async function insert(client: pg.ClientBase, table: string, rows: Rows): Promise<void> {
  const columns = await columnsOf(client, table);
  if (columns.length === 0) return;
  for (const { name, required } of columns)
    if (required && rows.some((row) => row[name] === undefined || row[name] === null))
      await client.query(`ALTER TABLE ${table} ALTER COLUMN ${name} DROP NOT NULL`);
  const known = columns.filter(({ name }) => name in rows[0]!).map(({ name }) => `"${name}"`);
  await client.query(
    `INSERT INTO ${table} (${known.join(', ')}) OVERRIDING SYSTEM VALUE
     SELECT ${known.join(', ')} FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(rows)],
  );
}

async function goOnCounting(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string; sequence: string }>(
    `SELECT c.relname AS table, a.attname AS column, pg_get_serial_sequence(c.oid::regclass::text, a.attname) AS sequence
       FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition`,
  );
  for (const { table, column, sequence } of rows.filter((row) => row.sequence !== null))
    await client.query(`SELECT setval($1, greatest((SELECT max("${column}") FROM ${table}), nextval($1)))`, [
      sequence,
    ]);
}

/** Into an empty database, by a superuser: as commit 6bad2e7 left it. */
export async function loadOlderDatabase(pool: pg.Pool): Promise<void> {
  const host = require('../../examples/host-pms/api/database') as {
    installSchema(client: pg.ClientBase): Promise<void>;
    seedBase(client: pg.ClientBase): Promise<void>;
  };
  const tables = JSON.parse(fixture('pms-rows.json.gz')) as Readonly<Record<string, Rows>>;
  const client = await pool.connect();
  try {
    await host.installSchema(client);
    await host.seedBase(client);
    await partitionsFor(client, tables.hotels ?? []);
    // No trigger and no foreign key: the log of then is among the rows.
    await client.query('SET session_replication_role = replica');
    for (const [table, rows] of Object.entries(tables)) await insert(client, table, rows);
    await client.query('RESET session_replication_role');
    await goOnCounting(client);
    await client.query(fixture('plugin.sql.gz'));
  } finally {
    client.release(true); // the dump has set the session up for itself
  }
}

/** The business clock of then. */
export const olderDatabaseClock = new Date('2027-01-23T01:00:00Z');

/** The keys its sealed texts open with, beside `testKey`. */
export const earlierKey = { id: 'earlier', key: Buffer.alloc(32, 9).toString('base64') };
