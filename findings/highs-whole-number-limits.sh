#!/usr/bin/env bash
# highs 1.15.3 (HiGHS as WebAssembly), a small whole-number programme (30 yes/no choices, 6 capacities).
# Guess: `simplex_iteration_limit` bounds the work of any solve, and `solve()` hands out the plan that it has when a limit stops it.
# Seen: it bounds a programme with continuous variables; with whole-number ones it is ignored (the answer is optimal, after many times the
# allowed iterations). `mip_max_nodes` does stop it, but `solve()` then says `Unknown` and leaves the values out of the columns, although
# the objective of the plan stands beside them; the model interface hands the plan out in full.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund highs@1.15.3 >/dev/null
cat >check.mjs <<'JS'
import assert from 'node:assert/strict';
import load from 'highs';

const highs = await load();
let state = 7;
const random = () => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648;
const weights = Array.from({ length: 30 }, () => 10 + Math.floor(random() * 90));
const terms = (of) => weights.map((weight, i) => `${of(weight)} x${i}`).join(' + ');
const capacity = Math.floor(weights.reduce((sum, weight) => sum + weight) / 3);
const rows = Array.from({ length: 6 }, (_, j) => ` c${j}: ${terms((w) => w + Math.floor(random() * 30))} <= ${capacity}`);
const names = weights.map((_, i) => `x${i}`);
const relaxed = `Maximize
 obj: ${terms((w) => w + Math.floor(random() * 20))}
Subject To
${rows.join('\n')}
Bounds
${names.map((name) => ` 0 <= ${name} <= 1`).join('\n')}
`;
const whole = `${relaxed}Binary\n ${names.join(' ')}\n`;
const solve = (text, options) => highs.solve(`${text}End\n`, options);

const relaxedStopped = solve(relaxed, { simplex_iteration_limit: 1 }).Status;
const wholeUnlimited = solve(whole, {});
const wholeLimited = solve(whole, { simplex_iteration_limit: 1 });
const byNodes = solve(whole, { mip_max_nodes: 1 });
console.log('continuous, 1 iteration:  ', relaxedStopped);
console.log('whole-number, 1 iteration:', wholeLimited.Status, wholeLimited.ObjectiveValue.toFixed(3));
console.log('whole-number, 1 node:     ', byNodes.Status, byNodes.ObjectiveValue.toFixed(3), JSON.stringify(byNodes.Columns.x0));

assert.equal(relaxedStopped, 'Iteration limit reached');
assert.equal(wholeLimited.Status, 'Optimal');
assert.equal(wholeLimited.ObjectiveValue, wholeUnlimited.ObjectiveValue);
assert.equal(byNodes.Status, 'Unknown');
assert.ok(byNodes.ObjectiveValue > 0);
assert.ok(Object.values(byNodes.Columns).every((column) => !('Primal' in column)));

const plan = highs.withModel({ format: "lp", data: `${whole}End\n` }, (model) => {
  model.options.set({ output_flag: false, mip_max_nodes: 1, simplex_iteration_limit: 1 });
  model.run();
  return {
    optimal: model.getModelStatus() === highs.constants.modelStatus.optimal,
    iterations: Number(model.info.get('simplex_iteration_count')),
    values: [...model.getSolution().colValue],
  };
});
console.log('model interface, 1 node:   optimal', plan.optimal, 'iterations', plan.iterations, 'chosen', plan.values.filter((v) => v > 0.5).length);
assert.equal(plan.optimal, false);
assert.ok(plan.iterations > 1);
assert.ok(plan.values.every((value) => Math.abs(value - Math.round(value)) < 1e-6));
assert.ok(plan.values.some((value) => value > 0.5));
console.log('as found');
JS
node check.mjs
