// What is answered of the audit log.
import { z } from 'zod';
import { instant } from './common.js';

/** As the action has written it. */
const anything = z
  .unknown()
  .meta({ override: { type: ['string', 'number', 'boolean', 'array', 'object', 'null'] } });

const entry = z
  .object({
    id: z.int(),
    at: instant,
    userId: z.int().nullable().describe('The user of the PMS; null: the plugin itself'),
    clerk: z.string().nullable().describe('担当者, where the login is shared'),
    action: z.string().describe('What was done, e.g. `booking-plan.release-nights`'),
    subject: z.string().describe('To what, e.g. `booking-plan:12`'),
    details: z
      .record(z.string(), anything)
      .describe(
        '`before` and `after`, and what the action says beside; identifiers and states, no guest’s name',
      ),
    correlationId: z.string().nullable().describe('Of the request, as its log lines have it'),
  })
  .meta({ id: 'AuditEntry', description: 'What a person has done, or looked at' });

export const auditLog = z
  .object({
    items: z.array(entry),
    next: z.int().nullable().describe('`after` of the next page; null: there is none'),
  })
  .meta({ id: 'AuditLog', description: 'Newest first' });
export type AuditLogAnswer = z.output<typeof auditLog>;
