// After the database was restored to an earlier time nothing is asked of the site controller before a person has let it go on.
import { expect } from 'chai';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { sayRestored } from '../../dev/leave/leave.js';
import { createFetchLook, type FetchLook } from '../../plugin/ota-import/receipt/holds-repository.js';
import { createDatabase } from '../../plugin/platform/database/index.js';
import { newBooking, singles } from '../support/bookings.js';
import { type TestDatabase, useDatabase } from '../support/database.js';
import { guardsByToken, type Staff, staffAt } from '../support/staff.js';
import { createWorld, type World } from '../support/world.js';

interface Reception {
  readonly unconfirmedOutputs: number;
  readonly hold: {
    readonly because: string;
    readonly receivedUntil: string | null;
    readonly reconciled: boolean;
    readonly mayBeReleased: boolean;
    readonly openFindings: number;
  } | null;
}

describe('after a restore of the database', function () {
  this.timeout(30_000);
  const database = useDatabase();
  let world: World;
  let staff: Staff;

  before(async () => {
    world = await createWorld({
      ...{ databaseUrl: database.url(), rooms: singles('101', '102', '103') },
      auth: guardsByToken,
    });
    database.onEnd(() => world.stop());
    staff = staffAt(world.heyawari, world.hotel.hotelId, 'view', 'operate', 'supervise');
  });

  const reception = async () => (await staff<Reception>('get', '/imports/reception')).body;
  const release = () => staff<Reception & { key?: string }>('post', '/imports/release-fetching');
  const pass = (minutes: number) => world.clock.set(new Date(world.clock.now().getTime() + minutes * 60_000));
  /** As the schedule would. */
  async function work(job: string): Promise<void> {
    await world.rows(`INSERT INTO heyawari_jobs.job (name, policy) VALUES ($1, 'standard')`, [job]);
    await world.heyawari.drain();
  }
  /** What the site controller holds and has not heard of. */
  const held = () => {
    const { waiting, unconfirmedOutputs } = world.simulator.statistics();
    return { waiting, unconfirmedOutputs };
  };
  /** Our tables, brought back from a dump, say of themselves what the database was then. */
  const restore = () =>
    world.rows(`UPDATE heyawari.known_database SET facts = facts || '{"timeline": "0000000A"}'`);

  it('is nothing new to a process that starts again, nor to one more', async () => {
    await world.deliver(newBooking('BEFORE'));
    await world.heyawari.stop();
    await world.heyawari.start();
    await world.anotherInstance();
    await world.deliver(newBooking('STILL', { checkIn: '2027-02-03' }));
    expect((await reception()).hold).to.equal(null);
    expect(held()).to.deep.equal({ waiting: 0, unconfirmedOutputs: 0 });
  });

  it('nothing is fetched, however often it is asked', async () => {
    const receivedUntil = world.clock.now().toISOString();
    pass(10);
    await restore();
    world.simulator.deliver([newBooking('AFTER', { checkIn: '2027-02-05' })]);
    await world.heyawari.fetchNow();
    await world.heyawari.fetchNow();
    expect(held().waiting).to.equal(1);
    expect((await reception()).hold).to.include({ because: 'restored', receivedUntil, reconciled: false });
    expect((await reception()).hold).to.include({ mayBeReleased: false });
    const refused = await staff<{ key: string }>('post', '/imports/fetch-now');
    expect(refused).to.deep.include({ status: 409 });
    expect(refused.body.key).to.equal('imports.fetching_held');
  });

  it('nothing is confirmed either', async () => {
    await world.rows(
      `UPDATE heyawari.ota_outputs SET confirmation = 'pending', next_confirmation_at = $1
        WHERE id = (SELECT min(id) FROM heyawari.ota_outputs)`,
      [world.clock.now()],
    );
    const before = world.simulator.statistics();
    await work('due-imports');
    expect(world.simulator.statistics()).to.deep.equal(before);
    expect((await reception()).unconfirmedOutputs).to.equal(1);
  });

  it('whoever watches is told', async () => {
    const dashboard = await staff<{ fetchingHeldSince: string | null; verdict: string }>(
      'get',
      '/imports/dashboard',
    );
    expect(dashboard.body.fetchingHeldSince).to.be.a('string');
    await world.heyawari.drain();
    const health = await fetch(`http://127.0.0.1:${world.heyawari.operationsPort()}/health`);
    expect(await health.text()).to.include('hotels are not fetched for since the database was restored');
  });

  it('a person lets it go on, once messages, PMS and plans were compared', async () => {
    expect((await release()).body.key).to.equal('imports.not_compared');
    await work('reconcile-restored');
    expect((await reception()).hold).to.include({ reconciled: true, mayBeReleased: true, openFindings: 0 });
    expect(held().waiting).to.equal(1);
    expect(await release()).to.deep.include({ status: 200 });
    expect((await release()).body.key).to.equal('imports.not_held');
    const audited = await world.rows<{ details: { before: { hold: object } } }>(
      `SELECT details FROM heyawari.audit_log WHERE action = 'fetch-hold.release'`,
    );
    expect(audited).to.have.length(1);
    expect(audited[0]!.details.before.hold).to.include({ because: 'restored' });
  });

  it('all is fetched and confirmed then, and it is not noticed twice', async () => {
    pass(10);
    await world.deliver();
    await work('due-imports');
    expect(held()).to.deep.equal({ waiting: 0, unconfirmedOutputs: 0 });
    expect(await reception()).to.deep.include({ hold: null, unconfirmedOutputs: 0 });
  });

  it('a person says it where nothing shows it, and goes on after an hour where no comparison ends', async () => {
    const client = new pg.Client({ connectionString: database.url() });
    await client.connect();
    await sayRestored(client);
    await client.end();
    await world.heyawari.fetchNow();
    expect((await reception()).hold).to.include({ because: 'said_restored' });
    pass(60);
    expect(await release()).to.deep.include({ status: 200 });
  });
});

describe('what a database shows of itself', () => {
  const database = useDatabase();

  /** As a role that may read the tables, and ask the server what anybody may. */
  async function look(of: TestDatabase, how: 'as given' | 'taken away'): Promise<FetchLook> {
    const name = `looks_${randomBytes(4).toString('hex')}`;
    const pool = of.pool();
    await pool.query(`CREATE ROLE ${name} LOGIN PASSWORD 'x'; GRANT USAGE ON SCHEMA heyawari TO ${name};
      GRANT SELECT ON ALL TABLES IN SCHEMA heyawari TO ${name}`);
    const functions = ['pg_control_system()', 'pg_walfile_name(pg_lsn)', 'pg_current_wal_flush_lsn()'];
    const change = (words: string) =>
      pool.query(
        functions.map((one) => `${words.replace('*', `EXECUTE ON FUNCTION ${one}`)} PUBLIC`).join(';'),
      );
    if (how === 'taken away') await change('REVOKE * FROM');
    const url = new URL(of.url());
    [url.username, url.password] = [name, 'x'];
    const limited = new pg.Pool({ connectionString: url.toString(), max: 1 });
    try {
      const looking = createFetchLook();
      const sql = createDatabase(limited);
      await looking(sql);
      return await looking(sql);
    } finally {
      await limited.end();
      if (how === 'taken away') await change('GRANT * TO');
      await pool.query(`DROP OWNED BY ${name}; DROP ROLE ${name}`);
    }
  }

  it('is seen by a role without rights of its own: server, timeline, database, table', async () => {
    const { now, written } = await look(database, 'as given');
    expect(now).to.have.all.keys('system', 'timeline', 'database', 'table');
    expect(now.timeline).to.match(/^[0-9A-F]{8}$/);
    expect(written).to.be.a('bigint');
  });

  it('is less where the server’s operator has taken rights away, and that is no fault', async () => {
    const { now, written } = await look(database, 'taken away');
    expect(now).to.have.all.keys('database', 'table');
    expect(written).to.equal(undefined);
  });
});
