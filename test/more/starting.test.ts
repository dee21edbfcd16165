// A PostgreSQL that falls silent while the plugin starts: the start ends, the PMS lives, its routes answer 503, and the next try succeeds.
import { expect } from 'chai';
import express from 'express';
import request from 'supertest';
import pg from 'pg';
import { createHeyawari, existingPms, type Heyawari } from '../../plugin/index.js';
import { useDatabase } from '../support/database.js';
import { loadHostModules } from '../support/host-pms.js';
import { type Proxy, startProxy } from '../support/proxy.js';
import { eagerSettings, letEveryoneIn, testLogger } from '../support/world.js';

describe('a start during which PostgreSQL falls silent', function () {
  // Tenfold the longest wait of one statement (platform/database/bounds.ts).
  this.timeout(350_000);
  const database = useDatabase();
  let proxy: Proxy;
  let pool: pg.Pool;
  let heyawari: Heyawari;
  let app: express.Express;

  beforeEach(async () => {
    proxy = await startProxy(Number(new URL(database.url()).port));
    const url = new URL(database.url());
    url.port = String(proxy.port);
    pool = new pg.Pool({ connectionString: url.toString() });
    const host = loadHostModules(database.url());
    database.onEnd(() => host.close());
    heyawari = createHeyawari({
      ...eagerSettings,
      siteController: { url: 'http://127.0.0.1:9/', systemId: 'SYS' },
      database: pool,
      host: existingPms({ reservations: host.reservations }),
      auth: letEveryoneIn,
      logger: testLogger(),
    });
    app = express();
    app.use('/api', heyawari.router);
    app.get('/api/hotel-list', (_request, response) => void response.json([]));
  });
  afterEach(async () => {
    await heyawari.stop();
    await pool.end();
    await proxy.stop();
  });

  async function expectUnavailable(key: string): Promise<void> {
    for (const path of ['/api/heyawari/hotels/1/pool', '/api/sc/tl/reservations/fetch']) {
      const answer = await request(app).get(path);
      expect(answer.status).to.equal(503);
      expect(JSON.parse(answer.text)).to.include({ key });
    }
    expect((await request(app).get('/api/hotel-list')).status).to.equal(200);
  }

  // The first two look for a pooler, the third listens to events, those after it are the job queue's.
  for (const connections of [0, 1, 2, 3, 4])
    it(`after ${connections} connections, ends without success, and succeeds later`, async () => {
      proxy.silentAfter(connections);
      const launched = heyawari.launch();
      await expectUnavailable('plugin.starting');
      expect(await launched).to.equal(false);
      await expectUnavailable('plugin.failed');
      proxy.silentAfter(undefined);
      expect(await heyawari.launch()).to.equal(true);
      expect((await request(app).get('/api/heyawari/docs')).status).to.equal(200);
    });
});
