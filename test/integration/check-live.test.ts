// `npx heyawari check --live` beside a PMS with the plugin in it, and where something else answers in its place.
import { expect } from 'chai';
import { once } from 'node:events';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { checkLive, type Live } from '../../dev/check/live.js';
import { createSimulator, defaultLogin, type Simulator } from '../../examples/tl-lincoln/index.js';
import type { Finding } from '../../plugin/platform/finding.js';
import { heyawariCommand } from '../support/command.js';
import { useDatabase } from '../support/database.js';
import { type RunningHostPms, seedHotel, startHostPms } from '../support/host-pms.js';
import { pluginEnvironment } from '../support/instances.js';
import { freePort, until } from '../support/platform.js';

const of = (findings: readonly Finding[], about: string) => findings.filter((one) => one.about === about);
const states = (findings: readonly Finding[]) =>
  Object.fromEntries(findings.map(({ about, state }) => [about, state]));

describe('npx heyawari check --live', function () {
  this.timeout(90_000);
  const database = useDatabase();
  let simulator: Simulator;
  let pms: RunningHostPms;
  let live: Live;

  before(async () => {
    await seedHotel(database.pool(), {
      name: 'live hotel',
      rooms: [{ room: '101', type: 'SGL' }],
      login: defaultLogin,
    });
    simulator = createSimulator();
    const port = await freePort();
    const settings = { databaseUrl: database.url(), siteController: await simulator.start() };
    pms = await startHostPms({
      databaseUrl: database.url(),
      env: { ...pluginEnvironment(settings), HEYAWARI_METRICS_PORT: String(port) },
    });
    live = {
      url: pms.url,
      metrics: [`http://127.0.0.1:${port}`],
      prometheus: undefined,
      databaseUrl: database.url(),
      language: 'en',
      now: new Date(),
    };
    await until(async () => (await fetch(`${live.metrics[0]}/health/ready`)).status === 200);
  });
  after(async () => {
    await pms?.stop();
    await simulator?.stop();
  });

  it('finds the plugin behind the fetch route, without fetching anything', async () => {
    const fetches = simulator.statistics().outputs;
    const [finding] = of(await checkLive(live), 'fetch route');
    expect(finding?.state).to.equal('notice');
    expect(finding?.says).to.include('nobody has called it');
    expect(simulator.statistics().outputs).to.equal(fetches);
  });

  it('says when the PMS’s own job called it, which shows that no route stands before it', async () => {
    await fetch(`${pms.url}/api/sc/tl/reservations/fetch`);
    const [finding] = of(await checkLive(live), 'fetch route');
    expect(finding?.state).to.equal('ok');
    expect(finding?.says).to.match(/called 1 times since this process started, last at \d{4}-/);
  });

  it('shows each part of the health report, the versions, the schedules and the socket', async () => {
    const found = states(await checkLive(live));
    expect(found).to.include({
      'health: database': 'ok',
      'health: start': 'ok',
      versions: 'ok',
      schedules: 'ok',
      sockets: 'ok',
    });
    expect(found.schema).to.be.oneOf(['ok', 'notice']); // a minute after the start it is told
  });

  it('is the command’s, with its exit code', async () => {
    const { code, stdout } = await heyawariCommand(
      ['check', '--live', live.url, '--metrics', live.metrics[0]!, '--json'],
      { DATABASE_URL: database.url() },
    );
    expect(JSON.parse(stdout)).to.include({ fit: true });
    expect(code).to.equal(0);
  });
});

describe('npx heyawari check --live where something is wrong', function () {
  this.timeout(30_000);

  async function on(listener: RequestListener, work: (url: string) => Promise<void>): Promise<void> {
    const server = createHttpServer(listener).listen(0, '127.0.0.1');
    await once(server, 'listening');
    try {
      await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }
  const lookAt = (url: string, more: Partial<Live> = {}) =>
    checkLive({
      ...{ url, metrics: [url], prometheus: undefined, databaseUrl: undefined },
      ...{ language: 'en', now: new Date() },
      ...more,
    });

  it('says that nobody answers', async () => {
    const found = await lookAt(`http://127.0.0.1:${await freePort()}`);
    expect(states(found)).to.deep.equal({
      'fetch route': 'fails',
      sockets: 'notice',
      health: 'fails',
      metrics: 'fails',
      schedules: 'notice',
    });
  });

  it('says that the PMS answers the fetch route itself, and has asked it nothing that fetches', async () => {
    const asked: string[] = [];
    await on(
      (request, response) => {
        if (request.url?.startsWith('/api/')) asked.push(request.method ?? '');
        response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>404</h1>');
      },
      async (url) => {
        const [finding] = of(await lookAt(url), 'fetch route');
        expect(finding?.state).to.equal('fails');
        expect(finding?.says).to.include('mount its router before the PMS’s own XML routes');
      },
    );
    expect(asked).to.deep.equal(['PROPFIND']);
  });

  it('folds what is not known while the database cannot be asked into one line', async () => {
    const part = { level: 'informative', ok: false, since: '2027-01-20T01:00:00.000Z', details: {} };
    const checks = [
      { ...part, name: 'database', level: 'required', cause: 'ECONNREFUSED' },
      ...['schema', 'jobs'].map((name) => ({ ...part, name, notKnown: true })),
    ];
    await on(
      (_request, response) => void response.end(JSON.stringify({ ready: false, checks })),
      async (url) => {
        const found = (await lookAt(url)).filter(({ about }) => about.startsWith('health'));
        expect(found.map(({ about, state }) => [about, state])).to.deep.equal([
          ['health: database', 'fails'],
          ['health', 'notice'],
        ]);
        expect(found[1]!.says).to.equal(`${url}: not known while the database cannot be asked: schema, jobs`);
      },
    );
  });

  it('tells a process of another build, and one whose schema is behind', async () => {
    const metrics = [
      'heyawari_build_info{version="9.9.9",node="v24.0.0"} 1',
      'heyawari_schema_version 70',
      'heyawari_schema_expected_version 75',
      'heyawari_snapshot_timestamp_seconds{part="pool"} 900',
      'heyawari_snapshot_timestamp_seconds{part="jobs"} 1000',
      '',
    ].join('\n');
    await on(
      (_request, response) => void response.end(metrics),
      async (url) => {
        const found = await lookAt(url, { now: new Date(2_000_000) });
        expect(of(found, 'versions')[0]?.says).to.include('9.9.9').and.include('start these anew');
        expect(of(found, 'schema')[0]?.says).to.include('at migration 70, and 75 is needed');
        expect(of(found, 'jobs')[0]?.says).to.include('1000 s old');
      },
    );
  });

  it('names the part of the figures that cannot be read, while the others are new', async () => {
    const metrics = [
      'heyawari_snapshot_timestamp_seconds{part="pool"} 1000',
      'heyawari_snapshot_timestamp_seconds{part="usage"} 100',
      '',
    ].join('\n');
    await on(
      (_request, response) => void response.end(metrics),
      async (url) => {
        const found = await lookAt(url, { now: new Date(1_010_000) });
        expect(of(found, 'jobs')[0]).to.include({ state: 'ok' });
        expect(of(found, 'figures').map(({ state, says }) => `${state}: ${says}`)).to.deep.equal([
          'fails: Those of the part "usage" are 910 s old, and cannot be read: the log of the workers says why (FiguresOld in docs/runbooks.md).',
        ]);
      },
    );
  });

  it('shows since when something is wrong and what to do, in the language of whoever asks', async () => {
    const check = {
      ...{ name: 'heartbeat', level: 'informative', ok: false, seconds: 0.1, details: { 'hotel 7': 'S' } },
      ...{ cause: 'it has not come through', since: '2027-02-01T00:00:00Z' },
      whatToDo: { ja: 'ワーカーを確認してください。', en: 'Look at the worker.' },
    };
    await on(
      (_request, response) => void response.end(JSON.stringify({ ready: true, checks: [check] })),
      async (url) => {
        for (const [language, text] of Object.entries(check.whatToDo)) {
          const [finding] = of(await lookAt(url, { language: language as 'ja' }), 'health: heartbeat');
          expect(finding?.state).to.equal('notice');
          expect(finding?.says).to.include(
            `it has not come through; since ${check.since}; hotel 7: S; ${text}`,
          );
        }
      },
    );
  });

  it('says where it leads, when a login page stands before all of it', async () => {
    await on(
      (_request, response) => void response.writeHead(302, { location: '/login?for=me' }).end(),
      async (url) => {
        const found = await lookAt(url, { prometheus: url });
        for (const about of ['fetch route', 'health', 'metrics', 'Prometheus'])
          expect(of(found, about)[0]?.says, about)
            .to.include('it leads to /login; ask the process itself, not what stands before it')
            .and.not.include('mount its router');
      },
    );
  });

  it('says why the database cannot be asked for the schedules', async () => {
    const found = await lookAt(`http://127.0.0.1:${await freePort()}`, {
      databaseUrl: 'postgres://me:geheim@127.0.0.1:1/pms',
    });
    expect(of(found, 'schedules')[0]?.says)
      .to.include('PostgreSQL at 127.0.0.1:1/pms as me (DATABASE_URL) cannot be used: nothing listens there')
      .and.not.include('geheim');
  });

  it('gives up on who never answers', async () => {
    await on(
      () => undefined,
      async (url) => {
        const found = await lookAt(url);
        expect(of(found, 'fetch route')[0]?.says).to.include('no answer within 5 s');
      },
    );
  });

  it('says which of the processes that it is told of Prometheus does not know', async () => {
    const metrics = ['http://127.0.0.1:9464', 'http://127.0.0.1:9465'];
    const asked = async (...instances: string[]) => {
      const result = instances.map((instance) => ({ metric: { instance }, value: [1, '1'] }));
      let found: readonly Finding[] = [];
      await on(
        (_request, response) => void response.end(JSON.stringify({ status: 'success', data: { result } })),
        async (url) => {
          found = of(await lookAt(url, { prometheus: url, metrics }), 'Prometheus');
        },
      );
      return found[0];
    };
    const missed = await asked('127.0.0.1:9464');
    expect(missed).to.include({ state: 'fails' });
    expect(missed?.says).to.match(
      /^It scrapes 127\.0\.0\.1:9464, but not http:\/\/127\.0\.0\.1:9465: add it/,
    );
    // From another machine the host is called otherwise.
    expect(await asked('pms.example.test:9464', 'pms.example.test:9465')).to.include({ state: 'ok' });
  });

  for (const [what, up, state, says] of [
    ['scrapes the processes', [['a:1', '1']], 'ok', 'It scrapes a:1.'],
    [
      'does not reach one',
      [
        ['a:1', '1'],
        ['b:2', '0'],
      ],
      'fails',
      'does not reach b:2',
    ],
    ['knows none', [], 'fails', 'scrapes nothing'],
    ['knows another one', [['a:2', '1']], 'fails', 'It scrapes a:2, but not http://127.0.0.1:1: add it'],
    ['has names of its own for them', [['front', '1']], 'ok', 'It scrapes front.'],
  ] as const)
    it(`says that Prometheus ${what}`, async () => {
      const result = up.map(([instance, value]) => ({ metric: { instance }, value: [1, value] }));
      await on(
        (request, response) =>
          void response.end(
            request.url?.startsWith('/behind/api/v1/query?')
              ? JSON.stringify({ status: 'success', data: { result } })
              : 'not found',
          ),
        async (url) => {
          const metrics = ['http://127.0.0.1:1'];
          const [finding] = of(await lookAt(url, { metrics, prometheus: `${url}/behind/` }), 'Prometheus');
          expect(finding).to.include({ state });
          expect(finding?.says).to.include(says);
        },
      );
    });
});
