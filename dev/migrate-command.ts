#!/usr/bin/env node
// `npm run migrate`, `migrate:back`, `seed`, and `npx heyawari` with the same words where the package is installed: what is done to the
// database of DATABASE_URL, its schema `heyawari` included.
import { complain, checkDatabase, PersonsProblem } from './problems.js';
import { migrateLastBatchBack, migrateLatest, runSeeds } from './migrate.js';

const actions: Readonly<Record<string, (url: string) => Promise<string>>> = {
  async migrate(url) {
    await migrateLatest(url);
    return 'The schema heyawari is up to date.';
  },
  async 'migrate:back'(url) {
    const undone = await migrateLastBatchBack(url);
    return undone.length === 0
      ? 'There is nothing to undo.'
      : `Undone, the latest first:\n${undone.map((name) => `  ${name}`).join('\n')}`;
  },
  async seed(url) {
    await runSeeds(url);
    return 'The seeds are in.';
  },
};

async function main(action: string | undefined): Promise<number> {
  const url = process.env.DATABASE_URL;
  const act = actions[action ?? ''];
  const choice = `Choose from ${Object.keys(actions).join(', ')}`;
  if (!act)
    throw new PersonsProblem(
      `${choice}: ${action ? `there is no action "${action}"` : 'nothing was asked for'}.`,
    );
  if (!url) {
    console.error(
      'DATABASE_URL is not set: a role that may create the schema heyawari, on the database of the PMS.',
    );
    return 2;
  }
  await checkDatabase('DATABASE_URL', url);
  console.log(await act(url));
  return 0;
}

process.exitCode = await main(process.argv[2]).catch(complain);
