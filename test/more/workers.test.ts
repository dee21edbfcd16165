// Worker processes with real imports: each hotel has its turn, one process at a time imports for it, and one that is killed is made up for.
import { expect } from 'chai';
import path from 'node:path';
import { addDays } from '../../dev/bookings/dates.js';
import { takeOverSeconds } from '../../plugin/platform/jobs/index.js';
import { createSimulator, type Message, type Simulator } from '../../examples/tl-lincoln/index.js';
import { newBooking } from '../support/bookings.js';
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

/** Of the import's slice of time, each takes a fiftieth at least, so that a backlog lasts for some slices on any machine. */
const secondsPerBooking = 0.1;
const backlog = 120;
const roomsPerHotel = 20;
/** Milliseconds: tenfold what it takes. */
const longest = 400_000;
const firstNight = addDays(new Date().toISOString().slice(0, 10), 30);

/** What one process wrote for a hotel in one transaction. */
interface Written {
  readonly hotel: number;
  readonly worker: string;
  readonly began: number;
  readonly ended: number;
  readonly bookings: number;
}

/** Of one night each, on nights that no other `round` has. */
const bookingsOf = (round: number, hotel: number, count: number): Message[] =>
  Array.from({ length: count }, (_, i) =>
    newBooking(`R${round}-${hotel}-${i}`, {
      checkIn: addDays(firstNight, round * 30 + Math.floor(i / roomsPerHotel)),
      nights: 1,
    }),
  );
const login = (hotel: number) => ({ userId: `hotel${hotel}`, password: 'secret' });

describe('worker processes', function () {
  this.timeout(longest + 30_000);
  const built = useBuiltPlugin();
  const database = useDatabase();
  const hotelIds = new Map<number, number>();
  let simulator: Simulator;
  let receiver: Receiver;
  let settings: ProcessSettings;
  let workers: RunningWorker[] = [];

  const rows = async <T extends object>(text: string, values?: unknown[]) =>
    (await database.pool().query<T>(text, values)).rows;
  const open = async () =>
    (
      await rows<{ count: number }>(
        `SELECT count(*)::int AS count FROM heyawari.ota_import_cache WHERE status <> 'imported'`,
      )
    )[0]!.count;
  /** Within the longest time that one of these tests may take. */
  async function eventually(condition: () => Promise<boolean>): Promise<void> {
    for (const began = performance.now(); performance.now() - began < longest;) {
      if (await condition()) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('the workers did not come to an end');
  }

  before(async () => {
    const hotels = Array.from({ length: 8 }, (_, i) => i + 1);
    simulator = createSimulator({ logins: hotels.map(login), messagesPerOutput: backlog });
    settings = {
      databaseUrl: database.url(),
      siteController: await simulator.start(),
      entry: path.join(built(), 'index.cjs'),
    };
    for (const hotel of hotels) {
      const rooms = Array.from({ length: roomsPerHotel }, (_, i) => ({ room: String(101 + i), type: 'SGL' }));
      const seeded = await seedHotel(database.pool(), { name: `hotel ${hotel}`, rooms, login: login(hotel) });
      hotelIds.set(hotel, seeded.hotelId);
    }
    // Who writes is known by the role that it connects as.
    await rows(`
      CREATE TABLE written (hotel_id int, worker text, transaction bigint, began timestamptz, ended timestamptz);
      CREATE FUNCTION note_writing() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE began timestamptz := clock_timestamp();
        BEGIN
          PERFORM pg_sleep(${secondsPerBooking});
          INSERT INTO written VALUES (NEW.hotel_id, session_user, txid_current(), began, clock_timestamp());
          RETURN NEW;
        END $$;
      CREATE TRIGGER note_writing BEFORE INSERT ON reservations FOR EACH ROW EXECUTE FUNCTION note_writing()`);
    receiver = await startReceiver(database.pool(), settings);
    database.onEnd(async () => {
      await receiver.stop();
      await simulator.stop();
    });
  });

  const roleOf = (worker: number) => `worker_${worker}_of_${new URL(database.url()).pathname.slice(1)}`;
  async function startWorkers(count: number): Promise<void> {
    for (let i = 1; i <= count; i += 1) {
      await rows(`CREATE ROLE ${roleOf(i)} SUPERUSER LOGIN PASSWORD 'secret'`);
      const url = new URL(settings.databaseUrl);
      url.username = roleOf(i);
      url.password = 'secret';
      workers.push(await startWorker({ ...settings, databaseUrl: url.toString() }));
    }
  }
  afterEach(async () => {
    for (const { process: child } of workers) child.kill('SIGKILL');
    await Promise.all(workers.map(({ gone }) => gone));
    for (let i = 1; i <= workers.length; i += 1) await rows(`DROP ROLE ${roleOf(i)}`);
    workers = [];
  });

  /** Since the last call, in the order of their beginnings. */
  async function takeWritten(): Promise<Written[]> {
    const written = await rows<Written>(
      `WITH taken AS (DELETE FROM written RETURNING *)
       SELECT hotel_id AS hotel, worker, count(*)::int AS bookings, extract(epoch FROM min(began))::float AS began,
              extract(epoch FROM max(ended))::float AS ended FROM taken GROUP BY hotel_id, worker, transaction ORDER BY began`,
    );
    return written;
  }

  function expectOneAtATime(written: readonly Written[]): void {
    for (const hotel of hotelIds.values()) {
      const ofHotel = written.filter((one) => one.hotel === hotel);
      for (const [i, next] of ofHotel.slice(1).entries())
        expect(next.began).to.be.at.least(ofHotel[i]!.ended);
    }
  }

  for (const processes of [2, 3])
    it(`${processes} of them give a hotel its turn while as many others as they can work have a backlog`, async () => {
      const busy = Array.from({ length: 2 * processes }, (_, i) => i + 1);
      const late = busy.length + 1;
      await startWorkers(processes);
      for (const hotel of busy) simulator.deliver(bookingsOf(processes, hotel, backlog), login(hotel).userId);
      await receiver.fetch();
      await eventually(async () => (await open()) < busy.length * (backlog - 5));
      simulator.deliver(bookingsOf(processes, late, 1), login(late).userId);
      await receiver.fetch();
      await eventually(async () => (await open()) === 0);

      const written = await takeWritten();
      expectOneAtATime(written);
      expect(new Set(written.map(({ worker }) => worker)).size).to.equal(processes);
      const turn = written.find(({ hotel }) => hotel === hotelIds.get(late))!;
      const before = written.filter(({ began }) => began < turn.began);
      const done = before.reduce((sum, { bookings }) => sum + bookings, 0);
      expect(done / (busy.length * backlog)).to.be.below(0.75);
      expect(await recordsOf({ rows }).doubleBooked()).to.deep.equal([]);
    });

  it('go on by themselves for the hotel of one that was killed in the middle of its import', async () => {
    await startWorkers(2);
    simulator.deliver(bookingsOf(1, 1, backlog), login(1).userId);
    await receiver.fetch();
    await eventually(async () => (await open()) < backlog);
    const [first] = await takeWritten();
    const victim = workers.findIndex((_, i) => roleOf(i + 1) === first!.worker);
    workers[victim]!.process.kill('SIGKILL');
    expect(await workers[victim]!.gone).to.equal('SIGKILL');
    await eventually(async () => (await open()) === 0);

    const written = await takeWritten();
    expectOneAtATime(written);
    const byOther = written.filter(({ worker }) => worker !== first!.worker);
    expect(byOther.length).to.be.greaterThan(0);
    expect(await recordsOf({ rows }).doubleBooked()).to.deep.equal([]);
  });

  it('have settings by which that happens within a minute, the pause before a second try included', () => {
    const pause = 5;
    expect(takeOverSeconds + pause).to.be.at.most(60);
  });
});
