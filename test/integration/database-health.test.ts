// Whether a database does what the plugin will ask of it: each way in which it does not has its own sentence, and nothing stays of the look.
import { expect } from 'chai';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type pg from 'pg';
import { Client, Pool } from 'pg';
import { migrateLatest } from '../../dev/migrate.js';
import { startPostgres } from '../../dev/postgres.js';
import { SimulatedClock, systemClock } from '../../plugin/domain/clock.js';
import { openDatabase } from '../../plugin/platform/database/index.js';
import { type Health, SchemaValidator } from '../../plugin/platform/schema/index.js';
import { useDatabase } from '../support/database.js';

const usual: Omit<Health, 'database'> = { clock: systemClock, reckoning: undefined };

async function lookAt(pool: pg.Pool, health: Partial<Health> = {}) {
  const database = openDatabase(pool);
  try {
    return await new SchemaValidator(database).checkDatabaseHealth({ database, ...usual, ...health });
  } finally {
    await database.end();
  }
}

async function lookFrom(url: string, health: Partial<Health> = {}) {
  const pool = new Pool({ connectionString: url });
  try {
    return await lookAt(pool, health);
  } finally {
    await pool.end();
  }
}

type Found = Awaited<ReturnType<typeof lookAt>>;
const states = (found: Found) => found.map(({ about, state }) => `${about}: ${state}`);
const saidOf = (found: Found, about: string) => found.find((one) => one.about === about)?.says;

describe('the health of a database', function () {
  this.timeout(60_000);
  const test = useDatabase();
  const run = (sql: string) => test.pool().query(sql);
  const name = async () =>
    ((await run('SELECT quote_ident(current_database()) AS name')).rows as { name: string }[])[0]!.name;

  it('is well: it reads, writes, tells, has connections and the time, and nothing stays of the look', async () => {
    expect(states(await lookAt(test.pool()))).to.deep.equal([
      'reading: ok',
      'writing: ok',
      'listening: ok',
      'connections: ok',
      'clock: ok',
    ]);
    expect((await run('SELECT FROM heyawari.idempotency_keys')).rowCount).to.equal(0);
    const left = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'heyawari%'`;
    expect((await run(left)).rowCount).to.equal(0);
  });

  it('is not well where the database takes no writes, and the statement that changes it is the right one', async () => {
    await run(`ALTER DATABASE ${await name()} SET default_transaction_read_only = on`);
    const found = await lookFrom(test.url());
    expect(states(found)).to.include('writing: fails').and.include('reading: ok');
    await run(
      `SET default_transaction_read_only = off; ${found.find(({ about }) => about === 'writing')!.sql}`,
    );
    expect(states(await lookFrom(test.url()))).to.include('writing: ok');
  });

  it('names the role, where only that takes no writes', async () => {
    await run(`CREATE ROLE reads_only LOGIN PASSWORD 'x'; ALTER ROLE reads_only SET default_transaction_read_only = on;
      GRANT USAGE ON SCHEMA heyawari, heyawari_jobs TO reads_only;
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA heyawari, heyawari_jobs TO reads_only;
      GRANT USAGE ON ALL SEQUENCES IN SCHEMA heyawari, heyawari_jobs TO reads_only`);
    try {
      const url = new URL(test.url());
      [url.username, url.password] = ['reads_only', 'x'];
      expect(saidOf(await lookFrom(url.toString()), 'writing')).to.include(
        'ALTER ROLE reads_only RESET default_transaction_read_only;',
      );
    } finally {
      await run('DROP OWNED BY reads_only; DROP ROLE reads_only');
    }
  });

  it('says whom to look for where a lock is in the way, and does not wait for long', async () => {
    const stranger = await test.pool().connect();
    try {
      await stranger.query('BEGIN; LOCK TABLE heyawari.idempotency_keys IN EXCLUSIVE MODE');
      const before = performance.now();
      const found = await lookAt(test.pool());
      expect(performance.now() - before).to.be.lessThan(40_000);
      expect(states(found)).to.include('writing: notice').and.include('listening: ok');
      expect(saidOf(found, 'writing')).to.include('pg_stat_activity');
    } finally {
      await stranger.query('ROLLBACK');
      stranger.release();
    }
  });

  it('says in PostgreSQL’s words why a row cannot be written', async () => {
    await run(`CREATE FUNCTION public.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no room on the disk' USING ERRCODE = 'disk_full'; END $$;
      CREATE TRIGGER refuse BEFORE INSERT ON heyawari.idempotency_keys FOR EACH ROW EXECUTE FUNCTION public.refuse()`);
    const found = await lookAt(test.pool());
    expect(states(found)).to.include('writing: fails');
    expect(saidOf(found, 'writing')).to.include('no room on the disk').and.not.include('INSERT');
    await run('DROP FUNCTION public.refuse() CASCADE');
  });

  it('tells a clock that is ahead, and one that is behind, with what suffers', async () => {
    const by = (seconds: number) => ({ now: () => new Date(Date.now() + seconds * 1000) });
    for (const [seconds, word] of [
      [95, 'ahead of'],
      [-300, 'behind'],
    ] as const) {
      const found = await lookAt(test.pool(), { clock: by(seconds) });
      expect(states(found)).to.include('clock: notice');
      expect(saidOf(found, 'clock'))
        .to.include(word)
        .and.match(/deadlines, retries and nightly runs come .* too (early|late).*timedatectl/);
    }
    expect(states(await lookAt(test.pool(), { clock: by(20) }))).to.include('clock: ok');
  });

  it('has nothing to say against a simulated calendar', async () => {
    const found = await lookAt(test.pool(), { clock: new SimulatedClock(new Date('2031-01-01')) });
    expect(states(found)).to.include('clock: ok');
  });

  it('counts the connections of others, also for a role that may not see whose they are', async () => {
    await run(`CREATE ROLE plain LOGIN PASSWORD 'x'`);
    const others: Client[] = [];
    try {
      for (let count = 0; count < 7; count += 1) {
        const other = new Client({ connectionString: test.url() });
        others.push(other);
        await other.connect();
      }
      const url = new URL(test.url());
      [url.username, url.password] = ['plain', 'x'];
      const found = await lookFrom(url.toString(), { reckoning: { processes: 1, hostPool: 0 } });
      const held = /, (\d+) are held by others now/.exec(saidOf(found, 'connections')!);
      expect(Number(held![1])).to.be.at.least(7);
    } finally {
      await Promise.all(others.map((other) => other.end()));
      await run('DROP ROLE plain');
    }
  });

  it('is told without reading and writing where the tables are not there', async () => {
    await run('ALTER SCHEMA heyawari RENAME TO elsewhere');
    try {
      expect(states(await lookAt(test.pool()))).to.deep.equal([
        'listening: ok',
        'connections: ok',
        'clock: ok',
      ]);
    } finally {
      await run('ALTER SCHEMA elsewhere RENAME TO heyawari');
    }
  });
});

describe('a standby in the place of the database', function () {
  this.timeout(60_000);
  const directory = `standby-postgres-${process.pid}`;
  let server: Awaited<ReturnType<typeof startPostgres>> | undefined;

  before(async () => {
    server = await startPostgres({ directory });
    await migrateLatest(server.url);
    const client = new Client({ connectionString: server.url });
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
    await client.end();
    await server.stop();
    writeFileSync(path.join(rows[0]!.data_directory, 'standby.signal'), '');
    server = await startPostgres({ directory, throwAway: true });
  });
  after(() => server?.stop());

  it('is told as that, with what to do', async () => {
    const found = await lookFrom(server!.url);
    expect(states(found)).to.deep.equal(['reading: ok', 'writing: fails', 'connections: ok', 'clock: ok']);
    expect(saidOf(found, 'writing')).to.match(/^This server is a standby.*address of the primary/);
  });
});
