// The metric of verdicts that turn; how hotels stand now is among the figures of the whole installation (platform/snapshot).
import { Counter, type Registry } from 'prom-client';
import type { Verdict } from './verdict.js';

export interface ReportMetrics {
  turned(verdict: Verdict): void;
}

export function createReportMetrics(registry: Registry): ReportMetrics {
  const turns = new Counter({
    name: 'heyawari_ota_import_health_turns_total',
    help: 'Verdicts on the import of hotels that turned, by what they turned to.',
    labelNames: ['verdict'] as const,
    registers: [registry],
  });
  return { turned: (verdict) => turns.inc({ verdict }) };
}
