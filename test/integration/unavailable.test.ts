// A plugin that is not running: the PMS goes on, and the plugin's routes say so instead of keeping silent or letting the PMS import.
import { expect } from 'chai';
import express from 'express';
import request from 'supertest';
import { createHeyawari, existingPms, type Heyawari } from '../../plugin/index.js';
import { useDatabase } from '../support/database.js';
import { loadHostModules, type RunningHostPms, startHostPms } from '../support/host-pms.js';
import { recordedLog, until } from '../support/platform.js';
import { eagerSettings, letEveryoneIn } from '../support/world.js';

const fetchPath = '/api/sc/tl/reservations/fetch';
const ownPath = '/api/heyawari/hotels/1/pool';

interface Problem {
  readonly key: string;
  readonly detail: string;
  readonly error: string;
}

describe('the routes of a plugin', () => {
  const database = useDatabase();
  const log = recordedLog();
  let heyawari: Heyawari;
  let app: express.Express;

  before(() => {
    const host = loadHostModules(database.url());
    heyawari = createHeyawari({
      ...eagerSettings,
      siteController: { url: 'http://127.0.0.1:9/', systemId: 'SYS' },
      database: database.pool(),
      host: existingPms({ reservations: host.reservations }),
      auth: letEveryoneIn,
      logger: log.logger,
    });
    database.onEnd(() => host.close());
    database.onEnd(() => heyawari.stop());
    app = express();
    app.use('/api', heyawari.router);
    app.get(fetchPath, (_request, response) => void response.json({ message: 'the PMS imported' }));
    app.get('/api/hotel-list', (_request, response) => void response.json([]));
  });

  async function expectUnavailable(key: string): Promise<void> {
    for (const path of [ownPath, fetchPath, '/api/heyawari/docs']) {
      const answer = await request(app).get(path);
      expect(answer.status, path).to.equal(503);
      expect(answer.type).to.equal('application/problem+json');
      const problem = JSON.parse(answer.text) as Problem;
      expect(problem.key).to.equal(key);
      expect(problem.error)
        .to.equal(problem.detail)
        .and.to.match(/部屋割り/);
    }
    expect((await request(app).get('/api/hotel-list')).status).to.equal(200);
  }
  const lines = (level: string) => log.lines.filter((line) => line.level === level);

  it('answer 503 before it has started', () => expectUnavailable('plugin.starting'));

  it('answer 503 where it cannot start, and one line of the log says why', async () => {
    await database.pool().query('ALTER TABLE heyawari.events RENAME TO lost');
    expect(await heyawari.launch()).to.equal(false);
    await expectUnavailable('plugin.failed');
    expect(lines('error')).to.have.length(1);
    const { message } = lines('error')[0]!;
    expect(message)
      .to.match(/could not start.*events/)
      .and.not.to.include('\n');
  });

  it('leave metrics and health to operators, who are told that it has not started', async () => {
    const ask = (where: string) => fetch(`http://127.0.0.1:${heyawari.operationsPort()}${where}`);
    expect((await ask('/metrics')).status).to.equal(200);
    expect((await ask('/health/live')).status).to.equal(200);
    const ready = await ask('/health/ready');
    expect(ready.status).to.equal(503);
    expect(await ready.json()).to.deep.equal({
      ready: false,
      failing: [{ name: 'start', cause: 'the plugin has not started' }],
    });
  });

  it('say the same reason once, however often it is tried', async () => {
    expect(await heyawari.launch()).to.equal(false);
    expect(lines('error')).to.have.length(1);
  });

  it('answer once it has started, which a line of the log says too', async () => {
    await database.pool().query('ALTER TABLE heyawari.lost RENAME TO events');
    expect(await heyawari.launch()).to.equal(true);
    expect((await request(app).get('/api/heyawari/docs')).status).to.equal(200);
    const started = lines('warn').find(({ message }) => String(message).startsWith('Heyawari has started'));
    expect(started)
      .to.have.property('message')
      .that.matches(
        /: version \d+\.\d+\.\d+, role all, no hotel has a TL-Lincoln login yet; schema \d+, Node \d+\.\d+\.\d+, PostgreSQL \d+\.\d+, pg-boss \d+\.\d+\.\d+ with tables \d+; metrics and health on http:\/\/127\.0\.0\.1:\d+$/,
      );
  });

  it('answer 503 after it was stopped', async () => {
    await heyawari.stop();
    await expectUnavailable('plugin.stopped');
  });
});

describe('a plugin on tables that are not as its build needs them', () => {
  const database = useDatabase();
  const log = recordedLog();
  let heyawari: Heyawari;
  const said = (level: string) =>
    log.lines.filter((line) => line.level === level).map(({ message }) => String(message));

  before(() => {
    const host = loadHostModules(database.url());
    heyawari = createHeyawari({
      ...eagerSettings,
      siteController: { url: 'http://127.0.0.1:9/', systemId: 'SYS' },
      database: database.pool(),
      host: existingPms({ reservations: host.reservations }),
      auth: letEveryoneIn,
      logger: log.logger,
    });
    database.onEnd(() => host.close());
    database.onEnd(() => heyawari.stop());
  });

  it('does not start, and says in one line what mends them', async () => {
    await database.pool().query('ALTER TABLE heyawari.events DROP CONSTRAINT events_topic_check');
    await database.pool().query('DROP INDEX heyawari.events_age');
    expect(await heyawari.launch()).to.equal(false);
    expect(said('error')).to.have.length(1);
    expect(said('error')[0])
      .to.match(/could not start.*Table events lacks the CHECK events_topic_check/)
      .and.not.include('\n');
    const app = express().use('/api', heyawari.router);
    expect((await request(app).get(ownPath)).status).to.equal(503);
  });

  it('starts once the statements of the log were run, and tells of what only makes it slow', async () => {
    const statement = /ALTER TABLE heyawari\.events ADD CONSTRAINT .*?;/.exec(said('error')[0]!);
    await database.pool().query(statement![0]);
    expect(await heyawari.launch()).to.equal(true);
    expect(said('warn').join('\n')).to.include('Table events lacks the index events_age: run CREATE INDEX');
  });
});

describe('a plugin that is stopped while it starts', () => {
  const database = useDatabase();
  let heyawari: Heyawari;

  before(() => {
    const host = loadHostModules(database.url());
    heyawari = createHeyawari({
      ...eagerSettings,
      siteController: { url: 'http://127.0.0.1:9/', systemId: 'SYS' },
      database: database.pool(),
      host: existingPms({ reservations: host.reservations }),
      auth: letEveryoneIn,
      logger: recordedLog().logger,
    });
    database.onEnd(() => host.close());
    database.onEnd(() => heyawari.stop());
  });

  it('is stopped, and leaves nothing open', async () => {
    const stranger = await database.pool().connect();
    const ours = async (condition: string) =>
      (
        await database
          .pool()
          .query(
            `SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'heyawari %' AND ${condition}`,
          )
      ).rowCount;
    await stranger.query('BEGIN; LOCK TABLE heyawari.events IN ACCESS EXCLUSIVE MODE');
    const launched = heyawari.launch();
    await until(async () => (await ours("wait_event_type = 'Lock'")) === 1);
    const stopped = heyawari.stop();
    await stranger.query('ROLLBACK');
    stranger.release();
    await stopped;
    expect(await launched).to.equal(false);
    expect(heyawari.operationsPort()).to.equal(undefined);
    await until(async () => (await ours('true')) === 0);
    const app = express().use('/api', heyawari.router);
    const { text } = await request(app).get(ownPath);
    expect((JSON.parse(text) as Problem).key).to.equal('plugin.stopped');
  });
});

describe('a PMS whose plugin cannot be built', () => {
  const database = useDatabase();
  let pms: RunningHostPms | undefined;
  afterEach(() => pms?.stop());

  const broken = {
    'the package is missing': { HEYAWARI_ENTRY: '/there/is/no/such/package' },
    'a key is missing': {
      NODE_OPTIONS: '--import tsx',
      HEYAWARI_ENTRY: new URL('../../plugin/index.ts', import.meta.url).pathname,
      HEYAWARI_ENCRYPTION_KEYS: '',
    },
  };
  for (const [what, env] of Object.entries(broken)) {
    it(`boots, and answers 503 in the plugin's place: ${what}`, async () => {
      const settings = { HEYAWARI: 'on', XML_REQUEST_URL: 'http://127.0.0.1:9/', XML_SYSTEM_ID: 'SYS' };
      pms = await startHostPms({ databaseUrl: database.url(), env: { ...settings, ...env } });
      for (const path of [ownPath, fetchPath]) {
        const answer = await request(pms.url).get(path);
        expect(answer.status).to.equal(503);
        expect(answer.type).to.equal('application/problem+json');
        expect((JSON.parse(answer.text) as Problem).error).to.match(/部屋割り/);
      }
      expect((await request(pms.url).get('/api/protected')).status).to.equal(401);
    });
  }
});
