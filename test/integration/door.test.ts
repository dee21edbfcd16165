// The one public door: what starts, what refuses to, and that nothing is left behind.
import { expect } from 'chai';
import express, { type Express } from 'express';
import pg from 'pg';
import request from 'supertest';
import {
  createHeyawari,
  existingPms,
  type Heyawari,
  type HeyawariOptions,
  StartError,
  systemClock,
} from '../../plugin/index.js';
import type { SettingsInput } from '../../plugin/options.js';
import { newBooking } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { loadHostModules } from '../support/host-pms.js';
import { recordsOf } from '../support/records.js';
import { createWorld, eagerSettings, letEveryoneIn, testLogger, type World } from '../support/world.js';

/** Backends of the plugin's own on that database. */
const ownConnections = async (pool: pg.Pool) => {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT application_name AS name FROM pg_stat_activity
      WHERE datname = current_database() AND application_name LIKE 'heyawari%' ORDER BY 1`,
  );
  return rows.map((row) => row.name);
};

function instanceOn(
  url: string,
  pool: pg.Pool,
  settings: SettingsInput & Pick<HeyawariOptions, 'servesRequest'> = {},
) {
  const host = loadHostModules(url);
  const heyawari = createHeyawari({
    ...eagerSettings,
    siteController: { url: 'http://127.0.0.1:9/', systemId: 'SYS' },
    ...settings,
    database: pool,
    host: existingPms({ reservations: host.reservations }),
    auth: letEveryoneIn,
    logger: testLogger(),
    clock: systemClock,
  });
  return { heyawari, host, close: () => host.close() };
}

describe('starting on a database that is not the PMS’s', () => {
  const database = useDatabase('empty');

  it('is refused with what to do, and leaves no connection open', async () => {
    const { heyawari, close } = instanceOn(database.url(), database.pool());
    const error: unknown = await heyawari.start().catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(StartError);
    const { advice } = error as StartError;
    expect(advice.join('\n')).to.include('reservations').and.to.include('migrat');
    expect(await ownConnections(database.pool())).to.deep.equal([]);
    await heyawari.stop();
    await close();
  });
});

describe('starting beside a pool of the PMS that is empty', () => {
  const database = useDatabase();

  it('needs none of its connections', async () => {
    const pool = new pg.Pool({ connectionString: database.url(), max: 1 });
    const taken = await pool.connect();
    const { heyawari, close } = instanceOn(database.url(), pool);
    await heyawari.start();
    await heyawari.stop();
    await close();
    taken.release();
    await pool.end();
  });
});

describe('an instance', () => {
  const database = useDatabase();

  async function withInstance(settings: SettingsInput, work: (heyawari: Heyawari) => Promise<void>) {
    const { heyawari, close } = instanceOn(database.url(), database.pool(), settings);
    await heyawari.start();
    try {
      await work(heyawari);
    } finally {
      await heyawari.stop();
      await close();
    }
  }

  it('gives back all it opened, however often it is stopped', async () => {
    await withInstance({}, async (heyawari) => {
      expect(await ownConnections(database.pool())).not.to.deep.equal([]);
      expect(heyawari.operationsPort()).to.be.a('number');
      await heyawari.stop();
      await heyawari.stop();
      expect(await ownConnections(database.pool())).to.deep.equal([]);
    });
    expect((await database.pool().query('SELECT 1')).rowCount, "the host's pool is the host's").to.equal(1);
  });

  it('without a clock of its own plays no calendar', async () => {
    await withInstance({}, async (heyawari) => {
      const error: unknown = await heyawari.advanceTo('2027-02-01').catch((thrown: unknown) => thrown);
      expect(error).to.be.an('error').with.property('message').that.includes('SimulatedClock');
    });
  });

  it('in the role of a web server works no jobs', async () => {
    await withInstance({ role: 'web' }, async (heyawari) => {
      const error: unknown = await heyawari.drain().catch((thrown: unknown) => thrown);
      expect(error).to.be.an('error').with.property('message').that.includes('does not work jobs');
    });
  });
});

describe('two instances in one process, on two databases', () => {
  const databases = [useDatabase(), useDatabase()];
  const worlds: World[] = [];

  before(async () => {
    for (const database of databases) {
      const world = await createWorld({
        databaseUrl: database.url(),
        rooms: [{ room: '101', type: 'SGL', capacity: 1 }],
      });
      worlds.push(world);
      database.onEnd(() => world.stop());
    }
  });

  it('keep everything apart', async () => {
    const [left, right] = worlds as [World, World];
    await Promise.all([left.deliver(newBooking('LEFT')), right.deliver(newBooking('RIGHT'))]);
    expect(await recordsOf(left).reservations('LEFT')).to.have.length(1);
    expect(await recordsOf(left).reservations('RIGHT')).to.deep.equal([]);
    expect(await recordsOf(right).reservations('RIGHT')).to.have.length(1);
    expect(await left.metric('heyawari_ota_messages_received_total')).to.equal(1);
  });
});

describe('a request to one of two instances that is meant for the other’s database', () => {
  const database = useDatabase();
  const fetching = '/api/sc/tl/reservations/fetch';
  const listing = '/api/heyawari/hotels/1/booking-plans';
  type Serves = NonNullable<HeyawariOptions['servesRequest']>;
  const forTests: Serves = ({ headers }) => headers.origin === 'https://test.example';
  const forProduction: Serves = (asked) => !forTests(asked);
  const ask = (app: Express, path: string, origin = 'https://pms.example') =>
    request(app).get(path).set('origin', origin);

  it('is answered 421, never by the PMS’s own import, mounted or with the controller extended', async () => {
    const { heyawari, host, close } = instanceOn(database.url(), database.pool(), {
      servesRequest: forTests,
    });
    const controller = heyawari.extendXmlController(host.xmlController);
    const extended = express().get(fetching, (asked, answer) => controller.getOTAReservations(asked, answer));
    const mounted = express().use('/api', heyawari.router);
    for (const [app, path] of [
      [mounted, fetching],
      [mounted, listing],
      [extended, fetching],
    ] as const) {
      const answer = await ask(app, path);
      expect([path, answer.status]).to.deep.equal([path, 421]);
      expect(answer.body).to.include({ key: 'request.other_database' });
    }
    await close();
  });

  it('reaches its own where one line of the host chooses between the two', async () => {
    const [test, production] = [forTests, forProduction].map((servesRequest) =>
      instanceOn(database.url(), database.pool(), { servesRequest }),
    ) as [ReturnType<typeof instanceOn>, ReturnType<typeof instanceOn>];
    const app = express().use('/api', (asked, answer, next) =>
      (forTests(asked) ? test : production).heyawari.router(asked, answer, next),
    );
    for (const origin of ['https://test.example', 'https://pms.example'])
      for (const path of [fetching, listing]) {
        const { body } = (await ask(app, path, origin).expect(503)) as { body: object };
        expect(body).to.include({ key: 'plugin.starting' });
      }
    await Promise.all([test.close(), production.close()]);
  });
});
