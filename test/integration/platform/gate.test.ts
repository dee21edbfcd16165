// What the plugin turns away before any of its routes is asked: another database's requests, and everything while it does not run.
import { expect } from 'chai';
import express from 'express';
import request from 'supertest';
import { createGate, type GateOptions } from '../../../plugin/platform/http/index.js';

describe('the gate before the routes', () => {
  const fetching = '/sc/tl/reservations/fetch';
  const serve = (options: GateOptions) => {
    const app = express();
    app.use('/api', createGate(options, [fetching]));
    app.use((_request, response) => void response.json({ passed: true }));
    return app;
  };
  const running = () => 'running' as const;
  const own = [`/api${fetching}`, '/api/heyawari/hotels/1/rooms'];

  for (const path of own) {
    it(`lets ${path} through while the plugin runs`, () =>
      request(serve({ condition: running }))
        .get(path)
        .expect(200));

    it(`answers 421 on ${path} where it is meant for another database`, async () => {
      const app = serve({
        condition: running,
        servesRequest: (asked) => asked.get('origin') !== 'https://test.example',
      });
      const answer = await request(app).get(path).set('origin', 'https://test.example').expect(421);
      expect(answer.body).to.include({ key: 'request.other_database' });
      await request(app).get(path).set('origin', 'https://pms.example').expect(200);
    });

    it(`answers 503 on ${path} while the plugin does not run`, async () => {
      const answer = await request(serve({ condition: () => 'failed' }))
        .get(path)
        .expect(503);
      expect(answer.headers).to.include({ 'retry-after': '60' });
      expect(answer.body).to.include({ key: 'plugin.failed' });
    });
  }

  it('leaves what is the PMS\u2019s alone, whoever asks', () =>
    request(serve({ condition: () => 'stopped', servesRequest: () => false }))
      .get('/api/hotels')
      .expect(200));
});
