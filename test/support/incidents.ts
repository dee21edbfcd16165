// What each alert exists for, made to happen in a running plugin and mended again. Ages are written into rows, nobody waits for them; all else happens.
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { badMessages } from '../../examples/tl-lincoln/index.js';
import type { Heyawari } from '../../plugin/index.js';
import { changeOf, newBooking, single } from './bookings.js';
import type { World } from './world.js';

export interface DrillStage {
  readonly world: World;
  /** Beside the plugin: it answers also where the plugin's own way to the database is cut. */
  readonly beside: pg.Pool;
  /** For a second process; it is scraped. */
  readonly secondPort: number;
  readonly alertmanagerUrl: string;
  /** Names of alerts of which whoever is told refuses to hear. */
  readonly refused: Set<string>;
}

export interface Incident {
  /** In a few words. */
  readonly what: string;
  /** Answers with what mends it. */
  begin(stage: DrillStage): Promise<() => Promise<unknown>>;
}

export const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);

/** Hotels that are there only by such rows, so that no incident hides another. */
const hotels = {
  stalled: 9001,
  held: 9002,
  unconfirmed: 9003,
  unreachable: 9004,
  degraded: 9005,
  conflict: 9006,
  stuck: 9007,
  silent: 9008,
  unreadable: 9009,
} as const;

/** Rows of one hotel, and their end. */
const rowOf =
  (table: string, hotel: number, columns: string, values: readonly unknown[]): Incident['begin'] =>
  async ({ beside }) => {
    const places = values.map((_, index) => `$${index + 2}`).join(', ');
    await beside.query(`INSERT INTO heyawari.${table} (hotel_id, ${columns}) VALUES ($1, ${places})`, [
      hotel,
      ...values,
    ]);
    return () => beside.query(`DELETE FROM heyawari.${table} WHERE hotel_id = $1`, [hotel]);
  };

/** Does it twice a second until it is told to stop; what goes wrong once goes right, or wrong, the next time. */
export function repeated(work: () => Promise<unknown>): () => Promise<void> {
  let goesOn = true;
  const going = (async () => {
    while (goesOn) {
      await work().catch(() => undefined);
      await pause(500);
    }
  })();
  return () => {
    goesOn = false;
    return going;
  };
}

/** The stay that is placed, in another hotel too, with `changed` columns. */
const alsoIn = (beside: pg.Pool, hotel: number, changed: object = {}) =>
  beside.query(
    `INSERT INTO heyawari.booking_plans OVERRIDING SYSTEM VALUE
     SELECT (jsonb_populate_record(NULL::heyawari.booking_plans, to_jsonb(p) || CAST($1 AS jsonb))).*
       FROM heyawari.booking_plans p WHERE booking_number = $2 ORDER BY hotel_id LIMIT 1`,
    [JSON.stringify({ ...changed, hotel_id: hotel }), placed],
  );

const forget = async (beside: pg.Pool, hotel: number, ...tables: string[]) => {
  for (const table of tables)
    await beside.query(`DELETE FROM heyawari.${table} WHERE hotel_id = $1`, [hotel]);
};

const settleFailed = (beside: pg.Pool, bookings: string) =>
  beside.query(
    `UPDATE heyawari.ota_import_cache SET status = 'resolved', next_attempt_at = NULL
      WHERE status = 'failed' AND COALESCE(booking_number, '') LIKE $1`,
    [bookings],
  );

/** The bookings that are there before anything happens: the first is placed, and nothing else fits. */
export const placed = 'DRILL-PLACED';

/** An alert that is no rule's. */
const unheard = 'DrillUnheard';

/** A job without data, as pg-boss's schedules enqueue them. */
export const enqueue = (beside: pg.Pool, job: string, due = new Date()) =>
  beside.query<{ id: string }>(
    "INSERT INTO heyawari_jobs.job (name, policy, start_after) VALUES ($1, 'standard', $2) RETURNING id",
    [job, due],
  );

/** A job that is due since then, and that no worker gets until what is answered is called: workers pass over a row that somebody else holds. */
export async function keepFromWorkers(
  beside: pg.Pool,
  job: string,
  due: Date,
): Promise<() => Promise<unknown>> {
  const { rows } = await enqueue(beside, job, hoursAgo(-24));
  const holder = await beside.connect();
  await holder.query('BEGIN');
  // So held, a row can be changed by others, and not be taken.
  await holder.query('SELECT FROM heyawari_jobs.job WHERE id = $1 FOR KEY SHARE', [rows[0]!.id]);
  await beside.query('UPDATE heyawari_jobs.job SET start_after = $2 WHERE id = $1', [rows[0]!.id, due]);
  return async () => {
    await holder.query('ROLLBACK');
    holder.release();
  };
}

/** By alert, those that can all be so at once. */
export const incidents: Readonly<Record<string, Incident>> = {
  ImportStalled: {
    what: 'the site controller has not answered for three hours',
    begin: rowOf('site_controller_buckets', hotels.stalled, 'next_fetch_at, last_success_at', [
      hoursAgo(0),
      hoursAgo(3),
    ]),
  },
  FetchingHeld: {
    what: 'the database was restored, and nobody has looked',
    begin: rowOf('fetch_holds', hotels.held, 'since, because', [hoursAgo(1), 'restored']),
  },
  OutputUnconfirmed: {
    what: 'a delivery is unconfirmed since two hours',
    begin: rowOf(
      'ota_outputs',
      hotels.unconfirmed,
      'output_id, body_hash, key_id, sealed_body, complete, message_count, received_at, confirmation',
      ['late', Buffer.from('1'), 'test', Buffer.from('0'), true, 0, hoursAgo(2), 'pending'],
    ),
  },
  SiteControllerUnreachable: {
    what: 'requests of a hotel fail since an hour',
    begin: rowOf('site_controller_buckets', hotels.unreachable, 'next_fetch_at, failures, opened_at', [
      hoursAgo(0),
      9,
      hoursAgo(1),
    ]),
  },
  ImportNeedsPerson: {
    what: 'a room code that nobody knows, and a message that is broken',
    async begin({ world, beside }) {
      await world.deliver(
        newBooking('DRILL-CODE', { rooms: [{ ...single, code: 'NO-SUCH' }] }),
        badMessages().malformedXml,
      );
      return () => settleFailed(beside, '%');
    },
  },
  ImportDegraded: {
    what: 'the verdict on an import is bad',
    begin: rowOf('ota_import_health', hotels.degraded, 'verdict, since, looked_at', [
      'bad',
      hoursAgo(1),
      hoursAgo(0),
    ]),
  },
  SequenceGap: {
    what: 'an agency has skipped a number',
    async begin(stage) {
      const seen = hoursAgo(1);
      return rowOf(
        'reconciliation_findings',
        stage.world.hotel.hotelId,
        'kind, subject, details, first_seen, last_seen, changed_at',
        ['report_numbers_missing', 'drill', '{}', seen, seen, seen],
      )(stage);
    },
  },
  BookingUnplaced: {
    what: 'the house is full',
    async begin({ world, beside }) {
      await world.deliver(newBooking('DRILL-FULL'));
      return async () => {
        await beside.query("DELETE FROM heyawari.booking_plans WHERE booking_number = 'DRILL-FULL'");
        await settleFailed(beside, 'DRILL-FULL');
      };
    },
  },
  RoomConflict: {
    what: 'somebody else is in the room of a stay',
    async begin({ beside }) {
      // In a hotel of its own: that nobody is there would be seen with the next change in the PMS, and the conflict be over.
      await beside.query(
        'INSERT INTO heyawari.host_cursors (hotel_id, compared) SELECT $1, comparisons FROM heyawari.host_log_reader',
        [hotels.conflict],
      );
      await alsoIn(beside, hotels.conflict);
      await beside.query(
        `INSERT INTO heyawari.room_conflicts
           (hotel_id, plan_id, other_reservation_id, room_id, first_night, last_night, state, reason_key, found_at, looked_at)
         SELECT hotel_id, id, gen_random_uuid(), room_id, check_in, check_in, 'open', 'drill', now(), now()
           FROM heyawari.booking_plans WHERE hotel_id = $1`,
        [hotels.conflict],
      );
      return () => forget(beside, hotels.conflict, 'room_conflicts', 'booking_plans', 'host_cursors');
    },
  },
  PoolDeadlinePassed: {
    what: 'a stay is past its deadline by two hours',
    async begin({ beside }) {
      const before = await beside.query<{ at: Date }>(
        'SELECT pool_deadline_time AS at FROM heyawari.booking_plans WHERE booking_number = $1',
        [placed],
      );
      const set = (at: Date) =>
        beside.query('UPDATE heyawari.booking_plans SET pool_deadline_time = $1 WHERE booking_number = $2', [
          at,
          placed,
        ]);
      await set(hoursAgo(2));
      return () => set(before.rows[0]!.at);
    },
  },
  PoolNotRunning: {
    what: 'the last run was two hours ago',
    begin: (stage) =>
      rowOf(
        'assignment_runs',
        stage.world.hotel.hotelId,
        'kind, business_date, started_at, finished_at, finalised, moved, woken, duration_ms',
        ['sweep', '2027-01-20', hoursAgo(2), hoursAgo(2), 0, 0, 0, 1],
      )(stage),
  },
  PoolStuck: {
    what: 'runs end, and pass over a stay that has been due for two hours',
    async begin(stage) {
      const { beside } = stage;
      // In a hotel of its own: no run looks there. The run that is told of ends later than the drill.
      await beside.query(
        'INSERT INTO heyawari.host_cursors (hotel_id, compared) SELECT $1, comparisons FROM heyawari.host_log_reader',
        [hotels.stuck],
      );
      await alsoIn(beside, hotels.stuck, { pool_deadline_time: hoursAgo(2) });
      await rowOf(
        'assignment_runs',
        hotels.stuck,
        'kind, business_date, started_at, finished_at, finalised, moved, woken, duration_ms',
        ['sweep', '2027-01-20', hoursAgo(-1), hoursAgo(-1), 0, 0, 0, 1],
      )(stage);
      return () => forget(beside, hotels.stuck, 'assignment_runs', 'booking_plans', 'host_cursors');
    },
  },
  EscalationsRising: {
    what: 'five bookings more than before are without a room',
    async begin({ world, beside }) {
      await world.deliver(...[1, 2, 3, 4, 5].map((number) => newBooking(`DRILL-RISE-${number}`)));
      return async () => {
        await beside.query("DELETE FROM heyawari.booking_plans WHERE booking_number LIKE 'DRILL-RISE-%'");
        await settleFailed(beside, 'DRILL-RISE-%');
      };
    },
  },
  HeartbeatMissing: {
    what: 'the last heartbeat of a hotel came through three hours ago',
    begin: rowOf('heartbeats', hotels.silent, 'since, begun_at, came_through_at', [
      hoursAgo(24),
      hoursAgo(3),
      hoursAgo(3),
    ]),
  },
  PmsLocked: {
    what: 'a session of the PMS holds a reservation that is to be changed',
    async begin({ world, beside }) {
      const desk = await beside.connect();
      await desk.query('BEGIN');
      await desk.query('SELECT FROM reservations WHERE ota_reservation_id = $1 FOR UPDATE', [placed]);
      await world.deliver(changeOf(placed, { nights: 2 }));
      return async () => {
        await desk.query('ROLLBACK');
        desk.release();
      };
    },
  },
  DeadLetters: {
    what: 'a job was given up',
    async begin({ beside }) {
      await beside.query(
        "INSERT INTO heyawari_jobs.job (name, policy, source_name) VALUES ('dead-letters', 'standard', 'import')",
      );
      return () => beside.query("DELETE FROM heyawari_jobs.job WHERE name = 'dead-letters'");
    },
  },
  FiguresOld: {
    what: 'one part of the figures cannot be read',
    async begin(stage) {
      // Of a hotel without rooms it would not be looked at.
      await rowOf(
        'host_rooms',
        hotels.unreadable,
        'room_id, physical_room, room_number, room_type_id, sellable',
        [1, '101', '101', 1, true],
      )(stage);
      await rowOf('outlooks', hotels.unreadable, 'business_date, outlook', [
        '2027-01-20',
        '{"usage": "of another build"}',
      ])(stage);
      return () => forget(stage.beside, hotels.unreadable, 'outlooks', 'host_rooms');
    },
  },
  InstallationFault: {
    what: 'a process was started without the key of what is stored',
    async begin({ world, secondPort }) {
      const other: Heyawari = await world.anotherInstance({
        role: 'web',
        encryptionKeys: [{ id: 'drill', key: Buffer.alloc(32, 3).toString('base64') }],
        metrics: { port: secondPort },
      });
      return () => other.stop();
    },
  },
  SchemaOutdated: {
    what: 'the last migration was not run',
    async begin({ beside }) {
      const { rows } = await beside.query<{ name: string; batch: number; migration_time: Date }>(
        'DELETE FROM heyawari.migrations WHERE id = (SELECT max(id) FROM heyawari.migrations) RETURNING name, batch, migration_time',
      );
      const { name, batch, migration_time: at } = rows[0]!;
      return () =>
        beside.query('INSERT INTO heyawari.migrations (name, batch, migration_time) VALUES ($1, $2, $3)', [
          name,
          batch,
          at,
        ]);
    },
  },
  JobsFailing: {
    what: 'there are jobs whose data nobody can read',
    begin({ beside }) {
      const stop = repeated(() =>
        beside.query(
          `INSERT INTO heyawari_jobs.job (name, policy, data)
           SELECT 'mass-edits', 'standard', '{"data": {"of": "another build"}}' FROM generate_series(1, 5)`,
        ),
      );
      return Promise.resolve(async () => {
        await stop();
        await beside.query("DELETE FROM heyawari_jobs.job WHERE name = 'mass-edits'");
      });
    },
  },
  NotificationsFailing: {
    what: 'whoever is to be told refuses to hear',
    async begin({ alertmanagerUrl, refused }) {
      const tell = async (times: object) => {
        const body = JSON.stringify([{ labels: { alertname: unheard, severity: 'critical' }, ...times }]);
        const headers = { 'content-type': 'application/json' };
        const answer = await fetch(`${alertmanagerUrl}/api/v2/alerts`, { method: 'POST', headers, body });
        if (!answer.ok) throw new Error(`Alertmanager takes no alert: ${answer.status}`);
      };
      refused.add(unheard);
      await tell({});
      return async () => {
        refused.delete(unheard);
        await tell({ endsAt: new Date().toISOString() });
      };
    },
  },
  // The last: nothing can be delivered meanwhile.
  PollsFailing: {
    what: 'the site controller breaks off in each answer',
    begin({ world, beside }) {
      const { faults } = world.simulator;
      // As of many hotels: of one alone the circuit would be open soon, and little be asked.
      const mayBeAsked = () =>
        beside.query(
          `UPDATE heyawari.site_controller_buckets
              SET failures = 0, opened_at = NULL, lease_until = NULL, next_fetch_at = $2 WHERE hotel_id = $1`,
          [world.hotel.hotelId, hoursAgo(1)],
        );
      faults.cutConnection = { probability: 1, budget: Infinity };
      const stop = repeated(async () => {
        await mayBeAsked();
        await world.heyawari.fetchNow();
      });
      return Promise.resolve(async () => {
        await stop();
        faults.cutConnection = { probability: 0, budget: 0 };
        await mayBeAsked();
      });
    },
  },
};

/** Each by itself, since none of the others is told while it is so; the drill has them in order. */
export const alone = ['JobsBacklog', 'DatabaseUnreachable', 'NoProcessUp', 'MetricsMissing'] as const;
