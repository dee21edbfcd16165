// The PMS's guard takes its time, as where its pool is empty: the person is answered within six seconds of the click all the same.
import { expect } from 'chai';
import express, { type RequestHandler } from 'express';
import request from 'supertest';
import { z } from 'zod';
import { systemClock } from '../../../plugin/domain/clock.js';
import { openDatabase, type OwnDatabase } from '../../../plugin/platform/database/index.js';
import { createCipher } from '../../../plugin/platform/encryption/index.js';
import { createRouter, route } from '../../../plugin/platform/http/index.js';
import { useDatabase } from '../../support/database.js';
import { recordedLog } from '../../support/platform.js';
import { tenfold } from '../../support/patience.js';

/** Within which a click is answered, milliseconds. */
const promised = 6_000;

describe('a guard of the PMS', function () {
  this.timeout(90_000);
  const test = useDatabase();
  let database: OwnDatabase;
  before(() => {
    database = openDatabase(test.pool());
    test.onEnd(() => database.end());
  });

  async function ask(guard: RequestHandler) {
    const waiting = route({
      ...{ method: 'get', path: '/waiting', permission: 'view', summary: 'Waits for the database' },
      answer: z.object({}),
      async handler() {
        await database.rows('SELECT pg_sleep(3.5)');
        return { status: 200, body: {} };
      },
    });
    const app = express();
    app.use(
      '/api',
      createRouter({
        ...{ routes: [waiting], messages: {}, database, clock: systemClock, logger: recordedLog().logger },
        cipher: createCipher([{ id: 'test', key: Buffer.alloc(32, 7).toString('base64') }]),
        guards: { view: guard, operate: guard, supervise: guard, configure: guard },
      }),
    );
    const began = performance.now();
    const response = await request(app).get('/api/heyawari/hotels/1/waiting');
    expect(performance.now() - began).to.be.below(tenfold(promised));
    return { status: response.status, ...(JSON.parse(response.text) as { key: string; error: string }) };
  }

  it('that never answers is not waited for', async () => {
    const answer = await ask(() => undefined);
    expect(answer).to.include({ status: 503, key: 'request.guard_silent' });
  });

  it('that answers late leaves the work behind it what is left of the time', async () => {
    const answer = await ask((incoming, _response, next) => {
      Object.assign(incoming, { user: { id: 7 } });
      setTimeout(next, 3_000);
    });
    expect(answer).to.include({ status: 503, key: 'request.busy' });
    expect(answer.error).to.include('もう一度');
  });
});
