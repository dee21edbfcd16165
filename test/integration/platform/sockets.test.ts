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
import { createDatabase } from '../../../plugin/platform/database/index.js';
import { createEvents, type EventsService } from '../../../plugin/platform/events/index.js';
import type { Guard } from '../../../plugin/platform/http/index.js';
import { createSockets, type Sockets } from '../../../plugin/platform/sockets/index.js';
import { useDatabase } from '../../support/database.js';
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
  const change = (id: number) => {
    const database = createDatabase(test.pool());
    return database.transaction((tx) => events.record(tx, { hotelId: hotelId(id), topic: 'booking-plans' }));
  };

  const secretBefore = process.env.JWT_SECRET;

  before(async () => {
    process.env.JWT_SECRET = secret;
    http = createServer();
    io = new Server(http);
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    events = createEvents({ database: createDatabase(test.pool()), clock: systemClock, logger });
    await events.start();
    sockets = createSockets({ io, viewGuard: authMiddleware, events, logger });
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
    ['an expired token', () => ({ token: token('active', -1), hotelId: 1 }), 'unauthorized'],
    ['a user who is no longer active', () => ({ token: token('inactive'), hotelId: 1 }), 'unauthorized'],
    ['no hotel', () => ({ token: token('active'), hotelId: 'all' }), 'invalid'],
  ] as const)
    it(`refuses ${who}`, async () => expect(await join(auth()).outcome).to.equal(refusal));

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
