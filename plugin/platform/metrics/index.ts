// The face of measuring: a registry per instance, and the server that shows it and the health on a port of its own.
import { Registry } from 'prom-client';

export { createMeasures } from './families.js';
export { keepText } from './kept-text.js';
export type { MetricFamilies, MetricFamily } from './families.js';
export { createOperationsServer } from './operations-server.js';
export type { OperationsServer, OperationsServerOptions } from './operations-server.js';

/** An instance's own; the process's are shown beside them. */
export const createMetrics = (): Registry => new Registry();
