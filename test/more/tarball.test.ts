// The packed plugin alone, in a folder with nothing else: tables and seed are made by the commands of the installation page.
import { expect } from 'chai';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { migrateLatest } from '../../dev/migrate.js';
import { hotelSpecification, upgradeEdges } from '../../dev/start/hotel.js';
import { createDatabase } from '../../plugin/platform/database/index.js';
import { expectedMigrations } from '../../plugin/platform/schema/index.js';
import { checkSchema } from '../support/schema-report.js';
import { useDatabase } from '../support/database.js';
import { seedHotel } from '../support/host-pms.js';
import { packAlone } from '../support/packing.js';
import { testKey } from '../support/world.js';

const run = promisify(execFile);
const repository = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(path.join(repository, 'docs/installation.md'), 'utf8');

/** The page's own line that ends with these words, a comment aside. */
function lineWith(words: string): string {
  const lines = page.split('\n').map((line) => line.replace(/ +# .*$/, ''));
  const found = lines.filter((line) => line.startsWith('DATABASE_URL=') && line.endsWith(` ${words}`));
  expect(found, words).to.have.length(1);
  return found[0]!;
}

/** Two instances in one process, one for each database of the command line; `loaded` are the lines that load the package in one of Node's two ways. */
const twoInstances = (loaded: string) => `${loaded}
const pass = (request, response, next) => next();
const written = async () => ({ success: true });
async function main() {
  const instances = process.argv.slice(2).map((connectionString) => {
    const database = new pg.Pool({ connectionString });
    const reservations = { addOTAReservation: written, editOTAReservation: written, cancelOTAReservation: written };
    const auth = { view: pass, operate: pass, supervise: pass, configure: pass };
    return { database, heyawari: createHeyawari({ database, auth, host: existingPms({ reservations }) }) };
  });
  for (const { heyawari } of instances) await heyawari.start();
  const answers = await Promise.all(
    instances.map(({ heyawari }) => fetch('http://127.0.0.1:' + heyawari.operationsPort() + '/health/ready')),
  );
  console.log(answers.map(({ status }) => status).join(' '));
  for (const { heyawari, database } of instances) {
    await heyawari.stop();
    await database.end();
  }
}
main();
`;

const loading = {
  'two.cjs': "const { createHeyawari, existingPms } = require('heyawari');\nconst pg = require('pg');",
  'two.mjs': "import { createHeyawari, existingPms } from 'heyawari';\nimport pg from 'pg';",
};

describe('the packed plugin in an empty folder', function () {
  this.timeout(200_000);
  const database = useDatabase();
  const second = useDatabase();
  let root: string;
  let folder: string;

  const npm = (place: string, ...words: string[]) =>
    run('npm', words, {
      cwd: place,
      env: {
        ...process.env,
        npm_config_audit: 'false',
        npm_config_fund: 'false',
        npm_config_prefer_offline: 'true',
      },
      maxBuffer: 64 * 1024 * 1024,
    });
  /** As an operator would run it there: `address` for the one on the page. */
  const command = async (words: string) => {
    const line = lineWith(words).replace(/^DATABASE_URL=\S+/, `DATABASE_URL=${database.url()}`);
    return (await run('sh', ['-c', line], { cwd: folder, env: { ...process.env, NODE_OPTIONS: '' } })).stdout;
  };
  const settings = {
    HEYAWARI_ENCRYPTION_KEYS: `${testKey.id}:${testKey.key}`,
    XML_REQUEST_URL: 'http://127.0.0.1:9/',
    XML_SYSTEM_ID: 'SYS',
    HEYAWARI_METRICS_PORT: '0',
    HEYAWARI_LOG_LEVEL: 'error',
  };
  /** Any other word, with the settings of a process. */
  const heyawari = (...words: string[]) =>
    run('npx', ['heyawari', ...words], {
      cwd: folder,
      env: { ...process.env, NODE_OPTIONS: '', ...settings, DATABASE_URL: database.url() },
    }).then(
      ({ stdout }) => ({ code: 0, stdout }),
      ({ code, stdout }: { code: number; stdout: string }) => ({ code, stdout }),
    );
  const rows = async <T extends object>(text: string, values?: unknown[]) =>
    (await database.pool().query<T>(text, values)).rows;

  before(async () => {
    root = mkdtempSync(path.join(tmpdir(), 'heyawari-tarball-'));
    folder = path.join(root, 'empty');
    mkdirSync(folder);
    await packAlone(() => npm(repository, 'pack', '--pack-destination', root));
    await npm(folder, 'install', '--omit=dev', '../heyawari-0.1.0.tgz');
    await rows('DROP SCHEMA heyawari CASCADE');
    await rows('DROP SCHEMA heyawari_jobs CASCADE');
  });
  after(() => rmSync(root, { recursive: true, force: true }));

  it('lists the words of its command', async () => {
    expect((await heyawari('--help')).stdout).to.match(/ {2}rollback .*\n[^]* {2}simulate /);
  });

  it('checks the installation, and says what is missing', async () => {
    const { code, stdout } = await heyawari('check');
    expect(code).to.equal(1);
    expect(stdout).to.match(/^fails +tables .*npx heyawari migrate/m);
  });

  it('prints the rights of the roles as the page has them', async () => {
    const { stdout } = await heyawari('rights');
    const lines = stdout.split('\n').filter((line) => line.endsWith(';'));
    expect(lines.length).to.be.greaterThan(10);
    for (const line of lines) expect(page).to.include(line);
  });

  it('stands in for the site controller', async () => {
    const simulator = spawn(
      process.execPath,
      ['node_modules/heyawari/dist/heyawari.js', 'simulate', '--port', '0'],
      {
        cwd: folder,
        env: { ...process.env, NODE_OPTIONS: '' },
      },
    );
    const ended = once(simulator, 'exit');
    for await (const line of createInterface(simulator.stdout)) {
      expect(line).to.match(/^Site controller at http:/);
      break;
    }
    simulator.kill('SIGINT');
    expect(await ended).to.deep.equal([0, null]);
  });

  it('makes the tables that this build expects, under the names that the sources have', async () => {
    await command('npx heyawari migrate');
    expect(await checkSchema(createDatabase(database.pool()))).to.deep.equal({ usable: true, advice: [] });
    const names = await rows<{ name: string }>('SELECT name FROM heyawari.migrations ORDER BY id');
    expect(names.map(({ name }) => name)).to.deep.equal(expectedMigrations.map((name) => `${name}.ts`));
    await migrateLatest(database.url()); // the sources agree that nothing is left to do
  });

  it('then has nothing to object to', async () => {
    const { code, stdout } = await heyawari('check', '--json');
    const { findings } = JSON.parse(stdout) as { findings: { about: string; state: string }[] };
    expect(findings.filter(({ state }) => state !== 'ok').map(({ about }) => about)).to.deep.equal([
      'hotels',
    ]);
    expect(code).to.equal(0);
  });

  for (const [file, loaded] of Object.entries(loading))
    it(`runs twice in one process on two databases, loaded by ${file}`, async () => {
      writeFileSync(path.join(folder, file), twoInstances(loaded));
      const env = { ...process.env, NODE_OPTIONS: '', ...settings };
      const { stdout } = await run(process.execPath, [file, database.url(), second.url()], {
        cwd: folder,
        env,
      });
      expect(stdout).to.equal('200 200\n');
    });

  it('says why it seeds nothing where there is no such hotel', async () => {
    const refused = await command('npx heyawari seed').catch((error: { stderr: string }) => error.stderr);
    expect(refused).to.match(/^This database has no hotel named .*\n$/);
  });

  it('seeds the hotel’s settings and upgrades, and once more changes nothing', async () => {
    const { hotelId } = await seedHotel(database.pool(), hotelSpecification);
    for (let times = 0; times < 2; times += 1) {
      await command('npx heyawari seed');
      expect(await rows('SELECT hotel_id, mode FROM heyawari.hotel_settings')).to.deep.equal([
        { hotel_id: hotelId, mode: 'BALANCE' },
      ]);
      expect(await rows('SELECT FROM heyawari.room_type_hierarchy')).to.have.length(upgradeEdges.length);
    }
  });

  it('takes the tables back', async () => {
    expect(await command('npx heyawari rollback')).to.include(expectedMigrations[0]);
    expect(await rows("SELECT FROM pg_class WHERE relname = 'booking_plans'")).to.deep.equal([]);
  });
});
