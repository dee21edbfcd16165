// Whose turn it is in the job queue: one job of a key at a time in all processes, nothing lost in open transactions, retries and ends in time.
import { expect } from 'chai';
import { Registry } from 'prom-client';
import { z } from 'zod';
import { systemClock } from '../../../plugin/domain/clock.js';
import { createDatabase } from '../../../plugin/platform/database/index.js';
import { createJobs, type JobDefinition, type Jobs } from '../../../plugin/platform/jobs/index.js';
import { useDatabase } from '../../support/database.js';
import { recordedLog, until } from '../../support/platform.js';

const data = z.strictObject({ hotelId: z.number().int() });
type Data = z.output<typeof data>;

describe('turns in the job queue', function () {
  this.timeout(30_000);
  const database = useDatabase();
  const { logger, lines } = recordedLog();
  const running: Jobs[] = [];

  /** One more process, as it were. */
  const instance = (registry = new Registry()) => {
    const jobs = createJobs({
      ...{ pool: database.pool(), timeZone: 'Asia/Tokyo', logger, clock: systemClock },
      metrics: registry,
    });
    running.push(jobs);
    return jobs;
  };
  const kind = (over: Partial<JobDefinition<Data>> & Pick<JobDefinition<Data>, 'name' | 'work'>) => ({
    ...{ data, tries: 3, pauseSeconds: 0, idempotent: 'it is noted once more' },
    ...over,
  });
  const started = async (jobs: Jobs, working = true) => {
    await jobs.start({ working, scheduling: false });
    return jobs;
  };
  const rows = async <T extends object>(text: string, values?: unknown[]) =>
    (await database.pool().query<T>(text, values)).rows;
  const stateOf = (queue: string) =>
    rows<{ state: string; retry_count: number }>(
      'SELECT state, retry_count FROM heyawari_jobs.job WHERE name = $1 ORDER BY created_on',
      [queue],
    );

  afterEach(async () => {
    await Promise.all(running.splice(0).map((jobs) => jobs.stop(1)));
    await rows('DELETE FROM heyawari_jobs.job');
  });

  it('works a job sent in an open transaction after its commit, though one of its key was queued and ran before', async () => {
    const worked: string[] = [];
    let committed = 0;
    let workedAfter = 0;
    const jobs = instance();
    const job = jobs.define(
      kind({
        name: 'receipt',
        oneAtATimePer: ({ hotelId }) => String(hotelId),
        work: () => {
          worked.push(committed ? 'after' : 'before');
          workedAfter = performance.now();
          return Promise.resolve();
        },
      }),
    );
    await started(jobs);
    await createDatabase(database.pool()).transaction(async (tx) => {
      await job.enqueue({ hotelId: 1 });
      await job.enqueue({ hotelId: 1 }, tx);
      await until(() => worked.length === 1);
      committed = performance.now();
    });
    await until(() => worked.length === 2);
    expect(worked).to.deep.equal(['before', 'after']);
    expect(workedAfter - committed).to.be.below(1000);
  });

  it('works one job of a key at a time in all processes, and others beside it', async () => {
    const now = new Map<number, number>();
    let mostOfOne = 0;
    let mostTogether = 0;
    let worked = 0;
    const definition = kind({
      name: 'by-hotel',
      concurrency: 2,
      oneAtATimePer: ({ hotelId }) => String(hotelId),
      async work({ hotelId }) {
        now.set(hotelId, (now.get(hotelId) ?? 0) + 1);
        mostOfOne = Math.max(mostOfOne, ...now.values());
        mostTogether = Math.max(
          mostTogether,
          [...now.values()].reduce((a, b) => a + b),
        );
        await new Promise((resolve) => setTimeout(resolve, 5));
        now.set(hotelId, now.get(hotelId)! - 1);
        worked += 1;
      },
    });
    const instances = [instance(), instance()];
    const job = instances.map((jobs) => jobs.define(definition))[0]!;
    for (const jobs of instances) await started(jobs);
    await job.enqueueAll(Array.from({ length: 24 }, (_, i) => ({ hotelId: i % 3 })));
    await Promise.all(instances.map((jobs) => jobs.drain()));
    expect(worked).to.equal(24);
    expect(mostOfOne).to.equal(1);
    expect(mostTogether).to.be.above(1);
  });

  for (const processes of [2, 3])
    it(`gives a hotel its turn while as many others as ${processes} processes can work have a backlog`, async () => {
      const slices = 12;
      const left = new Map<number, number>();
      const order: number[] = [];
      const busy = Array.from({ length: processes * 2 }, (_, i) => i + 1);
      const jobs = Array.from({ length: processes }, () => instance());
      const [job] = jobs.map((one) => {
        const defined: ReturnType<typeof one.define<Data>> = one.define<Data>(
          kind({
            name: 'sliced',
            concurrency: 2,
            oneAtATimePer: ({ hotelId }) => String(hotelId),
            async work({ hotelId }) {
              order.push(hotelId);
              await new Promise((resolve) => setTimeout(resolve, 5));
              const more = (left.get(hotelId) ?? 1) - 1;
              left.set(hotelId, more);
              if (more > 0) await defined.enqueue({ hotelId });
            },
          }),
        );
        return defined;
      });
      for (const hotel of busy) left.set(hotel, slices);
      for (const one of jobs) await started(one);
      await job!.enqueueAll(busy.map((hotelId) => ({ hotelId })));
      await until(() => order.length >= busy.length);
      await job!.enqueue({ hotelId: 99 });
      await Promise.all(jobs.map((one) => one.drain()));
      expect(order).to.have.length(busy.length * slices + 1);
      // One slice of each at most before it, had it come in the middle of all of theirs; the test leaves room for two more.
      expect(order.indexOf(99)).to.be.below(busy.length * 4);
    });

  it('tries again when the pause is over, without waiting for a poll, and warns only', async () => {
    const at: number[] = [];
    const jobs = instance();
    const job = jobs.define(
      kind({
        name: 'failing-once',
        pauseSeconds: 1,
        work() {
          at.push(performance.now());
          return at.length === 1 ? Promise.reject(new Error('once')) : Promise.resolve();
        },
      }),
    );
    await started(jobs);
    await job.enqueue({ hotelId: 1 });
    await until(() => at.length === 2);
    expect(at[1]! - at[0]!)
      .to.be.above(900)
      .and.below(10_000);
    const said = lines.filter((line) => line.job === 'failing-once');
    expect(said.map(({ level }) => level)).to.deep.equal(['warn']);
  });

  it('gives back what has not ended when it stops, which costs no try', async () => {
    let stuck = 0;
    const definition = (work: JobDefinition<Data>['work']) => kind({ name: 'stuck', tries: 1, work });
    const first = instance();
    const job = first.define(
      definition(() => {
        stuck += 1;
        return new Promise(() => undefined);
      }),
    );
    await started(first);
    await job.enqueue({ hotelId: 1 });
    await until(() => stuck === 1);
    await first.stop(0.05);
    expect(await stateOf('stuck')).to.deep.equal([{ state: 'created', retry_count: 0 }]);
    let done = 0;
    const next = instance();
    next.define(
      definition(() => {
        done += 1;
        return Promise.resolve();
      }),
    );
    await started(next);
    await next.drain();
    expect(done).to.equal(1);
  });

  it('takes up at once what a killed process left, where no other process works', async () => {
    let done = 0;
    const define = (jobs: Jobs) =>
      jobs.define(
        kind({
          name: 'left-behind',
          oneAtATimePer: ({ hotelId }) => String(hotelId),
          work: () => {
            done += 1;
            return Promise.resolve();
          },
        }),
      );
    const jobs = instance();
    const job = define(jobs);
    await started(jobs);
    await job.enqueue({ hotelId: 1 });
    await jobs.drain();
    await jobs.stop(1);
    await rows(
      `UPDATE heyawari_jobs.job SET state = 'active', started_on = now(), heartbeat_on = now(), completed_on = NULL WHERE name LIKE 'left-behind%'`,
    );
    const next = instance();
    define(next);
    await started(next);
    await next.drain();
    expect(done).to.equal(2);
  });

  it('counts the dead as long as they lie there, also when the jobs that they were have been forgotten', async () => {
    const jobs = instance();
    const job = jobs.define(
      kind({ name: 'doomed', tries: 1, work: () => Promise.reject(new Error('always')) }),
    );
    await started(jobs);
    await job.enqueue({ hotelId: 1 });
    await jobs.drain();
    await rows("DELETE FROM heyawari_jobs.job WHERE name = 'doomed'");
    expect((await jobs.counts()).dead).to.deep.equal({ doomed: 1 });
  });

  it('works what the build before left in the queue of that kind', async () => {
    const worked: number[] = [];
    const work = ({ hotelId }: Data) => {
      worked.push(hotelId);
      return Promise.resolve();
    };
    const before = instance();
    const old = before.define(kind({ name: 'renamed', work }));
    await started(before, false);
    await old.enqueue({ hotelId: 1 });
    const now = instance();
    const job = now.define(kind({ name: 'renamed', work, oneAtATimePer: ({ hotelId }) => String(hotelId) }));
    await started(now);
    await job.enqueue({ hotelId: 2 });
    await now.drain();
    expect(worked.toSorted()).to.deep.equal([1, 2]);
    await old.enqueue({ hotelId: 3 });
    await until(() => worked.length === 3);
  });
});
