// The PMS's tables are written through the gate and nowhere else: held against the sources.
import { expect } from 'chai';
import { globSync, readFileSync } from 'node:fs';

const sources = globSync('plugin/**/*.ts').filter((file) => !file.endsWith('.test.ts'));
const adapter = 'plugin/host/existing-pms/';
const writes =
  /\b(?:INSERT INTO|UPDATE(?=\s+\S+(?:\s+\S+)?\s+SET)|DELETE FROM|MERGE INTO|TRUNCATE)\s+(?!heyawari\.|SET\b)([a-z_]+)/g;
/** The job queue's own schema is written by its own room. */
const ours = (file: string) => file.startsWith('plugin/platform/jobs/');

const tablesWrittenIn = (file: string) =>
  [...readFileSync(file, 'utf8').matchAll(writes)].map((match) => match[1]);

describe('what writes to the tables of the PMS', () => {
  it('is the adapter alone', () => {
    const others = sources.filter((file) => !file.startsWith(adapter) && !ours(file));
    const offending = others.filter((file) => tablesWrittenIn(file).length > 0);
    expect(offending).to.deep.equal([]);
  });

  it('goes through the gate there; only the page of received answers is written beside it', () => {
    const writing = sources.filter((file) => file.startsWith(adapter) && tablesWrittenIn(file).length > 0);
    expect(writing.map((file) => file.slice(adapter.length)).sort()).to.deep.equal([
      'writing/hold.ts',
      'writing/nights.ts',
      'writing/number.ts',
      'writing/ota-page.ts',
      'writing/put-back.ts',
      'writing/rooms.ts',
      'writing/same-number.ts',
      'writing/tracking.ts',
      'writing/writes.ts',
    ]);
    for (const file of writing.filter((name) => !name.endsWith('ota-page.ts')))
      expect(readFileSync(file, 'utf8'), file).not.to.match(/\.run\(|\.query\(/);
  });

  it('includes the functions of the PMS: they are called in one place', () => {
    const calling = sources.filter((file) => /\brun\(`heyawari-/.test(readFileSync(file, 'utf8')));
    expect(calling).to.deep.equal([`${adapter}gate.ts`]);
  });
});
