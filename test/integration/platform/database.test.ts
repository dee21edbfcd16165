// Our own connections: clicks and jobs apart, every wait bounded, none left behind.
import { expect } from 'chai';
import pg from 'pg';
import { withCorrelation } from '../../../plugin/platform/context.js';
import {
  isBusy,
  openDatabase,
  type OwnDatabase,
  type Transaction,
} from '../../../plugin/platform/database/index.js';
import { useDatabase } from '../../support/database.js';
import { tenfold } from '../../support/patience.js';

const asClick = <T>(work: () => Promise<T>) => withCorrelation(undefined, 7, work);
const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('the database as the plugin sees it', function () {
  this.timeout(90_000);
  const test = useDatabase();
  let database: OwnDatabase;
  before(() => {
    database = openDatabase(test.pool());
    test.onEnd(() => database.end());
  });

  const setting = (name: string) => database.row<{ value: string }>(`SHOW ${name}`);

  /** Holds what `statement` locks until the answer is called. */
  async function held(statement: string): Promise<() => Promise<void>> {
    const client = new pg.Client({ connectionString: test.url(), application_name: 'desk' });
    await client.connect();
    await client.query('BEGIN');
    await client.query(statement);
    return () => client.end();
  }

  it('says who it is and how long it waits when it connects, without a statement', async () => {
    expect(await setting('application_name')).to.deep.equal({ application_name: 'heyawari jobs' });
    expect(await setting('lock_timeout')).to.deep.equal({ lock_timeout: '2s' });
    expect(await setting('statement_timeout')).to.deep.equal({ statement_timeout: '30s' });
    expect(await setting('my_app.user_id')).to.deep.equal({ 'my_app.user_id': '1' });
    await asClick(async () => {
      expect(await setting('application_name')).to.deep.equal({ application_name: 'heyawari clicks' });
      expect(await setting('idle_in_transaction_session_timeout')).to.deep.equal({
        idle_in_transaction_session_timeout: '10s',
      });
    });
  });

  it('outranks what the connection string of the PMS says of itself', async () => {
    const pool = new pg.Pool({ connectionString: `${test.url()}?application_name=pms&lock_timeout=0` });
    const other = openDatabase(pool);
    const row = await other.row(
      `SELECT current_setting('application_name') AS name, current_setting('lock_timeout') AS lock`,
    );
    expect(row).to.deep.equal({ name: 'heyawari jobs', lock: '2s' });
    await other.end();
    await pool.end();
  });

  it('keeps what the connection string of the PMS says otherwise', async () => {
    const options = encodeURIComponent('-c search_path=hotel,public');
    const pool = new pg.Pool({ connectionString: `${test.url()}?options=${options}` });
    const other = openDatabase(pool);
    expect(await other.row('SHOW search_path')).to.deep.equal({ search_path: 'hotel,public' });
    await other.end();
    await pool.end();
  });

  it('answers a click while jobs have taken all of theirs', async () => {
    let free: () => void = () => undefined;
    const until = new Promise<void>((resolve) => (free = resolve));
    const started = Array.from({ length: 5 }, () => {
      let begun: () => void = () => undefined;
      const ready = new Promise<void>((resolve) => (begun = resolve));
      const done = database.transaction(async (tx) => {
        await tx.rows('SELECT 1');
        begun();
        await until;
      });
      return { ready, done };
    });
    await Promise.all(started.map(({ ready }) => ready));
    expect(await asClick(() => database.row('SELECT 1 AS one'))).to.deep.equal({ one: 1 });
    free();
    await Promise.all(started.map(({ done }) => done));
  });

  it('gives a click up in time, whatever it waits for, and frees the connection', async () => {
    const letGo = await held(
      `INSERT INTO heyawari.hotel_settings (hotel_id, mode, deadline_preset_days) VALUES (1, 'BALANCE', 0)`,
    );
    const began = performance.now();
    const errors = await Promise.all(
      Array.from({ length: 9 }, () =>
        asClick(() =>
          failureOf(
            database.transaction((tx) =>
              tx.run(
                `INSERT INTO heyawari.hotel_settings (hotel_id, mode, deadline_preset_days) VALUES (1, 'URGENT', 0)`,
              ),
            ),
          ),
        ),
      ),
    );
    expect(performance.now() - began).to.be.lessThan(tenfold(6_000));
    expect(errors.map(isBusy)).to.deep.equal(Array.from({ length: 9 }, () => true));
    await letGo();
    expect(
      await asClick(() =>
        database.row('SELECT CAST(count(*) AS integer) AS rows FROM heyawari.hotel_settings'),
      ),
    ).to.deep.equal({ rows: 0 });
  });

  it('gives a click up whose transaction waits outside of PostgreSQL', async () => {
    const error = await asClick(() =>
      failureOf(
        database.transaction(async (tx) => {
          await tx.rows('SELECT 1');
          await new Promise(() => undefined);
        }),
      ),
    );
    expect(isBusy(error)).to.equal(true);
  });

  it('tells when a failure inside a transaction was passed over', async () => {
    const passedOver = database.transaction(async (tx) => {
      await failureOf(tx.rows('SELECT 1 / 0'));
    });
    expect(await failureOf(passedOver))
      .to.be.an('error')
      .with.property('message')
      .that.includes('rolled back');
  });

  it('ends an abandoned transaction with its reason, and nothing of it stays', async () => {
    const reason = new Error('no longer');
    const error = await failureOf(
      database.transaction(async (tx) => {
        await tx.run(
          `INSERT INTO heyawari.hotel_settings (hotel_id, mode, deadline_preset_days) VALUES (2, 'URGENT', 0)`,
        );
        await tx.savepoint(async () => {
          tx.abandon(reason);
          await tx.rows('SELECT 1');
        });
      }),
    );
    expect(error).to.equal(reason);
    expect(await database.rows('SELECT FROM heyawari.hotel_settings')).to.deep.equal([]);
  });

  it('takes back what failed in a savepoint and nothing else, one after another and one within another', async () => {
    const write = (tx: Transaction, hotel: number) =>
      tx.run(
        `INSERT INTO heyawari.hotel_settings (hotel_id, mode, deadline_preset_days) VALUES (:hotel, 'URGENT', 0)`,
        { hotel },
      );
    const failing = (tx: Transaction, hotel: number, within?: () => Promise<unknown>) =>
      failureOf(
        tx.savepoint(async () => {
          await write(tx, hotel);
          await within?.();
          throw new Error('failed');
        }),
      );
    const rows = await database.transaction(async (tx) => {
      await tx.savepoint(() => write(tx, 1));
      await failing(tx, 2);
      await tx.savepoint(async () => {
        await write(tx, 3);
        await tx.savepoint(() => write(tx, 4));
        await failing(tx, 5);
        await tx.savepoint(() => write(tx, 6));
      });
      await failing(tx, 7, () => tx.savepoint(() => write(tx, 8)));
      await tx.savepoint(() => tx.savepoint(() => write(tx, 9)));
      const written = await tx.rows('SELECT hotel_id FROM heyawari.hotel_settings ORDER BY hotel_id');
      await tx.run('DELETE FROM heyawari.hotel_settings');
      return written;
    });
    expect(rows.map(({ hotel_id: hotel }) => hotel)).to.deep.equal([1, 3, 4, 6, 9]);
  });

  it('sets no savepoint within the one before', async () => {
    const error = await failureOf(
      database.transaction(async (tx) => {
        for (let times = 0; times < 3; times += 1) await tx.savepoint(() => tx.rows('SELECT 1'));
        await tx.client.query('RELEASE SAVEPOINT heyawari_1');
        await tx.client.query('RELEASE SAVEPOINT heyawari_1');
      }),
    );
    expect(error).to.have.property('code', '3B001'); // invalid_savepoint_specification: there was one alone
  });

  it('ends in bounded time, though a transaction hangs', async () => {
    const other = openDatabase(test.pool());
    let ready: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => (ready = resolve));
    const hanging = failureOf(
      other.transaction(async (tx) => {
        await tx.rows('SELECT 1');
        ready();
        await new Promise(() => undefined);
      }),
    );
    void hanging;
    await begun;
    await other.end();
    const { rows } = await test
      .pool()
      .query(
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle in transaction'`,
      );
    expect(rows).to.deep.equal([]);
  });
});
