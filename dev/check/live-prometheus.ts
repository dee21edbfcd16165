// Whether Prometheus scrapes the processes that were named.
import type { Finding } from '../../plugin/platform/finding.js';
import { asked, jsonIn, unlikeHoped } from './asked.js';

interface Target {
  readonly metric: { readonly instance?: string };
  readonly value: readonly [number, string];
}

const namesOf = (targets: readonly Target[]) =>
  targets.map(({ metric }) => metric.instance ?? '?').join(', ');

/** It may know a process by another name of its host, but not by another port. */
const portIn = (instance: string) => /:(\d+)$/.exec(instance)?.[1];

/** Addresses at whose port it scrapes nothing. Where its names have no ports, nobody can tell. */
function unknownTo(targets: readonly Target[], addresses: readonly string[]): readonly string[] {
  const ports = targets.map(({ metric }) => portIn(metric.instance ?? ''));
  if (ports.includes(undefined)) return [];
  return addresses.filter((at) => {
    const { port, protocol } = new URL(at);
    return !ports.includes(port || (protocol === 'https:' ? '443' : '80'));
  });
}

/** `url` may have a path, as behind a proxy: it is kept. `processes`: where their metrics are. */
export async function prometheusFindings(
  url: string,
  processes: readonly string[],
): Promise<readonly Finding[]> {
  const about = 'Prometheus';
  const is = (state: Finding['state'], says: string): readonly Finding[] => [{ about, state, says }];
  const answer = await asked(
    `${url.replace(/\/+$/, '')}/api/v1/query?query=${encodeURIComponent('up{job="heyawari"}')}`,
  );
  const { data } = (jsonIn(answer) ?? {}) as { data?: { result?: readonly Target[] } };
  if (answer.status !== 200 || !data?.result)
    return is('fails', `It cannot be asked at ${url} (${unlikeHoped(answer)}).`);
  if (data.result.length === 0)
    return is('fails', 'It scrapes nothing under job="heyawari": take grafana/prometheus/prometheus.yml.');
  const down = data.result.filter(({ value }) => value[1] !== '1');
  if (down.length > 0)
    return is('fails', `It does not reach ${namesOf(down)}: is the process running, and its address right?`);
  const unknown = unknownTo(data.result, processes);
  if (unknown.length > 0)
    return is(
      'fails',
      `It scrapes ${namesOf(data.result)}, but not ${unknown.join(', ')}: add it to the targets of job="heyawari".`,
    );
  return is('ok', `It scrapes ${namesOf(data.result)}.`);
}
