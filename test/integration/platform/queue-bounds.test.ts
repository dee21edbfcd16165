// The job queue's own connections: a server that keeps silent on them, or a table that somebody holds, is waited for within bounds.
import { expect } from 'chai';
import pg from 'pg';
import { Registry } from 'prom-client';
import { z } from 'zod';
import { systemClock } from '../../../plugin/domain/clock.js';
import { createJobs, type Job, type Jobs } from '../../../plugin/platform/jobs/index.js';
import { useDatabase } from '../../support/database.js';
import { recordedLog, until } from '../../support/platform.js';
import { type Proxy, startProxy } from '../../support/proxy.js';

describe('the job queue', function () {
  this.timeout(120_000);
  const database = useDatabase();
  const { logger } = recordedLog();
  let proxy: Proxy;
  let pool: pg.Pool;
  let jobs: Jobs;
  let note: Job<{ id: number }>;
  let worked: (id: number) => void;

  const create = (on: pg.Pool, work: (data: { id: number }) => Promise<void>) => {
    const made = createJobs({
      ...{ pool: on, logger, clock: systemClock, metrics: new Registry(), timeZone: 'Asia/Tokyo' },
    });
    const job = made.define({
      ...{ name: 'note', data: z.strictObject({ id: z.int() }), tries: 1, pauseSeconds: 0 },
      ...{ oneAtATimePer: () => 'hotel', work, idempotent: 'it is noted once more' },
    });
    return { made, job };
  };

  before(async () => {
    const url = new URL(database.url());
    proxy = await startProxy(Number(url.port));
    url.port = String(proxy.port);
    pool = new pg.Pool({ connectionString: url.toString(), query_timeout: 5_000 });
    pool.on('error', () => undefined);
    database.onEnd(() => pool.end());
    ({ made: jobs, job: note } = create(pool, (data) => Promise.resolve(worked(data.id))));
    await jobs.start({ working: true, scheduling: false });
    database.onEnd(() => jobs.stop(5));
    database.onEnd(() => proxy.stop());
  });

  it('goes on when its connections fall silent while a job is worked: that one is settled, and the next is worked', async () => {
    const ids: number[] = [];
    const told = Promise.withResolvers<void>();
    worked = (id) => {
      ids.push(id);
      if (id === 1) proxy.hush(); // nobody hears on the connections there are that it is done
      if (id === 2) told.resolve();
    };
    await note.enqueue({ id: 1 });
    await until(() => ids.length === 1);
    const { made: other, job } = create(database.pool(), () => Promise.resolve());
    await other.start({ working: false, scheduling: false });
    await job.enqueue({ id: 2 });
    await told.promise;
    await jobs.drain();
    expect(new Set(ids)).to.deep.equal(new Set([1, 2]));
    await other.stop(1);
  });

  it('says within its bounds that a table of it is held by somebody else', async () => {
    const { made: other, job } = create(database.pool(), () => Promise.resolve());
    await other.start({ working: false, scheduling: false });
    const stranger = new pg.Client({ connectionString: database.url() });
    await stranger.connect();
    await stranger.query('BEGIN; LOCK TABLE heyawari_jobs.job IN ACCESS EXCLUSIVE MODE');
    const refused: unknown = await job.enqueue({ id: 3 }).catch((error: unknown) => error);
    await stranger.end();
    expect(refused).to.have.property('code', '55P03');
    await other.stop(1);
  });
});
