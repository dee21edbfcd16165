// A session of the PMS left open in a transaction holds a row or a table: only what needs it waits, and everybody is told who holds it.
import { expect } from 'chai';
import pg from 'pg';
import type { Message } from '../../examples/tl-lincoln/index.js';
import { cancellationOf, changeOf, newBooking } from '../support/bookings.js';
import { clerkAt } from '../support/clerk.js';
import { useDatabase } from '../support/database.js';
import { until } from '../support/platform.js';
import { recordsOf } from '../support/records.js';
import { createWorld, type World } from '../support/world.js';
import { tenfold } from '../support/patience.js';

describe('a transaction of the PMS that is left open', function () {
  this.timeout(90_000);
  const database = useDatabase();
  let world: World;
  before(async () => {
    world = await createWorld({
      databaseUrl: database.url(),
      rooms: Array.from({ length: 30 }, (_, i) => ({ room: String(101 + i), type: 'SGL', capacity: 1 })),
    });
    database.onEnd(() => world.stop());
  });
  let count = 0;
  let names: { held: string; others: string[] };
  let desk: pg.Client;

  beforeEach(async () => {
    count += 1;
    names = { held: `HELD${count}`, others: [1, 2, 3].map((i) => `OTHER${count}-${i}`) };
    await world.deliver(...[names.held, ...names.others].map((name) => newBooking(name)));
    desk = new pg.Client({ connectionString: database.url(), application_name: 'hotel-pms' });
    desk.on('error', () => undefined);
    await desk.connect();
  });
  afterEach(() => desk.end());

  async function hold(what = 'reservations'): Promise<void> {
    await desk.query('BEGIN');
    const where = what === 'reservations' ? 'id' : 'reservation_id';
    await desk.query(
      `SELECT FROM ${what} WHERE ${where} = (SELECT id FROM reservations WHERE ota_reservation_id = $1) FOR UPDATE`,
      [names.held],
    );
  }
  const changes = (): Message[] => [
    changeOf(names.held, { nights: 3 }),
    ...names.others.map((name) => changeOf(name, { nights: 3 })),
  ];
  const attemptsOf = async (dataId: string) =>
    (
      await world.rows<{ attempts: number }>(
        'SELECT attempts FROM heyawari.ota_import_cache WHERE data_id = $1',
        [dataId],
      )
    )[0]!.attempts;
  const health = async () => {
    const answer = await fetch(`http://127.0.0.1:${world.heyawari.operationsPort()}/health`);
    const { checks } = (await answer.json()) as {
      checks: { name: string; ok: boolean; details: Record<string, unknown> }[];
    };
    return checks.find(({ name }) => name === 'locks of the PMS')!;
  };

  it('makes its booking wait, without a try counted, and no other', async () => {
    await hold();
    await world.deliver(...changes());
    expect(await recordsOf(world).message(`${names.held}-2`)).to.equal('retrying: locked_by_pms');
    expect(await attemptsOf(`${names.held}-2`)).to.equal(0);
    for (const name of names.others) expect(await recordsOf(world).message(`${name}-2`)).to.equal('imported');
    const [shown] = await world.rows<{ why: { error: string } }>(
      'SELECT conflict_details AS why FROM ota_reservation_queue WHERE transaction_id = $1',
      [`${names.held}-2`],
    );
    expect(shown!.why.error).to.include('使用中');

    await desk.query('ROLLBACK');
    world.clock.set(new Date(world.clock.now().getTime() + 600_000));
    await world.heyawari.drain();
    expect(await recordsOf(world).message(`${names.held}-2`)).to.equal('imported');
    expect((await recordsOf(world).reservation(names.held)).nights).to.have.length(3);
  });

  it('is named in health and in a metric as long as it lasts: who, since when, at which table', async () => {
    await hold('reservation_details');
    const [holder] = (await desk.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows;
    await world.deliver(cancellationOf(names.held));
    await until(async () => !(await health()).ok);
    const { details } = await health();
    expect(details).to.include({
      pid: holder!.pid,
      applicationName: 'hotel-pms',
      table: 'reservation_details',
    });
    expect(new Date(String(details.since)).getTime()).to.be.closeTo(Date.now(), 60_000);
    expect(details).to.have.keys('pid', 'applicationName', 'user', 'since', 'table');
    expect(await world.metric('heyawari_host_blocked_since_timestamp_seconds')).to.be.greaterThan(0);
    const text = await (await fetch(`http://127.0.0.1:${world.heyawari.operationsPort()}/metrics`)).text();
    expect(text).to.include(
      `heyawari_host_blocker_info{table="reservation_details",pid="${holder!.pid}",application="hotel-pms",`,
    );
    await desk.query('ROLLBACK');
    expect((await health()).ok).to.equal(true);
    expect(await world.metric('heyawari_host_blocked_since_timestamp_seconds')).to.equal(0);
    expect(await world.metric('heyawari_host_blocker_info')).to.equal(0);
  });

  const lock = (table: string) => () => desk.query(`BEGIN; LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
  const elsewhere: Readonly<Record<string, { table: string; hold: () => Promise<unknown> }>> = {
    'a whole table of the PMS, which is read': { table: 'rooms', hold: lock('rooms') },
    'its change log': { table: 'logs_reservation', hold: lock('logs_reservation') },
    'a table of the plugin': { table: 'heyawari.booking_plans', hold: lock('heyawari.booking_plans') },
    'a table that is told of at the commit': { table: 'heyawari.events', hold: lock('heyawari.events') },
    'the hotel, by whatever means': {
      table: 'unknown',
      hold: () => desk.query(`BEGIN; SELECT pg_advisory_xact_lock(18521, ${world.hotel.hotelId})`),
    },
  };
  for (const [what, { table, hold: take }] of Object.entries(elsewhere))
    it(`is named in health when it holds ${what}`, async () => {
      world.simulator.deliver(changes());
      await world.heyawari.fetchNow();
      await take();
      await until(async () => !(await health()).ok);
      expect((await health()).details).to.include({ applicationName: 'hotel-pms', table });
      await desk.query('ROLLBACK');
      await world.deliver();
      expect(await recordsOf(world).message(`${names.held}-2`)).to.equal('imported');
      expect((await health()).ok).to.equal(true);
    });

  it('is named, not who waits for it in front of the plugin', async () => {
    await desk.query('BEGIN; SELECT FROM rooms LIMIT 1');
    const migration = new pg.Client({ connectionString: database.url(), application_name: 'migration' });
    migration.on('error', () => undefined);
    await migration.connect();
    const altered = migration.query('ALTER TABLE rooms ADD COLUMN anything text').catch(() => undefined);
    world.simulator.deliver(changes());
    await world.heyawari.fetchNow();
    await until(async () => !(await health()).ok);
    expect((await health()).details).to.include({ applicationName: 'hotel-pms', table: 'rooms' });
    await migration.end();
    await desk.query('ROLLBACK');
    await altered;
    await world.deliver();
  });

  it('lets clicks be answered within six seconds meanwhile', async () => {
    await hold();
    const clerk = clerkAt(world);
    const plans = await Promise.all(names.others.map((name) => recordsOf(world).plan(name)));
    world.simulator.deliver(changes());
    await world.heyawari.fetchNow();
    const began = performance.now();
    const answers = await Promise.all(
      Array.from({ length: 9 }, (_, i) => clerk.makeFinal(plans[i % 3]!.id, plans[i % 3]!.version)),
    );
    expect(performance.now() - began).to.be.lessThan(tenfold(6_000));
    for (const { status } of answers) expect(status).to.be.oneOf([200, 409, 503]);
    await world.heyawari.drain();
  });

  it('that holds the hotel for longer than a click may wait is told in a sentence', async () => {
    await desk.query('BEGIN');
    await desk.query(
      `SELECT pg_advisory_xact_lock(classid::int, $1) FROM (VALUES (18521)) AS lock(classid)`,
      [world.hotel.hotelId],
    );
    const plan = await recordsOf(world).plan(names.others[0]!);
    const began = performance.now();
    const { status, body } = await clerkAt(world).makeFinal(plan.id, plan.version);
    expect(performance.now() - began).to.be.lessThan(tenfold(6_000));
    expect(status).to.equal(503);
    expect(body).to.include({ key: 'request.busy' }).and.to.have.property('error').that.includes('もう一度');
  });
});

describe('a function of the PMS', function () {
  this.timeout(90_000);
  const database = useDatabase();
  let world: World;
  let calls = 0;
  before(async () => {
    world = await createWorld({
      databaseUrl: database.url(),
      rooms: Array.from({ length: 30 }, (_, i) => ({ room: String(101 + i), type: 'SGL', capacity: 1 })),
      settings: { import: { systemErrorTries: 2 } },
      hostFunctions: (functions) => ({
        ...functions,
        async addOTAReservation(id, hotel, data, client) {
          const result = await functions.addOTAReservation(id, hotel, data, client);
          const number = JSON.stringify(data);
          // As some of the PMS's own do: what went wrong is swallowed, and all is said to be well.
          if (number.includes('SWALLOWS'))
            await client.query('SELECT FROM reservations FOR UPDATE NOWAIT').catch(() => undefined);
          // As one that forgets the passed client: it waits for our own lock on another connection, where PostgreSQL sees no deadlock.
          if (number.includes('BESIDE')) {
            calls += 1;
            await world.pool.query('BEGIN; SELECT pg_advisory_xact_lock(18521, ' + hotel + '); ROLLBACK');
          }
          return result;
        },
      }),
    });
    database.onEnd(() => world.stop());
  });
  const other = () => recordsOf(world);

  it('that swallows a lock is judged by the first thing that PostgreSQL said', async () => {
    await world.deliver(newBooking('FIRST'));
    const desk = new pg.Client({ connectionString: database.url() });
    await desk.connect();
    await desk.query("BEGIN; SELECT FROM reservations WHERE ota_reservation_id = 'FIRST' FOR UPDATE");
    await world.deliver(newBooking('SWALLOWS'), newBooking('PLAIN'));
    await desk.end();
    expect(await other().message('SWALLOWS-1')).to.equal('retrying: locked_by_pms');
    expect(await other().message('PLAIN-1')).to.equal('imported');
    expect(await other().reservations('SWALLOWS')).to.deep.equal([]);
  });

  it('that waits for our own lock beside us is given up, for its message alone', async () => {
    await world.deliver(newBooking('BESIDE'), newBooking('PLAIN2'), newBooking('PLAIN3'));
    expect(await other().message('BESIDE-1')).to.equal('retrying: host_silent');
    for (const name of ['PLAIN2', 'PLAIN3']) expect(await other().message(`${name}-1`)).to.equal('imported');
    expect(await other().doubleBooked()).to.deep.equal([]);
  });

  it('that never comes back is not called for ever: when its tries are used up the message is a person’s', async () => {
    await world.heyawari.advanceTo(new Date(world.clock.now().getTime() + 180_000));
    expect(await other().message('BESIDE-1')).to.equal('failed: host_silent');
    expect(await other().plan('BESIDE')).to.include({
      state: 'unplaced',
      reason: 'import.failure.host_silent',
    });
    expect(calls).to.equal(2);
  });
});
