// The plugin under a role that has the rights that docs/installation.md names, and no other: it owns nothing and may create nothing.
import { expect } from 'chai';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { getConstructionPlans, getRollbackPlans } from 'pg-boss';
import { createSimulator, defaultLogin } from '../../examples/tl-lincoln/index.js';
import { migrateLatest } from '../../dev/migrate.js';
import { createHeyawari, existingPms, SimulatedClock } from '../../plugin/index.js';
import { createDatabase } from '../../plugin/platform/database/index.js';
import { checkSchema } from '../../plugin/platform/schema-check.js';
import { newBooking } from '../support/bookings.js';
import { type TestDatabase, useDatabase } from '../support/database.js';
import { loadHostModules, seedHotel } from '../support/host-pms.js';
import { onServer } from '../support/template.js';
import { eagerSettings, hotelInstant, letEveryoneIn, testLogger } from '../support/world.js';

/** A role that may log in, on that database. */
interface Role {
  readonly name: string;
  readonly url: string;
}

async function createRole(database: TestDatabase): Promise<Role> {
  const name = `pms_${randomBytes(4).toString('hex')}`;
  await database.pool().query(`CREATE ROLE ${name} LOGIN PASSWORD 'x'`);
  // Of the cluster, so it goes before the database; what it owns is given to the superuser, who drops it with the rest.
  database.onEnd(async () => {
    await database.pool().query(`REASSIGN OWNED BY ${name} TO CURRENT_USER`);
    await database.pool().query(`DROP OWNED BY ${name}`);
    await database.pool().query(`DROP ROLE ${name}`);
  });
  const url = new URL(database.url());
  [url.username, url.password] = [name, 'x'];
  return { name, url: url.toString() };
}

/** The grants of the page, as an operator would copy them. */
async function documentedGrants(role: string): Promise<string[]> {
  const page = await readFile(new URL('../../docs/installation.md', import.meta.url), 'utf8');
  return [...page.matchAll(/^GRANT .* TO pms;/gm)].map(([line]) => line.replace('TO pms;', `TO ${role};`));
}

/** What the PMS's own role may do with the PMS's own tables. */
const hostGrants = (role: string) => [
  `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${role}`,
  `GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${role}`,
];

async function grant(database: TestDatabase, role: string): Promise<void> {
  for (const line of [...hostGrants(role), ...(await documentedGrants(role))])
    await database.pool().query(line);
}

/** Starts the plugin as that role, imports a booking and runs a night; answers with the states of the rooms. */
async function playANight(database: TestDatabase, role: Role, hotelId: number): Promise<string[]> {
  const pool = new pg.Pool({ connectionString: role.url, max: 8 });
  const host = loadHostModules(role.url);
  const simulator = createSimulator();
  const heyawari = createHeyawari({
    ...eagerSettings,
    siteController: { url: await simulator.start(), systemId: 'SYS', pollSeconds: 0, pollSecondsOffHours: 0 },
    ...{ database: pool, auth: letEveryoneIn, logger: testLogger() },
    host: existingPms({ reservations: host.reservations }),
    clock: new SimulatedClock(hotelInstant('2027-01-20', 9)),
  });
  try {
    await heyawari.start();
    simulator.deliver([newBooking('R-1', { checkIn: '2027-01-21' })]);
    await heyawari.fetchNow();
    await heyawari.drain();
    await heyawari.advanceTo(hotelInstant('2027-01-21', 7));
    expect(simulator.statistics().unconfirmedOutputs).to.equal(0);
  } finally {
    await heyawari.stop();
    await simulator.stop();
    await host.close();
    await pool.end();
  }
  const { rows } = await database
    .pool()
    .query<{ state: string }>('SELECT room_state AS state FROM heyawari.booking_plans WHERE hotel_id = $1', [
      hotelId,
    ]);
  return rows.map(({ state }) => state);
}

const smallHotel = { name: 'rights', rooms: [{ room: '101', type: 'SGL' }], login: defaultLogin };

describe('a role with the documented rights alone', function () {
  this.timeout(30_000);
  const database = useDatabase();

  it('starts, imports a booking and runs a night, with nothing of its own and no right to create', async () => {
    const role = await createRole(database);
    await grant(database, role.name);
    const { hotelId } = await seedHotel(database.pool(), smallHotel);
    const { rows } = await database
      .pool()
      .query(`SELECT has_database_privilege($1, current_database(), 'CREATE') AS may`, [role.name]);
    expect(rows).to.deep.equal([{ may: false }]);
    expect(await playANight(database, role, hotelId)).to.deep.equal(['final']);
    const owned = await database
      .pool()
      .query('SELECT relname FROM pg_class WHERE pg_get_userbyid(relowner) = $1', [role.name]);
    expect(owned.rows).to.deep.equal([]);
  });
});

describe('a role without one of the documented rights', function () {
  this.timeout(30_000);
  const database = useDatabase();

  for (const [missing, named] of [
    ['DELETE ON heyawari.ota_import_cache', 'ota_import_cache'],
    ['UPDATE ON heyawari.events', 'events'],
    ['USAGE ON ALL SEQUENCES IN SCHEMA heyawari', '_seq'],
    ['SELECT ON ALL TABLES IN SCHEMA heyawari_jobs', 'the job queue'],
  ] as const)
    it(`is told at the start what to grant: ${missing}`, async () => {
      const role = await createRole(database);
      await grant(database, role.name);
      await database.pool().query(`REVOKE ${missing} FROM ${role.name}`);
      const pool = new pg.Pool({ connectionString: role.url, max: 1 });
      const told = await checkSchema(createDatabase(pool)).finally(() => pool.end());
      expect(told.usable).to.equal(false);
      expect(told.advice.join(' ')).to.include(named).and.include(`TO ${role.name};`);
    });
});

for (const [how, migrates] of [
  ['the migration brings it up', true],
  ['the next start brings it up, where the migrating role may not act for its owner', false],
] as const)
  describe(`a job queue that the PMS’s role made at a start of the build before: ${how}`, function () {
    this.timeout(30_000);
    const database = useDatabase();
    const versionBefore = 43;

    const versionNow = async () =>
      (await database.pool().query<{ version: number }>('SELECT version FROM heyawari_jobs.version')).rows[0]
        ?.version;

    /** As that build left it: the schema and all in it belong to the role, and no migration has made it. */
    async function makeOldQueue(role: Role): Promise<void> {
      await database.pool().query('DROP SCHEMA heyawari_jobs CASCADE');
      await database.pool().query("DELETE FROM heyawari.migrations WHERE name = '023_job_queue.ts'");
      await database.pool().query(`CREATE SCHEMA heyawari_jobs AUTHORIZATION ${role.name}`);
      await onServer(role.url, async (client) => {
        await client.query(getConstructionPlans('heyawari_jobs', { createSchema: false }));
        for (let version = (await versionNow())!; version > versionBefore; version -= 1)
          await client.query(getRollbackPlans('heyawari_jobs', version));
      });
    }

    it('goes on', async () => {
      const role = await createRole(database);
      await makeOldQueue(role);
      expect(await versionNow()).to.equal(versionBefore);
      await grant(database, role.name);
      const { hotelId } = await seedHotel(database.pool(), smallHotel);
      if (migrates) await migrateLatest(database.url());
      else {
        const owner = await createRole(database);
        await database.pool().query(`GRANT CREATE, USAGE ON SCHEMA heyawari TO ${owner.name}`);
        await database.pool().query(`GRANT ALL ON ALL TABLES IN SCHEMA heyawari TO ${owner.name}`);
        await database.pool().query(`GRANT ALL ON ALL SEQUENCES IN SCHEMA heyawari TO ${owner.name}`);
        await database
          .pool()
          .query(`GRANT CREATE ON DATABASE ${new URL(database.url()).pathname.slice(1)} TO ${owner.name}`);
        await migrateLatest(owner.url);
      }
      expect(await versionNow()).to.equal(migrates ? 46 : versionBefore);
      expect(await playANight(database, role, hotelId)).to.deep.equal(['final']);
      expect(await versionNow()).to.equal(46);
      const { rows } = await database
        .pool()
        .query<{ owner: string }>(
          `SELECT DISTINCT pg_get_userbyid(relowner) AS owner FROM pg_class WHERE relnamespace = 'heyawari_jobs'::regnamespace`,
        );
      expect(rows).to.deep.equal([{ owner: role.name }]);
    });
  });
