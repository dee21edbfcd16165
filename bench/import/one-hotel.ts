// How much the plugin's safety costs: the same bookings through the PMS's own functions alone, through its whole import, and through ours of one
// hotel.
import pg from 'pg';
import { parseStringPromise } from 'xml2js';
import { createSimulator, defaultLogin, type Message } from '../../examples/tl-lincoln/index.js';
import { loadHostModules, seedHotel } from '../../test/support/host-pms.js';
import { createWorld } from '../../test/support/world.js';
import { cpuSeconds } from '../cpu.js';
import { type Figures, type Ground, median, usualBooking, usualRooms } from './part.js';

/** Imported before the clock starts: then PostgreSQL is told what its tables hold, as it tells itself a minute after any hotel's start. */
const warmUp = 100;

/** Rounds before those that count: what has run only some hundred times is not compiled yet, and both would be told by their start. */
const uncounted = 1;

interface Cost {
  readonly seconds: number;
  /** CPU-seconds. */
  readonly node: number;
  readonly postgres: number;
}

interface Work {
  readonly before: readonly Message[];
  readonly measured: readonly Message[];
  readonly costOf: (work: () => Promise<unknown>) => Promise<Cost>;
}

/** One transaction for all, as the PMS does; parsing included. */
async function byThePmsAlone(url: string, { before, measured, costOf }: Work): Promise<Cost> {
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  const { hotelId } = await seedHotel(pool, { name: 'bench', rooms: usualRooms, login: defaultLogin });
  const host = loadHostModules(url);
  const client = await pool.connect();
  const importAll = async (messages: readonly Message[]) => {
    await client.query('BEGIN');
    for (const { xml } of messages) {
      const parsed = (await parseStringPromise(xml, { explicitArray: false })) as {
        AllotmentBookingReport: unknown;
      };
      const report = parsed.AllotmentBookingReport;
      const result = await host.reservations.addOTAReservation('bench', hotelId, report, client);
      if (!result.success) throw new Error(result.error);
    }
    await client.query('COMMIT');
  };
  await importAll(before);
  await client.query('ANALYZE');
  const cost = await costOf(() => importAll(measured));
  client.release();
  await host.close();
  await pool.end();
  return cost;
}

const importedIn = async (pool: pg.Pool): Promise<number> =>
  (await pool.query<{ count: number }>('SELECT count(*)::int AS count FROM reservations')).rows[0]!.count;

/** The PMS's import as it is, from its request to its confirmation: all or nothing, each message parsed, queued, written and marked. */
async function byThePmsImport(url: string, { before, measured, costOf }: Work): Promise<Cost> {
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  await seedHotel(pool, { name: 'bench', rooms: usualRooms, login: defaultLogin });
  const simulator = createSimulator({ messagesPerOutput: measured.length });
  const host = loadHostModules(url);
  Object.assign(process.env, { XML_REQUEST_URL: await simulator.start(), XML_SYSTEM_ID: 'SYS' });
  const answer = { status: () => answer, json: () => answer };
  const importAll = async (messages: readonly Message[]) => {
    simulator.deliver(messages);
    await host.xmlController.getOTAReservations({ requestId: 'bench' } as never, answer as never);
  };
  await importAll(before);
  await pool.query('ANALYZE');
  const cost = await costOf(() => importAll(measured));
  const [imported, all] = [await importedIn(pool), before.length + measured.length];
  await host.close();
  await simulator.stop();
  await pool.end();
  if (imported !== all) throw new Error(`only ${imported} of ${all} were imported`);
  return cost;
}

/** From the request to the site controller to its confirmation: stored, read, placed, written, in the pool. All in one output, as the PMS gets them. */
async function byThePlugin(url: string, { before, measured, costOf }: Work): Promise<Cost> {
  const messagesPerOutput = measured.length;
  const world = await createWorld({ databaseUrl: url, rooms: usualRooms, messagesPerOutput });
  await world.deliver(...before);
  await world.heyawari.drain(); // what the PMS's log says of them is read
  await world.rows('ANALYZE');
  const cost = await costOf(() => world.deliver(...measured));
  const [imported] = await world.rows<{ count: number }>(
    "SELECT count(*)::int AS count FROM heyawari.ota_import_cache WHERE status = 'imported'",
  );
  await world.stop();
  const all = before.length + measured.length;
  if (imported?.count !== all) throw new Error(`only ${imported?.count} of ${all} were imported`);
  return cost;
}

function workOf({ bookings, postmaster }: Ground): Work {
  const all = Array.from({ length: warmUp + bookings }, (_, i) => {
    const [month, day] = [(i % 10) + 2, (i % 27) + 1].map((one) => String(one).padStart(2, '0'));
    return usualBooking(`B${i}`, `2027-${month}-${day}`);
  });
  return {
    before: all.slice(0, warmUp),
    measured: all.slice(warmUp),
    async costOf(work) {
      const before = cpuSeconds(postmaster);
      const began = performance.now();
      await work();
      const seconds = (performance.now() - began) / 1000;
      const after = cpuSeconds(postmaster);
      return { seconds, node: after.node - before.node, postgres: after.postgres - before.postgres };
    },
  };
}

function tellCosts(
  { bookings, rounds, tell }: Ground,
  costs: Readonly<Record<string, readonly Cost[]>>,
): void {
  tell(
    `| ${bookings} bookings of 2 nights, ${rounds} rounds, medians | bookings/s | CPU ms of node per booking | of PostgreSQL |`,
  );
  tell('| --- | --- | --- | --- |');
  for (const [name, list] of Object.entries(costs)) {
    const perBooking = (of: (cost: Cost) => number) => ((median(list.map(of)) / bookings) * 1000).toFixed(1);
    const rate = (bookings / median(list.map(({ seconds }) => seconds))).toFixed(0);
    const cells = [name, rate, perBooking(({ node }) => node), perBooking(({ postgres }) => postgres)];
    tell(`| ${cells.join(' | ')} |`);
  }
}

const ways = {
  "the PMS's own functions alone, one transaction": byThePmsAlone,
  "the PMS's own import": byThePmsImport,
  'the whole import': byThePlugin,
} as const;
type Way = keyof typeof ways;

/** All in turn in every round, each in a fresh database, the pace and the PMS's listener off; the first rounds are not counted. */
export async function measureOneHotel(ground: Ground): Promise<Figures> {
  const work = workOf(ground);
  const costs = Object.fromEntries(Object.keys(ways).map((way) => [way, []])) as unknown as Record<
    Way,
    Cost[]
  >;
  for (let round = -uncounted; round < ground.rounds; round += 1)
    for (const [way, by] of Object.entries(ways) as [Way, (typeof ways)[Way]][]) {
      const cost = await ground.inDatabase((url) => by(url, work));
      if (round >= 0) costs[way].push(cost);
    }
  tellCosts(ground, costs);
  const times = (other: Way, of: (cost: Cost) => number) =>
    median(costs['the whole import'].map((cost, round) => of(cost) / of(costs[other][round]!)));
  const seconds = (cost: Cost) => cost.seconds;
  return {
    oneHotelRatio: {
      value: 1 / times("the PMS's own import", seconds),
      limit: { least: 0.85 },
      says: "bookings/s of one hotel, the PMS's own import from its request to its confirmation = 1",
    },
    oneHotelFunctionsRatio: {
      value: 1 / times("the PMS's own functions alone, one transaction", seconds),
      limit: { least: 0.85 },
      says: "bookings/s of one hotel, the PMS's own functions alone = 1",
    },
    cpuRatio: {
      value: times("the PMS's own functions alone, one transaction", ({ node, postgres }) => node + postgres),
      limit: { most: 1.45 },
      says: "CPU-seconds of node and PostgreSQL, the PMS's own functions alone = 1",
    },
  };
}
