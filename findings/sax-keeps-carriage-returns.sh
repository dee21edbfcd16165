#!/usr/bin/env bash
# sax 1.6.1 in strict mode, and xml2js 0.6.2, which reads with it: text and attributes of a document whose lines end with CR LF.
# Guess: a program sees LF only, and spaces in place of line ends and tabs in attributes, as XML 1.0 asks of every processor (2.11, 3.3.3), so
# that a value is the same however the file was sent.
# Seen: both hand on CR LF, a single CR, and in attributes line ends and tabs as they stand. Two documents that are one to XML give two values.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund sax@1.6.1 xml2js@0.6.2 >/dev/null
cat >check.mjs <<'JS'
import assert from 'node:assert/strict';
import sax from 'sax';
import { parseStringPromise } from 'xml2js';

const document = (end) => `<stay note="late${end}arrival">one${end}two</stay>`;

function bySax(text) {
  const seen = {};
  const parser = sax.parser(true);
  parser.onattribute = ({ value }) => (seen.note = value);
  parser.ontext = (value) => (seen.text = value);
  parser.write(text).close();
  return seen;
}

async function byXml2js(text) {
  const { stay } = await parseStringPromise(text);
  return { note: stay.$.note, text: stay._ };
}

for (const [name, read] of Object.entries({ sax: bySax, xml2js: byXml2js }))
  for (const end of ['\n', '\r\n', '\r', '\t']) {
    const seen = await read(document(end));
    console.log(`${name}, ${JSON.stringify(end)}: ${JSON.stringify(seen)}`);
    assert.deepEqual(seen, { note: `late${end}arrival`, text: `one${end}two` });
  }
console.log('as found');
JS
node check.mjs
