// What is answered of the health of the installation.
import { z } from 'zod';
import { instant } from './common.js';

const text = z.object({ ja: z.string(), en: z.string() });

const part = z
  .object({
    name: z.string().describe('The same whatever the language, e.g. `site controller`'),
    title: text,
    level: z
      .enum(['required', 'informative'])
      .describe('`required`: while it fails, this process takes no work'),
    ok: z.boolean(),
    seconds: z.number().describe('How long it took to look'),
    since: instant.describe(
      'Since when it is so: as the database has it, else since this process first saw it so',
    ),
    cause: z.string().optional().describe('Of a failure, as far as it may be told: a code, or a sentence'),
    whatToDo: text.optional().describe('Of a failure: what happened, to what, what to do'),
    notKnown: z
      .literal(true)
      .optional()
      .describe('Of a failure that says nothing of its own: the part `database` cannot be asked'),
    details: z
      .record(z.string(), z.union([z.string(), z.number()]))
      .describe('Numbers and states; of hotels the 20 worst, by `hotel <id>`'),
  })
  .meta({ id: 'HealthPart', description: 'A part of the installation, and whether it is well' });

export const healthReport = z
  .object({ ready: z.boolean().describe('Every required part is well'), checks: z.array(part) })
  .meta({
    id: 'HealthReport',
    description: 'How the installation is, as its operations port answers at `/health`',
  });
