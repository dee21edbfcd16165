// The XML of a message is read once, in whatever process and however often the message is tried.
import { expect } from 'chai';
import {
  createSimulator,
  defaultLogin,
  type Message,
  type Simulator,
} from '../../examples/tl-lincoln/index.js';
import { buildRooms, type Rooms } from '../../plugin/assembly.js';
import { hotelId, type HotelId } from '../../plugin/domain/ids.js';
import { existingPms, SimulatedClock } from '../../plugin/index.js';
import { parseOptions } from '../../plugin/options.js';
import { readReport, type ReportReader } from '../../plugin/tl-lincoln/index.js';
import { changeOf, newBooking, singles } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { type HostModules, loadHostModules, seedHotel } from '../support/host-pms.js';
import { recordsOf } from '../support/records.js';
import { eagerSettings, letEveryoneIn, testLogger } from '../support/world.js';

const hour = 3_600_000;

describe('the XML of a message', () => {
  const database = useDatabase();
  const rows = async <T extends object>(text: string, values?: unknown[]) =>
    (await database.pool().query<T>(text, values)).rows;
  const records = recordsOf({ rows });
  const clock = new SimulatedClock(new Date('2027-01-20T09:00:00+09:00'));
  let hotel: HotelId;
  let simulator: Simulator;
  let url: string;
  let host: HostModules;
  const opened: Rooms[] = [];
  /** By DataID, how often it was read. */
  const readings = new Map<string, number>();

  before(async () => {
    const seeded = await seedHotel(database.pool(), {
      name: 'hotel',
      rooms: singles('101'),
      login: defaultLogin,
    });
    hotel = hotelId(seeded.hotelId);
    simulator = createSimulator();
    url = await simulator.start();
    host = loadHostModules(database.url());
    database.onEnd(async () => {
      for (const { platform, solver } of opened) {
        await platform.jobs.stop(1);
        await solver.close();
        await platform.database.end();
      }
      await simulator.stop();
      await host.close();
    });
  });

  const counted: ReportReader = (xml) => {
    const reading = readReport(xml);
    const id = reading.header.dataId ?? 'none';
    readings.set(id, (readings.get(id) ?? 0) + 1);
    return reading;
  };

  /** The rooms of the plugin as another process has them, with a reader that counts; jobs are left to the test. */
  async function anotherProcess(): Promise<Rooms> {
    const siteController = { url, systemId: 'SYS', pollSeconds: 0, pollSecondsOffHours: 0 };
    const parts = {
      database: database.pool(),
      host: existingPms({ reservations: host.reservations }),
      auth: letEveryoneIn,
      logger: testLogger(),
      clock,
    };
    const rooms = buildRooms(parts, parseOptions({ ...eagerSettings, siteController }, {}), counted);
    await rooms.platform.jobs.start({ working: false, scheduling: false });
    opened.push(rooms);
    return rooms;
  }
  const importAll = async ({ imports }: Rooms) => {
    while ((await imports.service.importDue(hotel)) === 'unfinished');
  };
  const receive = async ({ imports }: Rooms, ...messages: Message[]) => {
    simulator.deliver(messages);
    const outcome = (await imports.service.fetchAll()).get(hotel);
    if (outcome?.kind === 'received') await imports.service.confirm(hotel, outcome.received.output);
  };

  it('is read once where it is applied at once, its booking’s other messages with it', async () => {
    const one = await anotherProcess();
    await receive(one, changeOf('A', { nights: 3 }), newBooking('A'));
    await importAll(one);
    await receive(one, changeOf('A', { nights: 1, version: 3 }));
    await importAll(one);
    expect(await records.message('A-3')).to.equal('imported');
    expect(Object.fromEntries(readings)).to.deep.equal({ 'A-1': 1, 'A-2': 1, 'A-3': 1 });
  });

  it('is read once where it waits and is tried again, by this process or another', async () => {
    readings.clear();
    const [one, other] = [await anotherProcess(), await anotherProcess()];
    await receive(
      one,
      newBooking('HOLDS', { checkIn: '2027-02-10' }),
      newBooking('WAITS', { checkIn: '2027-02-10' }),
    );
    for (const rooms of [one, one, other]) {
      await importAll(rooms);
      clock.set(new Date(clock.now().getTime() + hour));
    }
    expect(await records.message('WAITS-1')).to.equal('pending: no_availability');
    const [tries] = await rows("SELECT attempts FROM heyawari.ota_import_cache WHERE data_id = 'WAITS-1'");
    expect(tries).to.deep.equal({ attempts: 3 });
    expect(Object.fromEntries(readings)).to.deep.equal({ 'HOLDS-1': 1, 'WAITS-1': 1 });
  });

  it('leaves what was read of it in the database only until it takes effect', async () => {
    const kept = await rows<{ id: string }>(
      'SELECT data_id AS id FROM heyawari.ota_import_cache WHERE sealed_report IS NOT NULL',
    );
    expect(kept).to.deep.equal([{ id: 'WAITS-1' }]);
  });

  it('is read again where an earlier build has read it, which kept nothing or another form', async () => {
    readings.clear();
    for (const earlier of [
      'report_form = NULL, report_key_id = NULL, sealed_report = NULL',
      'report_form = 0',
    ]) {
      await rows(
        `UPDATE heyawari.ota_import_cache SET next_attempt_at = received_at, ${earlier} WHERE data_id = 'WAITS-1'`,
      );
      await importAll(await anotherProcess());
    }
    expect(Object.fromEntries(readings)).to.deep.equal({ 'WAITS-1': 2 });
    expect(await records.message('WAITS-1')).to.equal('pending: no_availability');
  });
});
