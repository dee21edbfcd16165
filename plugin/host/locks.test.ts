import { expect } from 'chai';
import { Registry } from 'prom-client';
import winston from 'winston';
import { until } from '../../test/support/platform.js';
import type { Database } from '../platform/database/index.js';
import { createHealth } from '../platform/health/index.js';
import { watchLocks } from './locks.js';

describe('who holds what the plugin waits for', () => {
  const blocker = {
    ...{ pid: 7, applicationName: 'hotel-pms', user: 'pms', table: 'reservations' },
    since: new Date('2027-01-20T00:00:00Z'),
  };

  /** `holds`: whether that session still does; rejects while the database is silent. */
  async function held(holds: () => Promise<boolean>) {
    const metrics = new Registry();
    const row = (statement: string) =>
      statement.includes('pg_blocking_pids')
        ? Promise.resolve(blocker)
        : holds().then((does) => (does ? {} : undefined));
    const onWaiting = watchLocks({
      ...{ metrics, database: { row } as unknown as Database, health: createHealth(() => undefined) },
      logger: winston.createLogger({ silent: true }),
      looks: { everyMilliseconds: 5, believedMilliseconds: 300 },
    });
    const told = async () =>
      (await metrics.metrics()).includes('heyawari_host_blocked_since_timestamp_seconds{');
    onWaiting(1);
    await until(told);
    return told;
  }

  it('is told of until it has gone, though nobody asks for health', async () => {
    let looks = 0;
    let holds = true;
    const told = await held(() => {
      looks += 1;
      return Promise.resolve(holds);
    });
    const since = performance.now();
    await until(() => looks > 3 && performance.now() - since > 400);
    expect(await told()).to.equal(true);
    holds = false;
    await until(async () => !(await told()));
  });

  it('is not told of for long where the database does not say whether it still holds', async () => {
    const told = await held(() => Promise.reject(new Error('silent')));
    await until(async () => !(await told()));
  });
});
