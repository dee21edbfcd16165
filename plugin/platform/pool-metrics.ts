// How far the connection pools of this process are used: work that waits for a connection is as late as work that waits for a lock.
import type { Registry } from 'prom-client';
import { createMeasures, type MetricFamilies } from './metrics/index.js';

/** `clicks`: of people; `jobs`: of background work; `queue`: of the job queue itself. */
const poolNames = ['clicks', 'jobs', 'queue'] as const;
export type PoolName = (typeof poolNames)[number];

/** Connections of one pool, and who waits for one. */
export interface PoolCounts {
  readonly max: number;
  /** Open ones, `idle` of them not in use. */
  readonly total: number;
  readonly idle: number;
  readonly waiting: number;
}

const labels = { pool: poolNames } as const;

export const connectionPoolFamilies = {
  connections: {
    type: 'gauge',
    name: 'heyawari_database_pool_connections',
    help: 'Open connections to the database, by pool (clicks: of people; jobs: of background work; queue: of the job queue) and by whether they are in use.',
    labels: { ...labels, state: ['busy', 'idle'] },
  },
  limit: {
    type: 'gauge',
    name: 'heyawari_database_pool_limit',
    help: 'Connections that the pool opens at most.',
    labels,
  },
  waiting: {
    type: 'gauge',
    name: 'heyawari_database_pool_waiting',
    help: 'Pieces of work that wait for a connection of the pool, all of which are in use.',
    labels,
  },
} as const satisfies MetricFamilies;

/** Each pool is looked at with every scrape; one that is not open has no connections, and nobody waits for one. */
export function measurePools(registry: Registry, pools: Readonly<Record<PoolName, () => PoolCounts>>): void {
  createMeasures(registry, connectionPoolFamilies, {
    connections(gauge) {
      for (const pool of poolNames) {
        const { total, idle } = pools[pool]();
        gauge.set({ pool, state: 'busy' }, total - idle);
        gauge.set({ pool, state: 'idle' }, idle);
      }
    },
    limit: (gauge) => poolNames.forEach((pool) => gauge.set({ pool }, pools[pool]().max)),
    waiting: (gauge) => poolNames.forEach((pool) => gauge.set({ pool }, pools[pool]().waiting)),
  });
}
