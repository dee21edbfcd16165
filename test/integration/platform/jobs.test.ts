// Background work on a real queue: enqueueing in a transaction, retries, dead letters, draining, stopping.
import { expect } from 'chai';
import { Registry } from 'prom-client';
import { z } from 'zod';
import { systemClock } from '../../../plugin/domain/clock.js';
import { correlationId, withCorrelation } from '../../../plugin/platform/context.js';
import { createDatabase } from '../../../plugin/platform/database/index.js';
import { createJobs, type Jobs } from '../../../plugin/platform/jobs/index.js';
import { useDatabase } from '../../support/database.js';
import { recordedLog, until } from '../../support/platform.js';
import { tenfold } from '../../support/patience.js';

const idempotent = 'it is noted once more';
const data = z.strictObject({ messageId: z.number().int() });

describe('jobs', () => {
  const database = useDatabase();
  const running: Jobs[] = [];
  const { logger, lines } = recordedLog();
  const metrics = new Registry();

  const create = (registry = new Registry()) => {
    const jobs = createJobs({
      pool: database.pool(),
      timeZone: 'Asia/Tokyo',
      logger,
      metrics: registry,
      clock: systemClock,
    });
    running.push(jobs);
    return jobs;
  };
  const stored = async (name: string) =>
    (
      await database
        .pool()
        .query<{ state: string; data: object; output: object }>(
          'SELECT state, data, output FROM heyawari_jobs.job WHERE name = $1 ORDER BY created_on',
          [name],
        )
    ).rows;

  const worked: number[] = [];
  const seen: (string | undefined)[] = [];
  let failuresLeft = 0;
  const first = (registry = new Registry()) => {
    const jobs = create(registry);
    const note = jobs.define({
      name: 'note',
      idempotent,
      data,
      tries: 1,
      pauseSeconds: 1,
      concurrency: 2,
      work: ({ messageId }) => {
        seen.push(correlationId());
        worked.push(messageId);
        return Promise.resolve();
      },
    });
    const shaky = jobs.define({
      name: 'shaky',
      idempotent,
      data,
      tries: 3,
      pauseSeconds: 0,
      work: () => {
        failuresLeft -= 1;
        return failuresLeft < 0 ? Promise.resolve() : Promise.reject(new Error('guest@example.com refused'));
      },
    });
    const chained = jobs.define({
      name: 'chained',
      idempotent,
      data,
      tries: 1,
      pauseSeconds: 0,
      work: ({ messageId }) => note.enqueue({ messageId: messageId + 1 }),
    });
    return { jobs, note, shaky, chained };
  };
  let main: ReturnType<typeof first>;

  before(async () => {
    main = first(metrics);
    await main.jobs.start({ working: true, scheduling: false });
  });
  after(() => Promise.all(running.map((jobs) => jobs.stop(5))));
  beforeEach(() => {
    worked.length = 0;
    seen.length = 0;
  });

  it('works what was enqueued, and drains to its end, jobs enqueued by jobs included', async () => {
    for (let messageId = 1; messageId <= 20; messageId += 1) await main.note.enqueue({ messageId });
    await main.chained.enqueue({ messageId: 100 });
    await main.jobs.drain();
    expect(worked.toSorted((a, b) => a - b)).to.deep.equal([
      ...Array.from({ length: 20 }, (_, index) => index + 1),
      101,
    ]);
  });

  it('drains an empty queue in a few milliseconds', async () => {
    const started = performance.now();
    for (let turn = 0; turn < 50; turn += 1) await main.jobs.drain();
    expect(performance.now() - started).to.be.below(tenfold(50 * 5));
  });

  it('picks a job up without waiting for a poll', async () => {
    const started = performance.now();
    await main.note.enqueue({ messageId: 1 });
    await until(() => worked.length === 1);
    expect(performance.now() - started).to.be.below(1000);
  });

  it('looks again soon where it was told of a job and could not look for it', async () => {
    const rename = (from: string, to: string) =>
      database.pool().query(`ALTER TABLE heyawari.${from} RENAME TO ${to}`);
    const failed = () =>
      lines.filter(({ message }) => message === 'jobs could not be looked for, will be tried again').length;
    const before = failed();
    await rename('job_stops', 'job_stops_away');
    try {
      await main.note.enqueue({ messageId: 1 });
      await until(() => failed() === before + 1);
    } finally {
      await rename('job_stops_away', 'job_stops');
    }
    // Without a word it would be found after 15 seconds.
    await until(() => worked.length === 1, 10_000);
  });

  it('has a job exactly if the transaction that enqueued it commits', async () => {
    const db = createDatabase(database.pool());
    await db
      .transaction(async (tx) => {
        await main.note.enqueue({ messageId: 1 }, tx);
        throw new Error('rolled back');
      })
      .catch(() => undefined);
    await db.transaction(async (tx) => {
      await main.note.enqueue({ messageId: 2 }, tx);
      await main.jobs.drain();
      expect(worked).to.deep.equal([]);
    });
    await main.jobs.drain();
    expect(worked).to.deep.equal([2]);
  });

  it('runs under the correlation id of whoever enqueued it, else under one of its own', async () => {
    await withCorrelation('clerk-1', 7, () => main.note.enqueue({ messageId: 1 }));
    await main.note.enqueue({ messageId: 2 });
    await main.jobs.drain();
    expect(seen).to.include('clerk-1');
    expect(seen.find((id) => id !== 'clerk-1')).to.match(/^[0-9a-f-]{36}$/);
  });

  it('refuses data that its schema refuses', async () => {
    const refused: unknown = await main.note.enqueue({ messageId: 1.5 }).catch((error: unknown) => error);
    expect(refused).to.be.instanceOf(z.ZodError);
  });

  it('tries again after a failure, and counts every attempt', async () => {
    failuresLeft = 2;
    await main.shaky.enqueue({ messageId: 1 });
    await main.jobs.drain();
    expect((await stored('shaky')).map(({ state }) => state)).to.deep.equal(['completed']);
    const text = await metrics.metrics();
    expect(text).to.include('heyawari_jobs_total{job="shaky",result="retried"} 2');
    expect(text).to.include('heyawari_jobs_total{job="shaky",result="done"} 1');
    expect(text).to.match(/heyawari_job_last_success_timestamp_seconds\{job="shaky"\} 1\d{9}/);
  });

  it('moves a job that failed for good to the dead letters, without the words of its error', async () => {
    failuresLeft = 3;
    await main.shaky.enqueue({ messageId: 9 });
    await main.jobs.drain();
    const dead = await stored('dead-letters');
    expect(dead.map((job) => job.data)).to.deep.equal([{ data: { messageId: 9 } }]);
    expect(JSON.stringify(await stored('shaky'))).not.to.include('guest@example.com');
    expect(lines.some(({ message }) => message === 'job failed for good')).to.be.true;
  });

  it('keeps no dead letter of a schedule: its next run does what one that failed was to do', async () => {
    const jobs = create();
    let runs = 0;
    jobs.schedule({
      name: 'tidying',
      idempotent,
      cron: '30 5 * * *',
      work: async () => {
        runs += 1;
        await createDatabase(database.pool()).run(
          "DO $$ BEGIN RAISE EXCEPTION USING errcode = '55P03'; END $$",
        );
      },
    });
    await jobs.start({ working: true, scheduling: false });
    const errors = () => lines.filter(({ message }) => message === 'job failed for good').length;
    const before = errors();
    // As the queue makes it, at its last try.
    await database.pool().query(
      `INSERT INTO heyawari_jobs.job (name, policy, retry_count, retry_limit, heartbeat_seconds, dead_letter)
       SELECT name, policy, 1, 1, heartbeat_seconds, dead_letter FROM heyawari_jobs.queue WHERE name = 'tidying'`,
    );
    await jobs.drain();
    expect(runs).to.equal(1);
    expect((await stored('tidying')).map(({ state }) => state)).to.deep.equal(['failed']);
    expect((await jobs.counts()).dead).to.deep.include({ tidying: 0 });
    expect(errors(), 'what heals by itself is no error').to.equal(before);
    await jobs.stop(5);
  });

  it('gives up a job whose data no schema of today can read', async () => {
    await database
      .pool()
      .query(
        `INSERT INTO heyawari_jobs.job (name, data, dead_letter, policy) VALUES ('note', '{"data":{"old":1}}', 'dead-letters', 'standard')`,
      );
    await main.jobs.drain();
    expect((await stored('note')).at(-1)?.output).to.deep.include({ reason: 'unreadable' });
  });

  it('shares the work between two instances in one process, each job once', async () => {
    const second = first();
    await second.jobs.start({ working: true, scheduling: false });
    for (let messageId = 0; messageId < 40; messageId += 1) await main.note.enqueue({ messageId });
    await Promise.all([main.jobs.drain(), second.jobs.drain()]);
    expect(new Set(worked).size).to.equal(40);
    expect(worked).to.have.length(40);
    await second.jobs.stop(5);
  });

  it('does not work jobs in a process that only enqueues', async () => {
    const web = create();
    const job = web.define({
      name: 'for-others',
      idempotent,
      data,
      tries: 1,
      pauseSeconds: 0,
      work: () => Promise.resolve(),
    });
    await web.start({ working: false, scheduling: false });
    await job.enqueue({ messageId: 1 });
    const refused: unknown = await web.drain().catch((error: unknown) => error);
    expect(refused).to.be.instanceOf(Error);
    expect((await stored('for-others')).map(({ state }) => state)).to.deep.equal(['created']);
  });

  it('keeps its schedules in the hotel’s time zone, and removes those it no longer has', async () => {
    const times = async () =>
      (
        await database
          .pool()
          .query<{ name: string; timezone: string }>(
            'SELECT name, timezone FROM heyawari_jobs.schedule ORDER BY name',
          )
      ).rows;
    const old = create();
    old.schedule({ name: 'nightly', idempotent, cron: '30 5 * * *', work: () => Promise.resolve() });
    old.schedule({ name: 'gone', idempotent, cron: '0 6 * * *', work: () => Promise.resolve() });
    await old.start({ working: true, scheduling: true });
    await old.stop(1);
    const next = create();
    next.schedule({ name: 'nightly', idempotent, cron: '30 5 * * *', work: () => Promise.resolve() });
    await next.start({ working: true, scheduling: true });
    expect(await times()).to.deep.equal([{ name: 'nightly', timezone: 'Asia/Tokyo' }]);
  });

  it('leaves a newer build’s schedules as they are where the database is newer than its own build, and adds those of its own that it needs', async () => {
    const times = async () =>
      (
        await database
          .pool()
          .query<{ name: string; cron: string }>(
            'SELECT name, cron FROM heyawari_jobs.schedule ORDER BY name',
          )
      ).rows;
    const scheduling = (times: Readonly<Record<string, string>>) => {
      const jobs = create();
      for (const [name, cron] of Object.entries(times))
        jobs.schedule({ name, idempotent, cron, work: () => Promise.resolve() });
      return jobs;
    };
    const newer = { working: true, scheduling: true } as const;
    await scheduling({ kept: '30 5 * * *', fresh: '0 6 * * *' }).start(newer);
    const older = { ...newer, outdated: true } as const;
    await scheduling({ kept: '30 4 * * *', earlier: '0 7 * * *' }).start(older);
    expect(await times()).to.deep.equal([
      { name: 'earlier', cron: '0 7 * * *' },
      { name: 'fresh', cron: '0 6 * * *' },
      { name: 'kept', cron: '30 5 * * *' },
    ]);
    await scheduling({ kept: '30 5 * * *', fresh: '0 6 * * *' }).start(newer);
    expect((await times()).map(({ name }) => name)).to.deep.equal(['fresh', 'kept']);
  });

  it('lets a running job end before it stops', async () => {
    const stopping = create();
    let ended = false;
    let begun = false;
    const next = stopping.define({
      name: 'next',
      idempotent,
      data,
      tries: 1,
      pauseSeconds: 0,
      work: () => Promise.resolve(),
    });
    const slow = stopping.define({
      name: 'slow',
      idempotent,
      data,
      tries: 1,
      pauseSeconds: 0,
      work: async () => {
        begun = true;
        await new Promise((resolve) => setTimeout(resolve, 200));
        await next.enqueue({ messageId: 2 });
        ended = true;
      },
    });
    await stopping.start({ working: true, scheduling: false });
    await slow.enqueue({ messageId: 1 });
    await until(() => begun);
    await stopping.stop(5);
    expect(ended).to.be.true;
    expect((await stored('slow')).map(({ state }) => state)).to.deep.equal(['completed']);
    expect(await stored('next')).to.have.length(1);
  });
});
