// Heartbeats: a message of our own goes through the import of a quiet hotel, and leaves nothing where bookings are.
import { expect } from 'chai';
import { newBooking, singles } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { guardsByToken, type Staff, staffAt } from '../support/staff.js';
import { createWorld, type World } from '../support/world.js';

const minute = 60_000;

interface Beat {
  readonly begun_at: Date;
  readonly came_through_at: Date | null;
  readonly key_id: string | null;
}

describe('a heartbeat message', function () {
  this.timeout(60_000);
  const database = useDatabase();
  let world: World;
  let staff: Staff;

  before(async () => {
    const rooms = singles('101', '102');
    world = await createWorld({ databaseUrl: database.url(), rooms, auth: guardsByToken });
    database.onEnd(() => world.stop());
    staff = staffAt(world.heyawari, world.hotel.hotelId, 'view', 'operate');
    await world.deliver(newBooking('BOOKED', { checkIn: '2027-02-01' }));
  });

  const pass = (minutes: number) => world.clock.set(new Date(world.clock.now().getTime() + minutes * minute));
  /** As the schedule has it every minute. */
  const beat = async () => {
    await world.rows(`INSERT INTO heyawari_jobs.job (name, policy) VALUES ('heartbeat', 'standard')`);
    await world.heyawari.drain();
  };
  const present = async () =>
    (await world.rows<Beat>('SELECT begun_at, came_through_at, key_id FROM heyawari.heartbeats'))[0];
  const last = () => world.metric('heyawari_heartbeat_last_timestamp_seconds');
  const expected = () => world.metric('heyawari_heartbeat_expected_timestamp_seconds');
  const now = () => world.clock.now().getTime() / 1000;

  /** Every row of the PMS's and of what the plugin keeps of bookings, as one text each. */
  const contents = async () => {
    const tables = await world.rows<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
        WHERE schemaname = 'public' OR (schemaname = 'heyawari' AND tablename = ANY(ARRAY['ota_outputs', 'ota_output_parts',
          'ota_import_cache', 'ota_import_log', 'ota_bookings', 'ota_room_codes', 'booking_plans', 'events', 'audit_log'])) ORDER BY 1`,
    );
    const sums: Record<string, string> = {};
    for (const { name } of tables)
      sums[name] = (
        await world.rows<{ sum: string }>(
          `SELECT md5(coalesce(string_agg(t::text, '' ORDER BY t::text), '')) AS sum FROM ${name} t`,
        )
      )[0]!.sum;
    return sums;
  };
  const shown = async () => ({
    messages: (await staff('get', '/imports/messages')).body,
    schedule: (await staff('get', '/imports/schedule')).body,
    statistics: (await staff<{ total: object }>('get', '/imports/statistics?from=2027-01-20&to=2027-01-20'))
      .body.total,
    // Of a hotel that was never looked at the verdict is of this moment.
    open: { ...(await staff<object>('get', '/imports/dashboard')).body, since: undefined },
  });

  it('is not sent while bookings come', async () => {
    pass(59);
    await beat();
    expect(await present()).to.equal(undefined);
  });

  it('comes through where nothing was received for an hour, and leaves everything as it was', async () => {
    await world.heyawari.drain();
    const before = await contents();
    const seen = await shown();
    const asked = world.simulator.statistics();
    pass(2);
    await beat();
    const { begun_at, came_through_at, key_id } = (await present())!;
    expect([begun_at, came_through_at, key_id]).to.deep.equal([world.clock.now(), world.clock.now(), null]);
    expect(await last()).to.equal(now());
    expect(await expected()).to.equal(now() + 75 * 60);
    expect(await contents()).to.deep.equal(before);
    expect(await shown()).to.deep.equal(seen);
    expect(world.simulator.statistics()).to.deep.equal(asked);
  });

  it('is counted among no messages, in any process', async () => {
    const text = await (await fetch(`http://127.0.0.1:${world.heyawari.operationsPort()}/metrics`)).text();
    expect(text).to.include('heyawari_ota_messages_received_total 1\n');
    expect(text).to.match(/heyawari_ota_import_attempts_total\{status="superseded",class="none"\} 0/);
  });

  it('is sent again an hour later, one row a hotel', async () => {
    pass(59);
    await beat();
    expect(await last()).to.equal(now() - 59 * 60);
    pass(1);
    await beat();
    expect(await last()).to.equal(now());
    expect(await world.rows('SELECT FROM heyawari.heartbeats')).to.have.length(1);
  });

  it('that no process can open is not through, and is overdue when it should have been', async () => {
    pass(61);
    const through = await last();
    await world.rows(`UPDATE heyawari.heartbeats SET begun_at = $1, key_id = 'gone', sealed_part = '\\x00'`, [
      world.clock.now(),
    ]);
    pass(15);
    await beat();
    expect((await present())!.key_id).to.equal('gone');
    expect(await last()).to.equal(through);
    expect(await expected(), 'HeartbeatMissing').to.be.lessThan(now());
  });

  it('that does not open, or is another, is lost and told, and bookings are imported all the same', async () => {
    await world.rows(`UPDATE heyawari.heartbeats SET key_id = 'test'`);
    pass(2);
    await world.deliver(newBooking('BESIDE', { checkIn: '2027-02-01' }));
    expect((await present())!.key_id).to.equal('test');
    const [booked] = await world.rows<{ status: string }>(
      `SELECT status FROM heyawari.ota_import_cache WHERE booking_number = 'BESIDE'`,
    );
    expect(booked?.status).to.equal('imported');
  });

  it('is overdue too where no job is worked', async () => {
    pass(61);
    await beat();
    expect(await last()).to.equal(now());
    const by = await expected();
    pass(76);
    expect(by, 'HeartbeatMissing').to.be.lessThan(now());
  });

  it('is refused by the database where it would be kept', async () => {
    const kept = world.rows(
      `INSERT INTO heyawari.ota_outputs (hotel_id, body_hash, complete, message_count, received_at, confirmation, heartbeat)
       VALUES ($1, '\\x01', true, 1, now(), 'withheld', true)`,
      [world.hotel.hotelId],
    );
    expect(await kept.catch((error: Error) => error.message)).to.equal(
      'a heartbeat is no delivery of the site controller',
    );
  });

  it('is expected of no hotel that is not fetched for', async () => {
    await world.rows(
      `INSERT INTO heyawari.fetch_holds (hotel_id, since, because) VALUES ($1, now(), 'restored')`,
      [world.hotel.hotelId],
    );
    await beat();
    expect(await present()).to.equal(undefined);
    expect(await expected()).to.equal(0);
  });
});
