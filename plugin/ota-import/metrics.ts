// The import's metrics: attempts next to failures, timestamps not ages, no booking in a label.
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { FailureClass } from '../domain/import-failure.js';
import type { WarningCode } from '../domain/import-warning.js';
import type { MessageStatus } from './ledger/entry.js';

export interface ImportMetrics {
  fetched(result: string, at: Date): void;
  received(complete: boolean, deliveries: number, messages: number): void;
  confirmed(result: string): void;
  message(status: MessageStatus, failure: FailureClass | undefined): void;
  /** Of what was tried again by itself until its tries or its time were used up. */
  triesUsedUp(what: FailureClass | 'confirmation'): void;
  /** Numbers that an agency seems to have skipped. */
  reportNumbersMissing(count: number): void;
  /** Something in a message that was read all the same. */
  warned(code: WarningCode): void;
  applied(seconds: number): void;
  batch(seconds: number): void;
}

export function createImportMetrics(registry: Registry): ImportMetrics {
  const registers = [registry];
  const fetches = new Counter({
    name: 'heyawari_ota_fetches_total',
    help: 'Requests for new outputs, by result.',
    labelNames: ['result'] as const,
    registers,
  });
  const lastFetch = new Gauge({
    name: 'heyawari_ota_last_successful_fetch_timestamp_seconds',
    help: 'When the site controller last answered properly, by the business clock.',
    registers,
  });
  const outputs = new Counter({
    name: 'heyawari_ota_outputs_received_total',
    help: 'Outputs received: new, repeated or broken off.',
    labelNames: ['kind'] as const,
    registers,
  });
  const stored = new Counter({
    name: 'heyawari_ota_messages_received_total',
    help: 'Messages in the outputs received.',
    registers,
  });
  const confirmations = new Counter({
    name: 'heyawari_ota_confirmations_total',
    help: 'Attempts to confirm an output, by result.',
    labelNames: ['result'] as const,
    registers,
  });
  const messages = new Counter({
    name: 'heyawari_ota_import_attempts_total',
    help: 'Messages read or applied, by the status they came to and the class of failure.',
    labelNames: ['status', 'class'] as const,
    registers,
  });
  const usedUp = new Counter({
    name: 'heyawari_ota_retries_exhausted_total',
    help: 'Messages by class of failure, and confirmations, whose tries or time are used up.',
    labelNames: ['class'] as const,
    registers,
  });
  const gaps = new Counter({
    name: 'heyawari_ota_report_numbers_missing_total',
    help: 'Gaps in the running numbers of agencies: messages that may never have come.',
    registers,
  });
  const warnings = new Counter({
    name: 'heyawari_ota_message_warnings_total',
    help: 'Oddities in messages that were read all the same, by kind.',
    labelNames: ['code'] as const,
    registers,
  });
  const duration = new Histogram({
    name: 'heyawari_ota_import_duration_seconds',
    help: 'Applying one message, the PMS writes included.',
    buckets: [0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1, 5],
    registers,
  });
  const batches = new Histogram({
    name: 'heyawari_ota_import_batch_duration_seconds',
    help: 'One transaction of applied messages.',
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  });
  return {
    fetched(result, at) {
      fetches.inc({ result });
      if (result === 'ok') lastFetch.set(at.getTime() / 1000);
    },
    received(complete, deliveries, count) {
      outputs.inc({ kind: !complete ? 'broken_off' : deliveries > 1 ? 'repeated' : 'new' });
      stored.inc(count);
    },
    confirmed: (result) => confirmations.inc({ result }),
    message: (status, failure) => messages.inc({ status, class: failure ?? 'none' }),
    triesUsedUp: (what) => usedUp.inc({ class: what }),
    reportNumbersMissing: (count) => gaps.inc(count),
    warned: (code) => warnings.inc({ code }),
    applied: (seconds) => duration.observe(seconds),
    batch: (seconds) => batches.observe(seconds),
  };
}
