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

const now = new Date('2027-01-20T12:00:00+09:00');
const mostBlocks = 400;
const sizes = [1_000, 100_000] as const;
const perDay = 250;

/** So many messages until now, 250 a day with an attempt each; 40 have failed and 40 wait, all over the time. */
async function messagesOf(pool: pg.Pool, hotel: number, count: number): Promise<void> {
  const values = [hotel, count, now];
  const at = `CAST($3 AS timestamptz) - make_interval(secs => (CAST($2 AS integer) - k) * 86400.0 / ${perDay})`;
  await pool.query(
    `INSERT INTO heyawari.ota_outputs (hotel_id, output_id, body_hash, key_id, sealed_body, complete, message_count, received_at, confirmation)
     SELECT CAST($1 AS integer), 'O' || k, decode(md5(CAST($1 AS integer) || '-' || k), 'hex'), 'test', '\\x00', true, 5, ${at}, CASE WHEN k > CAST($2 AS integer) - 5 THEN 'pending' ELSE 'confirmed' END
       FROM generate_series(5, CAST($2 AS integer), 5) AS k`,
    values,
  );
  await pool.query(
    `INSERT INTO heyawari.ota_import_cache
       (hotel_id, output_id, position, content_hash, key_id, sealed_xml, received_at, data_id, kind, booking_number, agency, status,
        failure_class, failure_code, next_attempt_at)
     SELECT CAST($1 AS integer), (SELECT min(id) FROM heyawari.ota_outputs WHERE hotel_id = CAST($1 AS integer)), k, decode(md5(k::text), 'hex'), 'test', decode(repeat('00', 1500), 'hex'), ${at}, 'D' || k, 'new', 'B' || k, 'agency ' || k % 7,
            s.status, CASE WHEN s.status <> 'imported' THEN 'room_mapping' END, CASE WHEN s.status <> 'imported' THEN 'room_code_unknown' END,
            CASE WHEN s.status = 'pending' THEN CAST($3 AS timestamptz) + interval '1 hour' END
       FROM generate_series(1, CAST($2 AS integer)) AS k,
            LATERAL (SELECT CASE k % (CAST($2 AS integer) / 40) WHEN 0 THEN 'failed' WHEN 1 THEN 'pending' ELSE 'imported' END AS status) AS s`,
    values,
  );
  await pool.query(
    `INSERT INTO heyawari.ota_import_log (hotel_id, message_id, attempted_at, trigger, status, failure_class, failure_code, duration_ms)
     SELECT hotel_id, id, received_at, 'initial', status, failure_class, failure_code, 20
       FROM heyawari.ota_import_cache WHERE hotel_id = $1 ORDER BY id`,
    [hotel],
  );
  await pool.query(
    `INSERT INTO heyawari.site_controller_buckets (hotel_id, next_fetch_at, last_success_at) VALUES ($1, $2, $2)`,
    [hotel, now],
  );
}

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
