// The tables in the documentation, held against the code they speak of.
import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { environmentName, parseOptions } from '../../plugin/options.js';
import { testKey } from '../support/world.js';

const file = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

const namesIn = (text: string, form: RegExp) => [...text.matchAll(form)].map((match) => match[1]!);

/** Of the plugin, all in one. */
const sources = () =>
  readdirSync(new URL('../../plugin', import.meta.url), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => file(`plugin/${name}`))
    .join('\n');

function leavesOf(value: object, prefix = ''): [string, unknown][] {
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? leavesOf(inner, `${prefix}${name}.`)
      : [[`${prefix}${name}`, inner] as [string, unknown]],
  );
}

describe('the documentation', () => {
  it('lists every setting with its environment name and its default', () => {
    const required = ['encryptionKeys', 'siteController.url', 'siteController.systemId'];
    const settings = parseOptions(
      { encryptionKeys: [testKey], siteController: { url: 'http://localhost/', systemId: 'SYS' } },
      {},
    );
    const lines = file('docs/installation.md')
      .split('\n')
      .map((line) => line.split('|').map((cell) => cell.trim().replaceAll('`', '')));
    for (const [name, value] of leavesOf(settings)) {
      const line = lines.find((cells) => cells[1] === name);
      expect(line?.slice(1, 4), name).to.deep.equal([
        name,
        environmentName(name),
        required.includes(name) ? '**required**' : String(value),
      ]);
    }
  });

  it('lists every metric, and none that is not there', () => {
    const inCode = namesIn(sources(), /name: '(heyawari_[a-z_]+)'/g);
    const rows = file('docs/operations.md')
      .split('\n')
      .filter((line) => line.startsWith('| `heyawari_'));
    const inDocs = rows.flatMap((row) => namesIn(row.split('|')[1]!, /`(heyawari_[a-z_]+)`/g));
    expect([...new Set(inDocs)].sort()).to.deep.equal([...new Set(inCode)].sort());
  });

  it('lists every job, and none that is not there', () => {
    const inCode = namesIn(
      sources(),
      /(?:jobs\.(?:define|schedule)\(\{\s*(?:\.\.\.\{ )?name: |\bschedule\()'([a-z-]+)'/g,
    );
    const [, section] = /^## Jobs$(.*?)^## /ms.exec(file('docs/operations.md'))!;
    expect(namesIn(section!, /^\| `([a-z-]+)` \|/gm)).to.have.members(inCode);
  });

  it('lists every finding', () => {
    const scripts = readdirSync(new URL('../../findings', import.meta.url)).filter((name) =>
      name.endsWith('.sh'),
    );
    const linked = namesIn(file('findings/README.md'), /\]\(([a-z-]+\.sh)\)/g);
    expect(linked).to.have.members(scripts);
  });
});
