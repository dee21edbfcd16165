// What our connections are asked again and again is prepared once, and nobody notices but PostgreSQL.
import { expect } from 'chai';
import { openDatabase, type OwnDatabase, type Transaction } from '../../../plugin/platform/database/index.js';
import { useDatabase } from '../../support/database.js';

describe('prepared statements', () => {
  const test = useDatabase();
  let database: OwnDatabase;
  before(async () => {
    database = openDatabase(test.pool());
    test.onEnd(() => database.end());
    await test
      .pool()
      .query('CREATE TABLE things (id integer, name text); INSERT INTO things SELECT 1, $$one$$');
  });

  const prepared = async (tx: Transaction, text: string) =>
    (await tx.client.query('SELECT FROM pg_prepared_statements WHERE statement LIKE $1', [text])).rowCount;
  const thing = 'SELECT * FROM things WHERE id = :id';

  it('are what has values, whether we ask it or the PMS does on our connection', () =>
    database.transaction(async (tx) => {
      for (let i = 0; i < 3; i += 1) {
        await tx.rows(thing, { id: 1 });
        await tx.client.query('SELECT name FROM things WHERE id = $1', [1]);
        await tx.client.query('SELECT count(*) FROM things');
      }
      expect(await prepared(tx, '%FROM things WHERE id%')).to.equal(2);
      expect(await prepared(tx, 'SELECT count(*)%')).to.equal(0);
    }));

  it('leave out what is planned anew each time', () =>
    database.transaction(async (tx) => {
      const asked = () =>
        tx.rows('SELECT name AS n FROM things WHERE id = :id', { id: 1 }, { plannedAnew: true });
      expect(await asked()).to.deep.equal(await asked());
      expect(await prepared(tx, 'SELECT name AS n%')).to.equal(0);
    }));

  it('are not without end where values are written into the text', () =>
    database.transaction(async (tx) => {
      for (let i = 0; i < 600; i += 1) {
        const { rows } = await tx.client.query<{ sum: number }>(`SELECT ${i} + $1::integer AS sum`, [1]);
        expect(rows).to.deep.equal([{ sum: i + 1 }]);
      }
      expect(await prepared(tx, '%')).to.be.within(400, 500);
    }));

  it('keep a callback and a failure as they were', async () => {
    await database.transaction(async ({ client }) => {
      const name = await new Promise((resolve, reject) => {
        client.query<{ name: string }>('SELECT name FROM things WHERE id = $1', [1], (error, result) =>
          error ? reject(error) : resolve(result.rows[0]?.name),
        );
      });
      expect(name).to.equal('one');
    });
    const failure: unknown = await database
      .rows('SELECT 1 / CAST(:by AS integer)', { by: 0 })
      .catch((e: unknown) => e);
    expect(failure).to.include({ code: '22012' });
    expect((failure as Error).stack).to.include('database.ts');
  });

  it('are prepared anew where a table was altered, alone and in a transaction', async () => {
    const inTransaction = () => database.transaction((tx) => tx.row(thing, { id: 1 }));
    await inTransaction();
    await test.pool().query('ALTER TABLE things ADD COLUMN colour text');
    expect(await inTransaction()).to.deep.equal({ id: 1, name: 'one', colour: null });
    await test.pool().query('ALTER TABLE things ADD COLUMN size text');
    expect(await database.row(thing, { id: 1 })).to.deep.equal({
      id: 1,
      name: 'one',
      colour: null,
      size: null,
    });
  });
});

describe('prepared statements that cannot be used any more', () => {
  const test = useDatabase();
  let database: OwnDatabase;
  before(async () => {
    database = openDatabase(test.pool());
    test.onEnd(() => database.end());
    await test
      .pool()
      .query('CREATE TABLE things (name text, price integer); INSERT INTO things SELECT $$one$$, 1');
  });

  const priced = () => database.row('SELECT name FROM things WHERE price = :price', { price: 1 });

  it('are prepared anew where somebody has thrown them away, alone and in a transaction', async () => {
    for (const discard of ['DISCARD ALL', 'DEALLOCATE ALL']) {
      await priced();
      await database.run(discard);
      expect(await priced(), discard).to.deep.equal({ name: 'one' });
    }
    await database.transaction(async (tx) => {
      const asked = () =>
        tx.savepoint(() => tx.row('SELECT name FROM things WHERE price = :price', { price: 1 }));
      await asked();
      await tx.run('DEALLOCATE ALL');
      expect(await asked()).to.deep.equal({ name: 'one' });
    });
  });

  it('go on after a value that cannot be sent, whether it was the first or not', () =>
    database.transaction(async ({ client }) => {
      const circular: Record<string, unknown> = {};
      circular.self = circular;
      const asked = async (value: unknown) =>
        (await client.query<{ v: unknown }>('SELECT CAST($1 AS jsonb) AS v', [value])).rows[0]?.v;
      for (let i = 0; i < 2; i += 1) {
        const failure: unknown = await asked(circular).catch((e: unknown) => e);
        expect(failure).to.be.instanceOf(TypeError);
        expect(await asked({ a: 1 })).to.deep.equal({ a: 1 });
      }
    }));

  it('fail once, and not for as long as the connection lives, where a column got another type', async () => {
    const raise = (to: string) => database.run('UPDATE things SET price = :to', { to });
    await raise('2');
    await test.pool().query('ALTER TABLE things ALTER price TYPE numeric');
    const failure: unknown = await raise('2.5').catch((e: unknown) => e);
    expect(failure).to.include({ code: '22P02' });
    expect(await raise('2.5')).to.equal(1);
  });
});
