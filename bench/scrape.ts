// What metrics cost at a hundred hotels: the scrape, and the reading of the state behind it. `npm run -s bench:scrape [-- --hotels 100] [--past 2000]`.
import { parseArgs } from 'node:util';
import { startPostgres } from '../dev/postgres.js';
import { createTemplate, databaseUrl } from '../dev/template.js';
import { createDatabase } from '../plugin/platform/database/index.js';
import { installationOf, readAt, states, takeSnapshot } from '../test/support/hundred-hotels.js';
import { createWorld } from '../test/support/world.js';

const { values } = parseArgs({
  options: { hotels: { type: 'string', default: '100' }, past: { type: 'string', default: '2000' } },
});
const [hotels, past] = [Number(values.hotels), Number(values.past)];
const limits = { bytes: 2_000_000, series: 12_000, scrapeMs: 20 } as const;

/** On a busy machine the fastest says what the median is at rest. */
async function timesOf(times: number, work: () => Promise<unknown>) {
  const took: number[] = [];
  for (let i = 0; i < times; i += 1) {
    const began = performance.now();
    await work();
    took.push(performance.now() - began);
  }
  took.sort((a, b) => a - b);
  return { median: took[Math.floor(times / 2)]!, fastest: took[0]! };
}

const server = await startPostgres({ directory: `bench-postgres-${process.pid}`, throwAway: true });
const world = await createWorld({
  databaseUrl: databaseUrl(server.url, await createTemplate(server.url)),
  rooms: [{ room: '101', type: 'SGL' }],
});
try {
  await installationOf(world.pool, { hotels, past });
  await takeSnapshot(world.pool);
  const other = await world.anotherInstance();
  const scrape = async () => (await fetch(`http://127.0.0.1:${other.operationsPort()}/metrics`)).text();
  let text = await scrape();
  while (!text.includes('heyawari_upgraded_stays{')) text = await scrape();
  const series = text.split('\n').filter((line) => line !== '' && !line.startsWith('#')).length;
  const scrapes = 60;
  const began = performance.now();
  const cpu = process.cpuUsage();
  const scraping = await timesOf(scrapes, scrape);
  const scraped = process.cpuUsage(cpu);
  const took = performance.now() - began;
  // What two instances do beside it in as much time is none of the scrapes' cost.
  const idle = process.cpuUsage();
  await new Promise((resolve) => setTimeout(resolve, took));
  const beside = process.cpuUsage(idle);
  const scrapeCpuMs = (scraped.user + scraped.system - beside.user - beside.system) / 1000 / scrapes;
  const database = createDatabase(world.pool);
  const reading = await timesOf(11, async () => {
    for (const state of states) await state.read(database, readAt);
  });
  const figures = [
    ['bytes', Buffer.byteLength(text), limits.bytes],
    ['series', series, limits.series],
    ['scrape, ms, median', scraping.median, limits.scrapeMs],
    ['scrape, ms, the fastest', scraping.fastest, undefined],
    ['scrape, CPU ms, both ends', scrapeCpuMs, undefined],
    ['reading the state, ms, median', reading.median, undefined],
    ['reading the state, ms, the fastest', reading.fastest, undefined],
  ] as const;
  console.log(`| ${hotels} hotels, ${past} past stays each | measured | at most |\n|---|---|---|`);
  for (const [what, measured, limit] of figures) {
    console.log(`| ${what} | ${measured.toFixed(measured < 100 ? 1 : 0)} | ${limit ?? ''} |`);
    if (limit !== undefined && measured > limit) process.exitCode = 1;
  }
} finally {
  await world.stop();
  await server.stop();
}
