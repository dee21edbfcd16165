// The files of deploy/ as an operator uses them: settings, the worker's unit, the reverse proxy.
import { expect } from 'chai';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Server } from 'socket.io';
import { io } from 'socket.io-client';
import { environmentName, parseOptions } from '../../plugin/options.js';
import { testKey } from '../support/world.js';

const place = (name: string) => fileURLToPath(new URL(`../../deploy/${name}`, import.meta.url));
const file = (name: string) => readFileSync(place(name), 'utf8');

const isInstalled = (program: string, version: string) => spawnSync(program, [version]).error === undefined;
const nginx = ['nginx', '/usr/sbin/nginx'].find((program) => isInstalled(program, '-v'));

/** Skips, and says so where it is read. */
function need(this: Mocha.Context, program: string, isThere: boolean): void {
  if (isThere) return;
  console.warn(`      ${program} is not installed here: what it would say of deploy/ is NOT tried`);
  this.skip();
}

type Lines = ReadonlyMap<string, string>;

/** `NAME=value`, with what a # takes out or without. */
function linesOf(text: string, withDefaults: boolean): Lines {
  const form = withDefaults ? /^#?([A-Z_]+)=(.*)$/gm : /^([A-Z_]+)=(.*)$/gm;
  return new Map([...text.matchAll(form)].map(([, name, value]) => [name!, value!]));
}

function settingsIn(value: object, prefix = ''): string[] {
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? settingsIn(inner, `${prefix}${name}.`)
      : [`${prefix}${name}`],
  );
}

describe('the environment of production (deploy/heyawari.env)', () => {
  const text = file('heyawari.env');
  const required = {
    HEYAWARI_ENCRYPTION_KEYS: `${testKey.id}:${testKey.key}`,
    XML_REQUEST_URL: 'https://www.tl-lincoln.example/',
    XML_SYSTEM_ID: 'SYS',
  };
  const parse = (lines: Lines) => parseOptions({}, { ...Object.fromEntries(lines), ...required });

  it('has every setting there is, and none that is not', () => {
    const optional = ['http.internalToken', 'metrics.port'];
    const known = new Set([...settingsIn(parse(new Map())), ...optional].map(environmentName));
    expect([...linesOf(text, true).keys()]).to.have.members([...known]);
  });

  it('asks for what has to be filled in, and for nothing else; and holds no secret', () => {
    const given = linesOf(text, false);
    const empty = [...given].filter(([, value]) => value === '').map(([name]) => name);
    expect(empty).to.have.members(Object.keys(required));
    expect(() => parseOptions({}, Object.fromEntries(given))).to.throw(
      /encryptionKeys.*siteController\.url.*siteController\.systemId/s,
    );
  });

  it('shows the defaults behind each #, and sets the metrics’ port alone', () => {
    const defaults = parse(new Map());
    expect(parse(linesOf(text, true))).to.deep.equal({ ...defaults, metrics: { port: 9464 } });
    expect(parse(linesOf(text, false))).to.deep.equal({ ...defaults, metrics: { port: 9464 } });
  });
});

describe('the worker’s unit (deploy/heyawari-worker@.service)', () => {
  const unit = file('heyawari-worker@.service');
  const valueOf = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(unit)?.[1];

  it('runs the program that the PMS has for it, as a worker on a metrics port of its own', () => {
    const words = valueOf('ExecStart')!.split(' ');
    expect(words).to.include.members([
      'HEYAWARI_ROLE=worker',
      'HEYAWARI_METRICS_PORT=%i',
      'heyawari.worker.cjs',
    ]);
    const program = readFileSync(
      new URL('../../examples/host-pms/api/heyawari.worker.cjs', import.meta.url),
      'utf8',
    );
    expect(program).to.include("role: 'worker'").and.to.include("'SIGTERM'");
  });

  it('leaves it longer to end than it needs at most', () => {
    const { stopTimeoutSeconds } = parseOptions(
      { encryptionKeys: [testKey], siteController: { url: 'http://localhost/', systemId: 'SYS' } },
      {},
    );
    const hangingUp = 30;
    expect(Number(valueOf('TimeoutStopSec'))).to.be.greaterThan(stopTimeoutSeconds + hangingUp);
    expect(valueOf('Restart')).to.equal('always');
  });

  it('is one that systemd understands', function () {
    need.call(this, 'systemd-analyze', isInstalled('systemd-analyze', '--version'));
    this.timeout(20_000);
    const { status, stderr } = spawnSync('systemd-analyze', ['verify', place('heyawari-worker@.service')], {
      encoding: 'utf8',
    });
    // What other units of this machine are told is not about ours.
    const ofOurs = stderr.split('\n').filter((line) => line.includes('heyawari'));
    expect({ status, ofOurs }).to.deep.equal({ status: 0, ofOurs: [] });
  });
});

describe('the lines of the reverse proxy (deploy/nginx/heyawari.conf)', function () {
  this.timeout(30_000);
  const text = file('nginx/heyawari.conf');
  let folder: string;
  let upstream: HttpServer;
  let sockets: Server;
  let proxy: ChildProcess | undefined;
  let address: string;

  const listening = async (server: HttpServer) => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  async function freePort(): Promise<number> {
    const server = createServer();
    const port = await listening(server);
    server.close();
    return port;
  }
  const ask = (where: string, init?: RequestInit) => fetch(`${address}${where}`, init);

  it('have a location for nothing that is the operators’ own', () => {
    const locations = [...text.matchAll(/^location ((?:= )?\S+) \{$/gm)].map(([, where]) => where!);
    expect(locations).to.deep.equal(['= /api/sc/tl/reservations/fetch', '/api/heyawari/', '/socket.io/']);
    expect(text.match(/proxy_set_header X-Forwarded-For \$proxy_add_x_forwarded_for;/g)).to.have.length(2);
    expect(text.split('{').length).to.equal(text.split('}').length);
  });

  describe('in a real nginx', () => {
    before(async function () {
      need.call(this, 'nginx', nginx !== undefined);
      upstream = createServer((request, response) => {
        response.end(JSON.stringify({ url: request.url, from: request.headers['x-forwarded-for'] ?? null }));
      });
      sockets = new Server(upstream);
      const port = await listening(upstream);
      folder = mkdtempSync(path.join(tmpdir(), 'heyawari-nginx-'));
      chmodSync(folder, 0o755);
      const front = await freePort();
      address = `http://127.0.0.1:${front}`;
      const lines = text.replaceAll('127.0.0.1:5000', `127.0.0.1:${port}`);
      const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
        (name) => `${name}_temp_path ${folder}/${name};`,
      );
      writeFileSync(
        path.join(folder, 'nginx.conf'),
        `daemon off; pid ${folder}/pid; error_log ${folder}/error.log;
         events {} http { access_log off; ${temporary.join(' ')}
           server { listen 127.0.0.1:${front};
             ${lines}
             location / { return 404; } } }`,
      );
    });
    after(async () => {
      if (proxy) {
        const gone = once(proxy, 'exit');
        proxy.kill('SIGTERM');
        await gone;
      }
      await sockets?.close();
      if (folder) rmSync(folder, { recursive: true, force: true });
    });

    it('are what it takes', () => {
      const { status, stderr } = spawnSync(nginx!, ['-t', '-p', folder, '-c', `${folder}/nginx.conf`], {
        encoding: 'utf8',
      });
      expect(status, stderr).to.equal(0);
    });

    it('hand on the API, and say that whoever calls is not on this machine', async () => {
      proxy = spawn(nginx!, ['-p', folder, '-c', `${folder}/nginx.conf`], { stdio: 'ignore' });
      for (let tries = 0; ; tries += 1) {
        const answer = await ask('/api/heyawari/docs').catch(() => undefined);
        if (answer) break;
        if (tries === 200) throw new Error('nginx does not answer');
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      const answer = await ask('/api/heyawari/hotels/1/pool');
      expect(await answer.json()).to.deep.equal({ url: '/api/heyawari/hotels/1/pool', from: '127.0.0.1' });
    });

    it('hand on a socket, upgraded', async () => {
      const client = io(`${address}/heyawari`, { transports: ['websocket'], reconnection: false });
      sockets.of('/heyawari');
      try {
        await new Promise<void>((resolve, reject) => {
          client.once('connect', () => resolve());
          client.once('connect_error', reject);
        });
      } finally {
        client.close();
      }
    });

    it('keep the fetch route, metrics and health from everybody outside', async () => {
      for (const where of ['/api/sc/tl/reservations/fetch', '/metrics', '/health', '/health/ready'])
        expect((await ask(where)).status, where).to.equal(404);
      const large = await ask('/api/heyawari/hotels/1/x', { method: 'POST', body: 'x'.repeat(1_100_000) });
      expect(large.status).to.equal(413);
    });
  });
});
