// The installation page taken at its word: the packed plugin goes into a copy of the PMS by the lines that the page shows.
import { expect } from 'chai';
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import request from 'supertest';
import { useDatabase } from '../support/database.js';
import { type RunningHostPms, startHostPms } from '../support/host-pms.js';
import { packAlone } from '../support/packing.js';
import { freePort, until } from '../support/platform.js';
import { testKey } from '../support/world.js';

const run = promisify(execFile);
const repository = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(path.join(repository, 'docs/installation.md'), 'utf8');
const blocks = [...page.matchAll(/```(?:sh|js)\n([^]*?)```/g)].map(([, text = '']) => text);

/** The only block of the page that has `words` in it. */
function blockWith(words: string): string {
  const found = blocks.filter((text) => text.includes(words));
  expect(found, `blocks of the page with ${words}`).to.have.length(1);
  return found[0]!;
}

const fetchPath = '/api/sc/tl/reservations/fetch';

describe('the installation page', function () {
  this.timeout(220_000); // packed perhaps after another
  const database = useDatabase();
  let root: string;
  let pms: RunningHostPms | undefined;

  const file = (name: string) => path.join(root, 'api', name);
  const npm = (folder: string, line: string) =>
    run('sh', ['-c', line], {
      cwd: folder,
      env: {
        ...process.env,
        npm_config_pack_destination: root,
        npm_config_audit: 'false',
        npm_config_fund: 'false',
        npm_config_prefer_offline: 'true',
      },
      maxBuffer: 64 * 1024 * 1024,
    });

  /** A PMS as it is before anything is added: the stand-in without its mount. */
  function copyPms(): void {
    const source = path.join(repository, 'examples/host-pms/api');
    const without = new Set([
      'node_modules',
      'heyawari.mount.js',
      'heyawari.worker.cjs',
      'heyawari.options.js',
    ]);
    cpSync(source, path.join(root, 'api'), {
      recursive: true,
      filter: (name) => !without.has(path.basename(name)),
    });
  }

  function mount(): void {
    writeFileSync(file('heyawari.mount.js'), blockWith('function mountHeyawari('));
    const [line] = blockWith('{ app, io: ioHttp, logger });').trim().split('\n');
    const index = readFileSync(file('index.js'), 'utf8');
    const own = 'const plugin = mountPlugin();';
    expect(index).to.include(own);
    writeFileSync(file('index.js'), index.replace(own, `const plugin = undefined;\n${line}`));
  }

  const start = (env: Record<string, string>) =>
    startHostPms({
      databaseUrl: database.url(),
      apiFolder: path.join(root, 'api'),
      env: {
        XML_REQUEST_URL: 'http://127.0.0.1:9/',
        XML_SYSTEM_ID: 'SYS',
        HEYAWARI: '',
        HEYAWARI_ENTRY: '',
        ...env,
      },
    });

  /** The plugin of a PMS that has booted starts beside it. */
  const serving = (url: string) =>
    until(async () => (await request(url).get('/api/heyawari/docs')).status !== 503);

  before(async function () {
    root = mkdtempSync(path.join(tmpdir(), 'heyawari-installation-'));
    mkdirSync(path.join(root, 'frontend'));
    copyPms();
    const [, pack = '', , api = ''] = blockWith('npm pack').trim().split('\n');
    expect([pack, api]).to.satisfy(
      ([one, two]: string[]) => one === 'npm pack' && two?.startsWith('(cd api && npm install '),
    );
    await packAlone(() => npm(repository, pack));
    try {
      // The page's own line, from within the PMS's folder beside which the tarball lies.
      await npm(root, api);
    } catch (error) {
      const { stderr = '' } = error as { stderr?: string };
      if (!/ENOTFOUND|ECONNREFUSED|EAI_AGAIN|ETIMEDOUT|ENOTCACHED/.test(stderr)) throw error;
      console.log('    no package registry can be reached: the packed plugin is not installed');
      this.skip();
    }
    mount();
  });
  afterEach(async () => {
    await pms?.stop();
    pms = undefined;
  });
  after(() => rmSync(root, { recursive: true, force: true }));

  it('leads to a PMS that boots with the packed plugin in it, which answers', async () => {
    pms = await start({ HEYAWARI_ENCRYPTION_KEYS: `${testKey.id}:${testKey.key}` });
    const { url } = pms;
    await serving(url);
    expect((await request(url).get('/api/heyawari/docs')).status).to.equal(200);
    expect((await request(url).get('/api/heyawari/hotels/1/pool')).status).to.equal(401);
    const fetched = await request(url).get(fetchPath);
    expect([fetched.status, fetched.body]).to.deep.equal([200, { message: 'Processed all hotels.' }]);
  });

  it('leads to a PMS that the command, packed with the plugin, finds to run as it should', async () => {
    const port = await freePort();
    const env = { HEYAWARI_ENCRYPTION_KEYS: `${testKey.id}:${testKey.key}` };
    pms = await start({ ...env, HEYAWARI_METRICS_PORT: String(port) });
    await serving(pms.url);
    await request(pms.url).get(fetchPath);
    const words = ['--live', pms.url, '--metrics', `http://127.0.0.1:${port}`];
    const { stdout } = await run('npx', ['heyawari', 'check', ...words], {
      cwd: path.join(root, 'api'),
      env: { ...process.env, NODE_OPTIONS: '', DATABASE_URL: database.url() },
    });
    for (const about of ['versions', 'fetch route', 'schedules', 'sockets', 'health: database'])
      expect(stdout, about).to.match(new RegExp(`^ok +${about} `, 'm'));
    expect(stdout).to.match(/ 0 fails\.$/m);
  });

  it('leads to a PMS that boots without a key too, where the plugin’s routes answer 503', async () => {
    pms = await start({ HEYAWARI_ENCRYPTION_KEYS: '' });
    for (const address of ['/api/heyawari/hotels/1/pool', fetchPath]) {
      const answer = await request(pms.url).get(address);
      expect(answer.status).to.equal(503);
      expect(JSON.parse(answer.text))
        .to.have.property('error')
        .that.matches(/部屋割り/);
    }
    expect((await request(pms.url).get('/api/protected')).status).to.equal(401);
  });

  it('shows the mount file and the front end’s lines as the stand-in has them', () => {
    const own = (name: string) => readFileSync(path.join(repository, 'examples/host-pms', name), 'utf8');
    const entry = "process.env.HEYAWARI_ENTRY ?? 'heyawari'";
    expect(own('api/heyawari.mount.js').replace(entry, "'heyawari'")).to.equal(
      blockWith('function mountHeyawari('),
    );
    const layout = "layout: () => import('@/pages/MainPage/Main/MainLayout.vue'),";
    for (const text of [own('frontend/src/main.js'), blockWith('installHeyawari(app')])
      expect(text).to.include(layout);
  });
});
