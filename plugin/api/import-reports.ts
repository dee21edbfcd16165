// What the OTA import answers about itself: statistics, health, the dashboard, and findings of the reconciliation.
import { z } from 'zod';
import { pageOf } from '../platform/http/index.js';
import { day, instant, toldReason } from './common.js';

const count = z.int();
const rate = z
  .number()
  .nullable()
  .describe(
    'Share of the messages tried that got through by their last attempt, 0 to 1; null where none was tried',
  );

const outcomes = {
  received: count.describe('Messages received'),
  tried: count.describe('Messages that were tried; over several days, one counts on each'),
  succeeded: count.describe('Of those, the ones that got through by the last attempt of the day'),
  successRate: rate,
  importedAtOnce: count,
  importedAfterRetry: count,
  importedByHand: count,
  failed: count.describe('Messages given up for a person'),
};

const spread = z
  .object({ count, p50: z.number(), p95: z.number(), max: z.number(), mean: z.number() })
  .nullable()
  .describe('Percentiles are taken from a histogram; null where there was none');

const general = z
  .object({ ja: z.string(), en: z.string() })
  .describe('What the failure means; facts of single messages left out');

const cause = z.object({ code: z.string(), class: z.string(), attempts: count, text: general });

const counted = z.array(z.object({ value: z.string().nullable(), attempts: count }));

const pattern = z
  .object({
    kind: z.enum(['room_code', 'agency', 'cause', 'hour']),
    count: count.describe('Messages that failed alike; of an hour, attempts'),
    code: z.string().nullable(),
    cause: general.nullable(),
    reason: toldReason,
  })
  .meta({ id: 'FailurePattern', description: 'What keeps failing alike' });

export const importStatistics = z
  .object({
    from: day,
    to: day,
    countedUpTo: instant.describe('Today is counted up to this moment'),
    days: z.array(
      z.object({
        date: day,
        counted: z.boolean().describe('False: not counted yet, or forgotten'),
        ...outcomes,
      }),
    ),
    total: z.object({
      ...outcomes,
      attempts: count,
      attemptsByHour: z.array(count).describe('By hour of the hotel’s clock, 24'),
      failuresByHour: z.array(count),
      byKind: counted,
      byTrigger: counted,
      byStatus: counted,
      byClass: counted,
      durationMs: spread,
      latencySeconds: spread.describe('From the receipt of a message to its reservation'),
    }),
    topCauses: z.array(cause),
    patterns: z.array(pattern),
  })
  .meta({ id: 'ImportStatistics', description: 'How the import did over a range of business dates' });
export type ImportStatisticsAnswer = z.output<typeof importStatistics>;

const verdict = z.enum(['good', 'degraded', 'bad']);

const told = { verdict, since: instant };

const recent = z.object({ tried: count, succeeded: count, successRate: rate });

const reasons = z
  .array(z.object({ severity: z.enum(['degraded', 'bad']), reason: toldReason }))
  .describe(
    'What stands against calling it good now, the worst first; the verdict follows a quarter of an hour later where it gets better',
  );

export const importHealth = z
  .object({
    ...told,
    reasons,
    lastDay: recent.describe('The last 24 hours'),
    usual: recent.describe('The 30 business dates before today'),
    patterns: z.array(pattern).describe('Of the last 7 business dates'),
  })
  .meta({ id: 'ImportHealth', description: 'Whether a hotel’s import does well, and why not' });
export type ImportHealthAnswer = z.output<typeof importHealth>;

export const importDashboard = z
  .object({
    businessDate: day,
    ...told,
    reasons,
    open: z
      .array(z.object({ status: z.string(), class: z.string().nullable(), count }))
      .describe(
        'Messages that are not imported, by state and class of failure; 1,000 of what failed or of what waits: at least so many',
      ),
    needsPerson: count.describe('Of those, what only a person ends'),
    oldestFailedAt: instant.nullable(),
    oldestWaitingAt: instant.nullable(),
    nextRetries: z.array(
      z.object({
        messageId: z.int(),
        bookingNumber: z.string().nullable(),
        at: instant,
        code: z.string().nullable(),
      }),
    ),
    lastDay: recent,
    usual: recent,
    topCauses: z.array(cause).describe('Of the last 24 hours'),
    lastReceivedAt: instant.nullable().describe('When the last output came'),
    lastAnswerAt: instant.nullable().describe('When the site controller last answered properly'),
    fetchingHeldSince: instant
      .nullable()
      .describe('Since when nothing is fetched, as the database was restored to an earlier time'),
    openFindings: count.describe(
      'What messages, the PMS and our plans say differently, and nobody has seen to',
    ),
    reportNumberGaps: count.describe('Of those, gaps in the report numbers of an agency'),
    unconfirmed: count.describe('Outputs that the site controller has not heard of as safe'),
    oldestUnconfirmedAt: instant.nullable(),
  })
  .meta({ id: 'ImportDashboard', description: 'How the import stands, at a glance' });
export type ImportDashboardAnswer = z.output<typeof importDashboard>;

export const reconciliationRun = z
  .object({ id: z.int() })
  .meta({ id: 'ReconciliationRunRequested', description: 'The run that was asked for' });

const finding = z
  .object({
    id: z.int(),
    version: z.int(),
    kind: z.enum([
      ...([
        'missing_in_pms',
        'cancelled_in_pms',
        'cancelled_by_agency',
        'doubled',
        'stay_differs',
        'charged_night',
      ] as const),
      ...(['plan_without_reservation', 'reservation_without_plan', 'report_numbers_missing'] as const),
    ]),
    state: z.enum(['open', 'dismissed', 'settled']),
    bookingNumber: z.string().nullable(),
    agency: z.string().nullable(),
    reservationId: z.string().nullable(),
    messageId: z.int().nullable(),
    checkIn: day.nullable(),
    checkOut: day.nullable(),
    firstSeenAt: instant,
    lastSeenAt: instant,
    settledAt: instant.nullable(),
    dismissedAt: instant
      .nullable()
      .describe('When a person let it stand as it is; also of one that is settled since'),
    dismissedBy: z.int().nullable().describe('Id of that user'),
    dismissedByClerk: z.string().nullable().describe('担当者, where the login is shared'),
    dismissedBecause: z.string().nullable(),
    settledBy: z
      .enum(['enter_by_hand', 'open_reservation', 'ask_agency', 'check_room', 'wait'])
      .describe(
        'What ends it: the booking is entered in the PMS under its number, as its message says; somebody does in the PMS what is right; the agency is asked; the room is checked, then the finding dismissed; it is put right by itself',
      ),
    reason: toldReason.describe('What differs, and what to do'),
  })
  .meta({
    id: 'ReconciliationFinding',
    description: 'What messages, PMS and plans say differently; nothing is repaired by itself',
  });
export type FindingAnswer = z.output<typeof finding>;
export const reconciliationFinding = finding;

export const reconciliation = pageOf(finding)
  .extend({
    lastRun: z
      .object({
        id: z.int(),
        requestedAt: instant,
        finishedAt: instant.nullable().describe('Null while it waits or works'),
        bookings: z.int().nullable(),
        findings: z.int().nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'Reconciliation', description: 'Findings, the newest first, and the run that looked last' });
