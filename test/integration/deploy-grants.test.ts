// The grants of deploy/grants, as an operator runs them: one role migrates, another runs, and neither has more than that.
import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { migrateLatest } from '../../dev/migrate.js';
import { onServer } from '../../dev/template.js';
import { createSimulator, defaultLogin } from '../../examples/tl-lincoln/index.js';
import { createHeyawari, existingPms, SimulatedClock } from '../../plugin/index.js';
import { newBooking, singles } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { loadHostModules, seedHotel } from '../support/host-pms.js';
import { eagerSettings, hotelInstant, letEveryoneIn, testLogger } from '../support/world.js';

const require = createRequire(import.meta.url);

const place = (name: string) => fileURLToPath(new URL(`../../deploy/grants/${name}`, import.meta.url));
const hasPsql = spawnSync('psql', ['--version']).error === undefined;

/** With psql where it is installed, as the file says; else what psql would make of it. */
async function runFile(
  url: string,
  name: string,
  variables: Readonly<Record<string, string>>,
): Promise<void> {
  if (hasPsql) {
    const given = Object.entries(variables).flatMap(([variable, value]) => ['-v', `${variable}=${value}`]);
    const args = ['-X', '-q', '-v', 'ON_ERROR_STOP=1', ...given, '-f', place(name), url];
    const { status, stderr } = spawnSync('psql', args, { encoding: 'utf8' });
    expect(status, stderr).to.equal(0);
    return;
  }
  const known = { ...variables, DBNAME: new URL(url).pathname.slice(1) };
  const text = readFileSync(place(name), 'utf8').replaceAll(
    /:"(\w+)"/g,
    (_, variable: keyof typeof known) => `"${known[variable]}"`,
  );
  await onServer(url, (client) => client.query(text));
}

/** Each right on each thing, however the statements gather them: `SELECT ON rooms`. */
function rightsIn(text: string): Set<string> {
  const statements = text.matchAll(/^GRANT (.+) ON ((?:ALL \w+ IN )?(?:SCHEMA )?)(.+) TO pms;/gm);
  return new Set(
    [...statements].flatMap(([, rights, kind, things]) =>
      rights!
        .split(', ')
        .flatMap((right) => things!.split(', ').map((thing) => `${right} ON ${kind}${thing}`)),
    ),
  );
}

describe('the grants of deploy/grants', function () {
  this.timeout(200_000);
  const database = useDatabase('empty');
  const suffix = randomBytes(4).toString('hex');
  const [migrations, run] = [`migrations_${suffix}`, `run_${suffix}`];
  const rows = async <T extends object>(text: string, values?: unknown[]) =>
    (await database.pool().query<T>(text, values)).rows;
  const as = (role: string) => {
    const url = new URL(database.url());
    [url.username, url.password] = [role, 'x'];
    return url.toString();
  };

  before(async () => {
    const host = require('../../examples/host-pms/api/database') as Record<
      'installSchema' | 'seedBase',
      (client: pg.Pool) => Promise<void>
    >;
    await host.installSchema(database.pool());
    await host.seedBase(database.pool());
    for (const role of [migrations, run]) await rows(`CREATE ROLE ${role} LOGIN PASSWORD 'x'`);
    database.onEnd(async () => {
      for (const role of [migrations, run]) {
        await rows(`REASSIGN OWNED BY ${role} TO CURRENT_USER`);
        await rows(`DROP OWNED BY ${role}`);
        await rows(`DROP ROLE ${role}`);
      }
    });
  });

  it('say what docs/installation.md says', () => {
    const page = readFileSync(new URL('../../docs/installation.md', import.meta.url), 'utf8');
    const ofBoth = ['2-plugin-tables.sql', '3-pms-tables.sql'].map((name) =>
      readFileSync(place(name), 'utf8'),
    );
    const inFiles = rightsIn(ofBoth.join('\n').replaceAll(':"pms"', 'pms'));
    expect(inFiles.size).to.be.greaterThan(40);
    expect([...inFiles]).to.have.members([...rightsIn(page)]);
  });

  it('let the one role migrate, which may do nothing else', async () => {
    await runFile(database.url(), '1-migration-role.sql', { migrations });
    const told: string[] = [];
    await migrateLatest(as(migrations), (text) => told.push(text));
    // The optional columns are left out: it does not own the PMS's table.
    expect(told.join('\n')).to.match(/heyawari_source/);
    const owned = await rows<{ schema: string }>(
      `SELECT DISTINCT nspname AS schema FROM pg_namespace n JOIN pg_class c ON c.relnamespace = n.oid
        WHERE pg_get_userbyid(c.relowner) = $1 AND nspname <> 'pg_toast' ORDER BY 1`,
      [migrations],
    );
    expect(owned.map(({ schema }) => schema)).to.deep.equal([
      'heyawari',
      'heyawari_jobs',
      'heyawari_reports',
    ]);
    const refused = await onServer(as(migrations), (client) =>
      client.query('SELECT FROM reservations').then(
        () => 'it may read reservations',
        (error: Error) => error.message,
      ),
    );
    expect(refused).to.match(/permission denied/);
  });

  it('let the other run: it owns nothing, may create nothing, starts, imports and confirms', async () => {
    await runFile(as(migrations), '2-plugin-tables.sql', { pms: run });
    await runFile(database.url(), '3-pms-tables.sql', { pms: run });
    await seedHotel(database.pool(), { name: 'grants', rooms: singles('101'), login: defaultLogin });
    const simulator = createSimulator();
    const url = await simulator.start();
    const pool = new pg.Pool({ connectionString: as(run), max: 4 });
    const host = loadHostModules(as(run));
    const heyawari = createHeyawari({
      ...eagerSettings,
      siteController: { url, systemId: 'SYS', pollSeconds: 0, pollSecondsOffHours: 0 },
      ...{ database: pool, auth: letEveryoneIn, logger: testLogger() },
      host: existingPms({ reservations: host.reservations }),
      clock: new SimulatedClock(hotelInstant('2027-01-20', 9)),
    });
    try {
      await heyawari.start();
      simulator.deliver([newBooking('GRANTED')]);
      await heyawari.fetchNow();
      await heyawari.drain();
      expect(simulator.statistics()).to.include({ waiting: 0, unconfirmedOutputs: 0 });
    } finally {
      await heyawari.stop();
      await simulator.stop();
      await host.close();
      await pool.end();
    }
    expect(await rows('SELECT status FROM heyawari.ota_import_cache')).to.deep.equal([
      { status: 'imported' },
    ]);
    const may = await rows(
      `SELECT has_database_privilege($1, current_database(), 'CREATE') AS database, has_schema_privilege($1, 'heyawari', 'CREATE') AS schema,
              has_schema_privilege($1, 'heyawari_jobs', 'CREATE') AS jobs, has_schema_privilege($1, 'public', 'CREATE') AS public,
              (SELECT count(*)::int FROM pg_class WHERE pg_get_userbyid(relowner) = $1) AS owned`,
      [run],
    );
    expect(may).to.deep.equal([{ database: false, schema: false, jobs: false, public: false, owned: 0 }]);
  });

  it('give what a later migration adds with it', async () => {
    await onServer(as(migrations), (client) =>
      client.query('CREATE TABLE heyawari.later (id bigint GENERATED ALWAYS AS IDENTITY, note text)'),
    );
    await onServer(as(run), (client) => client.query("INSERT INTO heyawari.later (note) VALUES ('here')"));
  });
});
