// What the pool costs and carries, each figure beside its limit; exit code 1 where one is missed.
// `npm run -s bench:pool -- [--json] [--only dueSeconds] [--rounds 3]`: with `--json` one object, the figures by key, null where one was not measured, and `limits`.
import { loadavg } from 'node:os';
import { optionsOf } from '../dev/problems.js';
import { startPostgres } from '../dev/postgres.js';
import { createTemplate } from '../dev/template.js';
import { postmasterOf } from './cpu.js';
import { databasesOf } from './databases.js';
import { type Figure, isKept } from './import/part.js';
import { measureBesideYears } from './pool/beside-years.js';
import { measureDue } from './pool/due.js';
import { measureNights } from './pool/nights.js';
import type { MeasurePool, PoolGround } from './pool/part.js';

/** What each key must be at most. */
const limits = {
  dueSeconds: 15,
  manyHotelsSeconds: 10,
  manyNightsMinutes: 30,
  idleSweepMs: 50,
  statusP95Ms: 30,
  memoryGrowth: 0.1,
} as const;

const parts: readonly { readonly keys: readonly (keyof typeof limits)[]; readonly measure: MeasurePool }[] = [
  { keys: ['idleSweepMs', 'statusP95Ms'], measure: measureBesideYears },
  { keys: ['dueSeconds', 'manyHotelsSeconds'], measure: measureDue },
  { keys: ['manyNightsMinutes'], measure: measureNights },
];
/** `memoryGrowth` has no part yet. */
const measured = parts.flatMap(({ keys }) => keys);

const { values } = optionsOf({
  options: {
    rounds: { type: 'string', default: '3' },
    only: { type: 'string', multiple: true, default: measured },
    json: { type: 'boolean', default: false },
  },
});
const unknown = values.only.find((name) => !(measured as readonly string[]).includes(name));
if (unknown !== undefined) {
  console.error(`--only takes ${measured.join(', ')}, not ${unknown}.`);
  process.exit(2);
}

const server = await startPostgres({ directory: `bench-postgres-${process.pid}`, throwAway: true });
const figures: Record<string, Figure> = {};
try {
  const template = await createTemplate(server.url);
  const ground: PoolGround = {
    postmaster: await postmasterOf(server.url),
    rounds: Number(values.rounds),
    inDatabase: databasesOf(server.url, template),
    tell: (text) => {
      if (!values.json) console.log(`${text}; load ${loadavg()[0]!.toFixed(0)}`);
    },
  };
  for (const { keys, measure } of parts) {
    const asked = keys.filter((key) => values.only.includes(key));
    if (asked.length > 0) Object.assign(figures, await measure(ground, asked));
  }
} finally {
  await server.stop();
}

const rounded = (value: number) => Number(value.toFixed(value < 10 ? 2 : 1));
const valueOf = (key: string) => (figures[key] ? rounded(figures[key].value) : null);
if (values.json) {
  const byKey = Object.fromEntries(Object.keys(limits).map((key) => [key, valueOf(key)]));
  console.log(JSON.stringify({ ...byKey, limits }));
} else
  for (const [key, most] of Object.entries(limits)) {
    const figure = figures[key];
    const verdict = figure && !isKept(figure) ? ' MISSED' : '';
    console.log(`${key} ${valueOf(key) ?? 'not measured'} (at most ${most})${verdict} ${figure?.says ?? ''}`);
  }
process.exit(Object.values(figures).every(isKept) ? 0 : 1);
