// The last snapshot of each part as gauges. A scrape asks nobody: it shows what this process has read, and the time of it.
import type { Gauge, Registry } from 'prom-client';
import { createMeasures, keepText, type MetricFamilies } from '../metrics/index.js';
import type { Snapshot } from './repository.js';
import type { State, StateFamilies } from './state.js';

export const snapshotFamilies = {
  takenAt: {
    type: 'gauge',
    name: 'heyawari_snapshot_timestamp_seconds',
    help: 'When that part of the state of the installation was read, by the business clock; the same in every process.',
    labels: { part: 'open' },
  },
  failures: {
    type: 'counter',
    name: 'heyawari_snapshot_failures_total',
    help: 'How often that part of the state could not be read while the snapshot was taken, which one process does for all.',
    labels: { part: 'open' },
  },
} as const satisfies MetricFamilies;

/** As declared: the database keeps them in an order of its own. */
const inOrder = ({ labels = {} }: StateFamilies[string], given: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.keys(labels).map((label) => [label, given[label] ?? '']));

export interface SnapshotGauges {
  /** What it says is shown from here on. */
  show(snapshot: Snapshot): void;
  failed(part: string): void;
}

/**
 * Registers the gauges. They are set once for each snapshot and not with each scrape, of which it would be most. No series of a part before there is
 * one: 0 would be a claim.
 */
export function snapshotGauges(registry: Registry, states: readonly State[]): SnapshotGauges {
  const { takenAt, failures } = createMeasures(registry, snapshotFamilies);
  const shown = new Map(
    states.map(({ part, families }) => {
      const gauges: Readonly<Record<string, Gauge>> = createMeasures(registry, families);
      failures.inc({ part }, 0);
      return [part, Object.entries(families).map(([key, family]) => ({ family, gauge: gauges[key]! }))];
    }),
  );
  return {
    show(snapshot) {
      takenAt.set({ part: snapshot.part }, snapshot.takenAt.getTime() / 1000);
      for (const { family, gauge } of shown.get(snapshot.part) ?? []) {
        // One without labels would be 0 after a reset.
        if (family.labels) gauge.reset();
        else gauge.remove();
        for (const { labels, value } of snapshot.series[family.name] ?? [])
          gauge.set(inOrder(family, labels), value);
        keepText(gauge);
      }
    },
    failed: (part) => failures.inc({ part }),
  };
}
