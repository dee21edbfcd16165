// `npm start` as a stranger meets it: a process, its address, its screens' API, Ctrl-C, and the same data on the next start.
import { expect } from 'chai';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { missingWatchers } from '../../dev/observe/watchers.js';

interface Running {
  readonly process: ChildProcess;
  readonly url: string;
  readonly metricsUrl: string;
  /** Everything printed so far. */
  readonly output: () => string;
}

interface Pool {
  readonly tentative: number;
  readonly final: number;
  readonly unplaced: number;
}

const anyPort = async (): Promise<number> => {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
};

/** Seconds: tenfold what it takes on a quiet machine. */
const longest = 120;

async function eventually<T>(ask: () => Promise<T | undefined> | T | undefined, what: string): Promise<T> {
  for (const began = performance.now(); performance.now() - began < longest * 1000;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await pause(100);
  }
  throw new Error(`${what} did not happen within ${longest} seconds`);
}

describe('npm start', function () {
  this.timeout(3 * longest * 1000);
  let folder: string;
  let running: Running | undefined;

  /** On an embedded PostgreSQL of its own, whatever server these tests run on. */
  async function start(...options: string[]): Promise<Running> {
    const port = String(await anyPort());
    const env = { ...process.env };
    delete env.DATABASE_URL;
    const args = ['--data', folder, '--port', port, '--metrics-port', String(await anyPort()), ...options];
    const child = spawn(process.execPath, ['--import', 'tsx', 'dev/start.ts', ...args], {
      ...{ env, stdio: ['ignore', 'pipe', 'pipe'] },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const ready = await eventually(() => {
      if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}:\n${output}`);
      return /(http:\S+)\/heyawari\/assignment[^]*?(http:\S+\/metrics)/.exec(output) ?? undefined;
    }, 'an address');
    return { process: child, url: ready[1]!, metricsUrl: ready[2]!, output: () => output };
  }

  async function interrupt({ process: child }: Running): Promise<number | null> {
    const gone = once(child, 'exit') as Promise<[number | null]>;
    child.kill('SIGINT');
    // As npm does, which hands on what the terminal has sent already.
    child.kill('SIGINT');
    return (await gone)[0];
  }

  async function signIn({ url }: Running): Promise<Record<string, string>> {
    const response = await fetch(`${url}/api/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'editor@example.test', password: 'heyawari' }),
    });
    const { token } = (await response.json()) as { token: string };
    return { authorization: `Bearer ${token}` };
  }

  /** How many messages it says it delivers at once, and how many later. */
  const delivery = ({ output }: Running) =>
    eventually(() => {
      const said = /delivers (\d+) messages at once, then one every \S+ s \((\d+) to come\)/.exec(output());
      return said ? { atOnce: Number(said[1]), later: Number(said[2]) } : undefined;
    }, 'a delivery');

  async function stored({ metricsUrl }: Running): Promise<number> {
    const metrics = await (await fetch(metricsUrl)).text();
    return Number(/^heyawari_ota_messages_received_total (\d+)$/m.exec(metrics)?.[1]);
  }

  async function poolOf({ url }: Running, headers: Record<string, string>): Promise<Pool> {
    const response = await fetch(`${url}/api/heyawari/hotels/1/pool`, { headers });
    expect(response.status).to.equal(200);
    return (await response.json()) as Pool;
  }

  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'heyawari-start-'));
    // PostgreSQL, which does not run as root, must be able to walk in.
    chmodSync(folder, 0o755);
  });
  after(async () => {
    if (running?.process.exitCode === null) await interrupt(running);
    rmSync(folder, { recursive: true, force: true });
  });

  /** Addresses of the two, once Prometheus has asked the plugin; undefined where they are not installed, and that is said. */
  async function watchersOf({ output }: Running): Promise<string[] | undefined> {
    if (missingWatchers().length > 0) {
      expect(output()).to.match(/Not installed: .*apt-get install/);
      return undefined;
    }
    const urls = /Prometheus (http:\S+)\/alerts[^]*Alertmanager (http:\S+) /.exec(output())!.slice(1);
    const isUp = async () => {
      const answer = await fetch(`${urls[0]}/api/v1/query?query=heyawari_build_info`);
      const { data } = (await answer.json()) as { data: { result: unknown[] } };
      return data.result.length === 1 ? true : undefined;
    };
    await eventually(isUp, 'a scrape of the plugin');
    const { alertmanagers } = await fetch(`${urls[0]}/api/v1/alertmanagers`)
      .then((answer) => answer.json() as Promise<{ data: { activeAlertmanagers: { url: string }[] } }>)
      .then(({ data }) => ({
        alertmanagers: data.activeAlertmanagers.map(({ url }) => new URL(url).origin),
      }));
    expect(alertmanagers).to.deep.equal([urls[1]]);
    return urls;
  }

  it('shows a lively hotel, watched, stops on Ctrl-C, and goes on from there', async () => {
    const first = (running = await start('--every', '0.5', '--observe'));
    const headers = await signIn(first);
    const { atOnce } = await delivery(first);
    const filled = await eventually(async () => {
      const pool = await poolOf(first, headers);
      const isFull = pool.tentative > 100 && pool.final > 0 && pool.unplaced > 0;
      return isFull && (await stored(first)) >= atOnce ? pool : undefined;
    }, 'a full screen');
    expect(await (await fetch(`${running.url}/heyawari/assignment`)).text()).to.include('<div id="app">');

    await eventually(
      () => (/can be done: http:\S+\/heyawari\/imports/.test(first.output()) ? true : undefined),
      'a word where to look for what failed',
    );

    const watchers = await watchersOf(first);
    expect(await interrupt(running)).to.equal(0);
    for (const url of watchers ?? [])
      expect(await fetch(url).catch(() => 'refused'), url).to.equal('refused');
    expect(existsSync(path.join(folder, 'postgres', 'postmaster.pid')), 'PostgreSQL runs on').to.be.false;
    expect(await fetch(running.url).catch(() => 'refused')).to.equal('refused');

    const second = (running = await start('--every', '600'));
    // The token of before the stop is still good.
    const found = await poolOf(second, headers);
    // A cancellation may have come between; otherwise there are only more.
    expect(found.tentative + found.final).to.be.greaterThan(filled.tentative + filled.final - 10);
    expect(await delivery(second)).to.include({ atOnce: 0 });
    expect(await interrupt(running)).to.equal(0);
  });
});
