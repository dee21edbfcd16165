// The plugin in two processes: the PMS answers requests and leaves the work to `heyawari.worker.cjs`.
import { expect } from 'chai';
import {
  bookingMessage,
  createSimulator,
  defaultLogin,
  type Simulator,
} from '../../examples/tl-lincoln/index.js';
import { useDatabase } from '../support/database.js';
import { type RunningHostPms, seedHotel, startHostPms } from '../support/host-pms.js';
import { pluginEnvironment, type RunningWorker, startWorker } from '../support/instances.js';
import { until } from '../support/platform.js';

describe('a worker process', function () {
  this.timeout(60_000);
  const database = useDatabase();
  let simulator: Simulator;
  let pms: RunningHostPms;
  let worker: RunningWorker;

  const count = async (table: string): Promise<number> => {
    const { rows } = await database.pool().query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`);
    return rows[0]?.n ?? 0;
  };

  before(async () => {
    await seedHotel(database.pool(), {
      name: 'worker hotel',
      rooms: [{ room: '101', type: 'SGL' }],
      login: defaultLogin,
    });
    simulator = createSimulator();
    const settings = { databaseUrl: database.url(), siteController: await simulator.start() };
    pms = await startHostPms({
      databaseUrl: database.url(),
      env: { ...pluginEnvironment(settings), HEYAWARI_ROLE: 'web' },
    });
    worker = await startWorker(settings);
  });
  after(async () => {
    worker?.process.kill('SIGKILL');
    await pms?.stop();
    await simulator?.stop();
  });

  const booking = (number: string, checkIn: string) =>
    bookingMessage({
      ...{ number, version: 1, kind: 'new', bookedOn: '2027-01-20', checkIn, nights: 1 },
      rooms: [{ code: 'SGL', men: 1, pricePerNight: 8000 }],
    });

  it('imports what the web process has received and left to it', async () => {
    simulator.deliver([booking('W-1', '2027-03-01')]);
    await fetch(`${pms.url}/api/sc/tl/reservations/fetch`);
    expect(await count('heyawari.ota_import_cache')).to.equal(1);
    await until(async () => (await count('heyawari.booking_plans')) === 1);
    expect(await count('reservations')).to.equal(1);
  });

  it('imports at once what was received in a transaction held open for two seconds, and confirms it', async () => {
    await database.pool().query(`
      CREATE FUNCTION hold_open() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(2); RETURN NULL; END $$;
      CREATE CONSTRAINT TRIGGER hold_open AFTER INSERT ON heyawari.ota_outputs
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION hold_open()`);
    simulator.deliver([booking('W-2', '2027-03-02')]);
    await fetch(`${pms.url}/api/sc/tl/reservations/fetch`);
    // Its jobs were enqueued two seconds ago, and could be seen only now: a tenth of this is what it takes on an idle machine.
    await until(async () => (await count('heyawari.booking_plans')) === 2, 10_000);
    await until(() => simulator.statistics().unconfirmedOutputs === 0, 10_000);
    await database.pool().query('DROP TRIGGER hold_open ON heyawari.ota_outputs');
  });

  it('ends by itself when it is told to stop', async () => {
    worker.process.kill('SIGTERM');
    expect(await worker.gone).to.equal(0);
  });
});
