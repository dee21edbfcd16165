// What is answered of the reception of bookings: how it stands, when it is next, and which tries are to come.
import { z } from 'zod';
import { pageOf } from '../platform/http/index.js';
import { instant, toldReason } from './common.js';

export const reception = z
  .object({
    lastReceivedAt: instant
      .nullable()
      .describe('最終受信: when the site controller last answered properly, with or without bookings'),
    nextFetchAt: instant.nullable().describe('When it is asked next; null where it was never asked'),
    circuit: z
      .enum(['closed', 'open', 'half_open'])
      .describe(
        'open: it fails, and is only probed now and then; half_open: that probe is due or on its way',
      ),
    circuitOpenSince: instant.nullable(),
    failures: z.int().describe('Requests that failed in a row, up to now'),
    lastFailure: z.string().nullable().describe('What the last request failed by'),
    unconfirmedOutputs: z
      .int()
      .describe('Outputs that are stored, and that the site controller has not heard of as safe'),
    hold: z
      .object({
        since: instant,
        because: z
          .enum(['restored', 'said_restored'])
          .describe('restored: the database showed it; said_restored: a person said it'),
        receivedUntil: instant
          .nullable()
          .describe(
            'When the restored tables were last fetched for: what came later may be missing, and has to be sent again',
          ),
        reconciled: z.boolean().describe('The comparison that was asked for since has ended'),
        mayBeReleased: z
          .boolean()
          .describe('Whether a supervisor may let the hotel go on now: it is compared, or was not for long'),
        openFindings: z.int().describe('What it found that had not stood before, and nobody has seen to'),
      })
      .nullable()
      .describe(
        'Why nothing is fetched: the database was restored to an earlier time; null where nothing holds it',
      ),
  })
  .meta({ id: 'Reception', description: 'How the reception of bookings from the site controller stands' });

export const grantedFetch = z
  .object({
    at: instant.describe('When it is done, or within a minute after'),
    underWay: z.boolean().describe('One is on its way already, and serves'),
  })
  .meta({ id: 'GrantedFetch', description: 'The slot of a fetch that a person asked for' });

export const plannedTryPage = pageOf(
  z
    .object({
      what: z.enum(['message', 'confirmation']),
      id: z.int().describe('Of the message, or of the output that is to be confirmed'),
      bookingNumber: z.string().nullable(),
      reason: toldReason
        .nullable()
        .describe('Why a message is not imported yet; null where it was not tried'),
      attempts: z.int(),
      next: instant,
      triesLeft: z.int().nullable().describe('The next one included; null where they are not counted'),
      until: instant
        .nullable()
        .describe('When it is given up, or a change is applied as new; null where no time ends it'),
      wokenBy: z
        .enum(['nights_freed', 'booking_known'])
        .nullable()
        .describe('What makes it be tried before `next`'),
    })
    .meta({ id: 'PlannedTry', description: 'A try to come, of a message or of a confirmation' }),
).meta({ id: 'PlannedTryPage' });
