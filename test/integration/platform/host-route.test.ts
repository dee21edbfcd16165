// The fetch route's guard over real HTTP: this machine or a token, nobody through a proxy.
import { expect } from 'chai';
import express from 'express';
import request from 'supertest';
import { createHostRoute } from '../../../plugin/platform/http/index.js';
import { recordedLog } from '../../support/platform.js';

describe('a route the PMS’s own jobs call', () => {
  const { logger, lines } = recordedLog();
  const path = '/api/sc/tl/reservations/fetch';
  const serve = (token?: string) => {
    const app = express();
    app.set('trust proxy', true);
    const handler = () => Promise.resolve({ status: 200, body: { ok: true } });
    app.use(
      '/api',
      createHostRoute(
        { method: 'get', path: '/sc/tl/reservations/fetch', handler },
        { messages: {}, logger, ...(token === undefined ? {} : { token }) },
      ),
    );
    return app;
  };

  it('is open to this machine', async () => {
    const answer = await request(serve()).get(path).expect(200);
    expect(answer.body).to.deep.equal({ ok: true });
  });

  for (const header of ['X-Forwarded-For', 'Forwarded', 'X-Real-IP', 'Via'])
    it(`is closed to what came through a proxy, told by ${header}`, async () => {
      const answer = await request(serve()).get(path).set(header, '127.0.0.1').expect(403);
      expect(answer.headers['content-type']).to.match(/^application\/problem\+json/);
      expect(answer.body).to.include({ key: 'request.not_internal' });
    });

  it('is open to the right token from anywhere, and to no other', async () => {
    const app = serve('right');
    const proxied = () => request(app).get(path).set('X-Forwarded-For', '203.0.113.9');
    await proxied().set('X-Heyawari-Token', 'right').expect(200);
    await proxied().set('X-Heyawari-Token', 'wrong').expect(403);
    await proxied().expect(403);
  });

  it('has no token that opens it where none is set', () =>
    request(serve()).get(path).set('Via', 'x').set('X-Heyawari-Token', '').expect(403));

  it('answers a fault with a problem, and logs it', async () => {
    const app = express();
    const handler = () => Promise.reject(new Error('inner'));
    app.use(createHostRoute({ method: 'get', path: '/x', handler }, { messages: {}, logger }));
    const { text } = await request(app).get('/x').expect(500);
    expect(text).not.to.include('inner');
    expect(lines.some(({ message }) => message === 'request failed')).to.be.true;
  });
});
