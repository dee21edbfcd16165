// The last snapshot as gauges. A scrape asks nobody: it shows what this process has read, and the time of it.
import type { Gauge, Registry } from 'prom-client';
import { createMeasures, keepText, type MetricFamilies } from '../metrics/index.js';
import type { Snapshot } from './repository.js';
import type { StateFamilies } from './state.js';

export const snapshotFamilies = {
  takenAt: {
    type: 'gauge',
    name: 'heyawari_snapshot_timestamp_seconds',
    help: 'When the state of the installation was read, by the business clock; the same in every process.',
  },
} as const satisfies MetricFamilies;

/** As declared: the database keeps them in an order of its own. */
const inOrder = ({ labels = {} }: StateFamilies[string], given: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.keys(labels).map((label) => [label, given[label] ?? '']));

/**
 * Registers the gauges; what it answers with shows a snapshot from then on. Done once for each snapshot and not with each scrape, of which it would be
 * most. No series before there is one: 0 would be a claim.
 */
export function snapshotGauges(
  registry: Registry,
  families: readonly StateFamilies[],
): (snapshot: Snapshot) => void {
  const { takenAt } = createMeasures(registry, snapshotFamilies);
  const shown = families.flatMap((part) => {
    const gauges: Readonly<Record<string, Gauge>> = createMeasures(registry, part);
    return Object.entries(part).map(([key, family]) => ({ family, gauge: gauges[key]! }));
  });
  return (snapshot) => {
    takenAt.set(snapshot.takenAt.getTime() / 1000);
    for (const { family, gauge } of shown) {
      // One without labels would be 0 after a reset.
      if (family.labels) gauge.reset();
      else gauge.remove();
      for (const { labels, value } of snapshot.series[family.name] ?? [])
        gauge.set(inOrder(family, labels), value);
      keepText(gauge);
    }
  };
}
