// The plugin in two processes: the PMS answers requests and leaves the work to `heyawari.worker.cjs`.
import { expect } from 'chai';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import {
  bookingMessage,
  createSimulator,
  defaultLogin,
  type Simulator,
} from '../../examples/tl-lincoln/index.js';
import { useDatabase } from '../support/database.js';
import { hostModulesPath, type RunningHostPms, seedHotel, startHostPms } from '../support/host-pms.js';
import { until } from '../support/platform.js';
import { testKey } from '../support/world.js';

const pluginEntry = fileURLToPath(new URL('../../plugin/index.ts', import.meta.url));

function environment(databaseUrl: string, siteController: string): Record<string, string> {
  const url = new URL(databaseUrl);
  return {
    NODE_OPTIONS: '--import tsx',
    PG_HOST: url.hostname,
    PG_PORT: url.port,
    PG_USER: decodeURIComponent(url.username),
    PG_PASSWORD: decodeURIComponent(url.password),
    PG_DATABASE: url.pathname.slice(1),
    HEYAWARI: 'on',
    HEYAWARI_ENTRY: pluginEntry,
    HEYAWARI_ENCRYPTION_KEYS: `${testKey.id}:${testKey.key}`,
    HEYAWARI_SITE_CONTROLLER_POLL_SECONDS: '0',
    HEYAWARI_SITE_CONTROLLER_POLL_SECONDS_OFF_HOURS: '0',
    XML_REQUEST_URL: siteController,
    XML_SYSTEM_ID: 'SYS',
    LOG_LEVEL: 'silent',
  };
}

describe('a worker process', function () {
  this.timeout(30_000);
  const database = useDatabase();
  let simulator: Simulator;
  let pms: RunningHostPms;
  let worker: ChildProcess;

  const count = async (table: string): Promise<number> => {
    const { rows } = await database.pool().query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`);
    return rows[0]?.n ?? 0;
  };

  function startWorker(env: Record<string, string>): ChildProcess {
    return spawn(process.execPath, [`${hostModulesPath}/heyawari.worker.cjs`], {
      env: { ...process.env, NODE_ENV: 'test', ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  }

  before(async () => {
    await seedHotel(database.pool(), {
      name: 'worker hotel',
      rooms: [{ room: '101', type: 'SGL' }],
      login: defaultLogin,
    });
    simulator = createSimulator();
    const env = environment(database.url(), await simulator.start());
    pms = await startHostPms({ databaseUrl: database.url(), env: { ...env, HEYAWARI_ROLE: 'web' } });
    worker = startWorker(env);
  });
  after(async () => {
    worker?.kill('SIGKILL');
    await pms?.stop();
    await simulator?.stop();
  });

  it('imports what the web process has received and left to it', async () => {
    simulator.deliver([
      bookingMessage({
        ...{
          number: 'W-1',
          version: 1,
          kind: 'new',
          bookedOn: '2027-01-20',
          checkIn: '2027-03-01',
          nights: 1,
        },
        rooms: [{ code: 'SGL', men: 1, pricePerNight: 8000 }],
      }),
    ]);
    await fetch(`${pms.url}/api/sc/tl/reservations/fetch`);
    expect(await count('heyawari.ota_import_cache')).to.equal(1);
    await until(async () => (await count('heyawari.booking_plans')) === 1);
    expect(await count('reservations')).to.equal(1);
  });

  it('ends by itself when it is told to stop', async () => {
    const gone = once(worker, 'exit');
    worker.kill('SIGTERM');
    expect((await gone)[0]).to.equal(0);
  });
});
