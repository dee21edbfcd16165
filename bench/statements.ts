// How many SQL statements a click and a message of the main job cost, and whose they are, by the database server's own log.
// `npm run -s bench:statements -- --bookings FILE.csv[.gz] --hotel HOTEL.json [--limit N] [--detail] [--click]`
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { countClicks, type Counted, countsOf, type View, views } from './statements/click.js';
import { type Group, groups, ours, shapeOf } from './statements/groups.js';
import { hotelsSwept, sweepIdleHotels } from './statements/idle-sweep.js';
import { type LoggingPostgres, startLoggingPostgres } from './statements/server-log.js';

const { values } = parseArgs({
  options: {
    bookings: { type: 'string', default: 'dev/bookings/small.csv.gz' },
    hotel: { type: 'string', default: 'dev/bookings/small-hotel.json' },
    limit: { type: 'string' },
    /** Also the most frequent statements of each group. */
    detail: { type: 'boolean', default: false },
    /** Only what a click costs. */
    click: { type: 'boolean', default: false },
  },
});

/** Plays the main job in processes of its own; resolves to how many messages the site controller delivered. */
async function playMainJob(databaseUrl: string): Promise<number> {
  const mark = new URL('statements/mark.ts', import.meta.url).href;
  const program = fileURLToPath(new URL('../dev/main-job/main.ts', import.meta.url));
  const limit = values.limit === undefined ? [] : ['--limit', values.limit];
  const played = spawn(
    process.execPath,
    [program, '--bookings', values.bookings, '--hotel', values.hotel, ...limit, '--json'],
    {
      env: {
        ...process.env,
        NODE_OPTIONS: `--import tsx --import ${mark}`,
        MAIN_JOB_DATABASE_URL: databaseUrl,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const [output, ended] = await Promise.all([text(played.stdout), once(played, 'exit')]);
  const code: unknown = ended[0];
  if (code !== 0) throw new Error(`the main job ended with ${String(code)}`);
  return (JSON.parse(output) as { messages: number }).messages;
}

function print(counts: readonly Counted[], messages: number): void {
  const perMessage = (count: number) => (count / messages).toFixed(2).padStart(8);
  const of = (chosen: readonly Group[]) => counts.filter(({ group }) => chosen.includes(group));
  console.log(`${messages} messages; statements per message`);
  for (const group of groups) {
    console.log(`${perMessage(of([group]).length)}  ${group}`);
    if (!values.detail) continue;
    const shapes = Map.groupBy(of([group]), ({ statement }) => shapeOf(statement));
    const frequent = [...shapes].sort(([, a], [, b]) => b.length - a.length).slice(0, 14);
    for (const [shape, found] of frequent) console.log(`    ${perMessage(found.length)}  ${shape}`);
  }
  console.log(`${perMessage(of(ours).length)}  ours together`);
  console.log(`${perMessage(counts.length)}  all`);
}

/** By group; with --detail one line a statement, in order. */
function printClick(view: View, counted: readonly Counted[]): void {
  console.log(
    `${String(counted.length).padStart(8)}  in all, a click on 部屋を確定 on the ${view}, with one open browser`,
  );
  for (const group of groups) {
    const found = counted.filter((one) => one.group === group);
    if (found.length > 0) console.log(`${String(found.length).padStart(12)}  ${group}`);
  }
  if (!values.detail) return;
  for (const { connection, statement } of counted)
    console.log(`              ${connection.padEnd(16)}  ${shapeOf(statement)}`);
}

async function countMainJob(server: LoggingPostgres): Promise<void> {
  const messages = await playMainJob(server.url);
  print(countsOf(server.take()), messages);
  await sweepIdleHotels(server.url, () => void server.take());
  const swept = countsOf(server.take());
  console.log(
    `${String(swept.length).padStart(8)}  in all, a sweep over ${hotelsSwept} hotels that finds nothing due`,
  );
  if (values.detail) for (const { statement } of swept) console.log(`              ${shapeOf(statement)}`);
}

const server = await startLoggingPostgres(`statements-${process.pid}`);
try {
  const clicks = await countClicks(server);
  for (const view of views) printClick(view, clicks[view]);
  if (!values.click) await countMainJob(server);
} finally {
  await server.stop();
}
