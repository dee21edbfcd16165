// How much the plugin's safety costs: the same bookings through the PMS's own functions alone, and through the whole import.
// `npm run -s bench:import -- [--bookings 300] [--rounds 5]`: both in turn in every round, each on a fresh database; medians.
import { optionsOf } from '../dev/problems.js';
import pg from 'pg';
import { parseStringPromise } from 'xml2js';
import { startPostgres } from '../dev/postgres.js';
import { bookingMessage, defaultLogin, type Message } from '../examples/tl-lincoln/index.js';
import { loadHostModules, seedHotel } from '../test/support/host-pms.js';
import { createTemplate, databaseUrl, onServer } from '../dev/template.js';
import { createWorld } from '../test/support/world.js';
import { cpuSeconds, postmasterOf } from './cpu.js';

const { values } = optionsOf({
  options: { bookings: { type: 'string', default: '300' }, rounds: { type: 'string', default: '5' } },
});
const count = Number(values.bookings);
const rounds = Number(values.rounds);

/** Imported before the clock starts: then PostgreSQL is told what its tables hold, as it tells itself a minute after any hotel's start. */
const warmUp = 100;

/** The booking that the PMS's own speed is known for: one room, two nights, one guest. */
const all: readonly Message[] = Array.from({ length: warmUp + count }, (_, i) =>
  bookingMessage({
    number: `B${i}`,
    version: 1,
    kind: 'new',
    bookedOn: '2027-01-20',
    checkIn: `2027-${String((i % 10) + 2).padStart(2, '0')}-${String((i % 27) + 1).padStart(2, '0')}`,
    nights: 2,
    guests: 'unnamed',
    rooms: [{ code: 'SGL', men: 1, pricePerNight: 8000 }],
  }),
);
const [before, measured] = [all.slice(0, warmUp), all.slice(warmUp)];
const rooms = Array.from({ length: 200 }, (_, i) => ({ room: String(100 + i), type: 'SGL' }));

interface Cost {
  readonly seconds: number;
  /** CPU-seconds. */
  readonly node: number;
  readonly postgres: number;
}

const server = await startPostgres({ directory: `bench-postgres-${process.pid}`, throwAway: true });
const postmaster = await postmasterOf(server.url);

async function costOf(work: () => Promise<void>): Promise<Cost> {
  const before = cpuSeconds(postmaster);
  const began = performance.now();
  await work();
  const seconds = (performance.now() - began) / 1000;
  const after = cpuSeconds(postmaster);
  return { seconds, node: after.node - before.node, postgres: after.postgres - before.postgres };
}

/** One transaction for all, as the PMS does; parsing included. */
async function byThePmsAlone(url: string): Promise<Cost> {
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  const { hotelId } = await seedHotel(pool, { name: 'bench', rooms, login: defaultLogin });
  const host = loadHostModules(url);
  const client = await pool.connect();
  const importAll = async (messages: readonly Message[]) => {
    await client.query('BEGIN');
    for (const { xml } of messages) {
      const parsed = (await parseStringPromise(xml, { explicitArray: false })) as {
        AllotmentBookingReport: unknown;
      };
      const result = await host.reservations.addOTAReservation(
        'bench',
        hotelId,
        parsed.AllotmentBookingReport,
        client,
      );
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

/** From the request to the site controller to its confirmation: stored, read, placed, written, in the pool. */
async function byThePlugin(url: string): Promise<Cost> {
  const world = await createWorld({ databaseUrl: url, rooms });
  await world.deliver(...before);
  await world.rows('ANALYZE');
  const cost = await costOf(() => world.deliver(...measured));
  const [imported] = await world.rows<{ count: string }>(
    "SELECT count(*) FROM heyawari.ota_import_cache WHERE status = 'imported'",
  );
  await world.stop();
  if (Number(imported?.count) !== all.length)
    throw new Error(`only ${imported?.count} of ${all.length} were imported`);
  return cost;
}

const median = (numbers: readonly number[]) =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!;

const template = await createTemplate(server.url);
const costs = { pms: [] as Cost[], plugin: [] as Cost[] };
for (let round = 0; round < rounds; round += 1) {
  for (const [name, run] of [
    ['pms', byThePmsAlone],
    ['plugin', byThePlugin],
  ] as const) {
    const database = `bench_${name}_${round}`;
    await onServer(server.url, (client) => client.query(`CREATE DATABASE ${database} TEMPLATE ${template}`));
    costs[name].push(await run(databaseUrl(server.url, database)));
    await onServer(server.url, (client) => client.query(`DROP DATABASE ${database} WITH (FORCE)`));
  }
}
await server.stop();

const cpu = ({ node, postgres }: Cost) => node + postgres;
const ratio = (of: (cost: Cost) => number) =>
  median(costs.plugin.map((cost, round) => of(cost) / of(costs.pms[round]!))).toFixed(2);
const row = (name: string, list: readonly Cost[], time: string, processor: string) => {
  const milliseconds = (of: (cost: Cost) => number) => ((median(list.map(of)) / count) * 1000).toFixed(1);
  const cells = [
    ...[name, (count / median(list.map(({ seconds }) => seconds))).toFixed(0), time],
    ...[milliseconds(({ node }) => node), milliseconds(({ postgres }) => postgres), processor],
  ];
  return `| ${cells.join(' | ')} |`;
};
console.log(
  `| ${count} bookings of 2 nights, ${rounds} rounds, medians | bookings/s | time, PMS alone = 1 | CPU ms of node per booking | of PostgreSQL | CPU, PMS alone = 1 |`,
);
console.log('| --- | --- | --- | --- | --- | --- |');
console.log(row("the PMS's own functions alone, one transaction", costs.pms, '1', '1'));
console.log(
  row(
    'the whole import',
    costs.plugin,
    ratio(({ seconds }) => seconds),
    ratio(cpu),
  ),
);
process.exit(0);
