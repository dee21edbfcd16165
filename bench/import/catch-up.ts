// A catch-up beside the PMS, in one process as in a hotel: its memory, and what the PMS's pool and API have to bear, its stock listener on.
import pg from 'pg';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { addDays } from '../../dev/bookings/dates.js';
import { buildAside } from '../../dev/main-job/built.js';
import { defaultLogin } from '../../examples/tl-lincoln/index.js';
import { startSiteController } from '../../test/contract/site-controller-double.js';
import { outputEnvelope } from '../../test/support/booking-message.js';
import { seedHotel } from '../../test/support/host-pms.js';
import { killableEnvironment } from '../../test/support/instances.js';
import { forgetPeak, memoryOf } from '../memory.js';
import { askForever, p95 } from '../pace/measure.js';
import type { PoolSeen, Reply } from './catch-up-pms.js';
import { type Figures, type Ground, usualBooking, usualRooms } from './part.js';

/** Holds of the PMS are so many times shorter than usual, the pace as much faster, and outputs come again as much sooner. */
const scale = 5;
const [heldPerSecond, stockPauseSeconds, redeliverySeconds] = [6 * scale, 3 / scale, 300 / scale];
/** Messages of each output. */
const outputs = [5_000, ...Array.from({ length: 10 }, () => 500)];
/** How often each comes. */
const deliveries = 3;
const idleSeconds = 20;

interface Pms {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<PoolSeen>;
}

async function replyOf(child: ChildProcess): Promise<Reply> {
  const ended = once(child, 'exit').then(() => Promise.reject(new Error('the PMS process ended')));
  const [reply] = (await Promise.race([once(child, 'message'), ended])) as [Reply];
  ended.catch(() => undefined); // from here on its end is no surprise
  return reply;
}

async function startPms(databaseUrl: string, siteController: string, entry: string): Promise<Pms> {
  const program = fileURLToPath(new URL('./catch-up-pms.ts', import.meta.url));
  const child = fork(program, {
    execArgv: ['--import', 'tsx'],
    env: {
      ...killableEnvironment({ databaseUrl, siteController, entry }),
      HEYAWARI_PACE_HELD_PER_SECOND: String(heldPerSecond),
      STOCK_LISTENER: 'on',
      STOCK_PAUSE_SECONDS: String(stockPauseSeconds),
    },
    // Standard output is the result's alone.
    stdio: ['ignore', process.stderr, 'inherit', 'ipc'],
  });
  const first = await replyOf(child);
  if (!('url' in first)) throw new Error('no address');
  return {
    ...{ url: first.url, pid: child.pid! },
    async stop() {
      child.send('stop');
      const last = await replyOf(child);
      if (!('pool' in last)) throw new Error('nothing was seen of the pool');
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
      return last.pool;
    },
  };
}

async function fetchOnce(url: string): Promise<void> {
  const response = await fetch(`${url}/api/sc/tl/reservations/fetch`);
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`the fetch route answered ${response.status}`);
}

const inDays = (days: number) => addDays(new Date().toISOString().slice(0, 10), days);

/** Of the outputs. */
function bodies(): string[] {
  let numbered = 0;
  return outputs.map((size, output) => {
    const messages = Array.from({ length: size }, () => {
      numbered += 1;
      return usualBooking(`C${numbered}`, inDays(30 + (numbered % 240))).xml;
    });
    return outputEnvelope(`OUTPUT-${output}`, messages);
  });
}

interface CatchUp {
  /** MB. */
  readonly aboveIdle: number;
  /** Milliseconds. */
  readonly p95: { readonly idle: number; readonly busy: number };
  readonly pool: PoolSeen;
  readonly imported: number;
}

async function catchUp(databaseUrl: string, entry: string): Promise<CatchUp> {
  const database = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  const { hotelId } = await seedHotel(database, { name: 'bench', rooms: usualRooms, login: defaultLogin });
  const imported = async () => {
    const { rows } = await database.query<{ count: number }>(
      "SELECT count(*)::int AS count FROM heyawari.ota_import_cache WHERE status = 'imported'",
    );
    return rows[0]!.count;
  };
  const site = await startSiteController();
  const pms = await startPms(databaseUrl, site.url, entry);
  const asking = await askForever(pms.url, hotelId, inDays(300));

  // What a first import loads and compiles is no cost of a catch-up.
  site.deliver('FIRST', [usualBooking('FIRST', inDays(29)).xml]);
  await fetchOnce(pms.url);
  while ((await imported()) === 0) await wait(100);
  site.deliver(undefined, []);
  asking.take();
  await wait(idleSeconds * 1000);
  const [idle, idleMemory] = [p95(asking.take()), memoryOf(pms.pid, 'VmRSS')];

  forgetPeak(pms.pid);
  const all = bodies();
  for (let delivery = 0; delivery < deliveries; delivery += 1) {
    const over = wait(redeliverySeconds * 1000);
    for (const body of all) {
      site.deliverRaw(body);
      await fetchOnce(pms.url);
    }
    site.deliver(undefined, []);
    await over;
  }
  const busy = p95(asking.take());
  const aboveIdle = memoryOf(pms.pid, 'VmHWM') - idleMemory;
  const count = await imported();

  await asking.stop();
  const pool = await pms.stop();
  await site.close();
  await database.end();
  return { aboveIdle, pool, imported: count, p95: { idle, busy } };
}

/** At the default pace, both scaled: what is not imported when the last delivery has come again is left. */
export async function measureCatchUp(ground: Ground): Promise<Figures> {
  const built = await buildAside();
  try {
    const seen = await ground.inDatabase((url) => catchUp(url, path.join(built.folder, 'index.cjs')));
    const { mostOut, mostWaiting, samples } = seen.pool;
    ground.tell(
      `${seen.imported} bookings were imported meanwhile; of the PMS's pool of 100 at most ${mostOut} clients were out, in ${samples} samples`,
    );
    return {
      catchUpMbAboveIdle: {
        value: seen.aboveIdle,
        limit: { most: 250 },
        says: 'MB of resident memory above idle, at most',
      },
      pmsP95Ms: {
        value: seen.p95.busy,
        limit: { most: 2 * seen.p95.idle },
        says: `ms, 95 of 100 requests to the PMS's own API meanwhile; ${seen.p95.idle.toFixed(1)} when idle`,
      },
      pmsPoolWaiting: {
        value: mostWaiting,
        limit: { most: 0 },
        says: "callers at once that waited for a connection of the PMS's pool",
      },
    };
  } finally {
    built.remove();
  }
}
