// `npm run migrate`, `migrate:back`, `seed`: what is done to the database of DATABASE_URL, its schema `heyawari` included.
import { complain, checkDatabase, PersonsProblem } from './problems.js';
import { migrateLastBatchBack, migrateLatest, runSeeds } from './migrate.js';

const actions: Readonly<Record<string, (url: string) => Promise<string>>> = {
  async latest(url) {
    await migrateLatest(url);
    return 'The schema heyawari is up to date.';
  },
  async back(url) {
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

async function main(action = 'latest'): Promise<number> {
  const url = process.env.DATABASE_URL;
  const act = actions[action];
  if (!act) throw new PersonsProblem(`There is no action "${action}": ${Object.keys(actions).join(', ')}.`);
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

process.exitCode = await main(...process.argv.slice(2, 3)).catch(complain);
