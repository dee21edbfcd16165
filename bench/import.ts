// What the import costs and carries, side by side with the PMS's own, each figure beside its limit; exit code 1 where one is missed.
// `npm run -s bench:import -- [--json] [--only one-hotel] [--bookings 300] [--rounds 5]`: with `--json` one object, the figures by key, and `limits`.
import { optionsOf } from '../dev/problems.js';
import { startPostgres } from '../dev/postgres.js';
import { createTemplate } from '../dev/template.js';
import { postmasterOf } from './cpu.js';
import { databasesOf } from './databases.js';
import { type Figure, type Ground, isKept } from './import/part.js';
import { parts } from './import/parts.js';

const { values } = optionsOf({
  options: {
    bookings: { type: 'string', default: '300' },
    rounds: { type: 'string', default: '5' },
    only: { type: 'string', multiple: true, default: Object.keys(parts) },
    json: { type: 'boolean', default: false },
  },
});
const unknown = values.only.find((name) => !(name in parts));
if (unknown !== undefined) {
  console.error(`--only takes ${Object.keys(parts).join(', ')}, not ${unknown}.`);
  process.exit(2);
}

const rounded = (value: number) => (value < 10 ? Number(value.toFixed(2)) : Number(value.toFixed(1)));

function lineOf(key: string, figure: Figure): string {
  const { value, limit, says } = figure;
  const [word, bound] = 'least' in limit ? ['at least', limit.least] : ['at most', limit.most];
  const verdict = isKept(figure) ? '' : ' MISSED';
  return `${key} ${rounded(value)} (${word} ${rounded(bound)})${verdict}: ${says}`;
}

const server = await startPostgres({ directory: `bench-postgres-${process.pid}`, throwAway: true });
const template = await createTemplate(server.url);
const ground: Ground = {
  serverUrl: server.url,
  postmaster: await postmasterOf(server.url),
  bookings: Number(values.bookings),
  rounds: Number(values.rounds),
  inDatabase: databasesOf(server.url, template),
  tell: (text) => {
    if (!values.json) console.log(text);
  },
};

const figures: [string, Figure][] = [];
try {
  for (const name of values.only) figures.push(...Object.entries(await parts[name]!(ground)));
} finally {
  await server.stop();
}
const byKey = <T>(of: (figure: Figure) => T) =>
  Object.fromEntries(figures.map(([key, figure]) => [key, of(figure)]));
if (values.json)
  console.log(
    JSON.stringify({ ...byKey(({ value }) => rounded(value)), limits: byKey(({ limit }) => limit) }),
  );
else for (const [key, figure] of figures) console.log(lineOf(key, figure));
process.exit(figures.every(([, figure]) => isKept(figure)) ? 0 : 1);
