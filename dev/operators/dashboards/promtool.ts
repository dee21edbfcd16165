// What Prometheus's own tool says of the queries.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { withoutVariables } from './check-queries.js';
import type { NamedQuery } from './checks.js';

export const promtoolIsInstalled = () => spawnSync('promtool', ['--version']).error === undefined;

/** One sentence for each query that `promtool check rules` refuses. Throws where it says something that is about none of them. */
export function promtoolProblems(queries: readonly NamedQuery[]): string[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'dashboards-'));
  try {
    const file = path.join(folder, 'rules.yml');
    const rules = queries.map(({ expr }, index) => ({
      record: `query:${index}`,
      expr: withoutVariables(expr),
    }));
    // JSON is YAML.
    writeFileSync(file, JSON.stringify({ groups: [{ name: 'queries', rules }] }));
    const { status, stdout, stderr } = spawnSync('promtool', ['check', 'rules', file], { encoding: 'utf8' });
    if (status === 0) return [];
    const said = [...`${stdout}${stderr}`.matchAll(/"query:(\d+)": (.*)/g)];
    if (said.length === 0) throw new Error(`promtool: ${stdout}${stderr}`);
    return said.map(([, index, why]) => `${queries[Number(index)]!.where}: ${why}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
