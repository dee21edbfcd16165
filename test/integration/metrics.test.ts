// The metrics of every stage, as an operator's Prometheus sees them.
import { expect } from 'chai';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { badMessages, bookingMessage } from '../../examples/tl-lincoln/index.js';
import { metricCatalogue } from '../../plugin/metric-catalogue.js';
import { useDatabase } from '../support/database.js';
import { until } from '../support/platform.js';
import { createWorld, type World } from '../support/world.js';

const installed = spawnSync('promtool', ['--version']).error === undefined;
const configuration = fileURLToPath(new URL('../../grafana/prometheus/prometheus.yml', import.meta.url));

const booking = (number: string, checkIn: string) =>
  bookingMessage({
    ...{ number, version: 1, kind: 'new', bookedOn: '2027-01-20', checkIn, nights: 2 },
    rooms: [{ code: 'SGL', men: 1, pricePerNight: 8000 }],
  });

const catalogue = metricCatalogue.flatMap(({ metrics }) => metrics);

interface Series {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

const seriesIn = (text: string): Series[] =>
  [...text.matchAll(/^(heyawari_\w+)(?:\{(.*)\})? \S+$/gm)].map(([, name, labels = '']) => ({
    name: name!,
    labels: Object.fromEntries(
      [...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, key, value]) => [key!, value!]),
    ),
  }));

/** Says in the report why a test did not run. */
function skipFor(context: Mocha.Context, reason: string): never {
  context.test!.title += ` (skipped: ${reason})`;
  return context.skip();
}
const notInstalled = 'Prometheus is not installed; apt-get install prometheus';

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

describe('metrics', () => {
  const database = useDatabase();
  let world: World;
  const address = () => `127.0.0.1:${world.heyawari.operationsPort()}`;
  const scrape = async () => (await fetch(`http://${address()}/metrics`)).text();

  before(async () => {
    world = await createWorld({
      databaseUrl: database.url(),
      rooms: [
        { room: '101', type: 'SGL' },
        { room: '201', type: 'TWN', capacity: 2 },
      ],
      upgrades: { SGL: ['TWN'] },
    });
    database.onEnd(() => world.stop());
    await world.deliver(
      booking('A', '2027-02-01'),
      booking('B', '2027-02-01'),
      booking('C', '2027-02-01'),
      badMessages().malformedXml,
    );
    await world.advanceTo('2027-02-01', 7);
  });

  it('count each stage, failures beside attempts', async () => {
    const text = await scrape();
    for (const line of [
      'heyawari_ota_fetches_total{result="ok"}',
      'heyawari_ota_outputs_received_total{kind="new"} 1',
      'heyawari_ota_messages_received_total 4',
      'heyawari_ota_confirmations_total{result="ok"} 1',
      'heyawari_ota_import_attempts_total{status="imported",class="none"} 2',
      'heyawari_ota_import_attempts_total{status="failed",class="validation"} 1',
      'heyawari_ota_receipt_to_reservation_seconds_count 2',
      'heyawari_site_controller_request_duration_seconds_count{request="confirm"} 1',
      'heyawari_placements_total{outcome="booked_type",mode="BALANCE"} 1',
      'heyawari_placements_total{outcome="upgrade",mode="BALANCE"} 1',
      'heyawari_placements_total{outcome="unplaced",mode="BALANCE"} 1',
      'heyawari_escalations_total{kind="without_room"} 1',
      'heyawari_final_rooms_total{cause="deadline"} 2',
      'heyawari_assignment_run_duration_seconds_count{kind="nightly"}',
    ]) {
      expect(text).to.include(line);
    }
  });

  it('tell of each connection pool how far it is used, the job queue’s own included', async () => {
    const pools = ['clicks', 'jobs', 'queue'];
    const busy = pools.map((pool) => `heyawari_database_pool_connections{pool="${pool}",state="busy"} 0`);
    let text = '';
    // A worker looks for jobs now and then.
    await until(async () => {
      text = await scrape();
      return busy.every((line) => text.includes(line));
    });
    for (const pool of pools) {
      expect(text).to.match(new RegExp(`^heyawari_database_pool_limit\\{pool="${pool}"\\} [1-9]`, 'm'));
      expect(text).to.include(`heyawari_database_pool_waiting{pool="${pool}"} 0`);
    }
    expect(text).to.match(/^heyawari_database_pool_connections\{pool="jobs",state="idle"\} [1-5]$/m);
    expect(text).to.match(/^heyawari_database_pool_connections\{pool="queue",state="idle"\} [1-4]$/m);
  });

  it('are those of the catalogue, with its types, labels and values, and no others', async () => {
    const text = await scrape();
    const told = [...text.matchAll(/^# TYPE (heyawari_\S+) (\S+)$/gm)].map(
      ([, name, type]) => `${name} ${type}`,
    );
    expect(told).to.have.members(catalogue.map(({ name, type }) => `${name} ${type}`));
    const byName = new Map(catalogue.map((family) => [family.name, family]));
    for (const { name, labels } of seriesIn(text)) {
      const family = byName.get(name) ?? byName.get(name.replace(/_(bucket|sum|count)$/, ''));
      const known = Object.entries({
        ...family?.labels,
        ...(family?.type === 'histogram' && { le: 'open' }),
      });
      expect(
        known.map(([label]) => label),
        name,
      ).to.include.members(Object.keys(labels));
      for (const [label, values] of known)
        if (values !== 'open' && labels[label] !== undefined)
          expect(values, `${name} ${label}`).to.include(labels[label]);
    }
  });

  it('have the process beside them: its heap, its CPU, its event loop', async () => {
    const text = await scrape();
    for (const name of [
      'process_cpu_seconds_total',
      'nodejs_heap_size_used_bytes',
      'nodejs_eventloop_lag_p99_seconds',
    ])
      expect(text).to.match(new RegExp(`^${name} `, 'm'));
  });

  it('have no hotel in a histogram or a counter, so that the PMS may have hundreds of them', () => {
    const labelled = catalogue.filter(({ type, labels = {} }) => type !== 'gauge' && 'hotel' in labels);
    expect(labelled).to.deep.equal([]);
    expect(catalogue.filter(({ labels = {} }) => 'hotel' in labels)).to.have.length.below(26);
  });

  it('carry no booking number and no guest', async () => {
    // What screens are told to ask anew is said by its name.
    const text = (await scrape()).replaceAll('topic="guest-notes"', '');
    expect(text).not.to.match(/booking_number|guest|name=/);
  });

  it('pass the checks of promtool', function () {
    if (!installed) skipFor(this, notInstalled);
    return scrape().then((text) => {
      // Node's own are prom-client's, and named as they are.
      const input = text
        .split(/^(?=# HELP )/m)
        .filter((part) => part.startsWith('# HELP heyawari_'))
        .join('');
      execFileSync('promtool', ['check', 'metrics'], { input, stdio: 'pipe' });
    });
  });

  it('are scraped by a real Prometheus with the configuration shipped here', async function () {
    if (!installed) skipFor(this, notInstalled);
    this.timeout(40_000);
    const directory = mkdtempSync(path.join(tmpdir(), 'prometheus-'));
    const file = path.join(directory, 'prometheus.yml');
    const shipped = readFileSync(configuration, 'utf8');
    const rules = path.join(path.dirname(configuration), 'rules.yml');
    writeFileSync(
      file,
      shipped.replace('127.0.0.1:9464', address()).replaceAll('15s', '1s').replace('rules.yml', rules),
    );
    const port = await freePort();
    const prometheus = spawn(
      'prometheus',
      [
        `--config.file=${file}`,
        `--storage.tsdb.path=${directory}/data`,
        `--web.listen-address=127.0.0.1:${port}`,
      ],
      { stdio: 'ignore' },
    );
    try {
      const value = await untilAnswered(port, 'sum(heyawari_ota_messages_received_total)');
      expect(value).to.equal('4');
    } finally {
      const gone = new Promise((resolve) => prometheus.once('exit', resolve));
      prometheus.kill('SIGTERM');
      await gone;
      rmSync(directory, { recursive: true, force: true });
    }
  });
});

/** Asks until the query has a value: the first scrape comes some seconds after the start. */
async function untilAnswered(port: number, query: string): Promise<string> {
  for (let waited = 0; waited < 30_000; waited += 250) {
    const response = await fetch(
      `http://127.0.0.1:${port}/api/v1/query?query=${encodeURIComponent(query)}`,
    ).catch(() => undefined);
    const answer = response?.ok
      ? ((await response.json()) as { data: { result: { value: [number, string] }[] } })
      : undefined;
    const value = answer?.data.result[0]?.value[1];
    if (value !== undefined) return value;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`Prometheus had no value for ${query} within 30 seconds`);
}
