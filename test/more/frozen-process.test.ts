// Five worker processes, one of which stands still past its heartbeat in the middle of an import and then goes on: every booking once, as its
// last message has it. And one that is told to stop: its jobs cost no try.
import { expect } from 'chai';
import path from 'node:path';
import { addDays } from '../../dev/bookings/dates.js';
import { createSimulator, defaultLogin, type Simulator } from '../../examples/tl-lincoln/index.js';
import { cancellationOf, changeOf, newBooking, singles } from '../support/bookings.js';
import { useBuiltPlugin } from '../support/built.js';
import { useDatabase } from '../support/database.js';
import { seedHotel } from '../support/host-pms.js';
import {
  type ProcessSettings,
  type Receiver,
  type RunningWorker,
  startReceiver,
  startWorker,
} from '../support/instances.js';
import { recordsOf } from '../support/records.js';
import { standstillAt } from '../support/standstill.js';

const processes = 5;
const bookings = 30;
const roomsOfHotel = 40;
/** Milliseconds: several times what it takes until others have taken over. */
const longest = 300_000;
const firstNight = addDays(new Date().toISOString().slice(0, 10), 30);
const number = (booking: number) => `F-${booking}`;
/** What agencies say of the bookings while one process stands still: every third is longer, every third is cancelled. */
const fate = (booking: number) => (['kept', 'longer', 'cancelled'] as const)[booking % 3]!;

describe('worker processes of which one stands still and goes on', function () {
  this.timeout(longest + 60_000);
  const built = useBuiltPlugin();
  const database = useDatabase();
  let simulator: Simulator;
  let receiver: Receiver;
  let settings: ProcessSettings;
  const workers = new Map<string, RunningWorker>();

  const rows = async <T extends object>(text: string, values?: unknown[]) =>
    (await database.pool().query<T>(text, values)).rows;
  const records = recordsOf({ rows });
  /** Messages that are not in the PMS, and jobs of the import that are not done. */
  const open = async () =>
    (
      await rows<{ count: number }>(
        `SELECT (SELECT count(*) FROM heyawari.ota_import_cache WHERE status NOT IN ('imported', 'superseded', 'duplicate'))::int
              + (SELECT count(*) FROM heyawari_jobs.job WHERE name LIKE 'import-one%' AND state <= 'active')::int AS count`,
      )
    )[0]!.count;
  async function eventually(condition: () => Promise<boolean>, what: string): Promise<void> {
    for (const began = performance.now(); performance.now() - began < longest;) {
      if (await condition()) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`waited in vain: ${what}`);
  }

  before(async () => {
    simulator = createSimulator();
    settings = {
      databaseUrl: database.url(),
      siteController: await simulator.start(),
      entry: path.join(built(), 'index.cjs'),
    };
    const rooms = singles(...Array.from({ length: roomsOfHotel }, (_, i) => String(101 + i)));
    await seedHotel(database.pool(), { name: 'hotel', rooms, login: defaultLogin });
    receiver = await startReceiver(database.pool(), settings);
    database.onEnd(async () => {
      await receiver.stop();
      await simulator.stop();
    });
  });
  afterEach(async () => {
    for (const { process: child } of workers.values()) {
      child.kill('SIGCONT');
      child.kill('SIGKILL');
    }
    await Promise.all([...workers.values()].map(({ gone }) => gone));
    for (const role of workers.keys()) await rows(`DROP ROLE ${role}`);
    workers.clear();
  });

  /** Each connects as a role of its own, by which it is known in the database. */
  async function start(count: number, env: Readonly<Record<string, string>> = {}): Promise<void> {
    for (let i = 1; i <= count; i += 1) {
      const role = `process_${workers.size + 1}_of_${new URL(database.url()).pathname.slice(1)}`;
      await rows(`CREATE ROLE ${role} SUPERUSER LOGIN PASSWORD 'secret'`);
      const url = new URL(settings.databaseUrl);
      [url.username, url.password] = [role, 'secret'];
      workers.set(role, await startWorker({ ...settings, databaseUrl: url.toString() }, env));
    }
  }

  /** The process that writes to the PMS just now. */
  async function writing(): Promise<RunningWorker> {
    const [found] = await rows<{ role: string }>(
      `SELECT usename AS role FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'`,
    );
    return workers.get(found!.role)!;
  }

  const nightsOf = (booking: number) => {
    const checkIn = addDays(firstNight, booking);
    return fate(booking) === 'longer'
      ? [checkIn, addDays(checkIn, 1), addDays(checkIn, 2)]
      : [checkIn, addDays(checkIn, 1)];
  };
  const bookedAs = (booking: number) => ({ checkIn: addDays(firstNight, booking), nights: 2 });

  it('have each booking once, as its last message has it', async () => {
    await start(processes);
    const standstill = await standstillAt(database.pool(), number(15));
    const all = Array.from({ length: bookings }, (_, i) => i);
    simulator.deliver(all.map((i) => newBooking(number(i), bookedAs(i))));
    await receiver.fetch();
    await standstill.reached();
    const frozen = await writing();
    frozen.process.kill('SIGSTOP');
    await standstill.lift();
    simulator.deliver([
      ...all
        .filter((i) => fate(i) === 'longer')
        .map((i) => changeOf(number(i), { ...bookedAs(i), nights: 3 })),
      ...all.filter((i) => fate(i) === 'cancelled').map((i) => cancellationOf(number(i), bookedAs(i))),
    ]);
    await receiver.fetch();
    await eventually(async () => (await open()) === 0, 'others take over from the one that stands still');
    expect(frozen.process.exitCode, 'it stood still meanwhile').to.equal(null);

    frozen.process.kill('SIGCONT');
    simulator.deliver([newBooking('AFTER', { checkIn: firstNight, nights: 1 })]);
    await receiver.fetch();
    await eventually(async () => (await open()) === 0, 'they go on together');
    // Told to stop, it ends what it has in hand: whatever it would still do is done then.
    frozen.process.kill('SIGTERM');
    expect(await frozen.gone).to.equal(0);
    await eventually(async () => (await open()) === 0, 'nothing is left behind');

    for (const booking of all) {
      const [reservation, ...others] = await records.reservations(number(booking));
      expect(others, number(booking)).to.deep.equal([]);
      if (fate(booking) === 'cancelled') expect(reservation!.status, number(booking)).to.equal('cancelled');
      else expect(reservation!.nights, number(booking)).to.deep.equal(nightsOf(booking));
    }
    expect(await records.reservations('AFTER')).to.have.length(1);
    expect(await records.doubleBooked()).to.deep.equal([]);
    expect(simulator.statistics().unconfirmedOutputs).to.equal(0);
  });

  for (const { seconds, what } of [
    { seconds: 20, what: 'has it end within its time' },
    { seconds: 1, what: 'gives back what did not end' },
  ])
    it(`one that is told to stop in the middle of an import ${what}, which costs no try`, async () => {
      await start(1, { HEYAWARI_STOP_TIMEOUT_SECONDS: String(seconds) });
      const name = `STOP-${seconds}`;
      const standstill = await standstillAt(database.pool(), name);
      simulator.deliver([newBooking(name, { checkIn: addDays(firstNight, 60), nights: 1 })]);
      await receiver.fetch();
      await standstill.reached();
      const [{ process: child, gone }] = [...workers.values()] as [RunningWorker];
      child.kill('SIGTERM');
      expect(await gone).to.equal(0);
      await standstill.lift();
      const jobs = () =>
        rows<{ state: string; retry_count: number }>(
          `SELECT state, retry_count FROM heyawari_jobs.job WHERE name LIKE 'import-one%' ORDER BY created_on DESC LIMIT 1`,
        );
      expect((await jobs())[0]!.retry_count).to.equal(0);
      await start(1);
      await eventually(async () => (await open()) === 0, 'the next process has it done');
      expect((await jobs())[0]).to.deep.equal({ state: 'completed', retry_count: 0 });
      expect(await records.reservations(name)).to.have.length(1);
    });
});
