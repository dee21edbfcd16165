#!/usr/bin/env node
// `npm run migrate`, `migrate:back`, `seed`, and `npx heyawari` with the same words where the package is installed: what is done to the
// database of DATABASE_URL, its schema `heyawari` included.
import process from 'node:process';
import pg from 'pg';
import { goJobs, stopJobs } from './jobs/stops.js';
import { exportOpenRows, missingIn } from './leave/export.js';
import { leave, sayRestored, stay } from './leave/leave.js';
import { listed, openRows } from './leave/open-rows.js';
import { migrateLastBatchBack, migrateLatest, runSeeds } from './migrate.js';
import { checkDatabase, complain, optionsOf, PersonsProblem, usable } from './problems.js';

const say = (text: string) => console.log(text);
/** How long `leave` waits by default, and how many open rows are named. */
const defaultMinutes = 60;
const mostListed = 20;

interface Given {
  readonly url: string;
  /** The word behind the action. */
  readonly file: string | undefined;
  readonly exported: string | undefined;
  readonly minutes: number;
  readonly hotel: string | undefined;
}

/** Answers with the exit code. */
type Action = (given: Given) => Promise<number>;

async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

type Table = 'booking_plans' | 'leaving' | 'known_database' | 'job_stops';

async function hasTable(client: pg.Client, table: Table): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [
    `heyawari.${table}`,
  ]);
  return rows[0]!.there;
}

/** As `connected`, for what needs that table. */
const installed = <T>(url: string, table: Table, work: (client: pg.Client) => Promise<T>): Promise<T> =>
  connected(url, async (client) => {
    if (await hasTable(client, table)) return work(client);
    throw new PersonsProblem(
      'The tables of Heyawari are not here, or are older than this build: `npx heyawari migrate` makes them.',
    );
  });

/** Rows that exist nowhere else keep the tables, unless `exported` has them all. */
async function refuseToLose(client: pg.Client, exported: string | undefined): Promise<void> {
  if (!(await hasTable(client, 'booking_plans'))) return;
  const open = await openRows(client, mostListed);
  if (open.total === 0) return;
  if (exported === undefined)
    throw new PersonsProblem(
      `Nothing was undone: ${open.total} rows exist nowhere else and would be lost.\n${listed(open)}\n` +
        '`npx heyawari leave` waits until they have come to their end; `npx heyawari export FILE` writes them, and `migrate:back --exported FILE` then goes on.',
    );
  const missing = await usable(exported, missingIn(client, exported));
  if (missing > 0)
    throw new PersonsProblem(
      `Nothing was undone: ${missing} rows that exist nowhere else are not in ${exported}. Export again, into another file.`,
    );
}

const actions: Readonly<Record<string, Action>> = {
  async migrate({ url }) {
    await migrateLatest(url, say);
    say('The schema heyawari is up to date.');
    return 0;
  },
  async 'migrate:back'({ url, exported }) {
    await connected(url, (client) => refuseToLose(client, exported));
    const undone = await migrateLastBatchBack(url, say);
    say(
      undone.length === 0
        ? 'There is nothing to undo.'
        : `Undone, the latest first:\n${undone.map((name) => `  ${name}`).join('\n')}`,
    );
    return 0;
  },
  async seed({ url }) {
    await runSeeds(url);
    say('The seeds are in.');
    return 0;
  },
  async leave({ url, minutes }) {
    return (await installed(url, 'leaving', (client) => leave({ client, minutes, say }))) ? 0 : 3;
  },
  async stay({ url }) {
    await installed(url, 'leaving', stay);
    say('It is fetched again.');
    return 0;
  },
  async restored({ url }) {
    await installed(url, 'known_database', sayRestored);
    say('Nothing is fetched from now on, until a person lets each hotel go on: 予約取込 in the PMS.');
    return 0;
  },
  async stop({ url, file: job, hotel }) {
    say(await installed(url, 'job_stops', (client) => stopJobs(client, { job, hotel })));
    return 0;
  },
  async go({ url, file: job, hotel }) {
    say(await installed(url, 'job_stops', (client) => goJobs(client, { job, hotel })));
    return 0;
  },
  async export({ url, file }) {
    if (file === undefined) throw new PersonsProblem('Say into which file: `npx heyawari export FILE`.');
    const written = await installed(url, 'leaving', (client) => usable(file, exportOpenRows(client, file)));
    say(`${written} rows are in ${file}. Their texts are sealed: keep the encryption keys with it.`);
    return 0;
  },
};

async function main(): Promise<number> {
  const { positionals, values } = optionsOf({
    allowPositionals: true,
    options: {
      exported: { type: 'string' },
      hotel: { type: 'string' },
      minutes: { type: 'string', default: String(defaultMinutes) },
    },
  });
  const [action, file] = positionals;
  const url = process.env.DATABASE_URL;
  const act = actions[action ?? ''];
  const choice = `Choose from ${Object.keys(actions).join(', ')}`;
  if (!act)
    throw new PersonsProblem(
      `${choice}: ${action ? `there is no action "${action}"` : 'nothing was asked for'}.`,
    );
  const minutes = Number(values.minutes);
  if (!(minutes >= 0)) throw new PersonsProblem(`--minutes is a number of minutes, not "${values.minutes}".`);
  if (!url) {
    console.error(
      'DATABASE_URL is not set: a role that may create the schema heyawari, on the database of the PMS.',
    );
    return 2;
  }
  await checkDatabase('DATABASE_URL', url);
  return act({ url, file, exported: values.exported, minutes, hotel: values.hotel });
}

process.exitCode = await main().catch(complain);
