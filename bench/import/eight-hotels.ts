// What a second worker buys: bookings of eight hotels, imported by two worker processes, against those of one hotel by the same.
import pg from 'pg';
import path from 'node:path';
import { addDays } from '../../dev/bookings/dates.js';
import { buildAside } from '../../dev/main-job/built.js';
import { createSimulator, type Simulator } from '../../examples/tl-lincoln/index.js';
import { seedHotel } from '../../test/support/host-pms.js';
import { type Receiver, startReceiver, startWorker } from '../../test/support/instances.js';
import { type Figures, type Ground, median, usualBooking, usualRooms } from './part.js';

const hotels = Array.from({ length: 8 }, (_, i) => i + 1);
/** Of every hotel, before the clock starts. */
const warmUp = 25;
/** Milliseconds between two looks whether all is imported. */
const look = 5;

const login = (hotel: number) => ({ userId: `hotel${hotel}`, password: 'secret' });

interface Installation {
  readonly pool: pg.Pool;
  readonly simulator: Simulator;
  readonly receiver: Receiver;
}

/** Seconds from the first request to the site controller until the last of so many bookings of each of these hotels is imported. */
async function secondsFor(
  { pool, simulator, receiver }: Installation,
  some: readonly number[],
  each: number,
  prefix: string,
): Promise<number> {
  const firstNight = addDays(new Date().toISOString().slice(0, 10), 30);
  for (const hotel of some) {
    const messages = Array.from({ length: each }, (_, i) =>
      usualBooking(`${prefix}${hotel}-${i}`, addDays(firstNight, i % 270)),
    );
    simulator.deliver(messages, login(hotel).userId);
  }
  const began = performance.now();
  const isOver = async () => {
    const { rows } = await pool.query(
      `SELECT FROM heyawari.ota_import_cache WHERE status <> 'imported' LIMIT 1`,
    );
    return rows.length === 0;
  };
  do {
    await receiver.fetch();
    while (!(await isOver())) await new Promise((resolve) => setTimeout(resolve, look));
  } while (simulator.statistics().waiting > 0);
  return (performance.now() - began) / 1000;
}

/** Bookings a second, of one hotel and of all. */
async function ratesOf(url: string, entry: string, bookings: number): Promise<{ one: number; all: number }> {
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  const simulator = createSimulator({ logins: hotels.map(login), messagesPerOutput: 10_000 });
  const settings = { databaseUrl: url, siteController: await simulator.start(), entry };
  for (const hotel of hotels)
    await seedHotel(pool, { name: `hotel ${hotel}`, rooms: usualRooms, login: login(hotel) });
  const receiver = await startReceiver(pool, settings);
  const workers = [await startWorker(settings), await startWorker(settings)];
  try {
    const installation = { pool, simulator, receiver };
    await secondsFor(installation, hotels, warmUp, 'W');
    await pool.query('ANALYZE');
    const one = bookings / (await secondsFor(installation, [1], bookings, 'O'));
    const each = Math.ceil((bookings * 2) / hotels.length);
    const all = (each * hotels.length) / (await secondsFor(installation, hotels, each, 'A'));
    return { one, all };
  } finally {
    for (const worker of workers) worker.process.kill('SIGTERM');
    await Promise.all(workers.map(({ gone }) => gone));
    await receiver.stop();
    await simulator.stop();
    await pool.end();
  }
}

/** The built plugin in processes of its own, beside one that receives; the pace and the PMS's listener off. */
export async function measureEightHotels(ground: Ground): Promise<Figures> {
  const { bookings, rounds, tell } = ground;
  const built = await buildAside();
  try {
    const rates: { one: number; all: number }[] = [];
    for (let round = 0; round < rounds; round += 1)
      rates.push(
        await ground.inDatabase((url) => ratesOf(url, path.join(built.folder, 'index.cjs'), bookings)),
      );
    const rate = (of: 'one' | 'all') => median(rates.map((one) => one[of])).toFixed(0);
    tell(`two worker processes: ${rate('one')} bookings/s of one hotel, ${rate('all')} of eight`);
    return {
      eightHotelsRatio: {
        value: median(rates.map(({ one, all }) => all / one)),
        limit: { least: 1.35 },
        says: 'bookings/s of eight hotels by two worker processes, one hotel = 1',
      },
    };
  } finally {
    built.remove();
  }
}
