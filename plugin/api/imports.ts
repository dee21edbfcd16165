// What the OTA import answers: messages of the site controller that are not imported.
import { z } from 'zod';
import { pageOf } from '../platform/http/index.js';
import { instant, toldReason } from './common.js';

const openMessage = z
  .object({
    id: z.int(),
    state: z
      .enum(['failed', 'waiting'])
      .describe('failed: a person must look; waiting: it is tried again by itself'),
    bookingNumber: z.string().nullable().describe('Null where the message could not be read so far'),
    receivedAt: instant,
    attempts: z.int(),
    nextAttemptAt: instant.nullable(),
    reason: toldReason
      .nullable()
      .describe('Why it is not imported and what to do; null where it has not been tried yet'),
  })
  .meta({ id: 'OpenMessage', description: 'A message of the site controller that is not imported' });
export type OpenMessageAnswer = z.output<typeof openMessage>;

export const openMessagePage = pageOf(openMessage).meta({ id: 'OpenMessagePage' });
