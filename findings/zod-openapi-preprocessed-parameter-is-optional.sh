#!/usr/bin/env bash
# zod-openapi 5.4.6 with zod 4.6.7: a query parameter that must be there and is read by z.preprocess, text into a number.
# Guess: it is `required`, as zod's own JSON Schema of the same object says.
# Seen: it is not: whatever is read by a function counts as what may be left out. A `param: { required: true }` in its meta makes it so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund zod@4.6.7 zod-openapi@5.4.6 >/dev/null
cat >check.mjs <<'JS'
import assert from 'node:assert/strict';
import { z } from 'zod';
import { createDocument } from 'zod-openapi';

const number = z.preprocess(Number, z.int().min(1));
const query = z.strictObject({ from: number, marked: number.meta({ param: { required: true } }) });
const { paths } = createDocument({
  ...{ openapi: '3.1.1', info: { title: 'rooms', version: '1' } },
  paths: { '/rooms': { get: { requestParams: { query }, responses: {} } } },
});
const parameters = Object.fromEntries(paths['/rooms'].get.parameters.map((one) => [one.name, one.required]));
const { required } = z.toJSONSchema(query, { io: 'input' });
console.log('left out:', query.safeParse({}).success ? 'taken' : 'refused');
console.log('zod, required:', JSON.stringify(required));
console.log('zod-openapi, required:', JSON.stringify(parameters));
assert.equal(query.safeParse({}).success, false);
assert.deepEqual(required, ['from', 'marked']);
assert.deepEqual(parameters, { from: undefined, marked: true });
console.log('as found');
JS
node check.mjs
