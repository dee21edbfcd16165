/// <reference types="node" />
import { expect } from 'chai';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { computed, ref } from 'vue';
import { type BookingPlan, getPool, listFailedMessages, makeRoomFinal } from './assignment.js';
import { clerkNamed, keepClerk } from './clerk.js';
import { type Api, createApi, Problem } from './client.js';
import type { Host } from '../host.js';
import { fetchNow } from './imports.js';

const plan = { id: 12, version: 3 } as BookingPlan;
const signal = new AbortController().signal;

describe('the screens’ calls', () => {
  let server: Server;
  let api: Api;
  let host: Host;
  const asked: { method?: string; url?: string; headers: IncomingMessage['headers']; body: string }[] = [];
  let answer: (response: ServerResponse) => void;
  const PlainRequest = globalThis.Request;

  /** As a browser does: what begins with a slash is of the page's own server. */
  const requestOf = (base: string) =>
    class extends PlainRequest {
      constructor(input: string | URL | Request, init?: RequestInit) {
        super(typeof input === 'string' ? new URL(input, base) : input, init);
      }
    };

  before(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        asked.push({ method: request.method!, url: request.url!, headers: request.headers, body });
        answer(response);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    globalThis.Request = requestOf(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    host = {
      ...{ hotelId: ref(7), isUserKnown: computed(() => true), canOperate: computed(() => true) },
      canSupervise: computed(() => true),
      canConfigure: computed(() => true),
      lacks: computed(() => ({ operate: false, supervise: false, configure: false })),
      ...{
        fetchUser: () => Promise.resolve(),
        token: () => 'a token',
        socketUrl: '',
        timeZone: 'Asia/Tokyo',
        reservationPath: (id: string) => `/reservations/edit/${id}`,
      },
    };
    api = createApi(host, () => 'ja');
  });
  after(() => {
    globalThis.Request = PlainRequest;
    server.closeAllConnections();
    server.close();
  });
  const answering = (status: number, type: string, body: string) => {
    answer = (response) => response.writeHead(status, { 'content-type': type }).end(body);
  };

  beforeEach(() => {
    asked.length = 0;
    answering(200, 'application/json', '{"items":[],"total":0}');
  });

  const refused = (call: Promise<unknown>): Promise<Problem> =>
    call.then(
      () => expect.fail('it was answered'),
      (problem: unknown) => problem as Problem,
    );

  it('go to the hotel that is shown, as the signed-in user, in the language of the screen', async () => {
    expect(await listFailedMessages(api, 5, signal)).to.deep.equal({ items: [], total: 0 });
    expect(asked[0]).to.include({
      method: 'GET',
      url: '/api/heyawari/hotels/7/imports/messages?state=attention&pageSize=5',
    });
    expect(asked[0]!.headers).to.include({ authorization: 'Bearer a token', 'accept-language': 'ja' });
  });

  it('carry a key of their own as commands, in the body, since the PMS lets few headers through', async () => {
    await makeRoomFinal(api, plan);
    await makeRoomFinal(api, plan);
    const bodies = asked.map(({ body }) => JSON.parse(body) as { version: number; idempotencyKey: string });
    expect(asked[0]).to.include({
      method: 'POST',
      url: '/api/heyawari/hotels/7/booking-plans/12/final-room',
    });
    expect(bodies[0]!.version).to.equal(3);
    expect(bodies[0]!.idempotencyKey)
      .to.match(/^[0-9a-f]{32}$/)
      .and.not.equal(bodies[1]!.idempotencyKey);
  });

  it('say who gives a command at a shared login, until somebody signs in anew; questions do not', async () => {
    keepClerk(clerkNamed('\u202e 山田\n'), 'a token');
    await makeRoomFinal(api, plan);
    await fetchNow(api);
    await getPool(api, signal);
    keepClerk('山田', 'another token');
    await makeRoomFinal(api, plan);
    const said = asked.map(({ body }) => (body ? (JSON.parse(body) as object) : undefined));
    expect(said[0]).to.include({ version: 3, clerk: '山田' }).and.have.property('idempotencyKey');
    expect(said[1]).to.deep.equal({ clerk: '山田' });
    expect(said[2]).to.equal(undefined);
    expect(said[3]).not.to.have.property('clerk');
  });

  it('tell what the server says no with, its own refusal, the guard’s, or a proxy’s page', async () => {
    answering(409, 'application/problem+json', '{"key":"pool.plan_changed","error":"変更されています"}');
    expect(await refused(makeRoomFinal(api, plan))).to.include({
      ...{ status: 409, key: 'pool.plan_changed', message: '変更されています' },
    });
    answering(401, 'application/json', '{"error":"ログインしてください","errorType":"JWT_EXPIRED"}');
    expect(await refused(getPool(api, signal))).to.include({ status: 401, message: 'ログインしてください' });
    answering(502, 'text/html', '<h1>Bad Gateway</h1>');
    expect(await refused(getPool(api, signal))).to.include({ status: 502, message: '' });
  });

  it('tell which fields were refused, as far as that can be read', async () => {
    const field = { path: 'body.version', message: '1以上にしてください' };
    const errors = [{ ...field, code: 'too_small' }, { path: 'body.id' }, null, 'no object'];
    answering(400, 'application/problem+json', JSON.stringify({ error: '入力', errors }));
    expect((await refused(makeRoomFinal(api, plan))).fields).to.deep.equal([errors[0]]);
    answering(400, 'application/json', '{"error":"入力","errors":"none"}');
    expect((await refused(makeRoomFinal(api, plan))).fields).to.deep.equal([]);
  });

  it('tell of no answer at all: broken off, unreadable, or given up', async () => {
    answer = (response) => void response.destroy();
    const given = new AbortController();
    const failures = [await refused(getPool(api, signal))];
    answering(200, 'application/json', '{"half":');
    failures.push(await refused(getPool(api, signal)));
    answer = () => given.abort();
    failures.push(await refused(getPool(api, given.signal)));
    for (const failure of failures) {
      expect(failure).to.be.instanceOf(Problem);
      expect(failure.status).to.equal(0);
    }
  });

  it('do not wait for ever for a network that has gone silent, before the answer or within it', async () => {
    const impatient = createApi(host, () => 'ja', 50);
    answer = () => undefined;
    expect((await refused(makeRoomFinal(impatient, plan))).status).to.equal(0);
    answer = (response) => response.writeHead(200, { 'content-type': 'application/json' }).write('{"half":');
    expect((await refused(getPool(impatient, signal))).status).to.equal(0);
  });
});
