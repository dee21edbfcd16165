// The plugin under a role that has the rights that docs/installation.md names, and no other: it owns nothing and may create nothing.
import { expect } from 'chai';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { getConstructionPlans, getRollbackPlans } from 'pg-boss';
import { createSimulator, defaultLogin } from '../../examples/tl-lincoln/index.js';
import { migrateLatest } from '../../dev/migrate.js';
import { pmsRights } from '../../plugin/host/existing-pms/index.js';
import { migrationGrants, runtimeGrants } from '../../plugin/installation/index.js';
import { createHeyawari, existingPms, SimulatedClock } from '../../plugin/index.js';
import { createDatabase } from '../../plugin/platform/database/index.js';
import { checkSchema } from '../support/schema-report.js';
import { cancellationOf, changeOf, newBooking, prepaid } from '../support/bookings.js';
import { type TestDatabase, useDatabase } from '../support/database.js';
import { loadHostModules, seedHotel, type SeededHotel } from '../support/host-pms.js';
import { onServer } from '../../dev/template.js';
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

/** What `npx heyawari rights` prints for these roles. */
const printed = (database: string, migration: string, runtime: string) => {
  const roles = { database, migration, runtime, pms: pmsRights };
  return { before: migrationGrants(roles), ...runtimeGrants(roles) };
};

async function grant(database: TestDatabase, role: string): Promise<void> {
  for (const line of await documentedGrants(role)) await database.pool().query(line);
}

/** Starts the plugin as that role, imports bookings of every kind and runs a night; answers with the states of the rooms. */
async function playANight(database: TestDatabase, role: Role, hotel: SeededHotel): Promise<string[]> {
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
    const upgrades = new Map([[hotel.typeIds.SGL!, [hotel.typeIds.TWN!]]]);
    await heyawari.configureHotel(hotel.hotelId, { mode: 'BALANCE', deadlinePresetDays: 0, upgrades });
    for (const messages of [
      // The second finds no single room: into a type for which the site controller has no code.
      [newBooking('R-1', { checkIn: '2027-01-21' }), prepaid(newBooking('R-2', { checkIn: '2027-01-21' }))],
      [changeOf('R-1', { checkIn: '2027-01-21', nights: 3 }), newBooking('R-3')],
      [cancellationOf('R-3')],
    ]) {
      simulator.deliver(messages);
      await heyawari.fetchNow();
      await heyawari.drain();
    }
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
    .query<{ state: string }>(
      'SELECT room_state AS state FROM heyawari.booking_plans WHERE hotel_id = $1 ORDER BY id',
      [hotel.hotelId],
    );
  return rows.map(({ state }) => state);
}

const smallHotel = {
  name: 'rights',
  rooms: [
    { room: '101', type: 'SGL' },
    { room: '201', type: 'TWN' },
  ],
  login: defaultLogin,
};

/** The states of its three plans: changed, in another type than booked, cancelled. */
const played = ['final', 'final', 'ended'];

/** A hotel in which nothing that is booked leads to a twin room. */
async function seedSmallHotel(database: TestDatabase): Promise<SeededHotel> {
  const hotel = await seedHotel(database.pool(), smallHotel);
  await database.pool().query('DELETE FROM sc_tl_rooms WHERE room_type_id = $1', [hotel.typeIds.TWN!]);
  return hotel;
}

describe('a role with the documented rights alone', function () {
  this.timeout(30_000);
  const database = useDatabase();

  it('starts, imports bookings, changes and cancellations and runs a night, with nothing of its own and no right to create', async () => {
    const role = await createRole(database);
    await grant(database, role.name);
    const hotel = await seedSmallHotel(database);
    const { rows } = await database
      .pool()
      .query(`SELECT has_database_privilege($1, current_database(), 'CREATE') AS may`, [role.name]);
    expect(rows).to.deep.equal([{ may: false }]);
    expect(await playANight(database, role, hotel)).to.deep.equal(played);
    const owned = await database
      .pool()
      .query('SELECT relname FROM pg_class WHERE pg_get_userbyid(relowner) = $1', [role.name]);
    expect(owned.rows).to.deep.equal([]);
  });
});

describe('the rights that the command prints', function () {
  this.timeout(60_000);
  const database = useDatabase();
  const ownedBy = async (role: string) =>
    (
      await database.pool().query<{ schema: string }>(
        `SELECT DISTINCT nspname AS schema FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
            WHERE pg_get_userbyid(relowner) = $1 ORDER BY 1`,
        [role],
      )
    ).rows.map(({ schema }) => schema);

  it('are those of the page', async () => {
    const { own, pms } = printed('pms', 'owner', 'pms');
    expect(await documentedGrants('pms')).to.deep.equal(
      [...own, ...pms].filter((line) => line.startsWith('GRANT')),
    );
    const page = await readFile(new URL('../../docs/installation.md', import.meta.url), 'utf8');
    for (const line of [...printed('pms', 'owner', 'pms').before, ...own]) expect(page).to.include(line);
  });

  it('let one role migrate and own all, the job queue too, and the other run on it, with nothing of its own', async () => {
    const hotel = await seedSmallHotel(database);
    await database.pool().query('DROP SCHEMA heyawari, heyawari_jobs, heyawari_reports CASCADE');
    const [owner, role] = [await createRole(database), await createRole(database)];
    const name = new URL(database.url()).pathname.slice(1);
    const { before: first, own, pms } = printed(name, owner.name, role.name);
    for (const line of [...first, ...pms]) await database.pool().query(line);
    await migrateLatest(owner.url);
    await onServer(owner.url, async (client) => {
      for (const line of own) await client.query(line);
    });
    expect(await playANight(database, role, hotel)).to.deep.equal(played);
    expect(await ownedBy(role.name)).to.deep.equal([]);
    expect(await ownedBy(owner.name)).to.include.members(['heyawari', 'heyawari_jobs']);
    await onServer(owner.url, async (client) => {
      await client.query('CREATE TABLE heyawari.of_a_later_migration (id bigserial PRIMARY KEY)');
    });
    await onServer(role.url, async (client) => {
      await client.query('INSERT INTO heyawari.of_a_later_migration DEFAULT VALUES');
    });
  });
});

/** A right that a role has been given, as it stands between GRANT or REVOKE and the role. */
interface Given {
  /** `UPDATE ON heyawari.events`. */
  readonly right: string;
}

/** On tables, schemas and sequences; knex's own lists of migrations are read at most. */
const givenRights = `
  SELECT privilege_type || ' ON ' || table_schema || '.' || table_name AS right
    FROM information_schema.role_table_grants
   WHERE grantee = $1 AND (table_name NOT LIKE 'migrations%' OR table_name = 'migrations' AND privilege_type = 'SELECT')
   UNION ALL
  SELECT 'USAGE ON SCHEMA ' || nspname FROM pg_namespace
   WHERE nspname IN ('heyawari', 'heyawari_jobs', 'public')
   UNION ALL
  SELECT 'USAGE ON SEQUENCE ' || name
    FROM unnest(ARRAY['heyawari.event_versions', 'public.logs_reservation_id_seq', 'public.ota_reservation_queue_id_seq']) AS name`;

describe('a role with other rights than the documented ones', function () {
  this.timeout(60_000);
  const database = useDatabase();

  for (const [how, revoked, given] of [
    [
      'may read the site controller’s logins by column',
      'SELECT ON sc_user_info',
      'SELECT (hotel_id, name, user_id, password) ON sc_user_info',
    ],
    [
      'may draw from a sequence by UPDATE',
      'USAGE ON SEQUENCE logs_reservation_id_seq',
      'UPDATE ON SEQUENCE logs_reservation_id_seq',
    ],
  ] as const)
    it(`is not refused where it ${how}`, async () => {
      const role = await createRole(database);
      await grant(database, role.name);
      await database.pool().query(`REVOKE ${revoked} FROM ${role.name}`);
      await database.pool().query(`GRANT ${given} TO ${role.name}`);
      const pool = new pg.Pool({ connectionString: role.url, max: 1 });
      const modules = loadHostModules(role.url);
      try {
        const sql = createDatabase(pool);
        const { advice } = await checkSchema(sql);
        const ofHost = await existingPms({ reservations: modules.reservations }).problems(sql);
        expect([...advice, ...ofHost]).to.deep.equal([]);
      } finally {
        await pool.end();
        await modules.close();
      }
    });
});

describe('a role without one of the documented rights', function () {
  this.timeout(60_000);
  const database = useDatabase();

  it('is told at the start which GRANT gives it, whichever it is', async () => {
    const role = await createRole(database);
    await database.pool().query('REVOKE USAGE ON SCHEMA public FROM PUBLIC');
    await grant(database, role.name);
    const given = await database.pool().query<Given>(givenRights, [role.name]);
    expect(given.rowCount).to.be.greaterThan(150);
    const pool = new pg.Pool({ connectionString: role.url, max: 1 });
    const host = existingPms({ reservations: loadHostModules(role.url).reservations });
    const told = async () => {
      const sql = createDatabase(pool);
      const { usable, advice } = await checkSchema(sql);
      const ofHost = await host.problems(sql);
      return { usable: usable && ofHost.length === 0, text: [...advice, ...ofHost].join('\n') };
    };
    try {
      expect(await told()).to.deep.equal({ usable: true, text: '' });
      for (const { right } of given.rows) {
        await database.pool().query(`REVOKE ${right} FROM ${role.name}`);
        const { usable, text } = await told();
        expect(usable, right).to.equal(false);
        expect([...text.matchAll(/GRANT [^;]*;/g)].flat()).to.deep.equal([`GRANT ${right} TO ${role.name};`]);
        await database.pool().query(`GRANT ${right} TO ${role.name}`);
      }
    } finally {
      await pool.end();
    }
  });

  it('is told of all that it lacks in as few grants as that takes', async () => {
    const role = await createRole(database);
    await grant(database, role.name);
    await database
      .pool()
      .query(
        `REVOKE UPDATE, DELETE ON heyawari.events, heyawari.room_nights, reservations FROM ${role.name}`,
      );
    const pool = new pg.Pool({ connectionString: role.url, max: 1 });
    const { advice } = await checkSchema(createDatabase(pool)).finally(() => pool.end());
    expect(advice).to.have.length(1);
    expect(advice[0]).to.include(
      `: GRANT UPDATE, DELETE ON heyawari.events, heyawari.room_nights TO ${role.name};`,
    );
  });

  it('is told of a function that it may not call, where functions are not everybody’s', async () => {
    const role = await createRole(database);
    await grant(database, role.name);
    await database.pool().query('REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA heyawari FROM PUBLIC');
    const pool = new pg.Pool({ connectionString: role.url, max: 1 });
    try {
      const { usable, advice } = await checkSchema(createDatabase(pool));
      expect(usable).to.equal(false);
      const statement = /GRANT EXECUTE ON FUNCTION heyawari\.forget_audit\(.*?;/.exec(advice.join('\n'));
      await database.pool().query(statement![0]);
      expect(await checkSchema(createDatabase(pool))).to.deep.equal({ usable: true, advice: [] });
    } finally {
      await pool.end();
    }
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
      const hotel = await seedSmallHotel(database);
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
      expect(await playANight(database, role, hotel)).to.deep.equal(played);
      expect(await versionNow()).to.equal(46);
      const { rows } = await database
        .pool()
        .query<{ owner: string }>(
          `SELECT DISTINCT pg_get_userbyid(relowner) AS owner FROM pg_class WHERE relnamespace = 'heyawari_jobs'::regnamespace`,
        );
      expect(rows).to.deep.equal([{ owner: role.name }]);
    });
  });
