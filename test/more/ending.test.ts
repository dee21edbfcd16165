// A worker that is told to end while PostgreSQL is silent or gone: it ends in its time, and nothing of it keeps the process.
import { expect } from 'chai';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { type EmbeddedPostgres, startPostgres } from '../../dev/postgres.js';
import { createSimulator, defaultLogin, type Simulator } from '../../examples/tl-lincoln/index.js';
import { newBooking } from '../support/bookings.js';
import { useBuiltPlugin } from '../support/built.js';
import { freeze } from '../support/freeze.js';
import { seedHotel } from '../support/host-pms.js';
import {
  type ProcessSettings,
  type RunningWorker,
  startReceiver,
  startWorker,
} from '../support/instances.js';
import { standstillAt } from '../support/standstill.js';
import { createTemplate, databaseUrl, onServer } from '../../dev/template.js';

/** Milliseconds: the time given to running work, and every bound on the way (docs/operations.md). */
const longestEnd = 31_000;

describe('a worker that is told to end', function () {
  this.timeout(10 * longestEnd);
  const built = useBuiltPlugin();
  const directory = mkdtempSync(path.join(tmpdir(), 'heyawari-ending-'));
  const data = path.join(directory, 'data');
  let server: EmbeddedPostgres;
  let template: string;
  let simulator: Simulator;
  let pool: pg.Pool;
  let settings: ProcessSettings;
  let worker: RunningWorker;
  let goOn: () => void = () => undefined;

  before(() => chmodSync(directory, 0o755)); // the server may run as a user of its own
  beforeEach(async () => {
    server = await startPostgres({ directory: data });
    template ??= await createTemplate(server.url);
    const name = `ending_${Date.now()}`;
    await onServer(server.url, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
    pool = new pg.Pool({ connectionString: databaseUrl(server.url, name) });
    pool.on('error', () => undefined); // the server is stopped under it
    await seedHotel(pool, { name: 'hotel', rooms: [{ room: '101', type: 'SGL' }], login: defaultLogin });
    simulator = createSimulator();
    settings = {
      databaseUrl: databaseUrl(server.url, name),
      siteController: await simulator.start(),
      entry: path.join(built(), 'index.cjs'),
    };
    worker = await startWorker(settings, {
      HEYAWARI_STOP_TIMEOUT_SECONDS: '1',
      HEYAWARI_METRICS_PORT: '0',
    });
  });
  afterEach(async () => {
    goOn();
    worker.process.kill('SIGKILL');
    await worker.gone;
    await simulator.stop();
    await pool.end();
    await server.stop();
  });
  after(() => rmSync(directory, { recursive: true, force: true }));

  /** Until the import stands in the middle of a transaction. */
  async function startImport(): Promise<void> {
    const standstill = await standstillAt(pool, 'N1');
    simulator.deliver([newBooking('N1')]);
    const receiver = await startReceiver(pool, settings);
    await receiver.fetch();
    await standstill.reached();
    await receiver.stop();
  }

  const moments: Readonly<Record<string, () => Promise<void>>> = {
    'with nothing to do': () => Promise.resolve(),
    'in the middle of an import': startImport,
  };
  const faults: Readonly<Record<string, () => Promise<void> | void>> = {
    frozen: () => void (goOn = freeze(data)),
    stopped: () => server.stop(),
  };
  for (const [moment, reach] of Object.entries(moments))
    for (const [fault, inflict] of Object.entries(faults))
      it(`while PostgreSQL is ${fault}, ${moment}, ends by itself`, async () => {
        await reach();
        await inflict();
        worker.process.kill('SIGTERM');
        expect(await worker.gone).to.equal(0);
      });
});
