// Writing to the PMS no faster than it bears, over the whole installation, and the next arrivals first.
import { expect } from 'chai';
import type pg from 'pg';
import { newBooking } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { recordsOf } from '../support/records.js';
import { createWorld, type World } from '../support/world.js';

const perSecond = 60;
const burst = 4;

/** Rows of the change log that the PMS's stock listener holds a connection for, by the transaction that wrote them: its beginning is their time. */
async function heldByCommit(pool: pg.Pool): Promise<{ at: number; held: number }[]> {
  const { rows } = await pool.query<{ at: number; held: number }>(
    `SELECT EXTRACT(EPOCH FROM log_time)::float AS at, count(*)::int AS held
       FROM logs_reservation
      WHERE table_name ~ '^reservation(s|_details)_' AND action IN ('INSERT', 'DELETE') GROUP BY log_time ORDER BY 1`,
  );
  return rows;
}

describe('the pace of writing to the PMS', function () {
  this.timeout(60_000);
  const database = useDatabase();
  let world: World;

  before(async () => {
    world = await createWorld({
      databaseUrl: database.url(),
      rooms: Array.from({ length: 40 }, (_, i) => ({ room: String(101 + i), type: 'SGL', capacity: 1 })),
      settings: { pace: { heldPerSecond: perSecond } },
    });
    database.onEnd(() => world.stop());
    await world.anotherInstance();
    const far = Array.from({ length: 30 }, (_, i) => newBooking(`FAR${i}`, { checkIn: '2027-05-01' }));
    const near = ['2027-01-20', '2027-01-21', '2027-01-22'].map((checkIn, i) =>
      newBooking(`NEAR${i}`, { checkIn }),
    );
    await world.deliver(...far, ...near);
  });

  it('holds few notifications at each commit, though more messages are due', async () => {
    const commits = await heldByCommit(world.pool);
    const [written] = await world.rows<{ count: number }>('SELECT count(*)::int AS count FROM reservations');
    expect(written!.count).to.equal(33);
    expect(commits.reduce((sum, { held }) => sum + held, 0)).to.equal(33 * 3);
    expect(Math.max(...commits.map(({ held }) => held))).to.be.at.most(burst);
  });

  it('is kept by two instances together', async () => {
    const commits = await heldByCommit(world.pool);
    // In no stretch of time more than its share and what one commit holds at once; a commit comes a little after its turn.
    for (const [i, first] of commits.entries()) {
      let held = 0;
      for (const { at, held: more } of commits.slice(i)) {
        held += more;
        expect(held).to.be.at.most(perSecond * (at - first.at + 0.2) + 2 * burst);
      }
    }
    expect(commits.at(-1)!.at - commits[0]!.at).to.be.greaterThan((33 * 3 - 3 * burst) / perSecond / 2);
  });

  it('lets the arrivals of the next two days pass all others', async () => {
    const first = await world.rows<{ data_id: string }>(
      `SELECT c.data_id FROM heyawari.ota_import_log l
         JOIN heyawari.ota_import_cache c ON c.hotel_id = l.hotel_id AND c.id = l.message_id ORDER BY l.id LIMIT 3`,
    );
    expect(first.map((row) => row.data_id)).to.deep.equal(['NEAR0-1', 'NEAR1-1', 'NEAR2-1']);
  });

  it('lets one message through that holds more by itself, and then waits for as long as that takes', async () => {
    const before = (await heldByCommit(world.pool)).length;
    const next = ['NEXT1', 'NEXT2', 'NEXT3'].map((name) => newBooking(name, { checkIn: '2027-07-01' }));
    await world.deliver(newBooking('LONG', { checkIn: '2027-06-01', nights: 20 }), ...next);
    expect(await recordsOf(world).reservations('NEXT3')).to.have.length(1);
    const commits = (await heldByCommit(world.pool)).slice(before);
    expect(commits.map(({ held }) => held)).to.deep.equal([21, 3, 3, 3]);
    // The other instance may have taken its turn before the long one was counted; whoever comes then has waited.
    expect(commits.at(-1)!.at - commits[0]!.at).to.be.greaterThan(21 / perSecond / 2);
  });

  for (const [what, statement] of Object.entries({
    'the database’s clock was set back by an hour': `UPDATE heyawari.host_write_pace
        SET next_write_at = next_write_at + interval '1 hour', urgent_until = clock_timestamp() + interval '1 hour'`,
    'its row was lost': 'TRUNCATE heyawari.host_write_pace',
  }))
    it(`keeps nobody waiting because ${what}`, async () => {
      await world.pool.query(statement);
      const name = `AFTER ${what.length}`;
      await world.deliver(newBooking(name, { checkIn: '2027-08-01' }));
      expect(await recordsOf(world).reservations(name)).to.have.length(1);
    });
});
