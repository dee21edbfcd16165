// Live updates over a real socket, with the PMS's own middleware at the door: only a signed-in user, only the own hotel, only "what changed".
import { expect } from 'chai';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { io as connect, type Socket } from 'socket.io-client';
import { systemClock } from '../../../plugin/domain/clock.js';
import { hotelId } from '../../../plugin/domain/ids.js';
import { createDatabase, inHotel } from '../../../plugin/platform/database/index.js';
import { createEvents, type EventsService } from '../../../plugin/platform/events/index.js';
import type { Guard } from '../../../plugin/platform/http/index.js';
import { createMetrics } from '../../../plugin/platform/metrics/index.js';
import {
  createSocketMetrics,
  createSockets,
  type Sockets,
  type SocketsOptions,
} from '../../../plugin/platform/sockets/index.js';
import { type TestDatabase, useDatabase } from '../../support/database.js';
import { hostModulesPath } from '../../support/host-pms.js';
import { recordedLog, until } from '../../support/platform.js';

const require = createRequire(path.join(hostModulesPath, 'index.js'));
const { authMiddleware } = require('./middleware/authMiddleware') as { authMiddleware: Guard };
const { sign } = require('jsonwebtoken') as {
  sign: (payload: object, secret: string, options: { expiresIn: number }) => string;
};

const secret = 'a secret for tests only';
const token = (status: 'active' | 'inactive', expiresIn = 60) =>
  sign({ id: 7, status_id: status === 'active' ? 1 : 2, permissions: {} }, secret, { expiresIn });

describe('sockets', () => {
  const test = useDatabase();
  const { logger } = recordedLog();
  const clients: Socket[] = [];
  const metrics = createMetrics();
  const told = async (series: string) =>
    Number(
      (await metrics.metrics())
        .split('\n')
        .find((line) => line.startsWith(`${series} `))
        ?.split(' ')
        .at(-1),
    );
  let http: HttpServer;
  let io: Server;
  let events: EventsService;
  let sockets: Sockets;

  const join = (auth: object) => {
    const { port } = http.address() as AddressInfo;
    const client = connect(`http://127.0.0.1:${port}/heyawari`, { auth, reconnection: false });
    clients.push(client);
    const received: unknown[] = [];
    client.on('changed', (event) => received.push(event));
    const outcome = new Promise<string>((resolve) => {
      client.once('connect', () => resolve('connected'));
      client.once('connect_error', (error) => resolve(error.message));
    });
    return { received, outcome, client };
  };
  const change = (id: number, topic: 'booking-plans' | 'nights-freed' = 'booking-plans') => {
    const database = createDatabase(test.pool());
    return database.transaction((tx) => events.record(inHotel(tx, hotelId(id)), topic));
  };

  const secretBefore = process.env.JWT_SECRET;

  before(async () => {
    process.env.JWT_SECRET = secret;
    http = createServer();
    io = new Server(http);
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    events = createEvents({ database: createDatabase(test.pool()), clock: systemClock, logger });
    await events.start();
    sockets = createSockets({
      ...{ io, viewGuard: authMiddleware, events, logger },
      metrics: createSocketMetrics(metrics),
    });
    sockets.start();
  });
  after(async () => {
    clients.forEach((client) => client.disconnect());
    await events.stop();
    await io.close();
    if (secretBefore === undefined) delete process.env.JWT_SECRET;
    else process.env.JWT_SECRET = secretBefore;
  });

  it('tells browsers of the hotel that changed, and no others, with hotel, topic and version alone', async () => {
    const [here, there] = [
      join({ token: token('active'), hotelId: 1 }),
      join({ token: token('active'), hotelId: 2 }),
    ];
    expect(await here.outcome).to.equal('connected');
    expect(await there.outcome).to.equal('connected');
    await change(1, 'nights-freed');
    await change(1);
    await change(2);
    await until(() => here.received.length === 1 && there.received.length === 1);
    expect(here.received[0]).to.have.all.keys('hotelId', 'topic', 'version');
    expect(here.received[0]).to.include({ hotelId: 1, topic: 'booking-plans' });
    expect(there.received[0]).to.include({ hotelId: 2 });
  });

  for (const [who, auth, refusal] of [
    ['a stranger', () => ({ hotelId: 1 }), 'invalid'],
    ['a token nobody signed', () => ({ token: 'bad', hotelId: 1 }), 'unauthorized'],
    ['an expired token', () => ({ token: token('active', -60), hotelId: 1 }), 'unauthorized'],
    ['a user who is no longer active', () => ({ token: token('inactive'), hotelId: 1 }), 'unauthorized'],
    ['a hotel beyond any', () => ({ token: token('active'), hotelId: 2_147_483_648 }), 'invalid'],
    ['no hotel', () => ({ token: token('active'), hotelId: 'all' }), 'invalid'],
  ] as const)
    it(`refuses ${who}`, async () => expect(await join(auth()).outcome).to.equal(refusal));

  it('counts who is connected, what each is told, and who is not let in', async () => {
    const refusals = await told('heyawari_socket_handshakes_total{result="unauthorized"}');
    const notices = await told('heyawari_socket_notices_total{topic="booking-plans"}');
    const both = [0, 1].map(() => join({ token: token('active'), hotelId: 5 }));
    await Promise.all(both.map(({ outcome }) => outcome));
    await join({ token: 'bad', hotelId: 5 }).outcome;
    await change(5);
    await until(() => both.every(({ received }) => received.length === 1));
    expect(await told('heyawari_socket_notices_total{topic="booking-plans"}')).to.equal(notices + 2);
    expect(await told('heyawari_socket_handshakes_total{result="unauthorized"}')).to.equal(refusals + 1);
    const connected = await told('heyawari_sockets_connected');
    both[0]!.client.disconnect();
    await until(async () => (await told('heyawari_sockets_connected')) === connected - 1);
  });

  it('lets go of its browsers when stopped, and leaves the host’s own connections', async () => {
    const mine = join({ token: token('active'), hotelId: 1 });
    await mine.outcome;
    const { port } = http.address() as AddressInfo;
    const hosts = connect(`http://127.0.0.1:${port}`, { forceNew: true, reconnection: false });
    clients.push(hosts);
    await until(() => hosts.connected);
    sockets.stop();
    await until(() => !mine.client.connected);
    expect(hosts.connected).to.be.true;
    expect(await join({ token: token('active'), hotelId: 1 }).outcome).to.equal('unavailable');
  });
});

describe('sockets of two instances on one server', () => {
  const [first, second] = [useDatabase(), useDatabase()];
  const { logger, lines } = recordedLog();
  const clients: Socket[] = [];
  const releases: (() => unknown)[] = [];
  let http: HttpServer;
  let io: Server;

  /** Lets in whoever holds the token. */
  const guardOf =
    (token: string): Guard =>
    (request, response, next) => {
      if (request.get('authorization') === `Bearer ${token}`) next();
      else response.status(401).json({});
    };

  async function instance(
    test: TestDatabase,
    token: string,
    servesRequest?: SocketsOptions['servesRequest'],
  ) {
    const database = createDatabase(test.pool());
    const events = createEvents({ database, clock: systemClock, logger });
    await events.start();
    const sockets = createSockets({
      metrics: createSocketMetrics(createMetrics()),
      ...{ io, viewGuard: guardOf(token), events, logger },
      ...(servesRequest && { servesRequest }),
    });
    sockets.start();
    releases.push(
      () => sockets.stop(),
      () => events.stop(),
    );
    return {
      sockets,
      change: () => database.transaction((tx) => events.record(inHotel(tx, hotelId(1)), 'booking-plans')),
    };
  }

  function join(token: string, environment: string) {
    const { port } = http.address() as AddressInfo;
    const client = connect(`http://127.0.0.1:${port}/heyawari`, {
      ...{ auth: { token, hotelId: 1 }, extraHeaders: { 'x-environment': environment } },
      ...{ reconnection: false, forceNew: true },
    });
    clients.push(client);
    const received: unknown[] = [];
    client.on('changed', (event) => received.push(event));
    const outcome = new Promise<string>((resolve) => {
      client.once('connect', () => resolve('connected'));
      client.once('connect_error', (error) => resolve(error.message));
    });
    return { client, received, outcome };
  }

  beforeEach(async () => {
    http = createServer();
    io = new Server(http);
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) client.disconnect();
    for (const release of releases.splice(0)) await release();
    await io.close();
  });

  it('tell each browser of its own database alone, and ask its own guard', async () => {
    const serves = (environment: string) => (request: { get(name: string): string | undefined }) =>
      request.get('x-environment') === environment;
    const one = await instance(first, 'one', serves('one'));
    const two = await instance(second, 'two', serves('two'));
    const [here, there] = [join('one', 'one'), join('two', 'two')];
    expect([await here.outcome, await there.outcome]).to.deep.equal(['connected', 'connected']);
    expect(await join('two', 'one').outcome).to.equal('unauthorized');
    expect(await join('one', 'three').outcome).to.equal('unavailable');
    await one.change();
    await until(() => here.received.length === 1);
    await two.change();
    await two.change();
    await until(() => there.received.length === 2);
    expect(here.received).to.have.length(1);

    one.sockets.stop();
    await until(() => !here.client.connected);
    expect(there.client.connected).to.be.true;
    expect(await join('one', 'one').outcome).to.equal('unavailable');
    await two.change();
    await until(() => there.received.length === 3);
  });

  it('are told apart by their guards where nothing else does, which is said in the log', async () => {
    const one = await instance(first, 'one');
    const two = await instance(second, 'two');
    const [here, there] = [join('one', ''), join('two', '')];
    expect([await here.outcome, await there.outcome]).to.deep.equal(['connected', 'connected']);
    await two.change();
    await until(() => there.received.length === 1);
    await one.change();
    await until(() => here.received.length === 1);
    expect(there.received).to.have.length(1);
    expect(lines.some(({ message }) => String(message).includes('servesRequest'))).to.be.true;
  });
});
