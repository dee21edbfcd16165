// The hierarchy's metrics.
import type { Registry } from 'prom-client';
import { createMeasures, type MetricFamilies } from '../platform/metrics/index.js';

/** What was done to a hierarchy; also the last word of the audit log's action. */
const editKinds = ['add', 'change', 'remove', 'replace', 'rules', 'undo', 'setup'] as const;
export type EditKind = (typeof editKinds)[number];

const results = ['done', 'refused'] as const;

export const hierarchyFamilies = {
  edits: {
    type: 'counter',
    name: 'heyawari_room_hierarchy_edits_total',
    help: 'Edits of upgrade relations and rules, by kind and result.',
    labels: { kind: editKinds, result: results },
  },
} as const satisfies MetricFamilies;

export interface HierarchyMetrics {
  edited(kind: EditKind, result: (typeof results)[number]): void;
}

export function createHierarchyMetrics(registry: Registry): HierarchyMetrics {
  const { edits } = createMeasures(registry, hierarchyFamilies);
  return { edited: (kind, result) => edits.inc({ kind, result }) };
}
