#!/usr/bin/env bash
# highs 1.15.3 (HiGHS as WebAssembly), a whole-number programme (60 yes/no choices, 4 equations) that is stopped before any plan is found.
# Guess: without a plan there are no values: `solve()` throws or leaves `Primal` out of the columns, as it does when its node limit stops it.
# Seen: stopped by `time_limit`, every column and every row has `Primal: 0`, a plan to whoever reads on, though it breaks each equation; stopped by
# `mip_max_nodes` the same programme has none. The model interface fills its arrays with zeros too. Only an `ObjectiveValue` of Infinity tells.
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
const weights = Array.from({ length: 60 }, () => 10 + Math.floor(random() * 90));
const sum = Math.floor(weights.reduce((all, weight) => all + weight) * 0.6);
const terms = (of) => weights.map((weight, i) => `${of(weight)} x${i}`).join(' + ');
const rows = Array.from({ length: 4 }, (_, j) => ` c${j}: ${terms((w) => w + Math.floor(random() * 40))} = ${sum + j}`);
const programme = `Minimize
 obj: ${terms((w) => w)}
Subject To
${rows.join('\n')}
Binary
 ${weights.map((_, i) => `x${i}`).join(' ')}
End
`;

const byTime = highs.solve(programme, { time_limit: 0 });
const byNodes = highs.solve(programme, { mip_max_nodes: 0 });
for (const [name, { Status, ObjectiveValue, Columns, Rows }] of Object.entries({ byTime, byNodes }))
  console.log(`${name}: ${Status}, ${ObjectiveValue}; a column: ${JSON.stringify(Columns.x0)}; a row: ${JSON.stringify(Rows[0])}`);
assert.equal(byTime.Status, 'Time limit reached');
assert.equal(byTime.ObjectiveValue, Infinity);
assert.ok(Object.values(byTime.Columns).every(({ Primal }) => Primal === 0));
assert.ok(byTime.Rows.every(({ Primal, Lower }) => Primal === 0 && Lower > 0));
assert.ok(Object.values(byNodes.Columns).every((column) => !('Primal' in column)));

const values = highs.withModel({ format: 'lp', data: programme }, (model) => {
  model.options.set({ output_flag: false, time_limit: 0 });
  model.run();
  return [...model.getSolution().colValue];
});
console.log(`model interface: ${values.length} values, ${values.filter((value) => value === 0).length} of them 0`);
assert.equal(values.length, 60);
assert.ok(values.every((value) => value === 0));
console.log('as found');
JS
node check.mjs
