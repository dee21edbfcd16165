// The views for whoever looks from outside, and the role that may read them: nothing of a guest, and nothing else.
import { expect } from 'chai';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { migrateBack } from '../../dev/migrate.js';
import { badMessages } from '../../examples/tl-lincoln/index.js';
import { changeOf, newBooking } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { isPersonal, personalColumns } from '../support/personal-columns.js';
import { createWorld, type World } from '../support/world.js';

const file = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

interface Column {
  readonly view: string;
  readonly name: string;
  readonly type: string;
}

describe('the views of heyawari_reports', () => {
  const database = useDatabase();
  const columns = async () =>
    (
      await database.pool().query<Column>(
        `SELECT table_name AS view, column_name AS name, data_type AS type FROM information_schema.columns
          WHERE table_schema = 'heyawari_reports' ORDER BY table_name, ordinal_position`,
      )
    ).rows;

  it('begin with the hotel, each', async () => {
    const first = [...Map.groupBy(await columns(), ({ view }) => view)].map(([, of]) => of[0]!.name);
    expect(first).to.have.length.above(5);
    expect(new Set(first)).to.deep.equal(new Set(['hotel_id']));
  });

  it('have no column that says something of a person, under its own name or another', async () => {
    const { rows: read } = await database.pool().query<{ table: string; column: string }>(
      `SELECT DISTINCT r.relname AS table, a.attname AS column
         FROM pg_rewrite w
         JOIN pg_class v ON v.oid = w.ev_class AND v.relnamespace = 'heyawari_reports'::regnamespace
         JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = w.oid
              AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0
         JOIN pg_class r ON r.oid = d.refobjid AND r.oid <> v.oid
         JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum = d.refobjsubid`,
    );
    expect(read).to.have.length.above(40);
    expect(read.filter(({ column }) => isPersonal(column))).to.deep.equal([]);
    const shown = await columns();
    expect(shown.filter(({ name }) => isPersonal(name))).to.deep.equal([]);
    // What holds anything at all could hold a name.
    expect(shown.filter(({ type }) => ['bytea', 'json', 'jsonb', 'ARRAY'].includes(type))).to.deep.equal([]);
  });

  it('are held against a list of which every line finds a column of our tables', async () => {
    const { rows } = await database
      .pool()
      .query<{ name: string }>(
        "SELECT DISTINCT column_name AS name FROM information_schema.columns WHERE table_schema = 'heyawari'",
      );
    const useless = personalColumns.filter((form) => !rows.some(({ name }) => form.test(name)));
    expect(useless).to.deep.equal([]);
  });

  it('are explained, with every column, and no other is', async () => {
    const section =
      file('docs/schema.md')
        .split(/^## /m)
        .find((part) => part.startsWith('Views')) ?? '';
    const explained = [...section.matchAll(/^\| `(\w+)` \| (.*?) \|/gm)].map(([, view, named]) => [
      view,
      [...named!.matchAll(/`(\w+)`/g)].map(([, name]) => name),
    ]);
    const there = [...Map.groupBy(await columns(), ({ view }) => view)].map(([view, of]) => [
      view,
      of.map(({ name }) => name).filter((name) => name !== 'hotel_id'),
    ]);
    expect(Object.fromEntries(explained)).to.deep.equal(Object.fromEntries(there));
  });

  it('go with the way back', async () => {
    await migrateBack(database.url());
    const { rows } = await database
      .pool()
      .query("SELECT FROM pg_namespace WHERE nspname = 'heyawari_reports'");
    expect(rows).to.have.length(0);
  });
});

describe('the role that reads them (grafana/reader.sql)', function () {
  // Tenfold what it takes on a quiet machine.
  this.timeout(60_000);
  const database = useDatabase();
  const role = `reader_${randomBytes(4).toString('hex')}`;
  let world: World;
  let reader: pg.Pool;

  before(async () => {
    const statements = file('grafana/reader.sql').replaceAll('heyawari_reader', role);
    // As it is to be run again after a migration.
    for (let time = 0; time < 2; time += 1) await database.pool().query(statements);
    await database.pool().query(`ALTER ROLE ${role} PASSWORD 'x'`);
    database.onEnd(async () => {
      await database.pool().query(`DROP OWNED BY ${role}`);
      await database.pool().query(`DROP ROLE ${role}`);
    });
    world = await createWorld({ databaseUrl: database.url(), rooms: [{ room: '101', type: 'SGL' }] });
    database.onEnd(() => world.stop());
    const url = new URL(database.url());
    [url.username, url.password] = [role, 'x'];
    reader = new pg.Pool({ connectionString: url.toString(), max: 2 });
    database.onEnd(() => reader.end());
    await world.deliver(
      newBooking('READ-1', { name: '機密花丸' }),
      newBooking('READ-2'),
      badMessages().malformedXml,
    );
    await world.deliver(changeOf('READ-1', { name: '機密花丸', nights: 2 }));
  });

  const relationsIn = async (...schemas: string[]) =>
    (
      await database.pool().query<{ name: string }>(
        `SELECT format('%I.%I', nspname, relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
          WHERE nspname = ANY ($1) AND relkind IN ('r', 'p', 'v', 'm', 'S') ORDER BY name`,
        [schemas],
      )
    ).rows.map(({ name }) => name);

  it('finds stays, messages, attempts and rooms, without who or which booking it is', async () => {
    const read = async (name: string) => (await reader.query(`SELECT * FROM ${name}`)).rows as object[];
    const found = new Map(
      await Promise.all(
        (await relationsIn('heyawari_reports')).map(async (name) => [name, await read(name)] as const),
      ),
    );
    for (const view of ['stays', 'stay_history', 'rooms', 'deliveries', 'messages', 'message_attempts'])
      expect(found.get(`heyawari_reports.${view}`), view).not.to.deep.equal([]);
    const all = JSON.stringify([...found.values()]);
    for (const secret of ['READ-1', 'READ-2', '機密', '花丸', '09000001234'])
      expect(all).not.to.include(secret);
    const reservations = await world.rows<{ id: string }>('SELECT id FROM reservations');
    for (const { id } of reservations) expect(all).not.to.include(id);
    expect(found.get('heyawari_reports.messages')).to.deep.include.members(
      await world.rows<object>(
        `SELECT hotel_id, id AS message_id, output_id AS delivery_id, received_at, kind, check_in, status, failure_class, failure_code, attempts,
                next_attempt_at, finished_at, resolution FROM heyawari.ota_import_cache WHERE status = 'failed'`,
      ),
    );
  });

  it('is refused everything else', async () => {
    const others = await relationsIn('heyawari', 'heyawari_jobs', 'public');
    expect(others).to.have.length.above(60);
    for (const name of others) {
      const failed = await reader.query(`SELECT * FROM ${name} LIMIT 1`).then(
        () => 'it was read',
        (error: { code?: string }) => error.code,
      );
      expect(failed, name).to.equal('42501');
    }
  });

  it('may change nothing, whatever it says of itself', async () => {
    const attempts = [
      'DELETE FROM heyawari_reports.stays',
      'UPDATE heyawari_reports.messages SET attempts = 0',
      'CREATE TABLE heyawari_reports.mine (a int)',
      'CREATE TABLE public.mine (a int)',
      'CREATE SCHEMA mine',
    ];
    const client = await reader.connect();
    for (const attempt of attempts) {
      await client.query('BEGIN READ WRITE');
      const code = await client.query(attempt).then(
        () => 'it was done',
        (error: { code?: string }) => error.code,
      );
      await client.query('ROLLBACK');
      expect(code, attempt).to.equal('42501');
    }
    client.release();
  });

  it('is held to few connections, and to short statements', async () => {
    const { rows } = await reader.query<{ timeout: string; idle: string; readonly: string; limit: number }>(
      `SELECT current_setting('statement_timeout') AS timeout, current_setting('idle_in_transaction_session_timeout') AS idle,
              current_setting('transaction_read_only') AS readonly, rolconnlimit AS limit FROM pg_roles WHERE rolname = current_user`,
    );
    expect(rows[0]).to.include({ timeout: '15s', idle: '15s', readonly: 'on', limit: 6 });
  });
});
