// Worker processes beside one PostgreSQL, from one to four: bookings a second, CPU, connections, and what a message leaves in the tables.
// `npm run -s bench:scale -- [--json] [--bookings 100] [--rounds 3] [--processes 1,2,3,4]`: bookings of each of eight hotels.
import { loadavg } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { addDays } from '../dev/bookings/dates.js';
import { buildAside } from '../dev/main-job/built.js';
import { optionsOf } from '../dev/problems.js';
import { startPostgres } from '../dev/postgres.js';
import { createTemplate, databaseUrl, onServer } from '../dev/template.js';
import { createSimulator } from '../examples/tl-lincoln/index.js';
import { seedHotel } from '../test/support/host-pms.js';
import { startReceiver, startWorker } from '../test/support/instances.js';
import { cpuSeconds, postmasterOf } from './cpu.js';
import { median, usualBooking, usualRooms } from './import/part.js';

const { values } = optionsOf({
  options: {
    bookings: { type: 'string', default: '100' },
    rounds: { type: 'string', default: '3' },
    processes: { type: 'string', default: '1,2,3,4' },
    json: { type: 'boolean', default: false },
  },
});
const [each, rounds] = [Number(values.bookings), Number(values.rounds)];
const counts = values.processes.split(',').map(Number);
const hotels = Array.from({ length: 8 }, (_, i) => i + 1);
/** Of every hotel, before the clock starts. */
const warmUp = 10;
/** Milliseconds between two looks whether all is imported. */
const look = 20;
const login = (hotel: number) => ({ userId: `hotel${hotel}`, password: 'secret' });

interface Kept {
  readonly part: 'texts' | 'records' | 'jobs';
  readonly rows: number;
  readonly bytes: number;
}

interface Trial {
  readonly processes: number;
  /** Bookings a second, of all hotels. */
  readonly rate: number;
  /** CPU-seconds of PostgreSQL a booking. */
  readonly postgres: number;
  /** The most connections of the plugin that were open at once, the receiver's included. */
  readonly connections: number;
  /** Of a message, in the plugin's tables with their indexes. */
  readonly kept: readonly Kept[];
}

/** Texts of messages go after 90 days, records after 400, jobs within days. Counted, not estimated: a few thousand rows. */
async function sizes(pool: pg.Pool): Promise<Kept[]> {
  const { rows } = await pool.query<{ schema: string; name: string; bytes: string }>(
    `SELECT nspname AS schema, relname AS name, pg_total_relation_size(c.oid) AS bytes
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE nspname IN ('heyawari', 'heyawari_jobs') AND relkind = 'r'`,
  );
  const kept: Kept[] = [];
  for (const { schema, name, bytes } of rows) {
    const { rows: counted } = await pool.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM ${schema}."${name}"`,
    );
    const part = schema === 'heyawari_jobs' ? 'jobs' : name === 'ota_output_parts' ? 'texts' : 'records';
    kept.push({ part, rows: counted[0]!.count, bytes: Number(bytes) });
  }
  return kept;
}

const sumOf = (kept: readonly Kept[], part: Kept['part'], of: 'rows' | 'bytes') =>
  kept.filter((one) => one.part === part).reduce((sum, one) => sum + one[of], 0);

function perMessage(before: readonly Kept[], after: readonly Kept[], messages: number): Kept[] {
  return (['texts', 'records', 'jobs'] as const).map((part) => ({
    part,
    rows: (sumOf(after, part, 'rows') - sumOf(before, part, 'rows')) / messages,
    bytes: (sumOf(after, part, 'bytes') - sumOf(before, part, 'bytes')) / messages,
  }));
}

async function connectionsNow(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'heyawari%'`,
  );
  return rows[0]!.count;
}

async function trial(url: string, entry: string, postmaster: number, processes: number): Promise<Trial> {
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  const simulator = createSimulator({ logins: hotels.map(login), messagesPerOutput: 10_000 });
  const settings = { databaseUrl: url, siteController: await simulator.start(), entry };
  for (const hotel of hotels)
    await seedHotel(pool, { name: `hotel ${hotel}`, rooms: usualRooms, login: login(hotel) });
  const receiver = await startReceiver(pool, settings);
  const workers = await Promise.all(Array.from({ length: processes }, () => startWorker(settings)));
  let connections = 0;
  const importAll = async (count: number, prefix: string) => {
    const firstNight = addDays(new Date().toISOString().slice(0, 10), 30);
    for (const hotel of hotels)
      simulator.deliver(
        Array.from({ length: count }, (_, i) =>
          usualBooking(`${prefix}${hotel}-${i}`, addDays(firstNight, i % 270)),
        ),
        login(hotel).userId,
      );
    await receiver.fetch();
    for (;;) {
      connections = Math.max(connections, await connectionsNow(pool));
      const { rows } = await pool.query(
        `SELECT FROM heyawari.ota_import_cache WHERE status <> 'imported' LIMIT 1`,
      );
      if (rows.length === 0) return;
      await new Promise((resolve) => setTimeout(resolve, look));
    }
  };
  try {
    await importAll(warmUp, 'W');
    await pool.query('VACUUM ANALYZE');
    const [before, cpu, began] = [await sizes(pool), cpuSeconds(postmaster), performance.now()];
    await importAll(each, 'A');
    const seconds = (performance.now() - began) / 1000;
    const spent = cpuSeconds(postmaster).postgres - cpu.postgres;
    await pool.query('VACUUM ANALYZE');
    const messages = each * hotels.length;
    const kept = perMessage(before, await sizes(pool), messages);
    return { processes, rate: messages / seconds, postgres: spent / messages, connections, kept };
  } finally {
    for (const worker of workers) worker.process.kill('SIGTERM');
    await Promise.all(workers.map(({ gone }) => gone));
    await receiver.stop();
    await simulator.stop();
    await pool.end();
  }
}

const server = await startPostgres({ directory: `bench-postgres-${process.pid}`, throwAway: true });
const trials: Trial[] = [];
try {
  const template = await createTemplate(server.url);
  const postmaster = await postmasterOf(server.url);
  const built = await buildAside();
  try {
    // In turn, so that what else the machine does meets all alike.
    for (let round = 0; round < rounds; round += 1)
      for (const processes of counts) {
        const name = `bench_${trials.length}`;
        await onServer(server.url, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
        const url = databaseUrl(server.url, name);
        const done = await trial(url, path.join(built.folder, 'index.cjs'), postmaster, processes);
        trials.push(done);
        if (!values.json)
          console.log(
            `round ${round + 1}, ${processes} workers: ${done.rate.toFixed(0)} bookings/s, load ${loadavg()[0]!.toFixed(0)}`,
          );
        await onServer(server.url, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
      }
  } finally {
    built.remove();
  }
} finally {
  await server.stop();
}

const of = (processes: number) => trials.filter((one) => one.processes === processes);
const base = median(of(counts[0]!).map(({ rate }) => rate));
const figures = counts.map((processes) => {
  const some = of(processes);
  const rate = median(some.map((one) => one.rate));
  return {
    processes,
    bookingsPerSecond: Number(rate.toFixed(1)),
    ratio: Number((rate / base).toFixed(2)),
    postgresCpuMsPerBooking: Number((1000 * median(some.map((one) => one.postgres))).toFixed(1)),
    connections: Math.max(...some.map((one) => one.connections)),
  };
});
const perBooking = trials.at(-1)!.kept;
if (values.json) console.log(JSON.stringify({ figures, perBooking }));
else {
  console.table(figures);
  for (const { part, rows, bytes } of perBooking)
    console.log(`a message leaves ${rows.toFixed(1)} rows, ${(bytes / 1024).toFixed(1)} KB of ${part}`);
}
