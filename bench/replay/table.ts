// The figures for people: Markdown, a line for each figure.
/** Of what has parts each part gets a line. */
function linesOf(name: string, value: unknown): [string, string][] {
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([part, inner]) => linesOf(`${name} ${part}`, inner));
  return [[name, typeof value === 'number' ? value.toLocaleString('en') : '–']];
}

/** `figures`: by column, in the order given. What a column has no figure for is a dash. */
export function markdownTable(figures: ReadonlyMap<string, unknown>): string {
  const headings = [...figures.keys()];
  const columns = [...figures.values()].map(
    (one) => new Map(Object.entries(one ?? {}).flatMap(([name, value]) => linesOf(name, value))),
  );
  const names = [...new Set(columns.flatMap((column) => [...column.keys()]))];
  const lines = [
    ['', ...headings],
    ['---', ...headings.map(() => '---:')],
    ...names.map((name) => [name, ...columns.map((column) => column.get(name) ?? '–')]),
  ];
  return lines.map((line) => `| ${line.join(' | ')} |`).join('\n');
}
