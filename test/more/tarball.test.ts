// The packed plugin alone, in a folder with nothing else: tables and seed are made by the commands of the installation page.
import { expect } from 'chai';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { migrateLatest } from '../../dev/migrate.js';
import { hotelSpecification, upgradeEdges } from '../../dev/start/hotel.js';
import { createDatabase } from '../../plugin/platform/database/index.js';
import { expectedMigrations } from '../../plugin/platform/expected-schema.js';
import { checkSchema } from '../support/schema-report.js';
import { useDatabase } from '../support/database.js';
import { seedHotel } from '../support/host-pms.js';
import { packAlone } from '../support/packing.js';

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

describe('the packed plugin in an empty folder', function () {
  this.timeout(200_000);
  const database = useDatabase();
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

  it('makes the tables that this build expects, under the names that the sources have', async () => {
    await command('npx heyawari migrate');
    expect(await checkSchema(createDatabase(database.pool()))).to.deep.equal({ usable: true, advice: [] });
    const names = await rows<{ name: string }>('SELECT name FROM heyawari.migrations ORDER BY id');
    expect(names.map(({ name }) => name)).to.deep.equal(expectedMigrations.map((name) => `${name}.ts`));
    await migrateLatest(database.url()); // the sources agree that nothing is left to do
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
    expect(await command('npx heyawari migrate:back')).to.include(expectedMigrations[0]);
    expect(await rows("SELECT FROM pg_class WHERE relname = 'booking_plans'")).to.deep.equal([]);
  });
});
