// Which build a process is, and what it expects of the schema: told from its start on, whatever the database does.
import type { Registry } from 'prom-client';
import { expectedMigrations } from './platform/schema/index.js';
import { createMeasures, type MetricFamilies } from './platform/metrics/index.js';
import { version } from './version.js';

export const buildFamilies = {
  info: {
    type: 'gauge',
    name: 'heyawari_build_info',
    help: '1, with the version of the build and of Node.js.',
    labels: { version: 'open', node: 'open' },
  },
  expected: {
    type: 'gauge',
    name: 'heyawari_schema_expected_version',
    help: 'The number of the last migration that this build knows.',
  },
} as const satisfies MetricFamilies;

export function tellBuild(registry: Registry): void {
  const { info, expected } = createMeasures(registry, buildFamilies);
  info.set({ version, node: process.version }, 1);
  expected.set(parseInt(expectedMigrations.at(-1)!, 10));
}
