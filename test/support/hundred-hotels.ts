// A large installation, made set-based, in which nothing is to be done at once: hotels of fifty rooms with open messages, stays to come, stays without a room, and years behind them.
import type pg from 'pg';
import winston from 'winston';
import { hotelDate } from '../../plugin/domain/hotel-date.js';
import { findingState, importState } from '../../plugin/ota-import/index.js';
import { createDatabase } from '../../plugin/platform/database/index.js';
import type { Jobs } from '../../plugin/platform/jobs/index.js';
import { createMetrics } from '../../plugin/platform/metrics/index.js';
import { createSnapshots, schemaState, type State } from '../../plugin/platform/snapshot/index.js';
import { poolState, upgradeState, usageState } from '../../plugin/pool/index.js';

/** When it is there. */
const now = new Date('2027-01-20T12:00:00+09:00');
const at = `'${now.toISOString()}'::timestamptz`;

export interface Installation {
  /** Numbered from `firstHotel` on. */
  readonly hotels: number;
  /** Past stays of each hotel, as many messages, and a run and a fifth of an output for each. */
  readonly past: number;
}
const firstHotel = 5_001;
const roomCount = 50;
/** Stays to come, of each hotel. */
const coming = 200;

const statements = (every: string, past: number) => [
  `INSERT INTO heyawari.host_cursors (hotel_id, position) SELECT h, '0:0:0' FROM ${every} AS h`,
  `INSERT INTO heyawari.hotel_settings (hotel_id) SELECT hotel_id FROM heyawari.host_cursors ON CONFLICT DO NOTHING`,
  `INSERT INTO heyawari.site_controller_buckets (hotel_id, next_fetch_at, last_success_at, opened_at)
   SELECT h, ${at}, ${at}, CASE WHEN h % 10 = 0 THEN ${at} END FROM ${every} AS h`,
  `INSERT INTO heyawari.ota_import_health (hotel_id, verdict, since, looked_at)
   SELECT h, 'good', ${at}, ${at} FROM ${every} AS h`,
  `INSERT INTO heyawari.host_rooms (hotel_id, room_id, physical_room, room_number, room_type_id, sellable)
   SELECT h, r, 'R' || r, 'R' || r, r % 5, true
     FROM ${every} AS h, generate_series(1, ${roomCount}) AS r`,
  `INSERT INTO heyawari.room_type_hierarchy (hotel_id, from_type_id, to_type_id, priority, policy, cost_per_night)
   SELECT h, t, t + 1, 0, CASE WHEN t = 0 THEN 'suggest' ELSE 'automatic' END, 1000
     FROM ${every} AS h, generate_series(0, 3) AS t`,
  `INSERT INTO heyawari.outlooks (hotel_id, business_date, outlook)
   SELECT h, (${at})::date,
          jsonb_build_object('firstDay', 20000, 'usualNights', 2,
            'prices', (SELECT jsonb_agg(jsonb_build_array(t, (SELECT jsonb_agg(d * 10) FROM generate_series(1, 400) AS d))) FROM generate_series(0, 4) AS t),
            'usage', (SELECT jsonb_agg(jsonb_build_array('R' || r, jsonb_build_object('nightsUsed', r % 7, 'nightsSellable', 15)))
                        FROM generate_series(1, ${roomCount}) AS r))
     FROM ${every} AS h`,
  `INSERT INTO heyawari.booking_plans
     (hotel_id, booking_number, slot, check_in, check_out, people, booked_type_id, room_id, room_type_id, physical_room, room_state, final_cause,
      pool_status, pool_deadline_time, pool_window_time, reason_key, entry_mode, entry_thresholds)
   SELECT h, 'B' || k, 0, day, day + 2, 1, k % 5, 1 + k % ${roomCount}, CASE WHEN k % 25 = 0 THEN (k + 1) % 5 ELSE k % 5 END, 'R' || 1 + k % ${roomCount},
          CASE WHEN k > 0 THEN 'final' ELSE 'tentative' END, CASE WHEN k > 0 THEN 'deadline' END, CASE WHEN k <= 0 THEN 'waiting' END,
          CASE WHEN k <= 0 THEN day + time '06:00' AT TIME ZONE 'Asia/Tokyo' END,
          CASE WHEN k <= 0 THEN day - 7 + time '06:00' AT TIME ZONE 'Asia/Tokyo' END, 'placement.booked_type', 'BALANCE', '{}'
     FROM ${every} AS h, generate_series(1 - ${coming}, ${past}) AS k,
          LATERAL (SELECT (${at})::date - 2 * (k / ${roomCount}) - CASE WHEN k > 0 THEN 3 ELSE -3 END AS day) AS d`,
  `INSERT INTO heyawari.booking_plans (hotel_id, booking_number, slot, check_in, check_out, people, booked_type_id, room_state, reason_key, entry_mode, entry_thresholds)
   SELECT h, 'NONE-' || k, 0, (${at})::date + k, (${at})::date + k + 1, 1, k % 2, 'unplaced', 'placement.none_free', 'BALANCE', '{}'
     FROM ${every} AS h, generate_series(1, 3) AS k`,
  `INSERT INTO heyawari.booking_plan_history (hotel_id, plan_id, at, event, room_state)
   SELECT hotel_id, id, ${at}, CASE WHEN room_state = 'unplaced' THEN 'unplaced' ELSE 'placed' END, room_state FROM heyawari.booking_plans ORDER BY id`,
  `INSERT INTO heyawari.room_conflicts (hotel_id, plan_id, room_id, first_night, last_night, state, reason_key, found_at, looked_at)
   SELECT DISTINCT ON (hotel_id) hotel_id, id, 1, check_in, check_in, 'open', 'conflict.held', ${at}, ${at}
     FROM heyawari.booking_plans WHERE room_state = 'tentative'`,
  `INSERT INTO heyawari.assignment_runs (hotel_id, kind, business_date, started_at, finished_at, finalised, moved, woken, duration_ms)
   SELECT h, 'sweep', ${at}, ${at}, ${at}, 0, 0, 0, 5
     FROM ${every} AS h, generate_series(0, ${past}) AS k ORDER BY k`,
  `INSERT INTO heyawari.ota_outputs (hotel_id, output_id, body_hash, key_id, sealed_body, complete, message_count, received_at, confirmation, next_confirmation_at)
   SELECT h, 'O' || k, decode(md5(h || '-' || k), 'hex'), 'test', '\\x00', true, 5, ${at} - make_interval(mins => k),
          CASE WHEN k = 0 THEN 'pending' ELSE 'confirmed' END, ${at} + interval '1 year'
     FROM ${every} AS h, generate_series(0, ${past} / 5) AS k`,
  `INSERT INTO heyawari.ota_import_cache
     (hotel_id, output_id, position, content_hash, key_id, sealed_xml, received_at, data_id, kind, booking_number, agency, status, failure_class, failure_code, next_attempt_at)
   SELECT o.hotel_id, o.id, k, decode(md5(k::text), 'hex'), 'test', '\\x00', ${at} - make_interval(mins => k), 'D' || k, 'new', 'B' || k, 'agency',
          s.status, CASE WHEN s.status = 'failed' THEN 'needs_person' END, CASE WHEN s.status = 'failed' THEN (ARRAY['room_code_unknown', 'no_availability', 'xml_malformed', 'database_error', 'booking_ambiguous'])[k] END,
          CASE WHEN s.status = 'retrying' THEN ${at} + interval '1 year' END
     FROM heyawari.ota_outputs o, generate_series(1, ${past} + 10) AS k,
          LATERAL (SELECT CASE WHEN k <= 5 THEN 'failed' WHEN k <= 8 THEN 'retrying' ELSE 'imported' END AS status) AS s
    WHERE o.output_id = 'O0'`,
  `INSERT INTO heyawari.reconciliation_findings (hotel_id, kind, subject, details, first_seen, last_seen, changed_at, state, settled_at)
   SELECT h, 'report_numbers_missing', 'agency ' || k, '{}', ${at}, ${at}, ${at}, CASE WHEN k = 0 THEN 'open' ELSE 'settled' END, CASE WHEN k > 0 THEN ${at} END
     FROM ${every} AS h, generate_series(0, ${past} / 10) AS k`,
];

export async function installationOf(pool: pg.Pool, { hotels, past }: Installation): Promise<void> {
  const every = `generate_series(${firstHotel}, ${firstHotel + hotels - 1})`;
  for (const statement of statements(every, past)) await pool.query(statement);
  await pool.query('VACUUM ANALYZE');
}

/** What the snapshot reads of the tables of the plugin. */
export const states: readonly State[] = [
  ...[importState, findingState, poolState, upgradeState, usageState],
  schemaState,
];
export const readAt = { now, today: hotelDate('2027-01-20') };

/** Reads the state of all of it into the snapshot that a process shows from its start on. Jobs are left out. */
export const takeSnapshot = (pool: pg.Pool): Promise<void> =>
  createSnapshots({
    ...{ database: createDatabase(pool), states, clock: { now: () => now } },
    calendar: { timeZone: 'Asia/Tokyo', turnsAt: 5 },
    metrics: createMetrics(),
    logger: winston.createLogger({ silent: true }),
    jobs: { schedule: () => undefined } as Partial<Jobs> as Jobs,
  }).take();
