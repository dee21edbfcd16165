#!/usr/bin/env bash
# @vue-flow/core 1.48.2, `isValidConnection`: "called before a new connection is made", to say whether a line that somebody draws may be.
# Guess: edges that the program itself loads (`setEdges`) are there whatever it answers: nobody draws them.
# Seen: it is asked for each loaded edge as well, and one that it would not let a person draw (a second time the same, say) is left out; all that is said is a
# warning that an edge needs a source and a target, which this one has.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund @vue-flow/core@1.48.2 vue@3.5.45 >/dev/null
cat >check.mjs <<'JS'
import assert from 'node:assert/strict';
import { useVueFlow } from '@vue-flow/core';
import { createApp, effectScope } from 'vue';

const warnings = [];
console.warn = (...words) => warnings.push(words.join(' '));
const nodes = ['single', 'twin', 'suite'].map((id, x) => ({ id, position: { x, y: 0 } }));
const edges = [
  { id: 'first', source: 'single', target: 'twin' },
  { id: 'second', source: 'twin', target: 'suite' },
];

/** The ids of the edges that are there after loading both, and those that were asked for. */
function load(isValidConnection) {
  const asked = [];
  const loaded = createApp({}).runWithContext(() =>
    effectScope().run(() => {
      const flow = useVueFlow();
      flow.isValidConnection.value = (connection) => {
        asked.push(`${connection.source} to ${connection.target}`);
        return isValidConnection(connection);
      };
      flow.setNodes(nodes);
      flow.setEdges(edges);
      return flow.getEdges.value.map(({ id }) => id);
    }),
  );
  return { loaded, asked };
}

const all = load(() => true);
const some = load(({ target }) => target !== 'suite');
console.log('all may be drawn:', JSON.stringify(all));
console.log('nobody may draw to the suite:', JSON.stringify(some));
const told = warnings.filter((words) => words.includes('An edge needs'));
console.log('told:', told.join('; ').replace(/\s+/g, ' '));
assert.deepEqual(all.loaded, ['first', 'second']);
assert.deepEqual(some.loaded, ['first']);
assert.deepEqual(some.asked, ['single to twin', 'twin to suite']);
assert.equal(told.length, 1);
console.log('as found');
JS
node check.mjs
