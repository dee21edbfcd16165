// What is kept for a while only is gone after the nightly housekeeping.
import { expect } from 'chai';
import { Registry } from 'prom-client';
import { createDatabase } from '../../../plugin/platform/database/index.js';
import { createCipher } from '../../../plugin/platform/encryption/index.js';
import { createEvents } from '../../../plugin/platform/events/index.js';
import { scheduleHousekeeping } from '../../../plugin/platform/housekeeping.js';
import { createJobs } from '../../../plugin/platform/jobs/index.js';
import { useDatabase } from '../../support/database.js';
import { recordedLog } from '../../support/platform.js';

describe('housekeeping', () => {
  const test = useDatabase();
  const clock = { now: () => new Date('2026-11-22T19:40:00Z') };
  const { logger } = recordedLog();
  const cipher = createCipher([{ id: 'a', key: Buffer.alloc(32).toString('base64') }]);

  it('forgets old events, expired idempotency keys and what people did long ago, and keeps the rest', async () => {
    const database = createDatabase(test.pool());
    const events = createEvents({ database, logger, clock });
    const jobs = createJobs({
      pool: test.pool(),
      timeZone: 'Asia/Tokyo',
      logger,
      metrics: new Registry(),
      clock,
    });
    const settings = { retention: { personalDataDays: 90, recordDays: 400, guestNotesDays: 400 } };
    scheduleHousekeeping({ jobs, database, events, clock, settings, cipher, logger });
    await test.pool().query(
      `INSERT INTO heyawari.events (hotel_id, topic, transaction_id, occurred_at)
       VALUES (1, 'pool', '1', '2026-11-20T19:39:00Z'), (1, 'pool', '2', '2026-11-20T19:41:00Z');
       INSERT INTO heyawari.idempotency_keys (hotel_id, user_id, key, route, request_hash, created_at, expires_at)
       VALUES (1, 7, 'old', 'r', '', '2026-11-21T19:40:00Z', '2026-11-22T19:40:00Z'),
              (1, 7, 'new', 'r', '', '2026-11-21T19:41:00Z', '2026-11-22T19:41:00Z');
       INSERT INTO heyawari.audit_log (hotel_id, at, action, subject)
       VALUES (1, '2025-10-18T19:39:00Z', 'x', 'long-ago'), (1, '2025-10-18T19:41:00Z', 'x', 'of-late')`,
    );
    await jobs.start({ working: true, scheduling: false });
    try {
      await test
        .pool()
        .query("INSERT INTO heyawari_jobs.job (name, policy) VALUES ('housekeeping', 'standard')");
      await jobs.drain();
    } finally {
      await jobs.stop(5);
    }
    const left = await test
      .pool()
      .query(
        'SELECT (SELECT count(*)::int FROM heyawari.events) AS events, (SELECT array_agg(key) FROM heyawari.idempotency_keys) AS keys, (SELECT array_agg(subject) FROM heyawari.audit_log) AS audit',
      );
    expect(left.rows).to.deep.equal([{ events: 1, keys: ['new'], audit: ['of-late'] }]);
  });
});
