// Stays that are all due at once: from the job's being asked for to the last room's being final, by workers of the build in processes of their own.
import path from 'node:path';
import pg from 'pg';
import { buildAside } from '../../dev/main-job/built.js';
import { seedHotel } from '../../test/support/host-pms.js';
import { startWorker } from '../../test/support/instances.js';
import { cpuSeconds } from '../cpu.js';
import { type Figures, type Limit, median } from '../import/part.js';
import type { MeasurePool, PoolGround } from './part.js';

interface Houses {
  readonly hotels: number;
  readonly rooms: number;
  /** One after the other in each room, of two nights each, from the third day on. */
  readonly staysPerRoom: number;
}

const look = 20;
const pause = () => new Promise((resolve) => setTimeout(resolve, look));

const today = `(now() AT TIME ZONE 'Asia/Tokyo')::date`;

/** As the import leaves them: the PMS's reservation and nights, the plan and its nights; none is due yet, and every night has had its run. */
const statements = [
  `INSERT INTO clients (name) VALUES ('客')`,
  `CREATE TABLE due_stays AS
   SELECT r.hotel_id, r.id AS room_id, r.room_type_id, r.room_number, gen_random_uuid() AS id, k,
          ${today} + 3 + 2 * k AS check_in, (SELECT id FROM clients LIMIT 1) AS client
     FROM rooms r CROSS JOIN generate_series(0, $1::int - 1) AS k ORDER BY r.hotel_id, k, r.id`,
  `INSERT INTO reservations (hotel_id, id, reservation_client_id, check_in, check_out, number_of_people, status, type, agent, ota_reservation_id, created_by)
   SELECT hotel_id, id, client, check_in, check_in + 2, 1, 'confirmed', 'ota', 'agency', 'D' || hotel_id || '-' || room_id || '-' || k, 1 FROM due_stays`,
  `INSERT INTO reservation_details (hotel_id, reservation_id, date, room_id, number_of_people, price, billable, created_by)
   SELECT hotel_id, id, check_in + night, room_id, 1, 8000, true, 1 FROM due_stays CROSS JOIN generate_series(0, 1) AS night`,
  `INSERT INTO heyawari.hotel_settings (hotel_id) SELECT DISTINCT hotel_id FROM due_stays ON CONFLICT DO NOTHING`,
  `INSERT INTO heyawari.host_cursors (hotel_id) SELECT DISTINCT hotel_id FROM due_stays`,
  `INSERT INTO heyawari.booking_plans
     (hotel_id, booking_number, slot, reservation_id, check_in, check_out, people, booked_type_id, room_id, room_type_id, physical_room, room_state,
      pool_status, pool_entry_time, pool_window_time, pool_deadline_time, reason_key, reason_params, entry_mode, entry_thresholds)
   SELECT hotel_id, 'D' || hotel_id || '-' || room_id || '-' || k, 0, id, check_in, check_in + 2, 1, room_type_id, room_id, room_type_id, room_number,
          'tentative', 'ready', now() - interval '30 days', now() - interval '1 day', now() + interval '2 days', 'placement.booked_type',
          jsonb_build_object('room', room_number), 'BALANCE', '{}' FROM due_stays`,
  `INSERT INTO heyawari.room_nights (hotel_id, physical_room, night, plan_id)
   SELECT hotel_id, physical_room, check_in + night, id FROM heyawari.booking_plans CROSS JOIN generate_series(0, 1) AS night`,
  `INSERT INTO heyawari.booking_plan_history (hotel_id, plan_id, at, event, room_id, room_state)
   SELECT hotel_id, id, now(), 'placed', room_id, room_state FROM heyawari.booking_plans`,
  `INSERT INTO heyawari.assignment_runs (hotel_id, kind, business_date, started_at, finished_at, finalised, moved, woken, duration_ms)
   SELECT hotel_id, 'nightly', ${today} + day, now() - interval '1 day', now() - interval '1 day', 0, 0, 0, 0
     FROM heyawari.host_cursors CROSS JOIN generate_series(-1, 1) AS day`,
  `DROP TABLE due_stays`,
];

async function prepare(pool: pg.Pool, { hotels, rooms, staysPerRoom }: Houses): Promise<void> {
  const house = Array.from({ length: rooms }, (_, i) => ({ room: String(1000 + i), type: `T${i % 4}` }));
  for (let i = 0; i < hotels; i += 1)
    await seedHotel(pool, { name: `hotel ${i + 1}`, rooms: house, login: null });
  for (const statement of statements)
    await pool.query(statement, statement.includes('$1') ? [staysPerRoom] : []);
  await pool.query('VACUUM ANALYZE');
}

const numberOf = async (pool: pg.Pool, statement: string) =>
  Number((await pool.query<{ number: string | null }>(statement)).rows[0]!.number ?? 0);

const tentative = `SELECT count(*) AS number FROM heyawari.booking_plans WHERE room_state = 'tentative'`;
/** Each with its entry in the history. */
const finalised = `
  SELECT count(*) AS number FROM heyawari.booking_plans p JOIN heyawari.booking_plan_history h ON h.hotel_id = p.hotel_id AND h.plan_id = p.id
   WHERE p.room_state = 'final' AND p.final_cause = 'deadline' AND p.room_id IS NOT NULL AND h.event = 'finalised'`;
const runsOpen = `SELECT count(*) AS number FROM heyawari_jobs.job WHERE name LIKE 'assignment-run%' AND state IN ('created', 'retry', 'active')`;

/** Seconds by the clock of the database, from the first of the jobs that ask for runs; with CPU-seconds of PostgreSQL. */
async function trial(url: string, entry: string, houses: Houses, postmaster: number) {
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  const stays = houses.hotels * houses.rooms * houses.staysPerRoom;
  const settings = { databaseUrl: url, siteController: 'http://127.0.0.1:9/', entry };
  const workers = [];
  try {
    await prepare(pool, houses);
    workers.push(await startWorker(settings));
    // It compares every hotel with its PMS first, which has nothing else to say.
    await pool.query(`UPDATE heyawari.booking_plans SET pool_status = 'waiting', pool_window_time = now()`);
    await followed(pool, houses.hotels);
    const left = await numberOf(pool, tentative);
    if (left !== stays) throw new Error(`${left} of ${stays} stays were left as they were`);
    await pool.query(`UPDATE heyawari.booking_plans SET pool_deadline_time = now() - interval '1 minute'`);
    await pool.query('VACUUM ANALYZE heyawari.booking_plans');
    const [cpu, since] = [cpuSeconds(postmaster).postgres, await numberOf(pool, secondsNow)];
    workers.push(await startWorker(settings)); // it asks for what is due as it starts
    while ((await numberOf(pool, tentative)) + (await numberOf(pool, runsOpen)) > 0) await pause();
    const postgres = cpuSeconds(postmaster).postgres - cpu;
    const [seconds, told] = [await numberOf(pool, tookSince(since)), await numberOf(pool, finalised)];
    if (told !== stays) throw new Error(`${told} of ${stays} rooms have become final`);
    return { seconds, postgres };
  } finally {
    for (const worker of workers) worker.process.kill('SIGTERM');
    await Promise.all(workers.map(({ gone }) => gone));
    await pool.end();
  }
}

const secondsNow = `SELECT extract(epoch FROM clock_timestamp()) AS number`;
const tookSince = (since: number) => `
  SELECT extract(epoch FROM max(r.finished_at) - (SELECT min(created_on) FROM heyawari_jobs.job
           WHERE name LIKE 'assignment-run%' AND created_on >= to_timestamp(${since}))) AS number
    FROM heyawari.assignment_runs r WHERE r.finalised > 0`;

/** Every hotel has been compared, and no run is left. */
async function followed(pool: pg.Pool, hotels: number): Promise<void> {
  const compared = `SELECT count(*) AS number FROM heyawari.assignment_runs WHERE kind = 'sweep' AND started_at > now() - interval '1 hour'`;
  while ((await numberOf(pool, compared)) < hotels || (await numberOf(pool, runsOpen)) > 0) await pause();
}

async function due(
  key: string,
  houses: Houses,
  limit: Limit,
  says: string,
  ground: PoolGround,
): Promise<Figures> {
  const built = await buildAside();
  const trials: { seconds: number; postgres: number }[] = [];
  try {
    for (let round = 0; round < ground.rounds; round += 1) {
      const entry = path.join(built.folder, 'index.cjs');
      const done = await ground.inDatabase((url) => trial(url, entry, houses, ground.postmaster));
      ground.tell(`${key}: ${done.seconds.toFixed(1)} s; of PostgreSQL's CPU ${done.postgres.toFixed(1)} s`);
      trials.push(done);
    }
  } finally {
    built.remove();
  }
  return { [key]: { value: median(trials.map(({ seconds }) => seconds)), limit, says } };
}

export const measureDue: MeasurePool = async (ground, keys) => ({
  ...(keys.includes('dueSeconds') &&
    (await due(
      'dueSeconds',
      { hotels: 1, rooms: 1_000, staysPerRoom: 10 },
      { most: 15 },
      's to make 10,000 rooms of a hotel of 1,000 final, one worker, a second one idle',
      ground,
    ))),
  ...(keys.includes('manyHotelsSeconds') &&
    (await due(
      'manyHotelsSeconds',
      { hotels: 100, rooms: 50, staysPerRoom: 2 },
      { most: 10 },
      's to make 100 rooms of each of 100 hotels final, two workers',
      ground,
    ))),
});
