// The hierarchy's metrics.
import { Counter, type Registry } from 'prom-client';

/** What was done to a hierarchy; also the last word of the audit log's action. */
export type EditKind = 'add' | 'change' | 'remove' | 'replace' | 'rules' | 'undo' | 'setup';

export interface HierarchyMetrics {
  edited(kind: EditKind, result: 'done' | 'refused'): void;
}

export function createHierarchyMetrics(registry: Registry): HierarchyMetrics {
  const edits = new Counter({
    name: 'heyawari_room_hierarchy_edits_total',
    help: 'Edits of upgrade relations and rules, by kind and result.',
    labelNames: ['kind', 'result'] as const,
    registers: [registry],
  });
  return { edited: (kind, result) => edits.inc({ kind, result }) };
}
