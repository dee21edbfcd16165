// The face of measuring: a registry per instance, and the server that shows it and the health on a port of its own.
import { collectDefaultMetrics, Registry } from 'prom-client';

export { createMeasures, knownCombinations } from './families.js';
export type { LabelValues, Measured, MetricFamilies, MetricFamily } from './families.js';
export { createOperationsServer } from './operations-server.js';
export type { OperationsServer, OperationsServerOptions } from './operations-server.js';

/**
 * `process`: with Node's own metrics (event loop, heap), for a process that has no registry else; `plugin`: ours alone, for a
 * PMS that measures its process itself.
 */
export function createMetrics(scope: 'process' | 'plugin'): Registry {
  const registry = new Registry();
  if (scope === 'process') collectDefaultMetrics({ register: registry });
  return registry;
}
