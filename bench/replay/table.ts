// The figures for people: Markdown, a line for each figure and a column for each player.
import type { Metrics } from './metrics.js';

/** Of what has parts each part gets a line. */
function linesOf(name: string, value: unknown): [string, string][] {
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([part, inner]) => linesOf(`${name} ${part}`, inner));
  return [[name, typeof value === 'number' ? value.toLocaleString('en') : '–']];
}

/** By player, in the order given. What a player has no figure for is a dash. */
export function markdownTable(metrics: ReadonlyMap<string, Metrics>): string {
  const players = [...metrics.keys()];
  const columns = [...metrics.values()].map(
    (one) => new Map(Object.entries(one).flatMap(([name, value]) => linesOf(name, value))),
  );
  const names = [...new Set(columns.flatMap((column) => [...column.keys()]))];
  const lines = [
    ['', ...players],
    ['---', ...players.map(() => '---:')],
    ...names.map((name) => [name, ...columns.map((column) => column.get(name) ?? '–')]),
  ];
  return lines.map((line) => `| ${line.join(' | ')} |`).join('\n');
}
