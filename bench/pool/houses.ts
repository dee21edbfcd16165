// Hotels whose stays are all pooled, made set-based in the PMS's tables and ours as the import leaves them.
import type pg from 'pg';
import { seedHotel } from '../../test/support/host-pms.js';

export interface Houses {
  readonly hotels: number;
  readonly rooms: number;
  /** One after the other in each room, of two nights each. */
  readonly staysPerRoom: number;
  /** Nights from one arrival to the next in a room; where they are more than two, every other guest comes a night later. */
  readonly nightsApart: number;
  /** Of ten guests one has not come to be, and one lies in a room of another type than is booked: a night has something to move. */
  readonly untidy: boolean;
  /** Business dates, from yesterday's on, that have had their nightly run. */
  readonly nightsDone: number;
  readonly timeZone: string;
}

/** The PMS's reservation and nights, the plan and its nights; windows of a week have come, and no deadline has. */
const statements = ({ staysPerRoom, nightsApart, nightsDone, untidy }: Houses, today: string) => [
  `INSERT INTO clients (name) VALUES ('客')`,
  `CREATE TABLE due_stays AS
   SELECT r.hotel_id, r.id AS room_id, r.room_type_id, r.room_number, gen_random_uuid() AS id, k,
          ${today} + 3 + ${nightsApart} * k + CASE WHEN ${nightsApart} > 2 THEN (r.id + k) % 2 ELSE 0 END AS check_in, (SELECT id FROM clients LIMIT 1) AS client,
          CASE WHEN ${untidy} AND (r.id * 3 + k) % 10 = 1 THEN (SELECT min(t.id) FROM room_types t WHERE t.hotel_id = r.hotel_id) ELSE r.room_type_id END AS booked
     FROM rooms r CROSS JOIN generate_series(0, ${staysPerRoom} - 1) AS k
    WHERE NOT (${untidy} AND (r.id * 3 + k) % 10 = 0) ORDER BY r.hotel_id, k, r.id`,
  `INSERT INTO reservations (hotel_id, id, reservation_client_id, check_in, check_out, number_of_people, status, type, agent, ota_reservation_id, created_by)
   SELECT hotel_id, id, client, check_in, check_in + 2, 1, 'confirmed', 'ota', 'agency', 'D' || hotel_id || '-' || room_id || '-' || k, 1 FROM due_stays`,
  `INSERT INTO reservation_details (hotel_id, reservation_id, date, room_id, number_of_people, price, billable, created_by)
   SELECT hotel_id, id, check_in + night, room_id, 1, 8000, true, 1 FROM due_stays CROSS JOIN generate_series(0, 1) AS night`,
  `INSERT INTO heyawari.hotel_settings (hotel_id) SELECT DISTINCT hotel_id FROM due_stays ON CONFLICT DO NOTHING`,
  `INSERT INTO heyawari.host_cursors (hotel_id) SELECT DISTINCT hotel_id FROM due_stays`,
  `INSERT INTO heyawari.booking_plans
     (hotel_id, booking_number, slot, reservation_id, check_in, check_out, people, booked_type_id, room_id, room_type_id, physical_room, room_state,
      pool_status, pool_entry_time, pool_window_time, pool_deadline_time, reason_key, reason_params, entry_mode, entry_thresholds)
   SELECT hotel_id, 'D' || hotel_id || '-' || room_id || '-' || k, 0, id, check_in, check_in + 2, 1, booked, room_id, room_type_id, room_number,
          'tentative', 'waiting', now() - interval '30 days', check_in - interval '7 days', check_in - interval '1 day', 'placement.booked_type',
          jsonb_build_object('room', room_number), 'BALANCE', '{}' FROM due_stays`,
  `INSERT INTO heyawari.room_nights (hotel_id, physical_room, night, plan_id)
   SELECT hotel_id, physical_room, check_in + night, id FROM heyawari.booking_plans CROSS JOIN generate_series(0, 1) AS night`,
  `INSERT INTO heyawari.booking_plan_history (hotel_id, plan_id, at, event, room_id, room_state)
   SELECT hotel_id, id, now(), 'placed', room_id, room_state FROM heyawari.booking_plans`,
  `INSERT INTO heyawari.assignment_runs (hotel_id, kind, business_date, started_at, finished_at, finalised, moved, woken, duration_ms)
   SELECT hotel_id, 'nightly', ${today} + day, now() - interval '1 day', now() - interval '1 day', 0, 0, 0, 0
     FROM heyawari.host_cursors CROSS JOIN generate_series(-1, ${nightsDone} - 2) AS day`,
  `DROP TABLE due_stays`,
];

export async function seedHouses(pool: pg.Pool, houses: Houses): Promise<void> {
  const rooms = Array.from({ length: houses.rooms }, (_, i) => ({
    ...{ room: String(1000 + i), type: `T${i % 4}` },
  }));
  for (let i = 0; i < houses.hotels; i += 1)
    await seedHotel(pool, { name: `hotel ${i + 1}`, rooms, login: null });
  const today = `(now() AT TIME ZONE '${houses.timeZone}')::date`;
  for (const statement of statements(houses, today)) await pool.query(statement);
  await pool.query('VACUUM ANALYZE');
}

export const tentative = `SELECT count(*) AS number FROM heyawari.booking_plans WHERE room_state = 'tentative'`;
export const runsOpen = `
  SELECT count(*) AS number FROM heyawari_jobs.job WHERE name LIKE 'assignment-run%' AND state IN ('created', 'retry', 'active')`;

/** The only figure of the answer. */
export const numberOf = async (pool: pg.Pool, statement: string) =>
  Number((await pool.query<{ number: string | null }>(statement)).rows[0]!.number ?? 0);
