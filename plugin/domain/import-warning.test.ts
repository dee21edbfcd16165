// The table of warnings: told to people, each once, and no more of them than tell anything.
import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { mostWarnings, warningCodes, Warnings } from './import-warning.js';

describe('the warnings of the import', () => {
  it('are each explained in docs/import.md, and no other is', () => {
    const page = readFileSync(new URL('../../docs/import.md', import.meta.url), 'utf8');
    const [, section = ''] = page.split('\n## Warnings\n');
    const table = section.split('\n## ')[0]!;
    const documented = [...table.matchAll(/^\| `(\w+)` \|/gm)].map(([, code]) => code);
    expect(documented).to.deep.equal(warningCodes);
  });

  it('are told once for one element, and are bounded', () => {
    const warnings = new Warnings();
    for (let i = 0; i < 100; i += 1) warnings.add('characters_cleaned', { element: `E${i % 60}` });
    expect(warnings.list).to.have.length(mostWarnings);
    expect(warnings.list[0]).to.deep.equal({ code: 'characters_cleaned', params: { element: 'E0' } });
  });
});
