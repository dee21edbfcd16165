// From a message that fails to somebody who is told: a real Prometheus, a real Alertmanager, all durations a thirtieth.
import { expect } from 'chai';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer as createPort } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { badMessages } from '../../examples/tl-lincoln/index.js';
import { useDatabase } from '../support/database.js';
import { until } from '../support/platform.js';
import { createWorld, type World } from '../support/world.js';

const shorter = 30;
const shipped = fileURLToPath(new URL('../../grafana', import.meta.url));
const isMissing = (command: string) => spawnSync(command, ['--version']).error !== undefined;
const missing = ['prometheus', 'prometheus-alertmanager'].filter(isMissing);

const inSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };
/** Of a file of either: every duration, but no clock time and no threshold in seconds. */
const scaled = (text: string) =>
  text.replace(
    /((?:interval|for|group_wait|repeat_interval): )(\d+)([smh])\b/g,
    (_, key: string, count: string, unit: string) =>
      `${key}${Math.max(Math.round((Number(count) * inSeconds[unit]! * 1000) / shorter), 1)}ms`,
  );

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createPort().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

interface Told {
  readonly receiver: string;
  readonly status: string;
  readonly alerts: readonly {
    readonly status: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
  }[];
}

describe('a message that only a person can settle', function () {
  this.timeout(180_000);
  const database = useDatabase();
  let world: World;
  let folder: string;
  let webhook: Server;
  const children: ChildProcess[] = [];
  const told: Told[] = [];

  before(async function () {
    if (missing.length > 0) {
      this.test!.parent!.title += ` (skipped: not installed: ${missing.join(', ')})`;
      this.skip();
    }
    folder = mkdtempSync(path.join(tmpdir(), 'told-'));
    world = await createWorld({ databaseUrl: database.url(), rooms: [{ room: '101', type: 'SGL' }] });
    database.onEnd(() => world.stop());
    webhook = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        told.push(JSON.parse(Buffer.concat(parts).toString('utf8')) as Told);
        response.end();
      });
    });
    await new Promise<void>((resolve) => void webhook.listen(0, '127.0.0.1', resolve));
    const alertmanager = await freePort();
    startAlertmanager(alertmanager, (webhook.address() as AddressInfo).port);
    await startPrometheus(alertmanager);
  });

  after(async () => {
    for (const child of children) {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await gone;
    }
    webhook?.close();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  /** The shipped one, but that it tells our own door instead of sending mails. */
  function startAlertmanager(port: number, door: number): void {
    cpSync(path.join(shipped, 'alertmanager'), path.join(folder, 'alertmanager'), { recursive: true });
    const file = path.join(folder, 'alertmanager/alertmanager.yml');
    const [head] = readFileSync(file, 'utf8').split('\nreceivers:');
    const receivers = ['on-call', 'operators'].map(
      (name) => `  - name: ${name}\n    webhook_configs: [{ url: 'http://127.0.0.1:${door}/' }]`,
    );
    // It is told at any hour here: what is muted at night is tried by its own rules.
    const awake = scaled(head!).replace(/ {6}mute_time_intervals: \[night\]\n/, '');
    writeFileSync(file, `${awake}\nreceivers:\n${receivers.join('\n')}\n`);
    start('prometheus-alertmanager', [
      `--config.file=${file}`,
      `--storage.path=${folder}/alerts`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--cluster.listen-address=',
    ]);
  }

  async function startPrometheus(alertmanager: number): Promise<void> {
    cpSync(path.join(shipped, 'prometheus'), path.join(folder, 'prometheus'), { recursive: true });
    const [main, rules] = ['prometheus.yml', 'rules.yml'].map((name) =>
      path.join(folder, 'prometheus', name),
    );
    writeFileSync(rules!, scaled(readFileSync(rules!, 'utf8')));
    writeFileSync(
      main!,
      scaled(readFileSync(main!, 'utf8'))
        .replace('127.0.0.1:9464', `127.0.0.1:${world.heyawari.operationsPort()}`)
        .replace('127.0.0.1:9093', `127.0.0.1:${alertmanager}`),
    );
    start('prometheus', [
      `--config.file=${main}`,
      `--storage.tsdb.path=${folder}/data`,
      `--web.listen-address=127.0.0.1:${await freePort()}`,
    ]);
  }

  const start = (command: string, given: readonly string[]) =>
    void children.push(spawn(command, given, { stdio: 'ignore' }));

  const ofStatus = (status: string) =>
    told
      .flatMap(({ alerts }) => alerts)
      .filter((one) => one.status === status && one.labels.alertname === 'ImportNeedsPerson');

  it('is told of with the first there is, in both languages, and told to be over when it is settled', async () => {
    await world.deliver(badMessages().malformedXml);
    await until(() => Promise.resolve(ofStatus('firing').length > 0), 90_000);
    const hotel = String(world.hotel.hotelId);
    const [first] = ofStatus('firing');
    expect(first!.labels).to.include({ hotel, class: 'validation', severity: 'warning' });
    expect(first!.annotations).to.include({
      summary: `Hotel ${hotel}: 1 booking messages wait for a person (validation).`,
      summary_ja: `施設${hotel}：要対応の予約通知が1件あります（validation）。`,
    });
    expect(JSON.stringify(told), 'of one that somebody must see to, nobody is woken').not.to.include(
      '"receiver":"on-call"',
    );
    await world.rows(
      "UPDATE heyawari.ota_import_cache SET status = 'resolved', next_attempt_at = NULL WHERE status = 'failed'",
    );
    await world.heyawari.drain();
    await until(() => Promise.resolve(ofStatus('resolved').length > 0), 90_000);
  });
});
