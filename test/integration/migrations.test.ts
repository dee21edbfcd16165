// The schema goes up, all the way back, and up again, and is the one that the build expects.
import { expect } from 'chai';
import { readdirSync } from 'node:fs';
import { migrateBack, migrateLatest } from '../../dev/migrate.js';
import { createDatabase } from '../../plugin/platform/database/index.js';
import { expectedMigrations, expectedTables } from '../../plugin/platform/schema/index.js';
import { checkSchema } from '../support/schema-report.js';
import { useDatabase } from '../support/database.js';
import { databaseUrl, onServer } from '../../dev/template.js';

/** The pace of writes to the PMS, the reader of its change log, the figures of the whole installation and that it is left belong to no hotel. */
const perInstallation = [
  'host_write_pace',
  'host_log_reader',
  'known_database',
  'leaving',
  'metric_snapshots',
];
const knexTables = ['migrations', 'migrations_lock'];

describe('migrations', () => {
  const test = useDatabase('empty');
  /** Everything the schema holds: tables, views, sequences, functions, types that no table brings along. */
  const contents = async () => {
    const { rows } = await test.pool().query<{ name: string }>(
      `SELECT relname AS name FROM pg_class
        WHERE relnamespace = to_regnamespace('heyawari') AND relkind IN ('r', 'p', 'v', 'm')
       UNION ALL
       SELECT relname FROM pg_class c
        WHERE relnamespace = to_regnamespace('heyawari') AND relkind = 'S'
          AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype IN ('a', 'i'))
       UNION ALL
       SELECT proname FROM pg_proc WHERE pronamespace = to_regnamespace('heyawari')
       UNION ALL
       SELECT typname FROM pg_type WHERE typnamespace = to_regnamespace('heyawari') AND typtype IN ('e', 'd')
       ORDER BY name`,
    );
    return rows.map(({ name }) => name);
  };
  const advice = async () => (await checkSchema(createDatabase(test.pool()))).advice;

  it('are listed in the build (plugin/platform/schema/expected.ts)', () => {
    const files = readdirSync(new URL('../../migrations', import.meta.url));
    expect(files.map((file) => file.replace('.ts', '')).toSorted()).to.deep.equal([...expectedMigrations]);
  });

  it('are asked for where they have not run', async () => {
    expect(await advice()).to.deep.equal([
      "The plugin's tables are missing: run `npx heyawari migrate` with a role that may create the schema `heyawari`.",
    ]);
  });

  it('go up to the tables the build expects, each with the hotel first in its key', async () => {
    await migrateLatest(test.url());
    const names = await contents();
    expect(names).to.include.members([...expectedTables]);
    expect(await advice()).to.deep.equal([]);
    const { rows } = await test.pool().query<{ table: string; first: string }>(
      `SELECT c.relname AS table, a.attname AS first
         FROM pg_index i
         JOIN pg_class c ON c.oid = i.indrelid
         JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
        WHERE i.indisprimary AND c.relnamespace = to_regnamespace('heyawari') AND c.relname <> ALL ($1)`,
      [knexTables],
    );
    expect(rows.filter(({ first }) => first !== 'hotel_id').map(({ table }) => table)).to.have.members(
      perInstallation,
    );
    expect(rows.map(({ table }) => table)).to.have.members([...expectedTables]);
  });

  it('go all the way back, leaving nothing but knex’s own list, and up again', async () => {
    const before = await contents();
    await migrateBack(test.url());
    expect(await contents()).to.deep.equal(knexTables);
    await migrateLatest(test.url());
    expect(await contents()).to.deep.equal(before);
  });

  it('leave the PMS’s own schema as it is', async () => {
    const { rows } = await test
      .pool()
      .query("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace");
    expect(rows).to.deep.equal([]);
  });

  it('are told from a database that is newer: one a build can live with, and one it cannot', async () => {
    const pool = test.pool();
    const add = (name: string) =>
      pool.query('INSERT INTO heyawari.migrations (name, batch, migration_time) VALUES ($1, 99, now())', [
        name,
      ]);
    await add('900_more_columns.ts');
    const newer = await checkSchema(createDatabase(pool));
    expect(newer.usable).to.be.true;
    expect(newer.advice[0]).to.include('900_more_columns');
    await add('901_breaking_rename.ts');
    const breaking = await checkSchema(createDatabase(pool));
    expect(breaking.usable).to.be.false;
    expect(breaking.advice[0]).to.include('901_breaking_rename').and.to.include('install the newer plugin');
    await pool.query("DELETE FROM heyawari.migrations WHERE name LIKE '90%'");
  });

  it('are missed table by table, where one was lost', async () => {
    await test.pool().query('ALTER TABLE heyawari.idempotency_keys RENAME TO lost');
    expect((await advice())[0]).to.match(/recorded \(idempotency_keys\)/);
    await test.pool().query('ALTER TABLE heyawari.lost RENAME TO idempotency_keys');
  });

  it('leave a role without rights with the grants that it needs', async () => {
    await test.pool().query("CREATE ROLE heyawari_app_test LOGIN PASSWORD 'x'");
    try {
      const url = new URL(databaseUrl(test.url(), new URL(test.url()).pathname.slice(1)));
      [url.username, url.password] = ['heyawari_app_test', 'x'];
      await onServer(url.toString(), async (client) => {
        const pool = { connect: () => Promise.resolve(Object.assign(client, { release: () => undefined })) };
        const report = await checkSchema(createDatabase(pool as never));
        expect(report.usable).to.be.false;
        expect(report.advice.join('\n'))
          .to.include('GRANT USAGE ON SCHEMA heyawari TO heyawari_app_test')
          .and.to.include('GRANT USAGE ON SCHEMA heyawari_jobs TO heyawari_app_test');
      });
    } finally {
      await test.pool().query('DROP ROLE heyawari_app_test');
    }
  });
});
