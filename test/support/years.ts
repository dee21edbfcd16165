// A hotel with years of past stays behind those of today and later, made set-based, and what the screens' questions cost beside them.
import pg from 'pg';
import { Registry } from 'prom-client';
import { addDays, hotelDate } from '../../plugin/domain/hotel-date.js';
import { bookingPlanId, hotelId } from '../../plugin/domain/ids.js';
import { existingPms } from '../../plugin/index.js';
import { createCipher } from '../../plugin/platform/encryption/index.js';
import type { Platform } from '../../plugin/platform/index.js';
import { createViews, type Views } from '../../plugin/pool/board/views.js';
import { type Cost, costOf, recordedDatabase } from './explain.js';
import { type SeededHotel, seedHotel } from './host-pms.js';

export const today = hotelDate('2027-01-20');
const now = new Date('2027-01-20T12:00:00+09:00');

const roomCount = 100;
const types = ['シングル', 'ツイン', 'ダブル', '和室'];
const rooms = Array.from({ length: roomCount }, (_, i) => ({
  ...{ room: String(100 + i), type: types[i % types.length]!, floor: 1 + Math.floor(i / 10), capacity: 2 },
}));

/**
 * `past` stays of two nights in every third night before today, and four of two nights in each room from yesterday on, half of them tentative;
 * two by two made together; twelve without a room, two of them of last month. Written in the order of booking, up to two months ahead.
 */
export async function yearsOfStays(pool: pg.Pool, past: number): Promise<SeededHotel> {
  const hotel = await seedHotel(pool, { name: 'years', rooms, login: null });
  const client = new pg.Client(pool.options);
  await client.connect();
  // On a server that does not wait for its commits, VACUUM does not know yet that what was just written is visible to all.
  await client.query('SET synchronous_commit = on');
  await client.query(
    `WITH room AS (SELECT (row_number() OVER (ORDER BY id) - 1)::int AS position, id, room_type_id, room_number
                     FROM rooms WHERE hotel_id = $1),
          stay AS (
            SELECT k, k % ${roomCount} AS position, $2::date - 3 * (k / ${roomCount} + 1) AS check_in, true AS is_final
              FROM generate_series(0, $3::int - 1) AS k
            UNION ALL
            SELECT -1 - k, k % ${roomCount}, $2::date - 1 + 3 * (k / ${roomCount}), k % 2 = 0
              FROM generate_series(0, 4 * ${roomCount} - 1) AS k)
     INSERT INTO heyawari.booking_plans
            (hotel_id, booking_number, slot, check_in, check_out, people, booked_type_id, room_id, room_type_id, physical_room,
             room_state, final_cause, pool_status, pool_deadline_time, reason_key, reason_params, entry_mode, entry_thresholds,
             booked_by, booked_by_names)
     SELECT $1, 'YEARS-' || k, 0, check_in, check_in + 2, 2, room_type_id, id, room_type_id, room_number,
            CASE WHEN is_final THEN 'final' ELSE 'tentative' END, CASE WHEN is_final THEN 'deadline' END,
            CASE WHEN is_final THEN NULL ELSE 'waiting' END, check_in + time '06:00' AT TIME ZONE 'Asia/Tokyo',
            'placement.booked_type', jsonb_build_object('room', room_number), 'BALANCE', '{}',
            sha256((k / 2)::text::bytea), ARRAY[sha256((k / 2)::text::bytea)]
       FROM stay JOIN room USING (position) ORDER BY check_in - abs(k) * 31 % 61`,
    [hotel.hotelId, today, past],
  );
  await client.query(
    `INSERT INTO heyawari.booking_plans (hotel_id, booking_number, slot, check_in, check_out, people, booked_type_id, room_state,
                                         reason_key, reason_params, entry_mode, entry_thresholds)
     SELECT $1, 'NONE-' || k, 0, day, day + 1, 2, $3, 'unplaced', 'placement.none_free', '{}', 'BALANCE', '{}'
       FROM generate_series(1, 12) AS k, LATERAL (SELECT $2::date + CASE WHEN k <= 2 THEN -30 ELSE k END AS day) AS d`,
    [hotel.hotelId, today, hotel.typeIds[types[0]!]],
  );
  await client.query(
    `INSERT INTO heyawari.host_nights (hotel_id, physical_room, night, reservation_id)
     SELECT $1, (100 + k % ${roomCount})::text, $2::date + 10 - k / 10, gen_random_uuid()
       FROM generate_series(0, $3::int / 10) AS k ORDER BY md5(k::text)`,
    [hotel.hotelId, today, past],
  );
  // Of every row, not of a sample: the same plans in each run.
  await client.query('SET default_statistics_target = 1000');
  await client.query('VACUUM ANALYZE heyawari.booking_plans, heyawari.host_nights');
  await client.end();
  return hotel;
}

const questions = {
  figures: (views, hotel) => views.summary(hotel),
  list: (views, hotel) => views.list(hotel, {}, { page: 1, pageSize: 25 }),
  unplaced: (views, hotel) => views.list(hotel, { state: 'unplaced' }, { page: 1, pageSize: 25 }),
  'found by number': (views, hotel) => views.list(hotel, { search: '-123' }, { page: 1, pageSize: 25 }),
  'one stay': (views, hotel) => views.plan(hotel, bookingPlanId(100)),
  arrivals: (views, hotel) => views.list(hotel, { moment: 'arrives_today' }, { page: 1, pageSize: 25 }),
  'due soon': (views, hotel) => views.list(hotel, { moment: 'due_soon' }, { page: 1, pageSize: 25 }),
  board: (views, hotel) => views.board(hotel, addDays(today, -1), 14),
  'list screen': (views, hotel) => views.listScreen(hotel, {}, { page: 1, pageSize: 25 }),
  'board screen': (views, hotel) => views.boardScreen(hotel, undefined, 14),
} satisfies Record<string, (views: Views, hotel: ReturnType<typeof hotelId>) => Promise<unknown>>;

export type AskedQuestion = keyof typeof questions;
export const askedQuestions = Object.keys(questions) as AskedQuestion[];

/** The statements that the product sends for each question, run by EXPLAIN with their own values; planned as prepared ones are, `generic` or for the values. */
export async function costs(
  pool: pg.Pool,
  hotel: number,
  plan: 'generic' | 'custom',
): Promise<Record<AskedQuestion, Cost>> {
  const { database, sent } = recordedDatabase(pool);
  const platform = {
    ...{ database, clock: { now: () => now }, metrics: new Registry() },
    calendar: { timeZone: 'Asia/Tokyo', turnsAt: 5 },
    settings: { pool: { linkedMinutes: 5 } },
    cipher: createCipher([{ id: 'test', key: Buffer.alloc(32).toString('base64') }]),
  } as unknown as Platform;
  const views = createViews(platform, existingPms({ reservations: {} as never }));
  const found: Partial<Record<AskedQuestion, Cost>> = {};
  for (const question of askedQuestions) {
    sent.length = 0;
    await questions[question](views, hotelId(hotel));
    found[question] = await costOf(pool, sent, plan, process.env.EXPLAIN === question);
  }
  return found as Record<AskedQuestion, Cost>;
}
