// That nights came free is heard by whoever works, and lost with nobody who is killed.
import { expect } from 'chai';
import {
  createSimulator,
  defaultLogin,
  type Message,
  type Simulator,
} from '../../examples/tl-lincoln/index.js';
import { cancellationOf, newBooking, singles } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { seedHotel } from '../support/host-pms.js';
import {
  type ProcessSettings,
  type Receiver,
  type RunningWorker,
  startReceiver,
  startWorker,
  untilWorked,
} from '../support/instances.js';
import { until } from '../support/platform.js';
import { recordsOf } from '../support/records.js';

describe('workers that hear of nights that came free', function () {
  this.timeout(240_000);
  const database = useDatabase();
  const rows = async <T extends object>(text: string, values?: unknown[]) =>
    (await database.pool().query<T>(text, values)).rows;
  const records = recordsOf({ rows });
  let simulator: Simulator;
  let settings: ProcessSettings;
  let receiver: Receiver;
  const workers: RunningWorker[] = [];

  before(async () => {
    await seedHotel(database.pool(), { name: 'hotel', rooms: singles('101'), login: defaultLogin });
    simulator = createSimulator();
    settings = { databaseUrl: database.url(), siteController: await simulator.start() };
    receiver = await startReceiver(database.pool(), settings);
    database.onEnd(async () => {
      for (const { process } of workers) process.kill('SIGKILL');
      await receiver.stop();
      await simulator.stop();
    });
    workers.push(await startWorker(settings), await startWorker(settings));
  });

  const day = (number: number) => ({ checkIn: `2099-03-${10 + number}`, nights: 1 });
  const received = async (...messages: Message[]) => {
    simulator.deliver(messages);
    await receiver.fetch();
  };
  const becomes = async (dataId: string, status: string, wait = until) => {
    let last: string | undefined;
    await wait(async () => (last = await records.message(dataId)) === status).catch((error: unknown) => {
      throw new Error(`${dataId} is not ${status}, but ${last}`, { cause: error });
    });
  };
  /** One booking holds the only room on that day, another waits for it. */
  const someoneWaits = async (number: number) => {
    await received(newBooking(`HOLDS${number}`, day(number)));
    await becomes(`HOLDS${number}-1`, 'imported', untilWorked);
    await received(newBooking(`WAITS${number}`, day(number)));
    await becomes(`WAITS${number}-1`, 'pending: no_availability', untilWorked);
  };

  it('try the booking that waited at once, and once, however many they are', async () => {
    await someoneWaits(1);
    await received(cancellationOf('HOLDS1', day(1)));
    await becomes('WAITS1-1', 'imported');
    expect(await records.roomNights('WAITS1')).to.have.length(1);
    const log = await rows<{ status: string }>(
      `SELECT l.status FROM heyawari.ota_import_log l JOIN heyawari.ota_import_cache c ON c.hotel_id = l.hotel_id AND c.id = l.message_id
        WHERE c.data_id = 'WAITS1-1' ORDER BY l.id`,
    );
    expect(log.map(({ status }) => status)).to.deep.equal(['pending', 'imported']);
    expect(await records.reservations('WAITS1')).to.have.length(1);
  });

  it('are made up for by the next, where they are killed before anybody was woken', async () => {
    await someoneWaits(2);
    const reader = await database.pool().connect();
    await reader.query('BEGIN');
    await reader.query(`SELECT FROM heyawari.ota_import_cache WHERE data_id = 'WAITS2-1' FOR UPDATE`);
    await received(cancellationOf('HOLDS2', day(2)));
    await becomes('HOLDS2-9', 'imported');
    await until(async () => {
      const waiting = await rows(
        `SELECT FROM pg_stat_activity
          WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE 'UPDATE heyawari.ota_import_cache SET next_attempt_at%'`,
      );
      return waiting.length > 0;
    });
    for (const { process, gone } of workers.splice(0)) {
      process.kill('SIGKILL');
      await gone;
    }
    await reader.query('ROLLBACK');
    reader.release();
    expect(await records.message('WAITS2-1')).to.equal('pending: no_availability');
    workers.push(await startWorker(settings));
    await becomes('WAITS2-1', 'imported');
    expect(await rows('SELECT FROM heyawari.freed_nights')).to.deep.equal([]);
  });
});
