// How many SQL statements a message of the main job costs, and whose they are, by the database server's own log.
// `npm run -s bench:statements -- --bookings FILE.csv[.gz] --hotel HOTEL.json [--limit N] [--detail]`
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { application, type Group, groupOf, groups, ours, statementsIn } from './statements/groups.js';
import { hotelsSwept, sweepIdleHotels } from './statements/idle-sweep.js';
import { type LoggedStatement, startLoggingPostgres } from './statements/server-log.js';

const { values } = parseArgs({
  options: {
    bookings: { type: 'string', default: 'dev/bookings/small.csv.gz' },
    hotel: { type: 'string', default: 'dev/bookings/small-hotel.json' },
    limit: { type: 'string' },
    /** Also the most frequent statements of each group. */
    detail: { type: 'boolean', default: false },
  },
});

interface Count {
  readonly group: Group;
  readonly statement: string;
}

const countsOf = (logged: readonly LoggedStatement[]): Count[] =>
  logged
    .filter((one) => one.application.startsWith(application))
    .flatMap((one) =>
      statementsIn(one.text).map((statement) => ({ group: groupOf(one.application, statement), statement })),
    );

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

/** The shape of a statement: what stands in one line, without values. */
const shapeOf = (statement: string) => statement.replace(/\s+/g, ' ').replace(/\d+/g, 'n').slice(0, 110);

function print(counts: readonly Count[], messages: number): void {
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

const server = await startLoggingPostgres(`statements-${process.pid}`);
try {
  const messages = await playMainJob(server.url);
  print(countsOf(server.take()), messages);
  await sweepIdleHotels(server.url, () => void server.take());
  const swept = countsOf(server.take());
  console.log(
    `${String(swept.length).padStart(8)}  in all, a sweep over ${hotelsSwept} hotels that finds nothing due`,
  );
  if (values.detail) for (const { statement } of swept) console.log(`              ${shapeOf(statement)}`);
} finally {
  await server.stop();
}
