// The drill of docs/deployment.md: the whole database by pg_dump into a second one, and the plugin on that fetches nothing until a person lets it go on.
import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { databaseUrl, onServer } from '../../dev/template.js';
import { createSimulator } from '../../examples/tl-lincoln/index.js';
import { createHeyawari, existingPms, SimulatedClock } from '../../plugin/index.js';
import { newBooking, singles } from '../support/bookings.js';
import { checksumsOf } from '../support/checksums.js';
import { testServer, useDatabase } from '../support/database.js';
import { loadHostModules } from '../support/host-pms.js';
import { guardsByToken, staffAt } from '../support/staff.js';
import { createWorld, eagerSettings, hotelInstant, testLogger, type World } from '../support/world.js';

const page = readFileSync(new URL('../../docs/deployment.md', import.meta.url), 'utf8');
const major = (text: string) => Number(/(\d+)\.\d+/.exec(text)?.[1]);

/** Debian keeps each version's programs in a folder of its own. */
function programsFor(server: number): string | undefined {
  const folders = [...[15, 16, 17, 18].map((version) => `/usr/lib/postgresql/${version}/bin/`), ''];
  return folders.find((folder) => {
    const { error, stdout } = spawnSync(`${folder}pg_dump`, ['--version'], { encoding: 'utf8' });
    return error === undefined && major(stdout) >= server;
  });
}

describe('a drill of backup and restore', function () {
  this.timeout(120_000);
  const database = useDatabase();
  let world: World;
  let folder: string;
  let programs: string;
  let restored: string;

  /** The page's own line, with this test's databases and file. */
  const step = (program: string) => {
    const line = page.split('\n').find((one) => one.startsWith(`${program} `));
    if (line === undefined) throw new Error(`docs/deployment.md has no line with ${program}`);
    const words = line.replace(/ +#.*$/, '').split(' ');
    const given: Readonly<Record<string, string>> = {
      '"$ADMIN_URL"': database.url(),
      '"$DRILL_ADMIN_URL"': restored,
      'pms.dump': path.join(folder, 'pms.dump'),
    };
    const args = words.slice(1).map((word) => given[word] ?? word);
    const { status, stderr } = spawnSync(`${programs}${program}`, args, { encoding: 'utf8' });
    expect(status, stderr).to.equal(0);
  };

  before(async function () {
    const [server] = await onServer(testServer(), async (client) => {
      const { rows } = await client.query<{ version: string }>(
        `SELECT current_setting('server_version') AS version`,
      );
      return rows;
    });
    const found = programsFor(major(server!.version));
    if (found === undefined) {
      console.warn(`      no pg_dump for PostgreSQL ${server!.version} here: the drill is NOT tried`);
      return this.skip();
    }
    programs = found;
    folder = mkdtempSync(path.join(tmpdir(), 'heyawari-drill-'));
    database.onEnd(() => Promise.resolve(rmSync(folder, { recursive: true, force: true })));
    const name = `${new URL(database.url()).pathname.slice(1)}_drill`;
    restored = databaseUrl(testServer(), name);
    await onServer(testServer(), (client) => client.query(`CREATE DATABASE ${name}`));
    database.onEnd(() =>
      onServer(testServer(), async (client) => {
        await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
      }),
    );
    world = await createWorld({
      ...{ databaseUrl: database.url(), rooms: singles('101', '102') },
      auth: guardsByToken,
    });
    database.onEnd(() => world.stop());
    await world.deliver(newBooking('BEFORE'));
  });

  it('brings every row of the PMS and of the plugin into the second database', async () => {
    step('pg_dump');
    await world.deliver(newBooking('SINCE', { checkIn: '2027-02-05' }));
    step('pg_restore');
    const pool = new pg.Pool({ connectionString: restored, max: 2 });
    try {
      const rows = async <T extends object>(text: string, values?: unknown[]) =>
        (await pool.query<T>(text, values)).rows;
      for (const schema of ['public', 'heyawari']) {
        const [there, here] = [await checksumsOf(world, schema), await checksumsOf({ rows }, schema)];
        expect(Object.keys(here)).to.deep.equal(Object.keys(there));
      }
      expect(await rows('SELECT booking_number AS number FROM heyawari.ota_import_cache')).to.deep.equal([
        { number: 'BEFORE' },
      ]);
      expect(await rows('SELECT FROM reservations WHERE ota_reservation_id IS NOT NULL')).to.have.length(1);
    } finally {
      await pool.end();
    }
  });

  it('fetches nothing there, until messages, PMS and plans were compared and a person lets the hotel go on', async () => {
    const { hotelId } = world.hotel;
    const simulator = createSimulator();
    const url = await simulator.start();
    const pool = new pg.Pool({ connectionString: restored, max: 4 });
    const host = loadHostModules(restored);
    const heyawari = createHeyawari({
      ...eagerSettings,
      siteController: { url, systemId: 'SYS', pollSeconds: 0, pollSecondsOffHours: 0 },
      ...{ database: pool, auth: guardsByToken, logger: testLogger() },
      host: existingPms({ reservations: host.reservations }),
      clock: new SimulatedClock(hotelInstant('2027-01-20', 10)),
    });
    const staff = staffAt(heyawari, hotelId, 'view', 'operate', 'supervise');
    const imported = async () =>
      (
        await pool.query<{ number: string }>(
          'SELECT booking_number AS number FROM heyawari.ota_import_cache ORDER BY id',
        )
      ).rows.map(({ number }) => number);
    try {
      await heyawari.start();
      simulator.deliver([newBooking('AFTER', { checkIn: '2027-02-08' })]);
      await heyawari.fetchNow();
      await heyawari.drain();
      expect(simulator.statistics().waiting).to.equal(1);
      const refused = await staff<{ key: string }>('post', '/imports/release-fetching');
      expect(refused.body.key).to.equal('imports.not_compared');
      await pool.query(
        `INSERT INTO heyawari_jobs.job (name, policy) VALUES ('reconcile-restored', 'standard')`,
      );
      await heyawari.drain();
      expect((await staff('post', '/imports/release-fetching')).status).to.equal(200);
      await heyawari.fetchNow();
      await heyawari.drain();
      expect(await imported()).to.deep.equal(['BEFORE', 'AFTER']);
    } finally {
      await heyawari.stop();
      await simulator.stop();
      await host.close();
      await pool.end();
    }
  });
});
