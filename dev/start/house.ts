// The hotel of `npm start`, put together: database, site controller and PMS, then what goes on in them. Opened in this order.
import { Temporal } from 'temporal-polyfill';
import pg from 'pg';
import type winston from 'winston';
import { createSimulator, type Simulator } from '../../examples/tl-lincoln/index.js';
import { businessDate } from '../../plugin/domain/hotel-date.js';
import type { Releases } from '../../plugin/platform/releases.js';
import { buildFrontend } from '../frontend.js';
import { startPostgres } from '../postgres.js';
import { checkDatabase } from '../problems.js';
import type { Command } from './command.js';
import { dropDatabase, hasDatabase, type PreparedDatabase, prepareDatabase } from './database.js';
import { deliverDays } from './delivery.js';
import { checkGuestsIn } from './front-desk.js';
import { beginMemory, forget, type Memory, recall } from './memory.js';
import { buildPms } from './pms.js';
import { freePortFrom } from './ports.js';
import { StartProblem } from './problem.js';
import { programmeOf } from './programme.js';
import { reportProgress } from './progress.js';

/** What every part needs of the process it runs in. */
export interface Stage {
  readonly command: Command;
  /** What is pushed here is closed in reverse order. */
  readonly releases: Releases;
  /** The plugin's own lines. */
  readonly logger: winston.Logger;
  readonly say: (line: string) => void;
  /** Aborted when all is to end. */
  readonly signal: AbortSignal;
}

export interface House {
  /** Address of the PMS. */
  readonly url: string;
  readonly metricsUrl: string;
  /** Hotel time at which the next rooms become final. */
  readonly deadlineHour: number;
  /** What goes on: resolves after `signal`, rejects where it cannot go on. */
  readonly day: Promise<unknown>;
}

/** The plugin's defaults, which this hotel keeps. */
const calendar = { timeZone: 'Asia/Tokyo', turnsAt: 5 };
const everywhere = '0.0.0.0';
const loopback = '127.0.0.1';
/** Guests come to the front desk more slowly than messages. */
const messagesPerGuest = 5;

const today = () => businessDate(new Date(), calendar);

/** The next full hour: whoever watches sees rooms become final within it. */
const nextHour = () => (Temporal.Now.zonedDateTimeISO(calendar.timeZone).hour + 1) % 24;

async function openServer({ command, releases, say }: Stage): Promise<string> {
  const { DATABASE_URL: url } = process.env;
  if (url) {
    say('Asking for the PostgreSQL of DATABASE_URL …');
    await checkDatabase('DATABASE_URL', url);
    return url;
  }
  say('Starting PostgreSQL …');
  const server = await startPostgres({ directory: command.serverFolder });
  releases.push('PostgreSQL', () => server.stop());
  return server.url;
}

async function remember({ command: { folder, fresh } }: Stage, server: string): Promise<Memory> {
  if (fresh) {
    await dropDatabase(server);
    forget(folder);
  }
  const memory = recall(folder);
  if (memory) return memory;
  if (await hasDatabase(server))
    throw new StartProblem(
      `The database of an earlier start is there, but not the keys to it (${folder}). \`npm start -- --fresh\` begins anew.`,
    );
  return beginMemory(folder, today());
}

async function openSimulator({ releases }: Stage): Promise<{ simulator: Simulator; url: string }> {
  const simulator = createSimulator({ messagesPerOutput: 100 });
  const url = await simulator.start();
  releases.push('site controller', () => simulator.stop());
  return { simulator, url };
}

async function openPms(stage: Stage, databaseUrl: string, memory: Memory, siteController: string) {
  const { command, releases, logger, say } = stage;
  const port = await freePortFrom(command.port, everywhere, '--port');
  if (port !== command.port) say(`Port ${command.port} is taken; the PMS takes ${port}.`);
  const metricsPort = await freePortFrom(command.metricsPort, loopback, '--metrics-port');
  const deadlineHour = nextHour();
  const pms = buildPms({ databaseUrl, memory, siteController, metricsPort, deadlineHour, logger });
  releases.push('PMS', () => pms.stop());
  await pms.start(port);
  const url = `http://localhost:${port}`;
  return { url, metricsUrl: `http://${loopback}:${metricsPort}/metrics`, deadlineHour };
}

function openPool({ releases, logger, signal }: Stage, connectionString: string): pg.Pool {
  const pool = new pg.Pool({ connectionString, max: 2 });
  pool.on('error', ({ message }) => {
    if (!signal.aborted) logger.warn('idle connection lost', { reason: message });
  });
  releases.push('database connections', () => pool.end());
  return pool;
}

function beginDay(
  { command: { everySeconds }, releases, say, signal }: Stage,
  { hotelId }: PreparedDatabase,
  parts: { pool: pg.Pool; simulator: Simulator; url: string; memory: Memory },
): Promise<unknown> {
  const { pool, simulator, url, memory } = parts;
  const programme = programmeOf(memory.openedOn, today());
  const work = [
    deliverDays({ simulator, pool, hotelId, url, programme, today, everySeconds, signal, say }),
    checkGuestsIn({
      ...{ url, hotelId, today, everySeconds: everySeconds * messagesPerGuest, signal, say },
    }),
    reportProgress({ pool, hotelId, url, signal, say }),
  ];
  releases.push('what goes on', async () => void (await Promise.allSettled(work)));
  return Promise.all(work);
}

/** Rejects with `signal`'s reason where all is to end before everything is open; what is open then is in `releases`. */
export async function openHouse(stage: Stage): Promise<House> {
  const { say, signal } = stage;
  const server = await openServer(stage);
  signal.throwIfAborted();
  const memory = await remember(stage, server);
  say(`Preparing the hotel that opened on ${memory.openedOn}, and its pages …`);
  const database = await prepareDatabase(server);
  signal.throwIfAborted();
  await buildFrontend();
  signal.throwIfAborted();
  const pool = openPool(stage, database.url);
  const { simulator, url: siteController } = await openSimulator(stage);
  const pms = await openPms(stage, database.url, memory, siteController);
  signal.throwIfAborted();
  return { ...pms, day: beginDay(stage, database, { pool, simulator, url: pms.url, memory }) };
}
