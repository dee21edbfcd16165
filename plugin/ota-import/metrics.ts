// The import's metrics: attempts next to failures, timestamps not ages, no booking in a label.
import type { Registry } from 'prom-client';
import { type FailureCode, operatorClasses, operatorClassOf } from '../domain/import-failure.js';
import { type WarningCode, warningCodes } from '../domain/import-warning.js';
import { createMeasures, type MetricFamilies } from '../platform/metrics/index.js';
import { siteControllerFailures } from '../tl-lincoln/index.js';
import type { MessageStatus } from './ledger/entry.js';
import { messageStatuses } from './ledger/transitions.js';

const siteControllerRequests = ['fetch', 'confirm'] as const;
type SiteControllerRequest = (typeof siteControllerRequests)[number];

export interface ImportMetrics {
  fetched(result: string): void;
  received(complete: boolean, deliveries: number, messages: number): void;
  confirmed(result: string): void;
  message(status: MessageStatus, failure: FailureCode | undefined): void;
  /** Of what was tried again by itself until its tries or its time were used up. */
  triesUsedUp(what: FailureCode | 'confirmation'): void;
  /** Numbers that an agency seems to have skipped. */
  reportNumbersMissing(count: number): void;
  /** Something in a message that was read all the same. */
  warned(code: WarningCode): void;
  applied(seconds: number): void;
  /** `seconds` from its receipt until it stood in the PMS, by the business clock. */
  arrived(seconds: number): void;
  /** `seconds` from its beginning until it was through, by the business clock. */
  heartbeat(seconds: number): void;
  /** A request to the site controller, from connecting to the last byte of the answer. */
  asked(request: SiteControllerRequest, seconds: number): void;
  batch(seconds: number): void;
}

export const importFamilies = {
  fetches: {
    type: 'counter',
    name: 'heyawari_ota_fetches_total',
    help: 'Requests for new outputs, by result.',
    labels: { result: ['ok', ...siteControllerFailures, 'broken_off', 'unexpected'] },
  },
  outputs: {
    type: 'counter',
    name: 'heyawari_ota_outputs_received_total',
    help: 'Outputs received: new, repeated or broken off.',
    labels: { kind: ['new', 'repeated', 'broken_off'] },
  },
  stored: {
    type: 'counter',
    name: 'heyawari_ota_messages_received_total',
    help: 'Messages in the outputs received.',
  },
  confirmations: {
    type: 'counter',
    name: 'heyawari_ota_confirmations_total',
    help: 'Attempts to confirm an output, by result.',
    labels: { result: ['ok', ...siteControllerFailures, 'no_login'] },
  },
  messages: {
    type: 'counter',
    name: 'heyawari_ota_import_attempts_total',
    help: 'Messages read or applied, by the status they came to and the class of failure (none: no failure).',
    labels: { status: messageStatuses, class: ['none', ...operatorClasses] },
  },
  usedUp: {
    type: 'counter',
    name: 'heyawari_ota_retries_exhausted_total',
    help: 'Messages by class of failure, and confirmations, whose tries or time are used up: each is an error of the log, too.',
    labels: { class: [...operatorClasses, 'confirmation'] },
  },
  gaps: {
    type: 'counter',
    name: 'heyawari_ota_report_numbers_missing_total',
    help: 'Gaps in the running numbers of agencies: messages that may never have come.',
  },
  warnings: {
    type: 'counter',
    name: 'heyawari_ota_message_warnings_total',
    help: 'Oddities in messages that were read all the same, by kind (docs/import.md lists them).',
    labels: { code: warningCodes },
  },
  duration: {
    type: 'histogram',
    name: 'heyawari_ota_import_duration_seconds',
    help: 'Applying one message, the writes of the PMS included.',
    buckets: [0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1, 5],
  },
  arrival: {
    type: 'histogram',
    name: 'heyawari_ota_receipt_to_reservation_seconds',
    help: 'From the receipt of a message until what it says stood in the PMS, by the business clock; those a person had to see to included.',
    buckets: [1, 5, 15, 60, 300, 1_800, 7_200, 86_400],
  },
  heartbeats: {
    type: 'histogram',
    name: 'heyawari_heartbeat_duration_seconds',
    help: 'From the beginning of a heartbeat message until it was through the import of its hotel, by the business clock.',
    buckets: [1, 5, 15, 60, 300, 1_800, 7_200],
  },
  requests: {
    type: 'histogram',
    name: 'heyawari_site_controller_request_duration_seconds',
    help: 'Requests to the site controller, from connecting to the last byte of the answer, failed ones included.',
    labels: { request: siteControllerRequests },
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60],
  },
  batches: {
    type: 'histogram',
    name: 'heyawari_ota_import_batch_duration_seconds',
    help: 'One transaction of applied messages.',
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
  },
} as const satisfies MetricFamilies;

export function createImportMetrics(registry: Registry): ImportMetrics {
  const made = createMeasures(registry, importFamilies);
  return {
    fetched: (result) => made.fetches.inc({ result }),
    received(complete, deliveries, count) {
      made.outputs.inc({ kind: !complete ? 'broken_off' : deliveries > 1 ? 'repeated' : 'new' });
      made.stored.inc(count);
    },
    confirmed: (result) => made.confirmations.inc({ result }),
    message: (status, failure) =>
      made.messages.inc({ status, class: failure ? operatorClassOf(failure) : 'none' }),
    triesUsedUp: (what) => made.usedUp.inc({ class: what === 'confirmation' ? what : operatorClassOf(what) }),
    reportNumbersMissing: (count) => made.gaps.inc(count),
    warned: (code) => made.warnings.inc({ code }),
    applied: (seconds) => made.duration.observe(seconds),
    arrived: (seconds) => made.arrival.observe(seconds),
    heartbeat: (seconds) => made.heartbeats.observe(seconds),
    asked: (request, seconds) => made.requests.observe({ request }, seconds),
    batch: (seconds) => made.batches.observe(seconds),
  };
}
