// A sweep over many hotels in which nothing is due: few statements, and every hotel's sweep is noted.
import { expect } from 'chai';
import { Registry } from 'prom-client';
import { SimulatedClock } from '../../plugin/domain/clock.js';
import { hotelId, type HotelId } from '../../plugin/domain/ids.js';
import { createDatabase, type Database } from '../../plugin/platform/database/index.js';
import type { Platform } from '../../plugin/platform/index.js';
import type { JobDefinition, Schedule } from '../../plugin/platform/jobs/index.js';
import { definePoolJobs, type Pool } from '../../plugin/pool/index.js';
import { useDatabase } from '../support/database.js';

const hotels = 20;
const calendar = { timeZone: 'Asia/Tokyo', turnsAt: 5 };

describe('a sweep over 20 hotels', () => {
  const database = useDatabase();
  const clock = new SimulatedClock(new Date('2027-01-20T09:00:00+09:00'));
  const requested: unknown[] = [];
  const changed: HotelId[] = [];
  let statements = 0;
  let sweeps: Schedule;

  /** The same, counting what is asked of it. */
  const counting = (inner: Database): Database => ({
    ...inner,
    rows: (...given) => ((statements += 1), inner.rows(...given)),
    row: (...given) => ((statements += 1), inner.row(...given)),
    run: (...given) => ((statements += 1), inner.run(...given)),
  });

  before(async () => {
    const db = createDatabase(database.pool());
    const jobs = {
      define: (definition: JobDefinition<never>) => ({
        enqueueAll: (all: readonly object[]) => {
          requested.push(...all.map((one) => ({ job: definition.name, ...one })));
          return Promise.resolve();
        },
      }),
      schedule: (schedule: Schedule) => {
        if (schedule.name === 'sweeps') sweeps = schedule;
      },
    };
    const platform = { jobs, clock, calendar, database: counting(db), metrics: new Registry() };
    const pool: Pick<Pool, 'hotelsToFollow'> = {
      hotelsToFollow: () => Promise.resolve(changed),
    };
    definePoolJobs(platform as unknown as Platform, pool as Pool, { keepOn: () => Promise.resolve() });
    await database
      .pool()
      .query(
        `INSERT INTO heyawari.host_cursors (hotel_id, position) SELECT h, '0:0:0' FROM generate_series(1, ${hotels}) AS h`,
      );
    await database.pool().query(
      `INSERT INTO heyawari.assignment_runs (hotel_id, kind, business_date, started_at, finished_at, finalised, moved, woken, duration_ms)
       SELECT h, 'nightly', '2027-01-20', '2027-01-20 05:00+09', '2027-01-20 05:00+09', 0, 0, 0, 0
         FROM generate_series(1, ${hotels}) AS h`,
    );
  });
  beforeEach(() => {
    statements = 0;
    requested.length = 0;
    changed.length = 0;
    clock.set(new Date(clock.now().getTime() + 15 * 60_000));
  });
  const swept = async () =>
    (
      await database
        .pool()
        .query<{ n: number }>(
          `SELECT count(*)::int AS n FROM heyawari.assignment_runs WHERE kind = 'sweep' AND started_at = $1`,
          [clock.now()],
        )
    ).rows[0]!.n;

  it('costs two statements, and one for the PMS’s changes, where nothing is due', async () => {
    await sweeps.work();
    expect(statements).to.equal(2);
    expect(requested).to.deep.equal([]);
    expect(await swept()).to.equal(hotels);
  });

  it('asks nobody anew before its time', async () => {
    await sweeps.work();
    statements = 0;
    await sweeps.work();
    expect(statements).to.equal(1);
  });

  it('asks for a run where the PMS was changed, and notes the sweep of the others', async () => {
    changed.push(hotelId(7));
    await sweeps.work();
    expect(requested).to.deep.equal([{ job: 'assignment-run', hotelId: 7 }]);
    expect(await swept()).to.equal(hotels - 1);
  });

  it('asks for a run where a room is held twice, since another one may have come free without anybody telling', async () => {
    await database.pool().query(
      `WITH plan AS (INSERT INTO heyawari.booking_plans (hotel_id, booking_number, slot, check_in, check_out, people, booked_type_id,
                                                         room_state, reason_key, entry_mode, entry_thresholds)
                     VALUES (9, 'A', 0, '2027-02-01', '2027-02-02', 1, 1, 'unplaced', 'placement.none_free', 'BALANCE', '{}')
                     RETURNING id)
       INSERT INTO heyawari.room_conflicts (hotel_id, plan_id, other_reservation_id, room_id, first_night, last_night,
                                            state, reason_key, found_at, looked_at)
       SELECT 9, id, gen_random_uuid(), 1, '2027-02-01', '2027-02-01', 'open', 'conflict.no_room', now(), now() FROM plan`,
    );
    await sweeps.work();
    expect(requested).to.deep.equal([{ job: 'assignment-run', hotelId: 9 }]);
    expect(statements).to.equal(2);
  });

  it('asks for the nightly run in each where the business date has turned', async () => {
    clock.set(new Date('2027-01-21T05:00:00+09:00'));
    await sweeps.work();
    expect(requested).to.have.length(hotels);
    expect(statements).to.equal(1);
  });
});
