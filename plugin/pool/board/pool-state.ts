// How the pool of each hotel stands, for the metrics of every process.
import type { PoolStatus } from '../../domain/booking-plan.js';
import type { Sql } from '../../platform/database/index.js';
import {
  byHotel,
  type ReadAt,
  secondsOf,
  type State,
  type StateFamilies,
} from '../../platform/snapshot/index.js';
import { isPastDeadline, windowHasOpened } from '../plans/moment-words.js';
import { nextDeadlineOf } from '../plans/final-rooms-repository.js';

const hotel = 'open';
const states = ['waiting', 'ready', 'processing', 'failed'] as const satisfies readonly PoolStatus[];

export const poolStateFamilies = {
  stays: {
    type: 'gauge',
    name: 'heyawari_pool_stays',
    help: 'Stays with a tentative room, by what the pool has them at.',
    labels: { hotel, state: states },
  },
  oldestDeadline: {
    type: 'gauge',
    name: 'heyawari_pool_oldest_deadline_timestamp_seconds',
    help: 'The earliest deadline of a stay that has no final room; in the past: it was not kept. No series where none waits.',
    labels: { hotel },
  },
  pastDeadline: {
    type: 'gauge',
    name: 'heyawari_pool_past_deadline_stays',
    help: 'Stays, not over yet, whose deadline has passed and whose room is not final.',
    labels: { hotel },
  },
  oldestDue: {
    type: 'gauge',
    name: 'heyawari_pool_oldest_due_timestamp_seconds',
    help: 'Since when a run should have taken the earliest stay a step further that nothing keeps back: to open its window, or to make its room final that nobody else holds. No series where nothing is due.',
    labels: { hotel },
  },
  unplaced: {
    type: 'gauge',
    name: 'heyawari_unplaced_stays',
    help: 'Stays without a room (部屋未定).',
    labels: { hotel },
  },
  oldestUnplaced: {
    type: 'gauge',
    name: 'heyawari_oldest_unplaced_timestamp_seconds',
    help: 'Since when the stay without a room is without one that has been so for longest; no series where all have one.',
    labels: { hotel },
  },
  conflicts: {
    type: 'gauge',
    name: 'heyawari_room_conflicts_open',
    help: 'Rooms about which a person is asked: somebody else holds one too, or it is of no use to its stay any more.',
    labels: { hotel },
  },
  mode: {
    type: 'gauge',
    name: 'heyawari_hotel_info',
    help: '1, with the mode of the assignment and whether rooms are planned at all (roll_out on or off).',
    labels: { hotel, mode: 'open', roll_out: 'open' },
  },
  lastRun: {
    type: 'gauge',
    name: 'heyawari_assignment_last_run_timestamp_seconds',
    help: 'When a run of the hotel, sweep or nightly, last ended in any process; no series before the first.',
    labels: { hotel },
  },
} as const satisfies StateFamilies;

interface HotelRow {
  readonly hotel: number;
  readonly mode: string;
  readonly rollOut: string;
  readonly lastRun: number | null;
  readonly unplaced: number;
  readonly oldestUnplaced: number | null;
  readonly pastDeadline: number;
  readonly oldestDue: number | null;
  readonly conflicts: number;
  readonly deadline: number | null;
}

/** Of an unplaced plan `p`: since when it has no room, whatever else was changed in it meanwhile. */
const unplacedSince = `(
  SELECT min(h.at) FROM heyawari.booking_plan_history h
   WHERE h.hotel_id = p.hotel_id AND h.plan_id = p.id AND h.room_state = 'unplaced'
     AND NOT EXISTS (SELECT FROM heyawari.booking_plan_history l
                      WHERE l.hotel_id = h.hotel_id AND l.plan_id = h.plan_id AND l.id > h.id AND l.room_state <> 'unplaced'))`;

/** Of a hotel `c`: the window that should be open longest, or the deadline of a room that can become final, where that is past. */
const oldestDue = `LEAST(
  (SELECT min(p.pool_window_time) FROM heyawari.booking_plans p WHERE p.hotel_id = c.hotel_id AND ${windowHasOpened}),
  (SELECT d.pool_deadline_time FROM (${nextDeadlineOf('c.hotel_id')}) AS d WHERE d.pool_deadline_time <= :now))`;

/** Hotels that runs visit. What is open is little, and each part has an index of its own for just that. */
const readHotels = (sql: Sql, { now, today }: ReadAt) =>
  sql.rows<HotelRow>(
    `SELECT c.hotel_id AS hotel, COALESCE(s.mode, 'BALANCE') AS mode, COALESCE(s.roll_out, 'on') AS "rollOut",
            (SELECT ${secondsOf('r.finished_at')} FROM heyawari.assignment_runs r
              WHERE r.hotel_id = c.hotel_id ORDER BY r.id DESC LIMIT 1) AS "lastRun",
            (SELECT CAST(count(*) AS int) FROM heyawari.booking_plans p
              WHERE p.hotel_id = c.hotel_id AND p.room_state = 'unplaced') AS unplaced,
            (SELECT ${secondsOf(`min(${unplacedSince})`)} FROM heyawari.booking_plans p
              WHERE p.hotel_id = c.hotel_id AND p.room_state = 'unplaced') AS "oldestUnplaced",
            (SELECT CAST(count(*) AS int) FROM heyawari.booking_plans p
              WHERE p.hotel_id = c.hotel_id AND ${isPastDeadline}) AS "pastDeadline",
            ${secondsOf(oldestDue)} AS "oldestDue",
            (SELECT CAST(count(*) AS int) FROM heyawari.room_conflicts r
              WHERE r.hotel_id = c.hotel_id AND r.state = 'open') AS conflicts,
            (SELECT ${secondsOf('min(p.pool_deadline_time)')} FROM heyawari.booking_plans p
              WHERE p.hotel_id = c.hotel_id AND p.room_state = 'tentative') AS deadline
       FROM heyawari.host_cursors c LEFT JOIN heyawari.hotel_settings s USING (hotel_id)`,
    { now, today },
  );

const readStays = (sql: Sql) =>
  sql.rows<{ readonly hotel: number; readonly state: PoolStatus; readonly count: number }>(
    `SELECT hotel_id AS hotel, pool_status AS state, CAST(count(*) AS int) AS count
       FROM heyawari.booking_plans WHERE room_state = 'tentative' GROUP BY hotel_id, pool_status`,
  );

export const poolState: State<typeof poolStateFamilies> = {
  part: 'pool',
  families: poolStateFamilies,
  async read(sql, at) {
    const hotels = await readHotels(sql, at);
    const counts = await readStays(sql);
    const count = (hotel: number, state: PoolStatus) =>
      counts.find((row) => row.hotel === hotel && row.state === state)?.count ?? 0;
    return {
      stays: hotels.flatMap((row) =>
        states.map((state) => ({
          labels: { hotel: String(row.hotel), state },
          value: count(row.hotel, state),
        })),
      ),
      oldestDeadline: byHotel(hotels, (row) => row.deadline),
      pastDeadline: byHotel(hotels, (row) => row.pastDeadline),
      oldestDue: byHotel(hotels, (row) => row.oldestDue),
      oldestUnplaced: byHotel(hotels, (row) => row.oldestUnplaced),
      unplaced: byHotel(hotels, (row) => row.unplaced),
      conflicts: byHotel(hotels, (row) => row.conflicts),
      mode: hotels.map((row) => ({
        labels: { hotel: String(row.hotel), mode: row.mode, roll_out: row.rollOut },
        value: 1,
      })),
      lastRun: byHotel(hotels, (row) => row.lastRun),
    };
  },
};
