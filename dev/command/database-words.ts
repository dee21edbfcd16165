// What is done to the database of DATABASE_URL, its schema `heyawari` included.
import pg from 'pg';
import { goJobs, stopJobs } from '../jobs/stops.js';
import { exportOpenRows, missingIn } from '../leave/export.js';
import { leave, sayRestored, stay } from '../leave/leave.js';
import { listed, openRows } from '../leave/open-rows.js';
import { migrateLastBatchBack, migrateLatest, runSeeds } from '../migrate.js';
import { PersonsProblem, usable, UsageError } from '../problems.js';
import { type Given, say } from './given.js';
import type { Action } from './word.js';

/** How many open rows are named. */
const mostListed = 20;

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
        '`npx heyawari leave` waits until they have come to their end; `npx heyawari export FILE` writes them, and `rollback --exported FILE` then goes on.',
    );
  const missing = await usable(exported, missingIn(client, exported));
  if (missing > 0)
    throw new PersonsProblem(
      `Nothing was undone: ${missing} rows that exist nowhere else are not in ${exported}. Export again, into another file.`,
    );
}

export const migrate: Action = async ({ url }) => {
  await migrateLatest(url, say);
  say('The schema heyawari is up to date.');
  return 0;
};

export const rollback: Action = async ({ url, text }) => {
  await connected(url, (client) => refuseToLose(client, text('exported')));
  const undone = await migrateLastBatchBack(url, say);
  say(
    undone.length === 0
      ? 'There is nothing to undo.'
      : `Undone, the latest first:\n${undone.map((name) => `  ${name}`).join('\n')}`,
  );
  return 0;
};

export const seed: Action = async ({ url }) => {
  await runSeeds(url);
  say('The seeds are in.');
  return 0;
};

export const leaveWord: Action = async ({ url, minutes }) => {
  return (await installed(url, 'leaving', (client) => leave({ client, minutes, say }))) ? 0 : 3;
};

export const stayWord: Action = async ({ url }) => {
  say(await installed(url, 'leaving', stay));
  return 0;
};

export const restored: Action = async ({ url }) => {
  await installed(url, 'known_database', sayRestored);
  say('Nothing is fetched from now on, until a person lets each hotel go on: 予約取込 in the PMS.');
  return 0;
};

const place = ({ named: job, text }: Given) => ({ job, hotel: text('hotel') });

export const stop: Action = async (given) => {
  say(await installed(given.url, 'job_stops', (client) => stopJobs(client, place(given))));
  return 0;
};

export const go: Action = async (given) => {
  say(await installed(given.url, 'job_stops', (client) => goJobs(client, place(given))));
  return 0;
};

export const exportRows: Action = async ({ url, named: file }) => {
  if (file === undefined) throw new UsageError('Say into which file: `npx heyawari export FILE`.');
  const written = await installed(url, 'leaving', (client) => usable(file, exportOpenRows(client, file)));
  say(`${written} rows are in ${file}. Their texts are sealed: keep the encryption keys with it.`);
  return 0;
};
