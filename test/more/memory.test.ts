// What the largest deliveries cost the process in memory, over what it has when idle: seen from outside, in the build that a hotel runs.
import { expect } from 'chai';
import { randomBytes } from 'node:crypto';
import { forgetPeak, memoryOf } from '../../bench/memory.js';
import { type PluginProcess, startPluginProcess } from '../../dev/main-job/plugin-process.js';
import { defaultLogin } from '../../examples/tl-lincoln/index.js';
import { newBooking, single } from '../support/bookings.js';
import { outputEnvelope } from '../support/booking-message.js';
import { useBuiltPlugin } from '../support/built.js';
import { useDatabase } from '../support/database.js';
import { seedHotel } from '../support/host-pms.js';
import { killableEnvironment } from '../support/instances.js';
import { until } from '../support/platform.js';
import { hotelInstant } from '../support/world.js';
import { type SiteControllerDouble, startSiteController } from '../contract/site-controller-double.js';

const megabyte = 1024 * 1024;
const mostOverIdle = 250;

/** A booking that nobody knows a room type for: read and tried like any other, and put off. */
const booking = (number: string) => newBooking(number, { rooms: [{ ...single, code: 'NO-SUCH' }] }).xml;

/** With so many bytes that nobody reads. */
const padded = (number: string, bytes: number) =>
  `${booking(number)}<!-- ${randomBytes(bytes / 2).toString('hex')} -->`;

describe('the memory of a process', function () {
  this.timeout(600_000);
  const database = useDatabase();
  const built = useBuiltPlugin();
  let site: SiteControllerDouble;
  let plugin: PluginProcess;
  let idle: number;

  before(async function () {
    if (process.platform !== 'linux') this.skip();
    await seedHotel(database.pool(), {
      ...{ name: 'hotel', rooms: [{ room: '101', type: 'SGL' }], login: defaultLogin },
    });
    site = await startSiteController();
    database.onEnd(() => site.close());
  });

  /** A process of its own for each case: what V8 keeps of one is no cost of the next. */
  beforeEach(async () => {
    const settings = { databaseUrl: database.url(), siteController: site.url };
    plugin = await startPluginProcess(
      built(),
      { ...killableEnvironment(settings), MAIN_JOB_TIMEOUT_SECONDS: '300' },
      hotelInstant('2027-01-20', 9),
    );
    site.deliver('FIRST', [booking('FIRST')]);
    await plugin.fetch();
    await plugin.drain();
    idle = memoryOf(plugin.pid(), 'VmRSS');
  });
  afterEach(() => plugin.stop());

  const unread = async () => {
    const { rows } = await database
      .pool()
      .query<{ count: number }>(
        "SELECT count(*)::int AS count FROM heyawari.ota_import_cache WHERE status = 'received'",
      );
    return rows[0]!.count;
  };
  const stored = async () => {
    const { rows } = await database
      .pool()
      .query<{ messages: number; deliveries: number }>(
        `SELECT message_count AS messages, deliveries FROM heyawari.ota_outputs ORDER BY id DESC LIMIT 1`,
      );
    return rows[0];
  };

  const cases: readonly (readonly [what: string, messages: () => string[]])[] = [
    ['an output of 64 MB', () => Array.from({ length: 2_000 }, (_, i) => padded(`L${i}`, 28_600))],
    ['an output of 5,000 messages', () => Array.from({ length: 5_000 }, (_, i) => booking(`N${i}`))],
    ['a message of 60 MB', () => [padded('HUGE', 60 * megabyte)]],
  ];
  for (const [what, messages] of cases)
    it(`stays within ${mostOverIdle} MB over idle with ${what}, which comes twice and is read`, async function () {
      const texts = messages();
      const body = outputEnvelope(what, texts);
      expect(Buffer.byteLength(body)).to.be.at.most(64 * megabyte);
      forgetPeak(plugin.pid());
      site.deliverRaw(body);
      for (const deliveries of [1, 2]) {
        await plugin.fetch();
        expect(await stored()).to.deep.equal({ messages: texts.length, deliveries });
      }
      site.deliver(undefined, []);
      await until(async () => (await unread()) === 0, 300_000);
      const overIdle = memoryOf(plugin.pid(), 'VmHWM') - idle;
      this.test!.title += ` (${overIdle.toFixed(0)} MB)`;
      expect(overIdle).to.be.lessThan(mostOverIdle);
    });
});
