// Every metric that the plugin has: docs/metrics.md is made from it, and dashboards and rules may name no other.
import { buildFamilies } from './build-metrics.js';
import { lockFamilies } from './host/locks.js';
import {
  findingStateFamilies,
  importFamilies,
  importStateFamilies,
  reportFamilies,
} from './ota-import/index.js';
import { faultFamilies } from './platform/faults/index.js';
import { httpFamilies } from './platform/http/index.js';
import { jobFamilies } from './platform/jobs/index.js';
import type { MetricFamily } from './platform/metrics/index.js';
import { connectionPoolFamilies } from './platform/pool-metrics.js';
import { jobStateFamilies, schemaStateFamilies, snapshotFamilies } from './platform/snapshot/index.js';
import { socketFamilies } from './platform/sockets/index.js';
import { poolFamilies, poolStateFamilies, upgradeStateFamilies, usageStateFamilies } from './pool/index.js';
import { hierarchyFamilies } from './room-hierarchy/index.js';

export interface MetricGroup {
  /** As a heading. */
  readonly title: string;
  /** Where the figures are: counted by each process for itself, or read from the database by one and shown by all. */
  readonly from: 'process' | 'database';
  readonly metrics: readonly MetricFamily[];
}

export const metricCatalogue: readonly MetricGroup[] = [
  {
    title: 'Import, as each process counts it',
    from: 'process',
    metrics: [...Object.values(importFamilies), ...Object.values(reportFamilies)],
  },
  {
    title: 'Import, as it stands',
    from: 'database',
    metrics: [...Object.values(importStateFamilies), ...Object.values(findingStateFamilies)],
  },
  {
    title: 'Rooms, as each process counts them',
    from: 'process',
    metrics: [...Object.values(poolFamilies), ...Object.values(hierarchyFamilies)],
  },
  {
    title: 'Rooms, as they stand',
    from: 'database',
    metrics: [poolStateFamilies, upgradeStateFamilies, usageStateFamilies].flatMap((families) =>
      Object.values<MetricFamily>(families),
    ),
  },
  { title: 'Jobs, as each process works them', from: 'process', metrics: Object.values(jobFamilies) },
  { title: 'Jobs, as they wait', from: 'database', metrics: Object.values(jobStateFamilies) },
  {
    title: 'The installation',
    from: 'process',
    metrics: [
      ...[buildFamilies, faultFamilies, lockFamilies],
      ...[httpFamilies, socketFamilies, connectionPoolFamilies],
    ].flatMap((families) => Object.values<MetricFamily>(families)),
  },
  {
    title: 'The snapshot and the schema',
    from: 'database',
    metrics: [...Object.values(snapshotFamilies), ...Object.values(schemaStateFamilies)],
  },
];
