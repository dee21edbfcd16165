// The drill: each incident that an alert exists for, in a running plugin that a real Prometheus watches, all durations a thirtieth.
// `npm run drill -- NAME` has one of them.
import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { openDoor, type Told } from '../../dev/observe/door.js';
import { missingWatchers, startWatchers, type Watchers } from '../../dev/observe/watchers.js';
import { createHeyawari, existingPms, type Heyawari } from '../../plugin/index.js';
import { newBooking } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import {
  alone,
  type DrillStage,
  enqueue,
  hoursAgo,
  incidents,
  keepFromWorkers,
  placed,
  repeated,
} from '../support/incidents.js';
import { freePort, until } from '../support/platform.js';
import { type Proxy, startProxy } from '../support/proxy.js';
import { createWorld, eagerSettings, letEveryoneIn, testLogger, type World } from '../support/world.js';

const shorter = 30;
const rules = readFileSync(new URL('../../grafana/prometheus/rules.yml', import.meta.url), 'utf8');
const alerts = [...rules.matchAll(/^ {6}- alert: (\w+)$/gm)].map(([, name]) => name!);
const missing = missingWatchers();
const asked = process.env.DRILL?.split(',').filter((name) => name !== 'all') ?? [];
const chosen = (name: string) => asked.length === 0 || asked.includes(name);
/** Tenfold what it takes on a quiet machine. */
const longest = 120_000;

describe('the list of drills', () => {
  it('has every alert of the rules once', () => {
    expect([...Object.keys(incidents), ...alone]).to.have.members(alerts);
  });

  it('has what is asked for', () => {
    expect([...Object.keys(incidents), ...alone]).to.include.members(asked);
  });
});

describe('a drill of incidents', function () {
  this.timeout(3 * longest);
  const database = useDatabase();
  const told: Told[] = [];
  const seen = new Set<string>();
  let proxy: Proxy;
  let world: World;
  let stage: DrillStage;
  let watchers: Watchers;
  let port: number;
  let beating: Promise<void> | undefined;
  let beats = false;

  const proxied = () => {
    const url = new URL(database.url());
    url.port = String(proxy.port);
    return url.toString();
  };

  /** What the schedules of a real clock do: the time is now, what is due is done, the state is read. */
  async function beat(): Promise<void> {
    world.clock.set(new Date(Math.max(Date.now(), world.clock.now().getTime())));
    await world.heyawari.drain();
  }
  /** Beats until it is told to stop. Whoever delivers does so between two beats. */
  function go(): void {
    beats = true;
    beating = (async () => {
      while (beats) {
        // Where the incident is a database that is away, a beat fails; what must come of it is what the alert says.
        await beat().catch(() => undefined);
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    })();
  }
  async function halt(): Promise<void> {
    beats = false;
    await beating;
  }

  async function alertsNow() {
    const answer = await fetch(`${watchers.prometheusUrl}/api/v1/alerts`);
    const { data } = (await answer.json()) as {
      data: { alerts: { state: string; labels: { alertname: string; job?: string } }[] };
    };
    return data.alerts;
  }
  async function firing(): Promise<string[]> {
    const raised = await alertsNow();
    const now = raised.filter(({ state }) => state === 'firing').map(({ labels }) => labels.alertname);
    for (const { labels } of raised)
      if (labels.alertname === 'DeadLetters')
        expect(labels.job, 'the kind of job, not the scrape').to.equal('import');
    for (const name of now) seen.add(name);
    return [...new Set(now)];
  }
  async function eventually(what: string, condition: (now: string[]) => boolean): Promise<void> {
    let now: string[] = [];
    await until(async () => {
      await new Promise((resolve) => setTimeout(resolve, 250));
      now = await firing();
      return condition(now);
    }, longest).catch((error: unknown) => {
      throw new Error(`${what}; firing: ${now.join(', ')}; seen: ${[...seen].join(', ')}`, { cause: error });
    });
  }

  before(async function () {
    if (missing.length > 0) {
      this.test!.parent!.title += ` (skipped: not installed: ${missing.join(', ')})`;
      this.skip();
    }
    proxy = await startProxy(Number(new URL(database.url()).port));
    database.onEnd(() => proxy.stop());
    port = await freePort();
    world = await createWorld({
      databaseUrl: proxied(),
      rooms: [{ room: '101', type: 'SGL' }],
      start: new Date().toISOString(),
      settings: { metrics: { port } },
    });
    database.onEnd(() => world.stop());
    await world.deliver(newBooking(placed));
    const refused = new Set<string>();
    // What is thrown is answered with 400.
    const door = await openDoor((one) => {
      if (one.alerts.some(({ labels }) => refused.has(labels.alertname!))) throw new Error('refused');
      told.push(one);
    });
    database.onEnd(() => Promise.resolve(door.close()));
    const secondPort = await freePort();
    watchers = await startWatchers({
      targets: [`127.0.0.1:${port}`, `127.0.0.1:${secondPort}`],
      ports: { prometheus: await freePort(), alertmanager: await freePort() },
      ...{ door: door.url, shorter },
    });
    const { alertmanagerUrl } = watchers;
    stage = { world, beside: database.pool(), secondPort, alertmanagerUrl, refused };
    database.onEnd(() => watchers.stop());
    database.onEnd(halt);
    await beat();
  });

  afterEach(async () => {
    // Whatever a test that failed has left: nothing could be closed behind a way that is cut.
    proxy.silentAfter(undefined);
    proxy.pointTo(Number(new URL(database.url()).port));
    await halt();
  });

  it('is about a plugin of which nothing is told', async () => {
    const answers = async (query: string) => {
      const answer = await fetch(`${watchers.prometheusUrl}/api/v1/query?query=${encodeURIComponent(query)}`);
      return ((await answer.json()) as { data: { result: unknown[] } }).data.result.length > 0;
    };
    go();
    await until(() => answers('heyawari_snapshot_timestamp_seconds'), longest);
    await eventually('something is told', (now) => now.length === 0);
    await halt();
  });

  const names = Object.keys(incidents).filter(chosen);
  if (names.length > 0)
    it(`fires ${names.join(', ')}, and is over when they are mended`, async () => {
      const mend: (() => Promise<unknown>)[] = [];
      const received = () => told.flatMap((one) => one.alerts.map(({ labels }) => labels.alertname!));
      try {
        for (const name of names) {
          mend.push(await incidents[name]!.begin(stage));
          await beat();
        }
        go();
        await eventually('not all fire', () => names.every((name) => seen.has(name)));
        // Of what is over at once Alertmanager would say nothing.
        await eventually('Alertmanager does not tell what Prometheus sees', () =>
          received().includes(names[0]!),
        );
      } finally {
        await halt();
        for (const end of mend.reverse()) await end();
      }
      go();
      await eventually('not all are over', (now) => !now.some((name) => names.includes(name)));
      await halt();
    });

  if (chosen('JobsBacklog'))
    it('fires JobsBacklog while a job that has been due for an hour is kept from the workers, and is over when they have it', async () => {
      const release = await keepFromWorkers(database.pool(), 'housekeeping', hoursAgo(1));
      // A beat ends when nothing is due; this one does all else, the state that is read again and again among it.
      const waiting = beat();
      const reading = repeated(async () => {
        world.clock.set(new Date());
        await enqueue(database.pool(), 'metric-snapshot');
      });
      try {
        await eventually('it does not fire', (now) => now.includes('JobsBacklog'));
      } finally {
        await release();
        await reading();
        await waiting;
      }
      go();
      await eventually('it is not over', (now) => !now.includes('JobsBacklog'));
      await halt();
    });

  if (chosen('DatabaseUnreachable'))
    it('fires DatabaseUnreachable while nothing comes back from the database, and is over when it answers', async () => {
      await beat();
      proxy.silentAfter(0);
      go();
      await eventually('it does not fire', (now) => now.includes('DatabaseUnreachable'));
      proxy.silentAfter(undefined);
      await eventually('it is not over', (now) => !now.includes('DatabaseUnreachable'));
      await halt();
    });

  if (chosen('NoProcessUp') || chosen('MetricsMissing'))
    it('fires NoProcessUp when all processes have gone, and MetricsMissing when one is back that cannot read the state', async () => {
      await world.heyawari.stop();
      await eventually('the first does not fire', (now) => now.includes('NoProcessUp'));
      proxy.pointTo(undefined);
      const blind: Heyawari = createHeyawari({
        ...eagerSettings,
        siteController: { url: 'http://127.0.0.1:9/', systemId: 'SYS' },
        metrics: { port },
        ...{ database: world.pool, auth: letEveryoneIn, logger: testLogger() },
        host: existingPms({ reservations: world.host.reservations }),
      });
      try {
        expect(await blind.launch()).to.equal(false);
        await eventually('the second does not fire', (now) => now.includes('MetricsMissing'));
        expect(await firing(), 'a process answers again').not.to.include('NoProcessUp');
      } finally {
        proxy.pointTo(Number(new URL(database.url()).port));
        await blind.stop();
      }
      await eventually('the second is not over', (now) => !now.includes('MetricsMissing'));
    });

  if (chosen('NotificationsFailing'))
    it('fires NotificationsFailing where Prometheus has something to tell and reaches no Alertmanager', async () => {
      await watchers.endAlertmanager();
      await world.heyawari.stop();
      await eventually('there is nothing to tell', (now) => now.includes('NoProcessUp'));
      const ofPrometheus = async () =>
        (await alertsNow()).some(
          ({ state, labels }) =>
            state === 'firing' && labels.alertname === 'NotificationsFailing' && labels.job === 'prometheus',
        );
      await until(ofPrometheus, longest);
    });
});
