// The platform's own nightly work: what it keeps for a while only is forgotten in time.
import type { Logger } from 'winston';
import type { Clock } from '../domain/clock.js';
import type { Settings } from '../options.js';
import { forgetAudit } from './audit/index.js';
import type { Database } from './database/index.js';
import { type Cipher, reseal, resealedColumns } from './encryption/index.js';
import type { EventsService } from './events/index.js';
import { purgeIdempotencyKeys } from './http/index.js';
import { inSteps } from './in-steps.js';
import type { Jobs } from './jobs/index.js';

/** Longer than any process is cut off from the database and still runs. */
const eventsKeptHours = 48;

export interface HousekeepingParts {
  readonly jobs: Jobs;
  readonly database: Database;
  readonly events: EventsService;
  readonly clock: Clock;
  readonly settings: Pick<Settings, 'retention'>;
  readonly cipher: Cipher;
  readonly logger: Logger;
}

/** Rows of one step: texts of messages are tens of kilobytes. */
const resealedAtOnce = 200;

async function rotateKeys({ database, cipher, logger }: HousekeepingParts): Promise<void> {
  for (const column of resealedColumns) {
    const rows = await inSteps((limit) => reseal(database, cipher, column, limit), resealedAtOnce);
    if (rows > 0) logger.info('sealed anew under the newest key', { table: column.table, rows });
  }
}

/** Before `jobs.start`. Runs at 04:40 hotel time, before the business date turns and the nightly run begins. */
export function scheduleHousekeeping(parts: HousekeepingParts): void {
  const { jobs, database, events, clock, settings } = parts;
  jobs.schedule({
    name: 'housekeeping',
    cron: '40 4 * * *',
    idempotent:
      'What is forgotten is gone, and what is sealed anew names its new key: a second run finds neither.',
    async work() {
      const now = clock.now();
      await events.purge(database, new Date(now.getTime() - eventsKeptHours * 3600 * 1000));
      await purgeIdempotencyKeys(database, now);
      const before = new Date(now.getTime() - settings.retention.recordDays * 24 * 3600 * 1000);
      await inSteps((limit) => forgetAudit(database, before, limit));
      await rotateKeys(parts);
    },
  });
}
