// How figures are asked for: state as the maximum over processes, what is counted as the sum over them.
import { readFileSync } from 'node:fs';

export interface Query {
  readonly expr: string;
  /** Of its series, with Grafana's `{{label}}`. */
  readonly legend: string;
  /** As it is now, instead of over the time shown. */
  readonly instant?: boolean;
}

export const query = (expr: string, legend: string): Query => ({ expr, legend });

const byLabels = (labels: string) => (labels === '' ? '' : ` by (${labels})`);

/** What the database says, alike in every process. `labels`, comma between them; none: over all. */
export const state = (metric: string, labels = 'hotel') => `max${byLabels(labels)} (${metric})`;
/** Seconds since what a timestamp of the state says. */
export const age = (metric: string, labels = 'hotel') => `time() - ${state(metric, labels)}`;
/** 0 where the state is known at all, and nothing where it is not: "none" is never said without knowing. */
export const elseNone = '(0 * max(heyawari_snapshot_timestamp_seconds))';
/** How many of the series are so. */
export const howMany = (expr: string) => `count(${expr}) or ${elseNone}`;

/** In the last hour, over all processes, of counters whose series are all there from the first scrape on. */
export const perHour = (metric: string, labels = '') => `sum${byLabels(labels)} (increase(${metric}[1h]))`;
/** In the time shown. */
export const inRange = (metric: string, labels = '') =>
  `sum${byLabels(labels)} (increase(${metric}[$__range]))`;
/** In the last hour, of counters with open labels: a series is born with its first event, which `increase` does not hear. */
export const perHourOpen = (metric: string, labels: string) =>
  `sum by (${labels}) ((${metric} unless ${metric} offset 1h) > 0 or increase(${metric}[1h]) > 0)`;

const bucketsBy = (labels: string) => ['le', labels].filter((one) => one !== '').join(', ');

/** Of a histogram, over the last hour and all processes: a hotel has tens of messages a day, so less would say nothing. */
export const quantile = (share: 0.5 | 0.95, metric: string, labels = '') =>
  `histogram_quantile(${share}, sum by (${bucketsBy(labels)}) (increase(${metric}_bucket[1h])))`;

/** Of one with open labels: what it was born with counts, too. */
export const quantileOpen = (share: 0.5 | 0.95, metric: string, labels: string) =>
  `histogram_quantile(${share}, sum by (${bucketsBy(labels)}) ((${metric}_bucket unless ${metric}_bucket offset 1h) > 0 or increase(${metric}_bucket[1h])))`;

const rules = readFileSync(new URL('../../../grafana/prometheus/rules.yml', import.meta.url), 'utf8');

/** The bound of an alert, in its unit: the rules are its home, and panels turn red where it is told. Throws where there is no such alert. */
export function boundOf(alert: string): number {
  const [, rest] = rules.split(`- alert: ${alert}\n`);
  const bound = rest?.split('- alert: ')[0]?.match(/>=? (\d+)/)?.[1];
  if (bound === undefined) throw new Error(`the rules have no bound of an alert ${alert}`);
  return Number(bound);
}
