// The metric of verdicts that turn; how hotels stand now is among the figures of the whole installation (platform/snapshot).
import type { Registry } from 'prom-client';
import { createMeasures, type MetricFamilies } from '../../platform/metrics/index.js';
import { type Verdict, verdicts } from './verdict.js';

export interface ReportMetrics {
  turned(verdict: Verdict): void;
}

export const reportFamilies = {
  turns: {
    type: 'counter',
    name: 'heyawari_ota_import_health_turns_total',
    help: 'Verdicts on the import of a hotel that turned, by what they turned to: once per turn.',
    labels: { verdict: verdicts },
  },
} as const satisfies MetricFamilies;

export function createReportMetrics(registry: Registry): ReportMetrics {
  const { turns } = createMeasures(registry, reportFamilies);
  return { turned: (verdict) => turns.inc({ verdict }) };
}
