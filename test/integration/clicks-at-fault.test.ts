// A click that meets a fault of the installation: the person is told that it is the database's, not an unknown failure of the plugin.
import { expect } from 'chai';
import pg from 'pg';
import { newBooking, singles } from '../support/bookings.js';
import { clerkAt } from '../support/clerk.js';
import { useDatabase } from '../support/database.js';
import { onServer } from '../../dev/template.js';
import { recordsOf } from '../support/records.js';
import { createWorld, type World } from '../support/world.js';

describe('a click', function () {
  this.timeout(60_000);
  const database = useDatabase();
  let world: World;
  before(async () => {
    world = await createWorld({ databaseUrl: database.url(), rooms: singles('101', '102') });
    database.onEnd(() => world.stop());
    await world.deliver(newBooking('A'));
  });

  async function expectTold(): Promise<void> {
    const plan = await recordsOf(world).plan('A');
    const { status, body } = await clerkAt(world).makeFinal(plan.id, plan.version);
    expect(status).to.equal(503);
    expect(body)
      .to.include({ key: 'request.installation' })
      .and.to.have.property('error')
      .that.matches(/データベース.*管理者/);
    expect((await recordsOf(world).plan('A')).state).to.equal('tentative');
  }
  const raising = (code: string) =>
    world.pool.query(`
      CREATE OR REPLACE FUNCTION no_room_on_disk() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '${code}'; END $$;
      CREATE OR REPLACE TRIGGER no_room_on_disk BEFORE UPDATE ON heyawari.booking_plans
        FOR EACH ROW EXECUTE FUNCTION no_room_on_disk()`);

  for (const [what, code] of Object.entries({
    'a full disk': '53100',
    'a server without memory': '53200',
    'a broken file': '58030',
    'a missing right': '42501',
  }))
    it(`that meets ${what} is told so`, async () => {
      await raising(code);
      await expectTold().finally(() => world.pool.query('DROP FUNCTION no_room_on_disk CASCADE'));
    });

  it('that meets a server which takes no writes is told so', async () => {
    const name = new pg.Client(database.url()).database;
    const set = (value: string) =>
      onServer(database.url(), async (client) => {
        await client.query('SET default_transaction_read_only = off');
        await client.query(`ALTER DATABASE ${name} SET default_transaction_read_only = ${value}`);
        await client.query(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'heyawari clicks'",
        );
      });
    await set('on');
    await expectTold().finally(() => set('off'));
  });
});
