// The outbox on a real database: told after the commit, once, in order, also to a listener that was cut off.
import { expect } from 'chai';
import pg from 'pg';
import { systemClock } from '../../../plugin/domain/clock.js';
import { hotelId } from '../../../plugin/domain/ids.js';
import {
  createDatabase,
  type Database,
  hotelTransaction,
  inHotel,
} from '../../../plugin/platform/database/index.js';
import {
  createEvents,
  type EventsService,
  type PublishedEvent,
} from '../../../plugin/platform/events/index.js';
import { useDatabase } from '../../support/database.js';
import { recordedLog, until } from '../../support/platform.js';
import { onServer } from '../../../dev/template.js';

const hotel = hotelId(1);

describe('events', () => {
  const test = useDatabase();
  const { logger, lines } = recordedLog();
  const open: EventsService[] = [];
  let database: Database;
  let heard: PublishedEvent[];
  let events: EventsService;

  const listen = async (browserChannel?: string) => {
    const service = createEvents({
      database,
      logger,
      clock: systemClock,
      ...(browserChannel ? { browserChannel } : {}),
    });
    open.push(service);
    await service.start();
    return service;
  };
  const record = (topic: PublishedEvent['topic'], id = hotel) =>
    hotelTransaction(database, id, (tx) => events.record(tx, topic));
  const cutOff = () =>
    test
      .pool()
      .query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'heyawari events' AND datname = current_database()`,
      );

  beforeEach(async () => {
    database = createDatabase(test.pool());
    events = await listen();
    heard = [];
    events.subscribe((event) => heard.push(event));
  });
  afterEach(() => Promise.all(open.splice(0).map((service) => service.stop())));

  it('tells listeners after the commit, and nothing of what was rolled back', async () => {
    await database
      .transaction(async (tx) => {
        await events.record(inHotel(tx, hotel), 'pool');
        throw new Error('rolled back');
      })
      .catch(() => undefined);
    await database.transaction(async (tx) => {
      await tx
        .savepoint(async () => {
          await events.record(inHotel(tx, hotel), 'imports');
          throw new Error('undone');
        })
        .catch(() => undefined);
      await events.record(inHotel(tx, hotel), 'booking-plans');
    });
    await until(() => heard.length > 0);
    expect(heard.map(({ topic }) => topic)).to.deep.equal(['booking-plans']);
  });

  it('tells a topic once per transaction, however often it is recorded', async () => {
    await database.transaction(async (tx) => {
      for (let turn = 0; turn < 100; turn += 1) await events.record(inHotel(tx, hotel), 'booking-plans');
      await events.record(inHotel(tx, hotel), 'pool');
    });
    await until(() => heard.length >= 2);
    expect(heard.map(({ topic }) => topic)).to.deep.equal(['booking-plans', 'pool']);
  });

  it('numbers a hotel’s events in the order of their commits', async () => {
    let finishFirst = () => {};
    const firstMayCommit = new Promise<void>((resolve) => (finishFirst = resolve));
    const first = database.transaction(async (tx) => {
      await events.record(inHotel(tx, hotel), 'imports');
      await firstMayCommit;
    });
    await record('pool');
    finishFirst();
    await first;
    await until(() => heard.length === 2);
    expect(heard.map(({ topic }) => topic)).to.deep.equal(['pool', 'imports']);
    expect(heard[1]?.version).to.be.greaterThan(heard[0]?.version ?? Infinity);
  });

  it('tells every process that listens', async () => {
    const other = await listen();
    const heardThere: PublishedEvent[] = [];
    const stop = other.subscribe((event) => heardThere.push(event));
    await record('pool');
    await until(() => heard.length === 1 && heardThere.length === 1);
    stop();
    await record('pool');
    await until(() => heard.length === 2);
    expect(heardThere).to.have.length(1);
  });

  it('tells what it missed while its connection was gone', async () => {
    await record('booking-plans');
    await until(() => heard.length === 1);
    await cutOff();
    await until(() => !events.listening());
    await record('imports');
    await record('pool', hotelId(2));
    await until(() => heard.length === 3);
    await record('booking-plans');
    await until(() => heard.length === 4);
    expect(heard.map(({ hotelId: id, topic }) => `${id} ${topic}`)).to.deep.equal([
      '1 booking-plans',
      '1 imports',
      '2 pool',
      '1 booking-plans',
    ]);
  });

  it('goes on when a listener throws', async () => {
    events.subscribe(() => {
      throw new Error('screen on fire');
    });
    await record('pool');
    await record('pool');
    await until(() => heard.length === 2);
    expect(lines.some(({ message }) => /listener failed/.test(String(message)))).to.be.true;
  });

  it('tells the PMS’s own pages of changed plans, in its own words, and of nothing else or anybody else’s', async () => {
    const throughHost = await listen('logs_reservation_changed');
    const bystander = await listen('logs_reservation_changed');
    await onServer(test.url(), async (browser) => {
      const payloads: string[] = [];
      browser.on('notification', ({ payload }) => payloads.push(payload ?? ''));
      await browser.query('LISTEN logs_reservation_changed');
      await record('booking-plans');
      await hotelTransaction(database, hotel, (tx) => throughHost.record(tx, 'pool'));
      await hotelTransaction(database, hotel, (tx) => throughHost.record(tx, 'booking-plans'));
      await until(() => payloads.length > 0);
      expect(bystander.listening()).to.be.true;
      const { record_id: version, ...rest } = JSON.parse(payloads[0] ?? '{}') as Record<string, unknown>;
      expect(rest).to.deep.equal({ table: 'logs_reservation', action: 'UPDATE', hotel_id: 1 });
      expect(version).to.match(/^\d+$/);
    });
  });

  it('tells them of three hundred moves three times at most', async () => {
    const throughHost = await listen('logs_reservation_changed');
    const second = hotelId(2);
    await onServer(test.url(), async (browser) => {
      const versions: number[] = [];
      browser.on('notification', ({ payload }) => {
        const { hotel_id: told, record_id: version } = JSON.parse(payload ?? '{}') as Record<string, unknown>;
        if (told === second) versions.push(Number(version));
      });
      await browser.query('LISTEN logs_reservation_changed');
      for (let move = 0; move < 300; move += 1)
        await hotelTransaction(database, second, (tx) => throughHost.record(tx, 'booking-plans'));
      const { rows } = await test
        .pool()
        .query<{ last: string }>('SELECT max(version) AS last FROM heyawari.events WHERE hotel_id = 2');
      await until(() => versions.at(-1) === Number(rows[0]!.last));
      expect(versions.length).to.be.at.most(3);
    });
  });

  it('leaves no connection waiting at the server, however often it asks for what somebody holds', async () => {
    const stranger = new pg.Client({ connectionString: test.url() });
    await stranger.connect();
    await stranger.query('BEGIN; LOCK TABLE heyawari.events IN ACCESS EXCLUSIVE MODE');
    const failed = () =>
      lines.filter(({ message }) => /event connection failed/.test(String(message))).length;
    const before = failed();
    await cutOff();
    for (const times of [1, 2, 3]) await until(() => failed() >= before + times);
    const { rows } = await test
      .pool()
      .query<{ count: number }>(
        "SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'heyawari events'",
      );
    expect(rows[0]!.count).to.be.at.most(open.length);
    await stranger.end();
    await until(() => open.every((service) => service.listening()));
  }).timeout(30_000);

  it('forgets old events', async () => {
    await record('pool');
    // Events are read from the table: one that is forgotten before it was heard is heard by nobody.
    await until(() => heard.length === 1);
    expect(await events.purge(database, new Date(Date.now() + 60_000))).to.be.greaterThan(0);
    await record('pool');
    await until(() => heard.length === 2);
  });
});
