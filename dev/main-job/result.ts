// The figures of a run, each asked of the database or the simulator when the run is over.
import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { Statistics } from '../../examples/tl-lincoln/index.js';

export interface MainJobResult {
  /** Distinct messages that the simulator made of the bookings. */
  readonly messages: number;
  readonly imported: number;
  readonly duplicates: number;
  readonly superseded: number;
  /** By class. */
  readonly failed: Readonly<Record<string, number>>;
  readonly waiting: number;
  /** Accepted, no room, still coming. */
  readonly unplaced: number;
  /** Booking numbers alive in the PMS. */
  readonly activeBookings: number;
  readonly plans: number;
  readonly finalRooms: number;
  /** Stays that ended up in another type than booked. */
  readonly upgrades: number;
  readonly withoutRoomAtArrival: number;
  /** Room-nights that the PMS holds more than once. */
  readonly doubleBookedNights: number;
  /** Messages that left the simulator whole and have no row. */
  readonly lostMessages: number;
  readonly unconfirmedOutputs: number;
  /** SHA-256 over the living booking numbers with their dates and booked types, in order. */
  readonly outcome: string;
  readonly kills: number;
  readonly faults: Readonly<Record<string, number>>;
  readonly seconds: number;
  readonly messagesPerSecond: number;
}

async function rowOf<T extends pg.QueryResultRow>(
  pool: pg.Pool,
  text: string,
  values: unknown[],
): Promise<T> {
  const { rows } = await pool.query<T>(text, values);
  return rows[0]!;
}

const messageCounts = `
  SELECT count(*) FILTER (WHERE status = 'imported')::int AS imported,
         count(*) FILTER (WHERE status = 'duplicate')::int AS duplicates,
         count(*) FILTER (WHERE status = 'superseded')::int AS superseded,
         count(*) FILTER (WHERE status IN ('received', 'pending', 'retrying', 'waiting'))::int AS waiting
    FROM heyawari.ota_import_cache WHERE hotel_id = $1`;

const planCounts = `
  SELECT count(*)::int AS plans,
         count(*) FILTER (WHERE room_state = 'final')::int AS "finalRooms",
         count(*) FILTER (WHERE room_state = 'unplaced' AND check_in >= $2)::int AS unplaced,
         count(*) FILTER (WHERE room_state IN ('tentative', 'final') AND room_type_id <> booked_type_id)::int AS upgrades
    FROM heyawari.booking_plans WHERE hotel_id = $1`;

const doubleBooked = `
  SELECT count(*)::int AS "doubleBookedNights" FROM (
    SELECT d.room_id, d.date FROM reservation_details d
      JOIN reservations r ON r.hotel_id = d.hotel_id AND r.id = d.reservation_id
     WHERE d.hotel_id = $1 AND d.cancelled IS NULL AND d.room_id IS NOT NULL AND r.status <> 'cancelled'
     GROUP BY d.room_id, d.date HAVING count(*) > 1) AS twice`;

async function failedByClass(pool: pg.Pool, hotelId: number): Promise<Record<string, number>> {
  const { rows } = await pool.query<{ class: string; count: number }>(
    `SELECT failure_class AS class, count(*)::int AS count FROM heyawari.ota_import_cache
      WHERE hotel_id = $1 AND status = 'failed' GROUP BY failure_class ORDER BY failure_class`,
    [hotelId],
  );
  return Object.fromEntries(rows.map((row) => [row.class, row.count]));
}

/**
 * Whoever has a booking that lives: in the PMS, or accepted and without a room (which of several that is depends on the order in which
 * they came, and must not change who has a booking). Dates as the PMS has them, the booked type as the plan has it.
 */
const livingBookings = `
  SELECT r.ota_reservation_id AS number, r.check_in, r.check_out,
         (SELECT string_agg(t.name, '+' ORDER BY t.name) FROM heyawari.booking_plans p
            JOIN room_types t ON t.hotel_id = p.hotel_id AND t.id = p.booked_type_id
           WHERE p.hotel_id = r.hotel_id AND p.reservation_id = r.id AND p.room_state <> 'ended') AS types
    FROM reservations r
   WHERE r.hotel_id = $1 AND r.status <> 'cancelled' AND r.ota_reservation_id IS NOT NULL
  UNION ALL
  SELECT p.booking_number, p.check_in, p.check_out, string_agg(t.name, '+' ORDER BY t.name)
    FROM heyawari.booking_plans p JOIN room_types t ON t.hotel_id = p.hotel_id AND t.id = p.booked_type_id
   WHERE p.hotel_id = $1 AND p.room_state = 'unplaced' GROUP BY p.booking_number, p.check_in, p.check_out`;

async function outcomeOf(pool: pg.Pool, hotelId: number): Promise<string> {
  const { rows } = await pool.query<{ line: string }>(
    `SELECT concat_ws(' ', number, to_char(check_in, 'YYYY-MM-DD'), to_char(check_out, 'YYYY-MM-DD'), types) AS line
       FROM (${livingBookings}) AS living ORDER BY number COLLATE "C"`,
    [hotelId],
  );
  const hash = createHash('sha256');
  for (const { line } of rows) hash.update(`${line}\n`);
  return hash.digest('hex');
}

const activeInPms = `
  SELECT count(DISTINCT ota_reservation_id)::int AS "activeBookings" FROM reservations
   WHERE hotel_id = $1 AND status <> 'cancelled' AND ota_reservation_id IS NOT NULL`;

async function lostMessages(
  pool: pg.Pool,
  hotelId: number,
  delivered: Statistics['delivered'],
): Promise<number> {
  const { rows } = await pool.query<{ hash: string }>(
    `SELECT DISTINCT encode(content_hash, 'hex') AS hash FROM heyawari.ota_import_cache WHERE hotel_id = $1`,
    [hotelId],
  );
  const stored = new Set(rows.map((row) => row.hash));
  return delivered.filter((message) => !stored.has(message.sha256)).length;
}

async function unconfirmed(pool: pg.Pool, hotelId: number): Promise<number> {
  const { count } = await rowOf<{ count: number }>(
    pool,
    `SELECT count(*)::int AS count FROM heyawari.ota_outputs WHERE hotel_id = $1 AND confirmation = 'pending'`,
    [hotelId],
  );
  return count;
}

export async function resultOf(
  pool: pg.Pool,
  hotelId: number,
  lastDay: string,
  statistics: Statistics,
  run: { readonly seconds: number; readonly kills: number; readonly withoutRoomAtArrival: number },
): Promise<MainJobResult> {
  // Garbage that the chaos throws in between is not a message of anybody's booking.
  const messages = statistics.made - statistics.faultsByKind.garbageMessage;
  const counts = await rowOf<Pick<MainJobResult, 'imported' | 'duplicates' | 'superseded' | 'waiting'>>(
    pool,
    messageCounts,
    [hotelId],
  );
  const plans = await rowOf<Pick<MainJobResult, 'plans' | 'finalRooms' | 'unplaced' | 'upgrades'>>(
    pool,
    planCounts,
    [hotelId, lastDay],
  );
  const { doubleBookedNights } = await rowOf<{ doubleBookedNights: number }>(pool, doubleBooked, [hotelId]);
  const { activeBookings } = await rowOf<{ activeBookings: number }>(pool, activeInPms, [hotelId]);
  return {
    messages,
    imported: counts.imported,
    duplicates: counts.duplicates,
    superseded: counts.superseded,
    failed: await failedByClass(pool, hotelId),
    waiting: counts.waiting,
    unplaced: plans.unplaced,
    activeBookings,
    plans: plans.plans,
    finalRooms: plans.finalRooms,
    upgrades: plans.upgrades,
    withoutRoomAtArrival: run.withoutRoomAtArrival,
    doubleBookedNights,
    lostMessages: await lostMessages(pool, hotelId, statistics.delivered),
    unconfirmedOutputs: statistics.unconfirmedOutputs + (await unconfirmed(pool, hotelId)),
    outcome: await outcomeOf(pool, hotelId),
    kills: run.kills,
    faults: statistics.faultsByKind,
    seconds: Math.round(run.seconds * 10) / 10,
    messagesPerSecond: Math.round((messages / run.seconds) * 10) / 10,
  };
}
