// Whose table the messages are: one place writes it, and who reads it beside that place is told here, with why.
import { expect } from 'chai';
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const plugin = fileURLToPath(new URL('../../', import.meta.url));
const ledger = 'ota-import/ledger/';

/** Questions of one part alone, which need columns of the ledger and change none. */
const readers = [
  // Which answers held no message at all.
  'ota-import/receipt/outputs-repository.ts',
  'ota-import/mappings/repository.ts',
  'ota-import/reconciliation/last-messages-repository.ts',
  'ota-import/reconciliation/report-number-gaps.ts',
  // Below the ledger: it counts for it.
  'ota-import/reporting/health-repository.ts',
  'ota-import/reporting/statistics-repository.ts',
  // How many are not settled, for the metrics.
  'ota-import/import-state.ts',
];

const sources = globSync('**/*.ts', { cwd: plugin })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => !file.endsWith('.test.ts'))
  .map((file) => ({ file, text: readFileSync(plugin + file, 'utf8') }));

describe('the temporary import cache', () => {
  const naming = (pattern: RegExp) =>
    sources.filter(({ text }) => pattern.test(text)).map(({ file }) => file);

  it('is written by the ledger alone', () => {
    const writers = naming(
      /(INSERT\s+INTO|UPDATE|DELETE\s+FROM|MERGE\s+INTO|TRUNCATE)\s+heyawari\.ota_import_cache/i,
    );
    expect(writers).to.include(`${ledger}messages-repository.ts`);
    expect(writers.filter((file) => !file.startsWith(ledger))).to.deep.equal([]);
  });

  it('is read beside it by those that are named here, and no others', () => {
    const named = naming(/heyawari\.ota_import_cache(?!\.id`)/);
    expect(named.filter((file) => !file.startsWith(ledger))).to.have.members(readers);
  });
});
