// A hundred thousand damaged messages: none breaks the reading or keeps it, each comes out classified, and none harms another.
import { expect } from 'chai';
import { newBooking, singles } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { damagedMessage, misread } from '../support/fuzz.js';
import { recordsOf } from '../support/records.js';
import { createWorld, type World } from '../support/world.js';

const seed = 20270301;

describe('damaged messages', () => {
  it('are read without a crash, without a hang, and come out classified', function () {
    this.timeout('20m');
    const outcomes: string[] = [];
    for (let index = 0; index < 100_000; index += 1) {
      const wrong = misread(damagedMessage(seed, index));
      if (wrong !== undefined) outcomes.push(`${index}: ${wrong}`);
    }
    expect(outcomes).to.deep.equal([]);
  });

  describe('among good ones', () => {
    const database = useDatabase();
    let world: World;

    before(async () => {
      world = await createWorld({
        databaseUrl: database.url(),
        rooms: singles(...Array.from({ length: 40 }, (_, i) => String(101 + i))),
        types: ['TWN'],
        messagesPerOutput: 100,
      });
      database.onEnd(() => world.stop());
    });

    it('do nothing to them', async function () {
      this.timeout('10m');
      const good = Array.from({ length: 30 }, (_, i) => newBooking(`GOOD${i}`, { checkIn: '2027-08-01' }));
      const damaged = Array.from({ length: 600 }, (_, i) => ({
        dataId: undefined,
        xml: damagedMessage(seed + 1, i),
      }));
      const mixed = good.flatMap((one, i) => [...damaged.slice(i * 20, i * 20 + 20), one]);
      await world.deliver(...mixed);
      const records = recordsOf(world);
      for (const { dataId } of good) expect(await records.message(dataId!)).to.equal('imported');
      const unclassified = await world.rows(
        "SELECT id, status, failure_code FROM heyawari.ota_import_cache WHERE status IN ('received') OR failure_code = 'unexpected'",
      );
      expect(unclassified).to.deep.equal([]);
      expect(await records.doubleBooked()).to.deep.equal([]);
      const refused = await world.rows<{ code: string; count: number }>(
        "SELECT failure_code AS code, count(*)::int FROM heyawari.ota_import_cache WHERE failure_code IN ('host_refused', 'database_error') GROUP BY 1",
      );
      // What could be read, the PMS and the database can take.
      expect(refused).to.deep.equal([]);
    });
  });
});
