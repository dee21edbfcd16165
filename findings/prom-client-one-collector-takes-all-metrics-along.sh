#!/usr/bin/env bash
# prom-client 15.1.3, a registry of a counter and of a gauge that is set when it is asked for (`collect`), whose question fails.
# Guess: the scrape has what can be had: the counter is rendered, and the gauge is left out.
# Seen: `metrics()` and `getMetricsAsJSON()` reject with the gauge's error. One failing question to a database takes every metric of the process along,
# those that would tell of it too.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund prom-client@15.1.3 >/dev/null
cat >check.mjs <<'JS'
import assert from 'node:assert/strict';
import { Counter, Gauge, Registry } from 'prom-client';

const registry = new Registry();
const registers = [registry];
new Counter({ name: 'failures_total', help: 'Questions that failed', registers }).inc();
let answering = true;
new Gauge({
  name: 'waiting',
  help: 'Rows that wait',
  registers,
  async collect() {
    if (!answering) throw new Error('no database');
    this.set(3);
  },
});

const scraped = await registry.metrics();
console.log(scraped.trim());
assert.match(scraped, /failures_total 1/);
assert.match(scraped, /waiting 3/);

answering = false;
for (const way of ['metrics', 'getMetricsAsJSON'])
  await assert.rejects(registry[way](), ({ message }) => {
    console.log(`${way}() rejects: ${message}`);
    return message === 'no database';
  });
console.log('as found');
JS
node check.mjs
