// That queries name what the plugin has, in the way in which it is meant to be asked for.
import type { MetricFamily } from '../../../plugin/platform/metrics/index.js';
import type { MetricGroup } from '../../../plugin/metric-catalogue.js';

export interface Known {
  readonly groups: readonly MetricGroup[];
  /** Names of the variables that the dashboard has. */
  readonly variables: readonly string[];
}

/** What Prometheus and Node's process tell beside the catalogue; that each is there is seen where queries are run. */
const besides = [
  ...['up', 'ALERTS', 'process_start_time_seconds', 'process_resident_memory_bytes'],
  ...['process_cpu_seconds_total', 'nodejs_eventloop_lag_p99_seconds'],
];
/** Labels that Prometheus and rules set. */
const labelsBesides = [
  'instance',
  'job',
  'le',
  'alertname',
  'alertstate',
  'severity',
  'hotel',
  'table',
  'code',
  'class',
];

/** What Grafana puts in itself, with something that may stand for it. */
const builtIn: Readonly<Record<string, string>> = {
  __range: '24h',
  __rate_interval: '1m',
  __interval: '1m',
};

/** As Prometheus gets it: of a hotel any, unless one is named. */
export function withoutVariables(expr: string, values: Readonly<Record<string, string>> = {}): string {
  return expr.replace(
    /\$\{?(\w+)\}?/g,
    (whole, name: string) => values[name] ?? builtIn[name] ?? (name === 'hotel' ? '.+' : whole),
  );
}

export const variablesIn = (text: string): string[] =>
  [...text.matchAll(/\$\{?(\w+)/g)].map(([, name]) => name!).filter((name) => !name.startsWith('__'));

const withoutTexts = (expr: string) => expr.replace(/"[^"]*"/g, '""');
/** Every name of a metric: what is no function, no label and no word of the language. */
export function metricsIn(expr: string): string[] {
  const bare = withoutTexts(withoutVariables(expr))
    .replace(/\b(by|on|without|ignoring|group_left|group_right)\s*\([^)]*\)/g, ' ')
    .replace(/\{[^}]*\}/g, ' ')
    .replace(/\[[^\]]*\]/g, ' ')
    .replace(/\boffset\s+\w+/g, ' ');
  return [...bare.matchAll(/\b[a-zA-Z_]\w*\b(?!\s*\()/g)]
    .map(([name]) => name)
    .filter((name) => !/^(and|or|unless|bool|by|on)$/.test(name));
}

const suffixes = ['', '_bucket', '_sum', '_count'];

/** The family behind a name as Prometheus has it; of a histogram the names of its parts. */
export function familyOf(
  groups: readonly MetricGroup[],
  name: string,
): { family: MetricFamily; from: MetricGroup['from'] } | undefined {
  for (const { metrics, from } of groups)
    for (const family of metrics)
      if (
        suffixes.some(
          (suffix) => (family.type === 'histogram') === (suffix !== '') && family.name + suffix === name,
        )
      )
        return { family, from };
  return undefined;
}

function nameProblems(expr: string, { groups }: Known): string[] {
  return metricsIn(expr)
    .filter((name) => !besides.includes(name) && !familyOf(groups, name))
    .map((name) => `the plugin has no metric ${name}`);
}

function labelProblems(expr: string, { groups }: Known): string[] {
  return [...expr.matchAll(/(heyawari_\w+)\{([^}]*)\}/g)].flatMap(([, name, matchers]) => {
    const labels = familyOf(groups, name!)?.family.labels ?? {};
    return [...matchers!.matchAll(/(\w+)\s*(!?[=~]+)\s*"([^"]*)"/g)].flatMap(([, label, sign, value]) => {
      const values = labels[label!];
      if (label === 'le')
        return [`${name}: a bound of a bucket is named, which Prometheus 3 writes in another way`];
      if (!values) return [`${name} has no label ${label}`];
      const isClosed = values !== 'open' && !sign!.includes('~');
      return isClosed && !values.includes(value!) ? [`${name} has no ${label} ${value}`] : [];
    });
  });
}

/** Labels by which is grouped, of the metrics that are named. */
function groupingProblems(expr: string, { groups }: Known): string[] {
  const families = metricsIn(expr).flatMap((name) => familyOf(groups, name)?.family ?? []);
  const known = new Set([...labelsBesides, ...families.flatMap(({ labels = {} }) => Object.keys(labels))]);
  return [...expr.matchAll(/\b(?:by|on)\s*\(([^)]*)\)/g)]
    .flatMap(([, labels]) => labels!.split(',').map((label) => label.trim()))
    .filter((label) => label !== '' && !known.has(label))
    .map((label) => `none of its metrics has a label ${label}`);
}

/** What every process tells alike is asked for by its maximum or minimum first; a sum would count it once per process. */
function stateProblems(expr: string, { groups }: Known): string[] {
  return [...expr.matchAll(/heyawari_\w+/g)].flatMap((match) => {
    if (familyOf(groups, match[0])?.from !== 'database') return [];
    const before = expr.slice(0, match.index);
    return /\b(max|min)(\s+by\s*\([^)]*\))?\s*\($/.test(before)
      ? []
      : [`${match[0]} is the same in every process: take its maximum, before anything else`];
  });
}

/** What is counted is looked at as an increase; its value says how long a process has run. */
function counterProblems(expr: string, { groups }: Known): string[] {
  return [...expr.matchAll(/(heyawari_\w+)(\{[^}]*\})?(\[|\s+(?:offset|unless))?/g)].flatMap(
    ([, name, , after]) => {
      const found = familyOf(groups, name!)?.family;
      return !found || found.type === 'gauge' || after
        ? []
        : [`${name} is counted: its increase says something, its value does not`];
    },
  );
}

export const queryProblems = (expr: string, known: Known): string[] => [
  ...(expr.trim() === '' ? ['an empty query'] : []),
  ...variablesIn(expr)
    .filter((name) => !known.variables.includes(name))
    .map((name) => `the dashboard has no variable ${name}`),
  ...nameProblems(expr, known),
  ...labelProblems(expr, known),
  ...groupingProblems(expr, known),
  ...stateProblems(expr, known),
  ...counterProblems(expr, known),
];
