// The dashboard of a hotel with 100,000 messages behind it: what it asks costs no more than where there are 1,000.
import { expect } from 'chai';
import type pg from 'pg';
import { Registry } from 'prom-client';
import { hotelDate } from '../../plugin/domain/hotel-date.js';
import { hotelId } from '../../plugin/domain/ids.js';
import { createImportMonitor } from '../../plugin/ota-import/index.js';
import type { Platform } from '../../plugin/platform/index.js';
import { useDatabase } from '../support/database.js';
import { type Cost, costOf, recordedDatabase } from '../support/explain.js';
import { messagesOf, now } from '../support/many-messages.js';

const mostBlocks = 400;
const sizes = [1_000, 100_000] as const;

function monitorOn(pool: pg.Pool) {
  const { database, sent } = recordedDatabase(pool);
  const platform = {
    ...{ database, clock: { now: () => now }, metrics: new Registry() },
    ...{ calendar: { timeZone: 'Asia/Tokyo', turnsAt: 5 }, settings: { import: { attemptsKeptDays: 400 } } },
  } as unknown as Platform;
  return { monitor: createImportMonitor(platform), sent };
}

describe('the figures of the import beside 100,000 messages', function () {
  this.timeout(120_000);
  const database = useDatabase();
  const found: Record<string, Cost> = {};

  before(async () => {
    const pool = database.pool();
    for (const [hotel, count] of sizes.entries()) await messagesOf(pool, hotel + 1, count);
    await pool.query('VACUUM ANALYZE');
    const { monitor, sent } = monitorOn(pool);
    for (const hotel of sizes.keys()) {
      for (let day = 1; day <= 3; day += 1)
        await monitor.countDay(hotelId(hotel + 1), hotelDate(`2027-01-1${6 + day}`));
      for (const plan of ['custom', 'generic'] as const) {
        sent.length = 0;
        await monitor.dashboard(hotelId(hotel + 1));
        found[`${sizes[hotel]} ${plan}`] = await costOf(pool, sent, plan, process.env.EXPLAIN === plan);
      }
    }
    if (process.env.EXPLAIN) console.log(found);
  });

  for (const plan of ['custom', 'generic'] as const)
    it(`are asked for the dashboard in two statements of at most ${mostBlocks} blocks with a ${plan} plan, as beside 1,000`, () => {
      const [few, many] = sizes.map((size) => found[`${size} ${plan}`]!);
      expect(many!.statements).to.equal(2);
      expect(many!.blocks)
        .to.be.at.most(mostBlocks)
        .and.at.most(few!.blocks * 1.5);
    });
});
