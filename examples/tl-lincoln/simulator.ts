// Stands in for the site controller: hands out outputs over HTTP, keeps each until it is confirmed, and misbehaves on demand.
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createDice, noFaults, type FaultKind, type Faults } from './faults.js';
import { createLedger, type DeliveredMessage } from './ledger.js';
import type { Message } from './messages.js';
import { createOutbox, type Outbox } from './outbox.js';
import { seededRandom } from '../../dev/bookings/random.js';
import { createService } from './service.js';
import { createTransmission } from './transmission.js';

export interface SimulatorLogin {
  readonly userId: string;
  readonly password: string;
}

export interface SimulatorOptions {
  /** Of the faults; default 1. */
  readonly seed?: number;
  /** Default 50. */
  readonly messagesPerOutput?: number;
  /** One hotel each; default one, `defaultLogin`. */
  readonly logins?: readonly SimulatorLogin[];
  /** How late a `slowAnswer` is; default 2. */
  readonly slowSeconds?: number;
}

export interface Statistics {
  /** Distinct messages put in, garbage included. */
  readonly made: number;
  /** Messages that have left in a whole answer. */
  readonly delivered: readonly DeliveredMessage[];
  readonly outputs: number;
  readonly unconfirmedOutputs: number;
  /** Messages that are not in an output yet. */
  readonly waiting: number;
  readonly faultsByKind: Readonly<Record<FaultKind, number>>;
}

export interface Simulator {
  /** Listens on the loopback address; `port` 0, the default, takes a free one. Resolves to the address, which ends with a slash. */
  start(port?: number): Promise<string>;
  /** Drops every connection, also those that were never to be answered. What waits is kept: it may start again. */
  stop(): Promise<void>;
  /** Queues messages, a day's at a time, for the hotel of that login (default: the first). Throws RangeError for an unknown login. */
  deliver(messages: readonly Message[], userId?: string): void;
  readonly faults: Faults;
  statistics(): Statistics;
}

export const defaultLogin: SimulatorLogin = { userId: 'hotel', password: 'hotel-password' };

export function createSimulator({
  seed = 1,
  messagesPerOutput = 50,
  logins = [defaultLogin],
  slowSeconds = 2,
}: SimulatorOptions = {}): Simulator {
  const random = seededRandom(seed);
  const faults = noFaults();
  const dice = createDice(faults, random);
  const ledger = createLedger();
  const onGarbage = (message: Message) => ledger.recordMade([message]);
  const hotels = new Map(
    logins.map(({ userId, password }) => [
      userId,
      { password, outbox: createOutbox({ name: userId, messagesPerOutput, random, dice, onGarbage }) },
    ]),
  );
  const server = createServer(
    createTransmission({
      service: createService(hotels, dice),
      dice,
      random,
      slowSeconds,
      onDelivered: (messages) => ledger.recordDelivery(messages),
    }),
  );

  return {
    faults,
    start: (port = 0) => listen(server, port),
    stop: () => close(server),
    deliver(messages, userId = logins[0]?.userId ?? '') {
      const hotel = hotels.get(userId);
      if (!hotel) throw new RangeError(`no such login: ${userId}`);
      ledger.recordMade(messages);
      hotel.outbox.add(messages);
    },
    statistics: () => ({
      made: ledger.made,
      delivered: ledger.delivered,
      ...countOutputs([...hotels.values()].map(({ outbox }) => outbox)),
      faultsByKind: { ...dice.struck },
    }),
  };
}

function countOutputs(outboxes: readonly Outbox[]) {
  const sum = (count: (outbox: Outbox) => number) =>
    outboxes.reduce((total, outbox) => total + count(outbox), 0);
  return {
    outputs: sum((outbox) => outbox.outputs),
    unconfirmedOutputs: sum((outbox) => outbox.unconfirmed),
    waiting: sum((outbox) => outbox.waiting),
  };
}

async function listen(server: Server, port: number): Promise<string> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

async function close(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}
