// grafana/dashboards: `npm run grafana:build` writes them, `npm run grafana:build -- --check` says whether they are as the code has them. Neither
// accepts a dashboard that the checks refuse.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { metricCatalogue } from '../../../plugin/metric-catalogue.js';
import { dashboards } from './all.js';
import { type Dashboards, problemsOf, queriesOf, type Surroundings } from './checks.js';
import { notShown } from './not-shown.js';
import { promtoolIsInstalled, promtoolProblems } from './promtool.js';

const root = (name: string) => fileURLToPath(new URL(`../../../${name}`, import.meta.url));
const folder = root('grafana/dashboards');

export const surroundings = (): Surroundings => ({
  groups: metricCatalogue,
  rules: readFileSync(root('grafana/prometheus/rules.yml'), 'utf8'),
  runbooks: [...readFileSync(root('docs/runbooks.md'), 'utf8').matchAll(/^## (\w+)$/gm)].map(([, name]) =>
    name!.toLowerCase(),
  ),
  notShown,
});

/** By the name of the file. */
const texts = (built: Dashboards): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(built).map(([name, one]) => [`${name}.json`, `${JSON.stringify(one, undefined, 2)}\n`]),
  );

/** Files that are missing, other than the code has them, or nobody's. */
export function differences(built: Dashboards, at = folder): string[] {
  const expected = texts(built);
  const there = readdirSync(at);
  return [
    ...Object.keys(expected)
      .filter((name) => !there.includes(name) || readFileSync(path.join(at, name), 'utf8') !== expected[name])
      .map((name) => `${name} is not as the code has it: npm run grafana:build`),
    ...there.filter((name) => !(name in expected)).map((name) => `${name} is made by nothing`),
  ];
}

function write(built: Dashboards): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(texts(built))) writeFileSync(path.join(folder, name), text);
}

function main(checkOnly: boolean): void {
  const built = dashboards();
  const withTool = promtoolIsInstalled();
  if (!withTool)
    console.warn('promtool is not installed (apt-get install prometheus): queries are not parsed');
  const problems = [
    ...problemsOf(built, surroundings()),
    ...(withTool ? promtoolProblems(queriesOf(built)) : []),
  ];
  if (problems.length === 0 && !checkOnly) write(built);
  if (checkOnly) problems.push(...differences(built));
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
}

if (process.argv[1] === import.meta.filename) main(process.argv.includes('--check'));
