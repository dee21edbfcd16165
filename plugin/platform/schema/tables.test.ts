import { expect } from 'chai';
import { expectedMigrations, expectedTables } from './expected.js';
import { reportOf } from '../../../test/support/schema-report.js';
import { judgeTables, type SchemaFacts } from './tables.js';

const good: SchemaFacts = {
  serverVersion: 170_010,
  role: 'pms_app',
  mayRead: true,
  migrations: expectedMigrations.map((name) => `${name}.ts`),
  tables: expectedTables,
  missingRights: [],
  queue: { present: true, version: 46, missingRights: [], owned: false },
};

describe('the tables that are required', () => {
  it('has nothing to say where all is as expected', () =>
    expect(reportOf(judgeTables(good))).to.deep.equal({ usable: true, advice: [] }));

  for (const [what, facts, usable, advice] of [
    ['an old PostgreSQL', { serverVersion: 140_011 }, false, 'PostgreSQL 14 is outside the supported range'],
    ['a PostgreSQL too new', { serverVersion: 190_000 }, false, 'PostgreSQL 19 is outside'],
    ['no tables at all', { migrations: undefined, tables: [] }, false, 'npx heyawari migrate'],
    ['a migration not run', { migrations: good.migrations?.slice(0, -1) }, false, expectedMigrations.at(-1)],
    ['a lost table', { tables: expectedTables.slice(1) }, false, expectedTables[0]],
    ['a newer schema', { migrations: [...(good.migrations ?? []), '900_new.ts'] }, true, '900_new'],
    [
      'a newer schema that breaks older builds',
      { migrations: [...(good.migrations ?? []), '900_breaking_new.ts'] },
      false,
      'install the newer plugin',
    ],
    ['a lost queue', { queue: { ...good.queue, present: false } }, false, 'heyawari_jobs'],
    [
      'no right to look',
      {
        mayRead: false,
        migrations: undefined,
        missingRights: [{ kind: 'SCHEMA', name: 'heyawari', rights: ['USAGE'] }],
      },
      false,
      'GRANT USAGE ON SCHEMA heyawari TO pms_app;',
    ],
    [
      'no right to change and remove',
      { missingRights: [{ kind: 'TABLE', name: 'heyawari.events', rights: ['UPDATE', 'DELETE'] }] },
      false,
      "plugin's tables: GRANT UPDATE, DELETE ON heyawari.events TO pms_app;",
    ],
    [
      'no right to the queue',
      {
        queue: {
          ...good.queue,
          version: undefined,
          missingRights: [{ kind: 'TABLE', name: 'heyawari_jobs.job', rights: ['DELETE'] }],
        },
      },
      false,
      'the job queue: GRANT DELETE ON heyawari_jobs.job TO pms_app;',
    ],
    ['an older queue', { queue: { ...good.queue, version: 43 } }, false, 'npx heyawari migrate'],
    ['an older queue of its own', { queue: { ...good.queue, version: 43, owned: true } }, true, ''],
    ['a newer queue', { queue: { ...good.queue, version: 47 } }, true, ''],
  ] as const)
    it(`meets ${what} with advice`, () => {
      const report = reportOf(judgeTables({ ...good, ...facts }));
      expect(report.usable).to.equal(usable);
      expect(report.advice.join('\n')).to.include(advice);
    });
});
