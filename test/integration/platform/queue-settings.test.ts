// Queues that exist are brought to what the build says, once, by whoever is not older than the database; what cannot be changed is told.
import { expect } from 'chai';
import { PgBoss } from 'pg-boss';
import { Registry } from 'prom-client';
import { z } from 'zod';
import { systemClock } from '../../../plugin/domain/clock.js';
import { createJobs, type Jobs } from '../../../plugin/platform/jobs/index.js';
import { useDatabase } from '../../support/database.js';
import { recordedLog } from '../../support/platform.js';

describe('the settings of a queue that exists', () => {
  const database = useDatabase();
  const { logger, lines } = recordedLog();
  const running: Jobs[] = [];

  const create = (tries: number) => {
    const jobs = createJobs({
      ...{ pool: database.pool(), timeZone: 'Asia/Tokyo', logger, clock: systemClock },
      metrics: new Registry(),
    });
    jobs.define({
      ...{ name: 'note', data: z.strictObject({}), tries, pauseSeconds: 5 },
      ...{ idempotent: 'it is noted once more', work: () => Promise.resolve() },
    });
    running.push(jobs);
    return jobs;
  };
  const start = async (tries: number, outdated = false) => {
    lines.length = 0;
    await create(tries).start({ working: true, scheduling: false, outdated });
  };
  const said = () => lines.map(({ message }) => String(message)).filter((line) => line.includes('job queue'));
  const settings = async () =>
    (
      await database.pool().query<object>(
        `SELECT policy, retry_limit, retry_delay, retry_backoff, heartbeat_seconds, dead_letter, notify
           FROM heyawari_jobs.queue WHERE name = 'note'`,
      )
    ).rows[0];
  const asBuilt = {
    ...{ policy: 'standard', retry_limit: 2, retry_delay: 5, retry_backoff: true },
    ...{ heartbeat_seconds: 15, dead_letter: 'dead-letters', notify: true },
  };

  /** As a build before has left it. */
  async function leave(options: Parameters<PgBoss['createQueue']>[1]): Promise<void> {
    const boss = new PgBoss({
      connectionString: database.url(),
      schema: 'heyawari_jobs',
      createSchema: false,
    });
    boss.on('error', () => undefined);
    await boss.start();
    await boss.deleteQueue('note');
    await boss.createQueue('note', options);
    await boss.stop({ graceful: false });
  }

  afterEach(() => Promise.all(running.splice(0).map((jobs) => jobs.stop(1))));

  it('is brought to what the build says, and the log names each that was another', async () => {
    await leave({ policy: 'standard', retryLimit: 9, retryDelay: 60 });
    await start(3);
    expect(await settings()).to.deep.equal(asBuilt);
    const [line] = said().filter((text) => text.includes('note'));
    expect(line).to.include('retryLimit 9 to 2').and.to.include('retryDelay 60 to 5');
    expect(line).to.include('deadLetter null to dead-letters');
  });

  it('is left alone, and nothing is said, where it is as it should be', async () => {
    await start(3);
    await start(3);
    expect(said()).to.deep.equal([]);
    expect(await settings()).to.deep.equal(asBuilt);
  });

  it('is left to the newer build by one that is older than the database', async () => {
    await start(3);
    await start(8, true);
    expect(await settings()).to.deep.equal(asBuilt);
    expect(said()).to.deep.equal([]);
  });

  it('is not changed while processes of two builds run side by side: each looks at its start alone', async () => {
    await start(3);
    await create(8).start({ working: true, scheduling: false });
    expect(await settings()).to.deep.include({ retry_limit: 7 });
    for (const jobs of running) await jobs.drain();
    expect(await settings()).to.deep.include({ retry_limit: 7 });
    await start(3);
    expect(await settings()).to.deep.equal(asBuilt);
  });

  it('is told with what to do where it cannot be changed, and what can be is changed all the same', async () => {
    await leave({ policy: 'singleton', retryLimit: 9 });
    await start(3);
    const problem = lines.find(({ level }) => level === 'error');
    expect(problem?.message).to.include(
      'the job queue note has the policy singleton, and this build needs standard',
    );
    expect(problem?.message).to.include("SELECT heyawari_jobs.delete_queue('note')");
    expect(await settings()).to.deep.include({ policy: 'singleton', retry_limit: 2 });
    await database.pool().query("SELECT heyawari_jobs.delete_queue('note')");
    await start(3);
    expect(await settings()).to.deep.equal(asBuilt);
  });
});
