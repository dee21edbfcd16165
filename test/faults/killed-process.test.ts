// kill -9 of the process that holds the plugin, in the middle of a batch: the next one finds everything and doubles nothing.
import { expect } from 'chai';
import { type PluginProcess, startPluginProcess } from '../../dev/main-job/plugin-process.js';
import { createSimulator, defaultLogin, type Simulator } from '../../examples/tl-lincoln/index.js';
import { newBooking } from '../support/bookings.js';
import { useBuiltPlugin } from '../support/built.js';
import { useDatabase } from '../support/database.js';
import { seedHotel } from '../support/host-pms.js';
import { killableEnvironment } from '../support/instances.js';
import { until } from '../support/platform.js';
import { expectNothingHalfDone, recordsOf } from '../support/records.js';
import { standstillAt } from '../support/standstill.js';
import { hotelInstant } from '../support/world.js';

const bookings = 30;
/** In the middle of their batch. */
const middle = 12;

describe('a process killed in the middle of a batch', function () {
  this.timeout(60_000);
  const database = useDatabase();
  const built = useBuiltPlugin();
  let simulator: Simulator;
  let plugin: PluginProcess;

  before(async () => {
    await seedHotel(database.pool(), {
      name: 'hotel',
      rooms: Array.from({ length: bookings }, (_, i) => ({ room: String(101 + i), type: 'SGL' })),
      login: defaultLogin,
    });
    simulator = createSimulator({ messagesPerOutput: bookings });
    const siteController = await simulator.start();
    const settings = { databaseUrl: database.url(), siteController };
    plugin = await startPluginProcess(built(), killableEnvironment(settings), hotelInstant('2027-01-20', 9));
    database.onEnd(async () => {
      await plugin.stop();
      await simulator.stop();
    });
  });

  const rows = async <T extends object>(text: string, values?: unknown[]) =>
    (await database.pool().query<T>(text, values)).rows;
  const count = async (what: string) => {
    const [row] = await rows<{ count: number }>(`SELECT count(*)::int AS count FROM ${what}`);
    return row!.count;
  };

  it('leaves nothing half done', async () => {
    const standstill = await standstillAt(database.pool(), `N${middle}`);
    simulator.deliver(Array.from({ length: bookings }, (_, i) => newBooking(`N${i}`)));
    await plugin.fetch();
    await standstill.reached();
    plugin.killAfter(0);
    await until(() => plugin.kills() === 1);
    await standstill.lift();
    expect(await count('heyawari.ota_import_cache')).to.equal(bookings);
    await expectNothingHalfDone({ rows });
  });

  it('is made up for by the next process, once', async () => {
    await plugin.drain();
    expect(await count("heyawari.ota_import_cache WHERE status = 'imported'")).to.equal(bookings);
    expect(await count('reservations')).to.equal(bookings);
    expect(await count('heyawari.booking_plans')).to.equal(bookings);
    expect(await count('heyawari.room_nights')).to.equal(2 * bookings);
    expect(await recordsOf({ rows }).doubleBooked()).to.deep.equal([]);
    expect(simulator.statistics()).to.include({ waiting: 0, unconfirmedOutputs: 0 });
  });
});
