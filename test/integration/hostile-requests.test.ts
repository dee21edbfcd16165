// Whatever is sent to any route is answered or refused with a sentence, never with a fault; and nobody reaches what is not there.
import { expect } from 'chai';
import express from 'express';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { newBooking, singles } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { seedHotel } from '../support/host-pms.js';
import {
  hostileTexts,
  type OpenApi,
  type Operation,
  operationsOf,
  sample,
  spoiled,
} from '../support/hostile.js';
import { recordsOf } from '../support/records.js';
import { guardsByToken } from '../support/staff.js';
import { createWorld, type World } from '../support/world.js';

interface Sent {
  readonly what: string;
  readonly status: number;
  readonly body: { readonly key?: string; readonly error?: string; readonly [name: string]: unknown };
}

describe('requests by an attacker', function () {
  this.timeout(240_000);
  const database = useDatabase();
  let world: World;
  let server: Server;
  /** As the PMS has it: every body is parsed before the plugin sees it, up to 50 MB. */
  let pms: Server;
  let operations: Operation[];

  async function send(
    method: string,
    path: string,
    body?: unknown,
    more: Record<string, string> = {},
  ): Promise<Sent> {
    const { port } = server.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}/api/heyawari${path}`, {
      method: method.toUpperCase(),
      headers: {
        authorization: 'Bearer view operate supervise configure',
        'content-type': 'application/json',
        ...more,
      },
      ...(method !== 'get' && { body: JSON.stringify(body ?? {}) }),
    });
    const answer = await response.text();
    return {
      what: `${method} ${path.slice(0, 120)} ${JSON.stringify(body ?? null).slice(0, 120)}`,
      status: response.status,
      body: (answer.startsWith('{') ? JSON.parse(answer) : {}) as Sent['body'],
    };
  }

  /** A command with any body. */
  async function sendText(
    at: Server,
    path: string,
    body: string | Uint8Array<ArrayBuffer> | ReadableStream,
    more: Record<string, string> = {},
  ): Promise<{ status: number; key?: string }> {
    const { port } = at.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}/api/heyawari${path}`, {
      method: 'POST',
      headers: {
        authorization: 'Bearer view operate supervise configure',
        'content-type': 'application/json',
        ...more,
      },
      body,
      duplex: 'half',
    });
    const { key } = (await response.json()) as { key?: string };
    return { status: response.status, ...(key !== undefined && { key }) };
  }

  const filled = (path: string, values: Readonly<Record<string, string | number>>) =>
    path.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? 1));
  const queryOf = ({ parameters }: Operation, spoil: Readonly<Record<string, string>> = {}) =>
    parameters
      .filter((parameter) => parameter.in === 'query')
      .map(({ name, schema }) => `${name}=${spoil[name] ?? encodeURIComponent(String(sample(schema)))}`)
      .join('&');
  const pathOf = (operation: Operation, values: Readonly<Record<string, string | number>> = {}) =>
    `${filled(operation.path, { hotelId: world.hotel.hotelId, ...values })}?${queryOf(operation)}`;

  /** No fault, and a sentence with every refusal. */
  function expectAnswered(answers: readonly Sent[]): void {
    const faults = answers.filter(
      ({ status, body }) => status >= 500 || (status >= 400 && (body.error ?? '') === ''),
    );
    expect(faults.map(({ what, status }) => `${status} ${what}`)).to.deep.equal([]);
  }

  before(async () => {
    world = await createWorld({
      databaseUrl: database.url(),
      rooms: singles('101', '102'),
      auth: guardsByToken,
      settings: { http: { commandsPerMinute: 1_000_000 } },
    });
    database.onEnd(() => world.stop());
    server = express().use('/api', world.heyawari.router).listen(0, '127.0.0.1');
    await once(server, 'listening');
    pms = express()
      .use(express.json({ limit: '50mb' }), express.raw({ type: 'text/xml', limit: '50mb' }))
      .use('/api', world.heyawari.router)
      .listen(0, '127.0.0.1');
    await once(pms, 'listening');
    operations = operationsOf((await send('get', '/openapi.json')).body as unknown as OpenApi);
    await world.deliver(newBooking('A', { checkIn: '2027-02-10' }));
  });
  after(() => {
    server.close();
    pms.close();
  });

  it('are sent to every route, each of which takes what its schema says', async () => {
    expect(operations.length).to.be.greaterThan(10);
    for (const operation of operations) {
      const { what, body } = await send(
        operation.method,
        pathOf(operation),
        operation.body && sample(operation.body),
      );
      expect(body.key, what).to.not.equal('request.invalid');
    }
  });

  it('get no fault out of a query, a path or a header', async () => {
    const answers: Sent[] = [];
    for (const operation of operations) {
      const body = operation.body && sample(operation.body);
      for (const parameter of operation.parameters) {
        for (const text of hostileTexts) {
          const path =
            parameter.in === 'query'
              ? `${filled(operation.path, { hotelId: world.hotel.hotelId })}?${queryOf(operation, { [parameter.name]: text })}`
              : pathOf(operation, parameter.in === 'path' ? { [parameter.name]: text } : {});
          const headers = parameter.in === 'header' ? { [parameter.name]: text.slice(0, 300) } : {};
          answers.push(await send(operation.method, path, body, headers));
        }
        for (const more of [`${parameter.name}=1`, `${parameter.name}[]=1`, `${parameter.name}[a]=1`])
          answers.push(await send(operation.method, `${pathOf(operation)}&${more}`, body));
      }
    }
    expectAnswered(answers);
  });

  it('get no fault out of a body', async () => {
    const answers: Sent[] = [];
    for (const operation of operations.filter(({ method }) => method !== 'get')) {
      const schema = operation.body ?? {};
      for (const body of spoiled(schema)) answers.push(await send(operation.method, pathOf(operation), body));
      for (const idempotencyKey of ['a\0b', '\ud800', 'x'.repeat(201), '', 7, null, [], {}])
        answers.push(
          await send(operation.method, pathOf(operation), { ...(sample(schema) as object), idempotencyKey }),
        );
    }
    expectAnswered(answers);
  });

  for (const parsedBy of ['the plugin', 'the PMS before it'] as const)
    it(`are refused where their body is nested deeper than anything reaches, parsed by ${parsedBy}`, async () => {
      const hotel = `/hotels/${world.hotel.hotelId}`;
      const port = parsedBy === 'the plugin' ? server : pms;
      for (const [open, close] of [
        ['[', ']'],
        ['{"a":', '}'],
      ] as const)
        for (const depth of [33, 5_000, 90_000]) {
          const nested = `${open.repeat(depth)}1${close.repeat(depth)}`;
          for (const body of [nested, `{"version":${nested}}`, `{"version":1,"idempotencyKey":${nested}}`]) {
            const answer = await sendText(port, `${hotel}/booking-plans/1/final-room`, body);
            expect([answer.status, answer.key], body.slice(0, 40)).to.deep.equal([400, 'request.unreadable']);
          }
        }
    });

  it('are refused where their body is packed or in pieces and becomes larger than a megabyte', async () => {
    const path = `/hotels/${world.hotel.hotelId}/room-hierarchy/validate`;
    const large = JSON.stringify({ relations: 'x'.repeat(3_000_000) });
    for (const at of [server, pms]) {
      const packed = await sendText(at, path, gzipSync(large), { 'content-encoding': 'gzip' });
      expect([packed.status, packed.key]).to.deep.equal([413, 'request.too_large']);
      const inPieces = await sendText(at, path, new Blob([large]).stream());
      expect([inPieces.status, inPieces.key]).to.deep.equal([413, 'request.too_large']);
    }
    const raw = await sendText(pms, path, 'x'.repeat(1_000_000), { 'content-type': 'text/xml' });
    expect([raw.status, raw.key]).to.deep.equal([400, 'request.invalid']);
  });

  for (const path of [
    'booking-plans?search=%00',
    'booking-plans?roomTypeId=2147483648',
    'booking-plans?page=9007199254740991&pageSize=200',
    'booking-plans?page=1&page=2',
    'booking-plans?from=2027-01-01&from=2027-01-02',
    'booking-plans?from=2027-02-02&to=2027-02-01',
    'board?from=9999-12-31&nights=62',
    'board?from=0000-01-01',
    'room-hierarchy/best?from=1&checkIn=0001-01-01&checkOut=9999-12-31',
    'room-hierarchy/history?page=1e3',
  ])
    it(`are refused for ${path}`, async () => {
      const { status, body } = await send('get', `/hotels/${world.hotel.hotelId}/${path}`);
      expect([status, body.key]).to.deep.equal([400, 'request.invalid']);
      expect(body.error).to.equal('入力内容に誤りがあります。項目を確認してください。');
    });

  it('find the board’s last days, where the calendar ends', async () => {
    const { status } = await send('get', `/hotels/${world.hotel.hotelId}/board?from=9999-12-01&nights=30`);
    expect(status).to.equal(200);
  });

  it('find a list empty behind its last page, with its true total', async () => {
    const { status, body } = await send('get', `/hotels/${world.hotel.hotelId}/booking-plans?page=99999`);
    expect(status).to.equal(200);
    expect(body).to.deep.equal({ items: [], page: 99_999, pageSize: 25, total: 1 });
  });

  it('find nothing at a hotel that does not exist, and leave nothing there', async () => {
    for (const operation of operations) {
      const body = { ...(sample(operation.body ?? {}) as object), idempotencyKey: 'nobody' };
      const path = pathOf(operation, { hotelId: 999_999 });
      const { what, status, body: answer } = await send(operation.method, path, body);
      expect([status, answer.key], what).to.deep.equal([404, 'request.unknown_hotel']);
    }
    const tables = await world.rows<{ name: string }>(
      `SELECT c.table_name AS name FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
        WHERE c.table_schema = 'heyawari' AND c.column_name = 'hotel_id' AND t.table_type = 'BASE TABLE'`,
    );
    for (const { name } of tables)
      expect(await world.rows(`SELECT FROM heyawari.${name} WHERE hotel_id = 999999`), name).to.deep.equal(
        [],
      );
  });

  it('find nothing of one hotel under another', async () => {
    const other = await seedHotel(world.pool, {
      name: 'the other hotel',
      rooms: singles('901').map((room) => ({ ...room, type: 'OTHER' })),
    });
    await world.deliver(newBooking('B', { checkIn: '2027-02-20' }));
    const { id, version } = await recordsOf(world).plan('B');
    // The bodies sent before may have said that logins are shared: a command would have to say who gives it.
    await world.rows('UPDATE heyawari.hotel_settings SET shared_logins = false WHERE shared_logins');
    const hotel = `/hotels/${other.hotelId}`;
    const taken = await send('post', `${hotel}/booking-plans/${id}/final-room`, { version });
    expect([taken.status, taken.body.key]).to.deep.equal([404, 'pool.plan_unknown']);
    const asked = await send('get', `${hotel}/room-hierarchy/paths?from=${world.hotel.typeIds.SGL}`);
    expect([asked.status, asked.body.key]).to.deep.equal([404, 'hierarchy.type_not_found']);
    expect((await send('get', `${hotel}/booking-plans`)).body).to.include({ total: 0 });
    expect((await recordsOf(world).plan('B')).state).to.equal('tentative');
    const own = await send('post', `/hotels/${world.hotel.hotelId}/booking-plans/${id}/final-room`, {
      version,
    });
    expect(own.status).to.equal(200);
  });
});
