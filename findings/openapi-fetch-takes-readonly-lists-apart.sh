#!/usr/bin/env bash
# openapi-fetch 0.17.0 with types by openapi-typescript 7.13.0, which makes them readonly where `--immutable` asks for it; an answer with a list.
# Guess: a list that may not be written is read as any other.
# Seen: the types of the answer hold no list any more but an object of all that a list has, its methods emptied: the answer cannot be assigned to
# its own type. Without `--immutable` it can.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund openapi-fetch@0.17.0 openapi-typescript@7.13.0 typescript@5.9.3 >/dev/null
cat >api.json <<'JSON'
{ "openapi": "3.1.1", "info": { "title": "rooms", "version": "1" }, "paths": { "/rooms": { "get": { "responses": { "200": {
  "description": "all", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Rooms" } } } } } } } },
  "components": { "schemas": { "Rooms": { "type": "object", "required": ["items"],
    "properties": { "items": { "type": "array", "items": { "type": "string" } } } } } } }
JSON
cat >use.ts <<'TS'
import createClient from 'openapi-fetch';
import type { components, paths } from './types.js';
const { data } = await createClient<paths>().GET('/rooms');
export const rooms: components['schemas']['Rooms'] | undefined = data;
TS
compile() {
  npx openapi-typescript api.json -o types.d.ts "$@" >/dev/null 2>&1
  npx tsc --noEmit --strict --skipLibCheck --module esnext --moduleResolution bundler --target es2022 --lib es2022,dom use.ts
}
compile && echo 'lists that may be written: the answer is of its type'
if said=$(compile --immutable); then
  echo 'readonly lists: the answer is of its type'
  exit 1
fi
echo "readonly lists: $(grep -o "Type '[^']*' provides no match.*" <<<"$said" | head -1)"
grep -q "The types of 'items" <<<"$said"
echo 'as found'
