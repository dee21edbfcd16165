// Migrations beside who works on the tables: they wait for nobody so long that others queue behind them, and go on where they gave way.
import { expect } from 'chai';
import pg from 'pg';
import { migrateLastBatchBack, migrateLatest } from '../../dev/migrate.js';
import { expectedMigrations } from '../../plugin/platform/schema/index.js';
import { useDatabase } from '../support/database.js';
import { lastOfOlderBuild, migrateAsOlderBuild } from '../support/older-build.js';

/** What the first of the newer migrations alters, so that it waits for whoever reads it. */
const table = 'heyawari.stopped_sales';

describe('a migration while somebody has its table in an open transaction', function () {
  this.timeout(60_000);
  const database = useDatabase('empty');
  let reader: pg.Client;
  let other: pg.Client;
  let told: string[];
  let migrating: Promise<void>;
  const newer = expectedMigrations.filter((name) => name > lastOfOlderBuild);
  const applied = async () =>
    (
      await database
        .pool()
        .query<{ name: string; batch: number }>('SELECT name, batch FROM heyawari.migrations ORDER BY id')
    ).rows;
  const isWaitedFor = async () => {
    const { rows } = await database.pool().query(
      `SELECT FROM pg_locks l JOIN pg_database d ON d.oid = l.database
          WHERE d.datname = current_database() AND l.relation = to_regclass($1) AND NOT l.granted`,
      [table],
    );
    return rows.length > 0;
  };

  before(async () => {
    await migrateAsOlderBuild(database.url());
    told = [];
    [reader, other] = await Promise.all(
      [1, 2].map(async () => {
        const client = new pg.Client({ connectionString: database.url() });
        await client.connect();
        return client;
      }) as [Promise<pg.Client>, Promise<pg.Client>],
    );
    database.onEnd(async () => {
      await reader.end();
      await other.end();
    });
  });

  it('keeps others waiting no longer than their own bounds allow, and says that it gave way', async () => {
    await reader.query(`BEGIN; SELECT FROM ${table}`);
    migrating = migrateLatest(database.url(), (text) => told.push(text));
    while (!(await isWaitedFor())) await new Promise((resolve) => setImmediate(resolve));
    // As a job does: two seconds for a lock, the shortest bound of ours.
    await other.query("SET lock_timeout = '2s'");
    for (let times = 0; times < 3; times += 1) await other.query(`SELECT FROM ${table}`);
    while (told.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(told[0]).to.match(/^A migration waits for who works on its table; it is tried again/);
  });

  it('goes on as soon as the table is free, in one batch', async () => {
    await reader.query('COMMIT');
    await migrating;
    const names = await applied();
    expect(names.map(({ name }) => name)).to.deep.equal(expectedMigrations.map((name) => `${name}.ts`));
    const batches = new Set(names.slice(-newer.length).map(({ batch }) => batch));
    expect([...batches]).to.have.length(1);
  });

  it('gives way on its way back too, and goes back to where it came from', async () => {
    await reader.query(`BEGIN; SELECT FROM ${table}`);
    told = [];
    const back = migrateLastBatchBack(database.url(), (text) => told.push(text));
    while (told.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    await reader.query('COMMIT');
    expect(await back).to.deep.equal(newer.map((name) => `${name}.ts`).toReversed());
    expect((await applied()).at(-1)!.name).to.equal(`${lastOfOlderBuild}.ts`);
  });

  it('says who is in the way where nobody ends', async () => {
    await reader.query(`BEGIN; SELECT FROM ${table}`);
    const refused = await migrateLatest(database.url(), undefined, { tries: 2, pause: 0 }).catch(
      (error: unknown) => error as Error,
    );
    await reader.query('COMMIT');
    expect(refused)
      .to.be.instanceOf(Error)
      .with.property('message')
      .that.matches(/open transaction.*pg_stat_activity/s);
    await migrateLatest(database.url());
  });
});

describe('two migrations at once, in a database that has none yet', function () {
  this.timeout(120_000);
  const database = useDatabase('empty');

  it('are one that does it all, and one that says that another is running', async () => {
    const ended = await Promise.allSettled([migrateLatest(database.url()), migrateLatest(database.url())]);
    const refused = ended.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []));
    expect(refused).to.deep.equal([
      'PersonsProblem: Another `npx heyawari migrate` or `rollback` is running on this database: nothing was done here. Run this again when it has ended.',
    ]);
    const { rows } = await database
      .pool()
      .query<{ name: string }>('SELECT name FROM heyawari.migrations ORDER BY id');
    expect(rows.map(({ name }) => name.replace('.ts', ''))).to.deep.equal(expectedMigrations);
    await migrateLatest(database.url()); // the lock is given back
  });
});
