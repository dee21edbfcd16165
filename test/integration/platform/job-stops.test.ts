// What an operator has stopped waits: in one hotel or in all, over restarts, without the loss of a try, until it is taken back.
import { expect } from 'chai';
import { Registry } from 'prom-client';
import { z } from 'zod';
import { systemClock } from '../../../plugin/domain/clock.js';
import { createJobs, type Jobs } from '../../../plugin/platform/jobs/index.js';
import { useDatabase } from '../../support/database.js';
import { recordedLog } from '../../support/platform.js';

const data = z.strictObject({ hotelId: z.number().int(), note: z.number().int().optional() });

describe('jobs that an operator has stopped', () => {
  const database = useDatabase();
  const { logger, lines } = recordedLog();
  const running: Jobs[] = [];
  let worked: string[] = [];
  let nightly = 0;

  /** One more process, as it were. */
  const create = () => {
    const jobs = createJobs({
      ...{ pool: database.pool(), timeZone: 'Asia/Tokyo', logger, clock: systemClock },
      metrics: new Registry(),
    });
    running.push(jobs);
    const kind = { data, tries: 3, pauseSeconds: 0, idempotent: 'it is noted once more' };
    const work = (name: string) => (one: z.output<typeof data>) => {
      worked.push(`${name} ${one.hotelId}${one.note === undefined ? '' : ` ${one.note}`}`);
      return Promise.resolve();
    };
    const imports = jobs.define({
      ...{ ...kind, name: 'import', work: work('import') },
      oneAtATimePer: ({ hotelId }) => String(hotelId),
    });
    const wakings = jobs.define({ ...kind, name: 'wake', work: work('wake') });
    jobs.schedule({
      ...{ name: 'nightly', cron: '30 5 * * *', idempotent: 'it is counted' },
      work: () => Promise.resolve(void (nightly += 1)),
    });
    return { jobs, imports, wakings };
  };
  const started = async () => {
    const made = create();
    await made.jobs.start({ working: true, scheduling: false });
    return made;
  };
  const rows = async <T extends object>(text: string, values?: unknown[]) =>
    (await database.pool().query<T>(text, values)).rows;
  const stop = (job: string, hotel: number) =>
    rows('INSERT INTO heyawari.job_stops (hotel_id, job, stopped_at) VALUES ($1, $2, now())', [hotel, job]);
  const go = (job: string, hotel: number) =>
    rows('DELETE FROM heyawari.job_stops WHERE hotel_id = $1 AND job = $2', [hotel, job]);
  const waiting = (queue: string) =>
    rows<{ state: string; retry_count: number }>(
      `SELECT state, retry_count FROM heyawari_jobs.job WHERE name = $1 AND state < 'active'`,
      [queue],
    );

  beforeEach(() => {
    worked = [];
    nightly = 0;
    lines.length = 0;
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((jobs) => jobs.stop(1)));
    await rows('DELETE FROM heyawari_jobs.job');
    await rows('DELETE FROM heyawari.job_stops');
  });

  it('wait in the hotel where they are stopped, while those of other hotels and of other kinds are worked', async () => {
    const { jobs, imports, wakings } = await started();
    await stop('import', 3);
    await imports.enqueueAll([{ hotelId: 3 }, { hotelId: 4 }]);
    await wakings.enqueue({ hotelId: 3 });
    await jobs.drain();
    expect(worked.toSorted()).to.deep.equal(['import 4', 'wake 3']);
    expect(await waiting('import-one-at-a-time')).to.deep.equal([{ state: 'created', retry_count: 0 }]);
  });

  it('go on when the stop is taken back', async () => {
    const { jobs, imports } = await started();
    await stop('import', 3);
    await imports.enqueue({ hotelId: 3 });
    await jobs.drain();
    await go('import', 3);
    await jobs.drain();
    expect(worked).to.deep.equal(['import 3']);
    expect(lines.map(({ message }) => message)).to.deep.equal([
      'jobs import of hotel 3 wait: an operator has stopped them',
      'jobs that were stopped go on',
    ]);
  });

  it('wait in every hotel where all of a kind is stopped, runs of a schedule too', async () => {
    const { jobs, wakings } = await started();
    await stop('wake', 0);
    await stop('nightly', 0);
    await wakings.enqueueAll([{ hotelId: 3 }, { hotelId: 4 }]);
    // As the queue makes a schedule's runs.
    for (let run = 0; run < 3; run += 1)
      await rows(
        `INSERT INTO heyawari_jobs.job (name, policy, retry_limit) SELECT name, policy, 1 FROM heyawari_jobs.queue WHERE name = 'nightly'`,
      );
    await jobs.drain();
    expect(worked).to.deep.equal([]);
    expect(nightly).to.equal(0);
    expect(await waiting('nightly'), 'runs that were missed are one').to.have.length(1);
    await go('wake', 0);
    await go('nightly', 0);
    await jobs.drain();
    expect(worked.toSorted()).to.deep.equal(['wake 3', 'wake 4']);
    expect(nightly).to.equal(1);
  });

  it('are kept once for each work, however often it is asked for', async () => {
    const { jobs, wakings } = await started();
    await stop('wake', 3);
    for (const note of [1, 2, 1, 2, 1]) {
      await wakings.enqueue({ hotelId: 3, note });
      await jobs.drain();
    }
    await wakings.enqueueAll([{ hotelId: 3 }, { hotelId: 3 }, { hotelId: 3 }]);
    await jobs.drain();
    expect(await waiting('wake')).to.have.length(3);
    await go('wake', 3);
    await jobs.drain();
    expect(worked.toSorted()).to.deep.equal(['wake 3', 'wake 3 1', 'wake 3 2']);
  });

  it('wait over a restart, which says so', async () => {
    const before = await started();
    await stop('import', 3);
    await before.imports.enqueue({ hotelId: 3 });
    await before.jobs.drain();
    await before.jobs.stop(5);
    lines.length = 0;
    const { jobs } = await started();
    await jobs.drain();
    expect(worked).to.deep.equal([]);
    expect(lines.map(({ message }) => message)).to.include(
      'jobs import of hotel 3 wait: an operator has stopped them',
    );
    await go('import', 3);
    await jobs.drain();
    expect(worked).to.deep.equal(['import 3']);
  });

  it('are counted, and are not said to be ready', async () => {
    const { jobs, imports } = await started();
    await stop('import', 3);
    await stop('import', 4);
    await imports.enqueue({ hotelId: 3 });
    await jobs.drain();
    const { ready, stops } = await jobs.counts();
    expect(stops).to.deep.equal({ import: 2, wake: 0, nightly: 0 });
    expect(ready.import).to.equal(0);
  });
});
