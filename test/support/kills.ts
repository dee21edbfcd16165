// kill -9 again and again, while deliveries of bookings, changes and cancellations are received and imported.
import { expect } from 'chai';
import { seededRandom } from '../../dev/bookings/random.js';
import { addDays } from '../../dev/bookings/dates.js';
import { startPluginProcess } from '../../dev/main-job/plugin-process.js';
import { createSimulator, defaultLogin, type Message } from '../../examples/tl-lincoln/index.js';
import { cancellationOf, changeOf, newBooking } from './bookings.js';
import { useBuiltPlugin } from './built.js';
import { useDatabase } from './database.js';
import { seedHotel } from './host-pms.js';
import { killableEnvironment } from './instances.js';
import { until } from './platform.js';
import { recordsOf } from './records.js';
import { hotelInstant } from './world.js';

/** New bookings of one delivery; the first is changed in the next one, the second cancelled. */
const perDelivery = 4;
/** Milliseconds from a delivery's fetch to the kill, at most: about what receipt and import of it take. */
const killWithin = 400;

const number = (round: number, booking: number) => `K${round}-${booking}`;

function deliveryOf(round: number): Message[] {
  const checkIn = addDays('2027-02-01', 4 * round);
  const before = addDays(checkIn, -4);
  return [
    ...Array.from({ length: perDelivery }, (_, i) => newBooking(number(round, i), { checkIn })),
    ...(round === 0
      ? []
      : [
          changeOf(number(round - 1, 0), { checkIn: before, nights: 3 }),
          cancellationOf(number(round - 1, 1), { checkIn: before }),
        ]),
  ];
}

/** Describes a run of `kills` kills, at moments of `seed`: nothing is lost, nothing has its effect twice. */
export function describeKills(kills: number, seed: number): void {
  describe(`a process killed ${kills} times`, function () {
    this.timeout(kills * 60_000);
    const database = useDatabase();
    const built = useBuiltPlugin();
    const rows = async <T extends object>(text: string, values?: unknown[]) =>
      (await database.pool().query<T>(text, values)).rows;
    const count = async (what: string) =>
      (await rows<{ count: number }>(`SELECT count(*)::int AS count FROM ${what}`))[0]!.count;

    it('leaves every booking as its last message has it, once', async () => {
      const rooms = Array.from({ length: perDelivery }, (_, i) => ({ room: String(101 + i), type: 'SGL' }));
      await seedHotel(database.pool(), { name: 'hotel', rooms, login: defaultLogin });
      const simulator = createSimulator();
      const settings = { databaseUrl: database.url(), siteController: await simulator.start() };
      const plugin = await startPluginProcess(
        built(),
        killableEnvironment(settings),
        hotelInstant('2027-01-20', 9),
      );
      database.onEnd(async () => {
        await plugin.stop();
        await simulator.stop();
      });
      const random = seededRandom(seed);
      for (let round = 0; round < kills; round += 1) {
        simulator.deliver(deliveryOf(round));
        plugin.killAfter(random() * killWithin);
        await plugin.fetch();
        await until(() => plugin.kills() === round + 1);
        // What a killed fetch has leased is free when its time is over: it is, here.
        await rows('UPDATE heyawari.site_controller_buckets SET lease_until = NULL');
        await plugin.drain(); // in the process that comes next
      }
      await plugin.fetch();
      await plugin.drain();

      const bookings = kills * perDelivery;
      expect(simulator.statistics()).to.include({ waiting: 0, unconfirmedOutputs: 0 });
      expect(await count("heyawari.ota_import_cache WHERE status <> 'imported'")).to.equal(0);
      expect(await count('heyawari.ota_import_cache')).to.equal(bookings + 2 * (kills - 1));
      expect(await count('reservations')).to.equal(bookings);
      expect(await count("reservations WHERE status = 'cancelled'")).to.equal(kills - 1);
      expect(await count('heyawari.room_nights')).to.equal(2 * bookings + (kills - 1) * (1 - 2));
      expect(await recordsOf({ rows }).doubleBooked()).to.deep.equal([]);
    });
  });
}
