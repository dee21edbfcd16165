// The router over real HTTP and a real database: guards, validation, problems, idempotency, limits, the document.
import { expect } from 'chai';
import { randomBytes } from 'node:crypto';
import express, { type RequestHandler } from 'express';
import { Registry } from 'prom-client';
import request from 'supertest';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import { systemClock } from '../../../plugin/domain/clock.js';
import { Refusal } from '../../../plugin/domain/refusal.js';
import { correlationId, currentUserId } from '../../../plugin/platform/context.js';
import { createDatabase, openDatabase } from '../../../plugin/platform/database/index.js';
import { createCipher } from '../../../plugin/platform/encryption/index.js';
import {
  createRouter,
  page,
  pageOf,
  paging,
  purgeIdempotencyKeys,
  refuseChanged,
  route,
  type Guards,
  type RouterOptions,
} from '../../../plugin/platform/http/index.js';
import { useDatabase } from '../../support/database.js';
import { recordedLog } from '../../support/platform.js';

/** As the PMS's middleware does: hangs when it meets a request twice. */
const guardFor =
  (name: string): RequestHandler =>
  (req, res, next) => {
    const state = req as typeof req & { processed?: boolean; user?: object };
    if (state.processed) return;
    state.processed = true;
    const held = (req.get('authorization') ?? '').split(' ').slice(1);
    if (held.length === 0) return void res.status(401).json({ error: '認証が必要です' });
    if (!held.includes(name)) return void res.status(403).json({ error: '権限がありません' });
    state.user = { id: 7 };
    next();
  };

const guards: Guards = {
  view: guardFor('view'),
  operate: guardFor('operate'),
  supervise: guardFor('supervise'),
  configure: guardFor('configure'),
};

interface Answer {
  readonly body: Record<string, unknown>;
  readonly headers: Record<string, string>;
}

describe('http', () => {
  const test = useDatabase();
  const { logger, lines } = recordedLog();
  let effects: string[] = [];
  let release = () => {};

  const rooms = route({
    method: 'get',
    path: '/rooms',
    permission: 'view',
    summary: 'Rooms of the hotel',
    query: z.strictObject({ ...paging, floor: z.coerce.number().int().optional() }),
    answer: pageOf(z.object({ number: z.string() })),
    handler: ({ hotelId, query }) => {
      if (hotelId === 404) throw new Refusal('not_found', 'hotel.unknown', { hotelId });
      if (hotelId === 500) throw new Error('guest@example.com: relation does not exist');
      const items = [{ number: '301', guest: 'never sent' }];
      return Promise.resolve({ status: 200, body: page(items, query, '1') });
    },
  });
  const lock = route({
    method: 'put',
    path: '/booking-plans/:id/lock',
    permission: 'operate',
    summary: 'Lock a room',
    body: z.strictObject({ version: z.number().int(), reason: z.string().min(1).max(100) }),
    answer: z.object({ version: z.number(), by: z.number().optional(), correlated: z.boolean() }),
    handler: async ({ params, body }) => {
      effects.push(`${params.id} ${body.reason}`);
      if (body.reason === 'slow') await new Promise<void>((resolve) => (release = resolve));
      refuseChanged(body.version, 3);
      const by = currentUserId();
      return {
        status: 200,
        body: { version: 4, ...(by ? { by } : {}), correlated: correlationId() !== undefined },
      };
    },
  });

  const note = route({
    method: 'post',
    path: '/notes',
    permission: 'operate',
    summary: 'Writes a note, and learns something on the way',
    body: z.strictObject({ text: z.string() }),
    answer: z.object({ notes: z.number() }),
    handler: async ({ body }, tx) => {
      await tx.run('INSERT INTO notes (text) VALUES (:text)', body);
      if (body.text === 'refused') return new Refusal('conflict', 'hotel.unknown', { hotelId: 1 });
      if (body.text === 'thrown') throw new Refusal('conflict', 'hotel.unknown', { hotelId: 1 });
      const counted = await tx.row<{ notes: number }>('SELECT CAST(count(*) AS integer) AS notes FROM notes');
      return { status: 201, body: counted! };
    },
  });

  const serve = (options: Partial<RouterOptions> = {}) => {
    const app = express();
    app.use(
      '/api',
      createRouter({
        routes: [rooms, lock, note],
        guards,
        messages: { 'hotel.unknown': { ja: 'ホテル{hotelId}はありません。', en: 'No hotel {hotelId}.' } },
        database: createDatabase(test.pool()),
        cipher: createCipher([{ id: 'a', key: randomBytes(32).toString('base64') }]),
        clock: systemClock,
        logger,
        ...options,
      }),
    );
    return app;
  };
  let app: express.Express;
  const get = (path: string, permissions = 'view') =>
    request(app).get(`/api/heyawari${path}`).set('authorization', `Bearer ${permissions}`);
  const bodyOf = async (sent: request.Test) => (await sent).body as Record<string, unknown>;
  const put = (body: object, key?: string) => {
    const sent = request(app)
      .put('/api/heyawari/hotels/1/booking-plans/12/lock')
      .set('authorization', 'Bearer operate');
    return (key ? sent.set('idempotency-key', key) : sent).send(body);
  };

  before(() => (app = serve()));
  beforeEach(() => (effects = []));

  it('asks a guard that lets everybody read as for a command, where reading needs more than view', async () => {
    const passesWhoReads: RequestHandler = (req, res, next) =>
      guardFor(req.method === 'GET' ? 'view' : 'operate')(req, res, next);
    const text = route({
      method: 'get',
      path: '/text',
      permission: 'operate',
      summary: 'What not everybody may read',
      answer: z.object({ by: z.number() }),
      handler: () => Promise.resolve({ status: 200, body: { by: currentUserId()! } }),
    });
    const reading = serve({ routes: [text], guards: { ...guards, operate: passesWhoReads } });
    const read = (held: string) =>
      request(reading).get('/api/heyawari/hotels/1/text').set('authorization', `Bearer ${held}`);
    expect((await read('view')).status).to.equal(403);
    expect((await read('operate')).body).to.deep.equal({ by: 7 });
  });

  it('leaves refusing to the guard of the PMS, which meets each request once', async () => {
    expect((await get('/hotels/1/rooms', '')).status).to.equal(401);
    expect((await get('/hotels/1/rooms', 'operate')).body).to.deep.equal({ error: '権限がありません' });
    expect((await get('/openapi.json', '')).status).to.equal(401);
    expect((await get('/hotels/1/rooms')).status).to.equal(200);
  });

  it('answers a list by page, and only with what its schema names', async () => {
    const { body, headers } = (await get('/hotels/1/rooms?page=2&pageSize=10').expect(200)) as Answer;
    expect(body).to.deep.equal({ items: [{ number: '301' }], page: 2, pageSize: 10, total: 1 });
    expect(headers['cache-control']).to.equal('no-store');
  });

  it('keeps a correlation id that came in, or makes one', async () => {
    expect((await get('/hotels/1/rooms').set('x-request-id', 'abc')).headers['x-request-id']).to.equal('abc');
    expect((await get('/hotels/1/rooms')).headers['x-request-id']).to.match(/^[0-9a-f-]{36}$/);
  });

  it('refuses input field by field, in the reader’s language', async () => {
    const { body, headers } = (await put({ version: 'x', more: 1 }).expect(400)) as Answer;
    expect(headers['content-type']).to.match(/^application\/problem\+json/);
    expect(body).to.include({
      key: 'request.invalid',
      error: '入力内容に誤りがあります。項目を確認してください。',
    });
    const { errors } = body as unknown as { errors: { path: string; code: string }[] };
    expect(errors.map(({ path, code }) => `${path} ${code}`)).to.have.members([
      'body.version invalid_type',
      'body.reason invalid_type',
      'body unrecognized_keys',
    ]);
    const english = await get('/hotels/1/rooms?pageSize=201').set('accept-language', 'en').expect(400);
    expect(english.body).to.deep.include({
      errors: [{ path: 'query.pageSize', code: 'too_big', message: 'Give a number of at most 200.' }],
    });
    expect((await get('/hotels/one/rooms')).status).to.equal(400);
    expect(effects).to.deep.equal([]);
  });

  it('refuses a body that is no JSON, or too large', async () => {
    const broken = await request(app)
      .put('/api/heyawari/hotels/1/booking-plans/12/lock')
      .set('authorization', 'Bearer operate')
      .type('json')
      .send('{"version":');
    expect(broken.body).to.include({ status: 400, key: 'request.unreadable' });
    expect((await put({ version: 3, reason: 'x'.repeat(2_000_000) })).body).to.include({ status: 413 });
  });

  it('measures a body that the host has parsed before it, and refuses one that says it is too large', async () => {
    const host = express()
      .use(express.json({ limit: '50mb' }))
      .use(serve());
    const sent = (body: string | Buffer, headers: Record<string, string> = {}) =>
      request(host)
        .put('/api/heyawari/hotels/1/booking-plans/12/lock')
        .set({ authorization: 'Bearer operate', 'content-type': 'application/json', ...headers })
        .send(body);
    const command = (length: number) => JSON.stringify({ version: 3, reason: 'x'.repeat(length) });
    const large = command(2_000_000);
    expect((await sent(command(10))).status).to.equal(200);
    expect((await sent(large)).body).to.include({ status: 413, key: 'request.too_large' });
    const packed = gzipSync(large);
    expect(packed.length).to.be.lessThan(10_000);
    const unpacked = sent('', { 'content-encoding': 'gzip' });
    unpacked.write(packed);
    expect((await unpacked).body).to.include({ status: 413, key: 'request.too_large' });
    expect(effects).to.deep.equal([`12 ${'x'.repeat(10)}`]);
  });

  it('turns a refusal into a problem, and an unexpected error into one without internals', async () => {
    expect((await get('/hotels/404/rooms').expect(404)).body).to.include({
      error: 'ホテル404はありません。',
    });
    const body = await bodyOf(get('/hotels/500/rooms').set('x-request-id', 'fault-1').expect(500));
    expect(JSON.stringify(body)).not.to.include('guest@example.com');
    expect((body as { error: string }).error).to.include('fault-1');
    expect(lines.some(({ message, correlationId: id }) => message === 'request failed' && id === 'fault-1'))
      .to.be.true;
    expect((await get('/nowhere').expect(404)).body).to.include({ key: 'request.unknown_path' });
  });

  it('runs a command as its user, and refuses an edit of what has changed', async () => {
    const done = await put({ version: 3, reason: 'asked' }).expect(200);
    expect(done.body).to.deep.equal({ version: 4, by: 7, correlated: true });
    expect((await put({ version: 2, reason: 'asked' }).expect(409)).body).to.include({
      key: 'version.changed',
    });
  });

  it('gives a repeated command the first answer and no second effect', async () => {
    const first = await put({ version: 3, reason: 'once' }, 'key-1').expect(200);
    const again = await put({ version: 3, reason: 'once', idempotencyKey: 'key-1' }).expect(200);
    expect(again.body).to.deep.equal(first.body);
    expect(effects).to.deep.equal(['12 once']);
    const other = await put({ version: 3, reason: 'other' }, 'key-1').expect(409);
    expect(other.body).to.include({ key: 'idempotency.other_request' });
    expect(effects).to.have.length(1);
  });

  it('gives one effect to the same command sent at the same time', async () => {
    const both = [put({ version: 3, reason: 'slow' }, 'key-2'), put({ version: 3, reason: 'slow' }, 'key-2')];
    const answers = Promise.all(both);
    while (effects.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    release();
    expect((await answers).map(({ status }) => status)).to.deep.equal([200, 200]);
    expect(effects).to.deep.equal(['12 slow']);
  });

  it('says that the first one is still at work, within the time of a click', async () => {
    const own = openDatabase(test.pool());
    const usual = app;
    app = serve({ database: own });
    try {
      const first = put({ version: 3, reason: 'slow' }, 'key-2b').then(({ status }) => status);
      while (effects.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      const repeat = await put({ version: 3, reason: 'slow' }, 'key-2b');
      release();
      expect(repeat.status, JSON.stringify(repeat.body)).to.equal(409);
      expect(repeat.body).to.include({ key: 'idempotency.working' });
      expect(await first).to.equal(200);
      expect(effects).to.deep.equal(['12 slow']);
    } finally {
      release();
      app = usual;
      await own.end();
    }
  });

  it('lets a refused command be repeated under its key', async () => {
    await put({ version: 2, reason: 'again' }, 'key-3').expect(409);
    await put({ version: 2, reason: 'again' }, 'key-3').expect(409);
    expect(effects).to.have.length(2);
  });

  describe('keeps a command’s effect, its key and its answer together', () => {
    const write = (text: string, key: string) =>
      request(app)
        .post('/api/heyawari/hotels/1/notes')
        .set({ authorization: 'Bearer operate', 'idempotency-key': key })
        .send({ text });
    const written = async () =>
      (await test.pool().query<{ text: string }>('SELECT text FROM notes')).rows.map(({ text }) => text);
    const keys = async () => (await test.pool().query(`SELECT FROM heyawari.idempotency_keys`)).rowCount;

    before(() => test.pool().query('CREATE TABLE notes (text text NOT NULL)'));
    beforeEach(() => test.pool().query('TRUNCATE notes, heyawari.idempotency_keys'));

    it('so that what could not be remembered has not happened either', async () => {
      await test.pool().query(`
        CREATE FUNCTION break_down() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'disk full'; END $$;
        CREATE TRIGGER break_down BEFORE UPDATE ON heyawari.idempotency_keys FOR EACH ROW EXECUTE FUNCTION break_down()`);
      expect((await write('once', 'k')).status).to.equal(500);
      expect([await written(), await keys()]).to.deep.equal([[], 0]);
      await test.pool().query('DROP FUNCTION break_down CASCADE');
      expect((await write('once', 'k')).status).to.equal(201);
      expect((await write('once', 'k')).body).to.deep.equal({ notes: 1 });
      expect(await written()).to.deep.equal(['once']);
    });

    it('so that a process that dies before its commit leaves the key free', async () => {
      await test.pool().query(`
        CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$
          BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;
        CREATE CONSTRAINT TRIGGER die AFTER INSERT ON notes DEFERRABLE INITIALLY DEFERRED
          FOR EACH ROW EXECUTE FUNCTION die()`);
      const died = await write('died', 'k');
      expect([died.status, (died.body as { key: string }).key]).to.deep.equal([503, 'request.database_away']);
      const { correlationId: id } = died.body as { correlationId: string };
      expect(lines.filter((line) => line.correlationId === id).map(({ level }) => level)).to.deep.equal([
        'warn',
      ]);
      expect([await written(), await keys()]).to.deep.equal([[], 0]);
      await test.pool().query('DROP FUNCTION die CASCADE');
      expect((await write('died', 'k')).status).to.equal(201);
      expect(await written()).to.deep.equal(['died']);
    });

    it('once, however many send it at the same time', async () => {
      const answers = await Promise.all(Array.from({ length: 6 }, () => write('together', 'k')));
      expect(answers.map(({ status, body }) => [status, body as object])).to.deep.equal(
        Array.from({ length: 6 }, () => [201, { notes: 1 }]),
      );
      expect(await written()).to.deep.equal(['together']);
    });

    it('and refuses one of two contents that come under one key at the same time', async () => {
      const answers = await Promise.all([write('one', 'k'), write('other', 'k')]);
      expect(answers.map(({ status }) => status).sort()).to.deep.equal([201, 409]);
      expect(await written()).to.have.length(1);
    });

    it('but leaves nothing of a command that throws its refusal, and only what it has learned of one that returns it', async () => {
      expect((await write('thrown', 'k')).status).to.equal(409);
      expect(await written()).to.deep.equal([]);
      expect((await write('refused', 'k')).status).to.equal(409);
      expect([await written(), await keys()]).to.deep.equal([['refused'], 0]);
      expect((await write('repeated', 'k')).status).to.equal(201);
    });
  });

  describe('says so, and not that it was our mistake, where the installation is at fault', () => {
    const problemOf = (answer: { status: number; body: unknown }) => [
      answer.status,
      (answer.body as { key: string }).key,
    ];

    it('as where the answer of a repeated command is sealed with a key that this process does not have', async () => {
      const asked = { version: 3, reason: 'rotated' };
      await put(asked, 'key-6').expect(200);
      app = serve();
      expect(problemOf(await put(asked, 'key-6'))).to.deep.equal([503, 'request.installation']);
      expect(effects).to.deep.equal(['12 rotated']);
    });

    for (const [code, what] of [
      ['53100', 'a full disk'],
      ['42501', 'a missing right'],
      ['42P01', 'a missing table'],
      ['25006', 'a database without writes'],
    ] as const)
      it(`as with ${what}`, async () => {
        await test.pool().query(`
          CREATE FUNCTION refuse_key() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION 'refused by the test' USING ERRCODE = '${code}'; END $$;
          CREATE TRIGGER refuse_key BEFORE INSERT ON heyawari.idempotency_keys EXECUTE FUNCTION refuse_key()`);
        const answer = await put({ version: 3, reason: 'refused' }, `key-${code}`);
        await test.pool().query('DROP FUNCTION refuse_key CASCADE');
        expect(problemOf(answer)).to.deep.equal([503, 'request.installation']);
        expect(JSON.stringify(answer.body)).not.to.include('refused by the test');
        expect(effects).to.deep.equal([]);
      });
  });

  it('does not run a command again whose first outcome nobody knows', async () => {
    const asked = { version: 3, reason: 'died' };
    await put(asked, 'key-4').expect(200);
    await test.pool().query(
      `UPDATE heyawari.idempotency_keys SET state = 'working', answer = NULL, answer_status = NULL, answer_key_id = NULL,
              created_at = now() - interval '1 hour' WHERE key = 'key-4'`,
    );
    expect((await put(asked, 'key-4').expect(409)).body).to.include({ key: 'idempotency.outcome_unknown' });
    expect(effects).to.have.length(1);
  });

  it('keeps the stored answer sealed, and forgets it after a day', async () => {
    await put({ version: 3, reason: 'sealed' }, 'key-5').expect(200);
    const { rows } = await test
      .pool()
      .query<{ answer: Buffer }>("SELECT answer FROM heyawari.idempotency_keys WHERE key = 'key-5'");
    expect(rows[0]?.answer.toString()).not.to.include('version');
    const tomorrow = new Date(Date.now() + 25 * 3600 * 1000);
    expect(await purgeIdempotencyKeys(createDatabase(test.pool()), tomorrow)).to.be.greaterThan(0);
  });

  it('limits how many commands a user may send', async () => {
    app = serve({ commandsPerMinute: 2 });
    const statuses: number[] = [];
    for (let turn = 0; turn < 3; turn += 1) statuses.push((await put({ version: 3, reason: 'more' })).status);
    expect(statuses).to.deep.equal([200, 200, 429]);
    expect((await get('/hotels/1/rooms')).status).to.equal(200);
    app = serve();
  });

  it('measures requests by route, never by what is in them', async () => {
    const metrics = new Registry();
    app = serve({ metrics });
    await get('/hotels/404/rooms').expect(404);
    await put({ version: 3, reason: 'measured' }).expect(200);
    const text = await metrics.metrics();
    expect(text)
      .to.include('heyawari_http_request_duration_seconds_count{method="GET",route="/rooms",status="404"} 1')
      .and.to.include('{method="PUT",route="/booking-plans/:id/lock",status="200"} 1');
    app = serve();
  });

  it('describes itself in OpenAPI, and shows the description on a page of its own', async () => {
    const body = await bodyOf(get('/openapi.json').expect(200));
    const { paths } = body as unknown as {
      paths: Record<string, Record<string, { parameters: { name: string }[] }>>;
    };
    expect(Object.keys(paths)).to.deep.equal([
      '/hotels/{hotelId}/rooms',
      '/hotels/{hotelId}/booking-plans/{id}/lock',
      '/hotels/{hotelId}/notes',
    ]);
    const list = paths['/hotels/{hotelId}/rooms']?.get?.parameters.map(({ name }) => name);
    expect(list).to.deep.equal(['hotelId', 'page', 'pageSize', 'floor']);
    const page = await request(app).get('/api/heyawari/docs').expect(200);
    expect(page.text).not.to.include('lock');
    const loaded = [...page.text.matchAll(/(?:src|href)="(docs[^"]*)"/g)].map(([, path = '']) => path);
    expect(loaded).to.deep.equal(['docs/swagger-ui.css', 'docs/swagger-ui-bundle.js', 'docs/page.js']);
    for (const path of loaded)
      await request(app)
        .get(`/api/heyawari/${path}`)
        .expect(200)
        .expect('content-type', path.endsWith('.css') ? /css/ : /javascript/);
    await request(app).get('/api/heyawari/docs/').expect(302).expect('location', '../docs');
    await request(app).get('/api/heyawari/docs/package.json').expect(404);
  });
});
