// The last snapshot as gauges. A scrape asks nobody: it shows what this process has read, and the time of it.
import type { Gauge, Registry } from 'prom-client';
import { createMeasures, type MetricFamilies } from '../metrics/index.js';
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

/** No series before there is a snapshot: 0 would be a claim. */
export function showSnapshot(
  registry: Registry,
  families: readonly StateFamilies[],
  present: () => Snapshot | undefined,
): void {
  createMeasures(registry, snapshotFamilies, {
    takenAt(gauge) {
      const snapshot = present();
      if (snapshot) gauge.set(snapshot.takenAt.getTime() / 1000);
    },
  });
  const show = (family: StateFamilies[string]) => (gauge: Gauge) => {
    // One without labels would be 0 after a reset.
    if (family.labels) gauge.reset();
    else gauge.remove();
    for (const { labels, value } of present()?.series[family.name] ?? [])
      gauge.set(inOrder(family, labels), value);
  };
  for (const part of families)
    createMeasures(
      registry,
      part,
      Object.fromEntries(Object.entries(part).map(([key, family]) => [key, show(family)])),
    );
}
