// docs/metrics.md, made from the catalogue: `npm run docs:metrics`.
import { writeFileSync } from 'node:fs';
import { metricCatalogue, type MetricGroup } from '../../plugin/metric-catalogue.js';
import type { MetricFamily } from '../../plugin/platform/metrics/index.js';

const from: Readonly<Record<MetricGroup['from'], string>> = {
  process: 'Each process tells its own: take the sum over processes.',
  database:
    'Read from the database every minute by one process, and shown alike by all: take the maximum over processes, never the sum.',
};

/** Of more values, the first are named. */
const mostValues = 12;

function labelsOf({ labels = {} }: MetricFamily): string {
  return Object.entries(labels)
    .map(([label, values]) => {
      if (values === 'open') return `\`${label}\``;
      const named = values.slice(0, mostValues).map((value) => `\`${value}\``);
      return `\`${label}\`: ${named.join(', ')}${values.length > mostValues ? ` and ${values.length - mostValues} more` : ''}`;
    })
    .join('; ');
}

/** By the end of the name, as Prometheus has it. */
function unitOf({ name }: MetricFamily): string {
  const base = name.replace(/_total$/, '');
  if (base.endsWith('_timestamp_seconds')) return 'seconds since 1970';
  if (base.endsWith('_seconds')) return 'seconds';
  return base.endsWith('_bytes') ? 'bytes' : '';
}

const row = (family: MetricFamily): string =>
  `| \`${family.name}\` | ${[family.type, unitOf(family)].filter((part) => part !== '').join(', ')} | ${labelsOf(family)} | ${family.help} |`;

const section = (group: MetricGroup): string =>
  [
    `## ${group.title}`,
    '',
    from[group.from],
    '',
    '| metric | type, unit | labels | says |',
    '|---|---|---|---|',
    ...group.metrics.map(row),
  ].join('\n');

export const metricsPage = (): string =>
  `# Metrics

Made from the code by \`npm run docs:metrics\`; a test holds it to what a running plugin tells. [operations.md](operations.md#metrics) says where they are scraped
and how they are to be read.

${metricCatalogue.map(section).join('\n\n')}

## The process and Node.js

Beside these each process tells what prom-client collects by itself: \`process_*\` (CPU seconds, memory, open files, start) and \`nodejs_*\` (event loop lag, active handles
and requests, heap, garbage collection). Their names and labels are prom-client’s.
`;

if (process.argv[1] === import.meta.filename)
  writeFileSync(new URL('../../docs/metrics.md', import.meta.url), metricsPage());
