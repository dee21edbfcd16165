// An installation whose hotels have a great many past stays behind the few that are open, made set-based: a million within a minute.
import pg from 'pg';
import type { HotelDate } from '../../plugin/domain/hotel-date.js';

/** Of one hotel; its rooms are numbered from 1, of four types. */
export interface PastOfHotel {
  readonly hotel: number;
  readonly rooms: number;
  /** Stays of two nights in every third night before today; a fifth of them was cancelled, and one in fifty thousand never became final. */
  readonly past: number;
  /** Stays of the two weeks from yesterday on. */
  readonly current: number;
}

/** A large house and ten usual ones, with a million past stays together. */
export const millionPlans = (firstHotel: number): readonly PastOfHotel[] => [
  { hotel: firstHotel, rooms: 1_000, past: 700_000, current: 900 },
  ...Array.from({ length: 10 }, (_, i) => ({
    ...{ hotel: firstHotel + 1 + i, rooms: 100, past: 30_000, current: 300 },
  })),
];

/** Nothing is due at 09:00: who arrives today or before has a final room, and half of the others have their window open. */
const stays = (day: string) => `
  SELECT h.hotel, 'PAST-' || k AS number, ${day} - 3 * (k / h.rooms + 1) AS check_in, 1 + k % h.rooms AS room,
         CASE WHEN k % 5 = 0 THEN 'ended' WHEN k % 50000 = 1 THEN 'tentative' ELSE 'final' END AS state
    FROM hotels h, generate_series(0, h.past - 1) AS k
  UNION ALL
  SELECT h.hotel, 'NOW-' || k, ${day} - 1 + k % 14, 1 + k % h.rooms,
         CASE WHEN k % 14 <= 1 OR k % 3 = 0 THEN 'final' ELSE 'tentative' END
    FROM hotels h, generate_series(0, h.current - 1) AS k`;

/** Twelve a hotel, two of them of last month. */
const unplaced = (day: string) => `
  SELECT h.hotel, k, CASE WHEN k <= 2 THEN ${day} - 30 ELSE ${day} + k END AS check_in
    FROM hotels h, generate_series(1, 12) AS k`;

const statements = (day: string): readonly string[] => [
  `INSERT INTO heyawari.host_cursors (hotel_id) SELECT hotel FROM hotels ON CONFLICT DO NOTHING`,
  `INSERT INTO heyawari.hotel_settings (hotel_id) SELECT hotel FROM hotels ON CONFLICT DO NOTHING`,
  // In the order of booking, up to two months ahead.
  `INSERT INTO heyawari.booking_plans
     (hotel_id, booking_number, slot, reservation_id, check_in, check_out, people, booked_type_id, room_id, room_type_id, physical_room,
      room_state, final_cause, pool_status, pool_entry_time, pool_window_time, pool_deadline_time, reason_key, entry_mode, entry_thresholds)
   SELECT hotel, number, 0, gen_random_uuid(), check_in, check_in + 2, 2, room % 4,
          CASE WHEN state <> 'ended' THEN room END, CASE WHEN state <> 'ended' THEN room % 4 END, CASE WHEN state <> 'ended' THEN room::text END,
          state, CASE WHEN state = 'final' THEN 'deadline' END,
          CASE WHEN state = 'tentative' THEN CASE WHEN check_in <= ${day} + 7 THEN 'ready' ELSE 'waiting' END END,
          morning - interval '60 days', morning - interval '7 days', morning, 'placement.booked_type', 'BALANCE', '{}'
     FROM (${stays(day)}) AS s, LATERAL (SELECT (check_in + time '06:00') AT TIME ZONE 'Asia/Tokyo' AS morning) AS m
    ORDER BY check_in - hashtext(number) % 61`,
  `INSERT INTO heyawari.booking_plans
     (hotel_id, booking_number, slot, check_in, check_out, people, booked_type_id, room_state, reason_key, entry_mode, entry_thresholds)
   SELECT hotel, 'NONE-' || k, 0, check_in, check_in + 1, 2, 1, 'unplaced', 'placement.none_free', 'BALANCE', '{}' FROM (${unplaced(day)}) AS u`,
  `INSERT INTO heyawari.booking_plan_history (hotel_id, plan_id, at, event, room_state)
   SELECT hotel_id, id, now(), CASE WHEN room_state = 'unplaced' THEN 'unplaced' ELSE 'placed' END, room_state
     FROM heyawari.booking_plans WHERE room_state IN ('tentative', 'unplaced')`,
  // Somebody else held the rooms that never became final, and many besides.
  `INSERT INTO heyawari.host_nights (hotel_id, physical_room, night, reservation_id)
   SELECT hotel_id, physical_room, check_in, gen_random_uuid() FROM heyawari.booking_plans
    WHERE check_in < ${day} - 2 AND (room_state = 'tentative' OR room_state = 'final' AND id % 20 = 0)`,
  `INSERT INTO heyawari.assignment_runs (hotel_id, kind, business_date, started_at, finished_at, finalised, moved, woken, duration_ms)
   SELECT hotel, CASE WHEN k % 96 = 0 THEN 'nightly' ELSE 'sweep' END, ${day} - k / 96, at, at, 0, 0, 0, 5
     FROM hotels, generate_series(0, 30 * 96 - 1) AS k,
          LATERAL (SELECT (${day} + time '08:00') AT TIME ZONE 'Asia/Tokyo' - k * interval '15 minutes' AS at) AS a ORDER BY k DESC`,
];

/** Indexes are made after the rows: a third of the time. */
async function withoutIndexes(client: pg.Client, fill: () => Promise<void>): Promise<void> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT indexrelid::regclass AS name, pg_get_indexdef(indexrelid) AS definition
       FROM pg_index WHERE indrelid = 'heyawari.booking_plans'::regclass AND NOT indisprimary`,
  );
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`);
  await fill();
  for (const { definition } of rows) await client.query(definition);
}

/** Fills the plugin's tables for these hotels; the PMS's are left alone. */
export async function fillPlans(
  pool: pg.Pool,
  hotels: readonly PastOfHotel[],
  today: HotelDate,
): Promise<void> {
  const client = new pg.Client(pool.options);
  await client.connect();
  // On a server that does not wait for its commits, VACUUM does not know yet that what was just written is visible to all.
  await client.query('SET synchronous_commit = on');
  await client.query(`SET maintenance_work_mem = '256MB'`);
  await client.query(
    'CREATE TEMP TABLE hotels (hotel integer, rooms integer, past integer, current integer)',
  );
  await client.query('INSERT INTO hotels SELECT * FROM json_populate_recordset(NULL::hotels, $1)', [
    JSON.stringify(hotels),
  ]);
  await withoutIndexes(client, async () => {
    for (const statement of statements(`DATE '${today}'`)) await client.query(statement);
  });
  await client.query('VACUUM ANALYZE');
  await client.end();
}
