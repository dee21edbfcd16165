// The alerts, by Prometheus's own tests of rules: what each hears, what it says, and when it is silent.
import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { metricCatalogue } from '../../plugin/metric-catalogue.js';

const rules = fileURLToPath(new URL('../../grafana/prometheus/rules.yml', import.meta.url));
const ruleText = readFileSync(rules, 'utf8');
const installed = spawnSync('promtool', ['--version']).error === undefined;

const alerts = [...ruleText.matchAll(/^ {6}- alert: (\w+)$/gm)].map(([, name]) => name!);

/** `values` as promtool writes them: one a minute. */
interface Input {
  readonly series: string;
  readonly values: string;
}

interface Fires {
  /** What is so from the first minute on; time begins at 1970. */
  readonly when: readonly Input[];
  /** Minutes after which it is told, and not one earlier than its own bounds add up to. */
  readonly after: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly summaryJa: string;
  /** How it gets well again, where that is not that its series say 0, or nothing. */
  readonly recovering?: readonly Input[];
}

const always = (value: number) => `${value}x1440`;
/** As two processes tell it, of which one has restarted meanwhile: nothing is heard of it for half an hour. */
const byTwo = (name: string, labels: string, value: number): Input[] => [
  { series: `${name}{${labels}instance="a"}`, values: `${value}x20 _x30 ${value}x1390` },
  { series: `${name}{${labels}instance="b"}`, values: always(value) },
];
const ofHotel = (name: string, value: number) => byTwo(name, 'hotel="7",', value);
const hotel = { hotel: '7' };

/** Of a counter: nothing goes well, one a minute fails; then one a minute goes well for half a day. */
const failing = (name: string, labels: string, bad: string, good: string) => ({
  when: [
    ...['a', 'b'].flatMap((instance) => [
      {
        series: `${name}{${labels}result="${bad}",instance="${instance}"}`,
        values: instance === 'a' ? '0+1x20 _x30 0+1x1390' : '0+1x1440',
      },
      { series: `${name}{${labels}result="${good}",instance="${instance}"}`, values: '0x1440' },
    ]),
  ],
  recovering: [
    { series: `${name}{${labels}result="${bad}",instance="a"}`, values: '0+1x30 30x1410' },
    { series: `${name}{${labels}result="${good}",instance="a"}`, values: '0x30 0+60x1410' },
  ],
});

const fires: Readonly<Record<string, Fires>> = {
  ImportStalled: {
    when: ofHotel('heyawari_ota_last_fetch_timestamp_seconds', 0),
    ...{ after: 126, labels: { ...hotel, severity: 'critical' } },
    summary: 'Hotel 7: no bookings fetched for 2h 6m 0s.',
    summaryJa: '施設7：2h 6m 0s、予約を受信できていません。',
  },
  HeartbeatMissing: {
    when: ofHotel('heyawari_heartbeat_expected_timestamp_seconds', 0),
    ...{ after: 6, labels: { ...hotel, severity: 'critical' } },
    summary: 'Hotel 7: the heartbeat is 6m 0s overdue; the import does not work through.',
    summaryJa: '施設7：取込の動作確認が6m 0s遅れています。予約を取り込めていない可能性があります。',
  },
  FetchingHeld: {
    when: ofHotel('heyawari_ota_fetching_held', 1),
    ...{ after: 6, labels: { ...hotel, severity: 'critical' } },
    summary: 'Hotel 7: nothing is fetched since the database was restored; a person must let it go on.',
    summaryJa: '施設7：データベース復元後、受信を停止しています。照合を確認し、受信を再開してください。',
  },
  OutputUnconfirmed: {
    when: ofHotel('heyawari_ota_oldest_unconfirmed_timestamp_seconds', 0),
    ...{ after: 36, labels: { ...hotel, severity: 'warning' } },
    summary: 'Hotel 7: a delivery is stored but unconfirmed for 36m 0s.',
    summaryJa: '施設7：受信済みデータの完了通知が36m 0s送れていません。',
  },
  SiteControllerUnreachable: {
    when: ofHotel('heyawari_ota_circuit_opened_timestamp_seconds', 0),
    ...{ after: 16, labels: { ...hotel, severity: 'critical' } },
    summary: 'Hotel 7: the site controller fails for 16m 0s; it is only probed.',
    summaryJa: '施設7：サイトコントローラーが16m 0s応答していません。',
  },
  ImportNeedsPerson: {
    when: byTwo('heyawari_ota_failed_messages', 'hotel="7",class="needs_person",', 12),
    ...{ after: 11, labels: { ...hotel, class: 'needs_person', severity: 'warning' } },
    summary: 'Hotel 7: 12 booking messages wait for a person (needs_person).',
    summaryJa: '施設7：要対応の予約通知が12件あります（needs_person）。',
  },
  ImportDegraded: {
    when: ofHotel('heyawari_ota_import_verdict', 1),
    ...{ after: 16, labels: { ...hotel, severity: 'warning' } },
    summary: 'Hotel 7: the import does less well than it should.',
    summaryJa: '施設7：予約取込の状態が良くありません。',
  },
  SequenceGap: {
    when: byTwo('heyawari_reconciliation_open_findings', 'hotel="7",kind="report_numbers_missing",', 1),
    ...{ after: 16, labels: { ...hotel, severity: 'warning' } },
    summary: 'Hotel 7: 1 gaps in the numbers of agencies; bookings may never have come.',
    summaryJa: '施設7：予約通知の番号に抜けが1か所あります。',
  },
  BookingUnplaced: {
    when: ofHotel('heyawari_unplaced_stays', 2),
    ...{ after: 11, labels: { ...hotel, severity: 'warning' } },
    summary: 'Hotel 7: 2 stays have no room.',
    summaryJa: '施設7：部屋未定の宿泊が2件あります。',
  },
  RoomConflict: {
    when: ofHotel('heyawari_room_conflicts_open', 1),
    ...{ after: 6, labels: { ...hotel, severity: 'warning' } },
    summary: 'Hotel 7: 1 rooms are held twice, or of no use to their stay.',
    summaryJa: '施設7：部屋の重複・使用不可が1件あります。',
  },
  PoolDeadlinePassed: {
    when: ofHotel('heyawari_pool_oldest_deadline_timestamp_seconds', 0),
    ...{ after: 36, labels: { ...hotel, severity: 'critical' } },
    summary: 'Hotel 7: a stay is past the deadline for its final room by 36m 0s.',
    summaryJa: '施設7：部屋確定の期限を36m 0s過ぎた宿泊があります。',
  },
  PoolNotRunning: {
    when: ofHotel('heyawari_assignment_last_run_timestamp_seconds', 0),
    ...{ after: 51, labels: { ...hotel, severity: 'critical' } },
    summary: 'Hotel 7: rooms were not looked at for 51m 0s.',
    summaryJa: '施設7：部屋割りが51m 0s実行されていません。',
  },
  PoolStuck: {
    when: [
      ...ofHotel('heyawari_pool_oldest_due_timestamp_seconds', 0),
      ...['a', 'b'].map((instance) => ({
        series: `heyawari_assignment_last_run_timestamp_seconds{hotel="7",instance="${instance}"}`,
        values: '0+60x1440',
      })),
    ],
    ...{ after: 56, labels: { ...hotel, severity: 'warning' } },
    summary: 'Hotel 7: rooms are looked at, but a stay that nothing keeps back has been due for 56m 0s.',
    summaryJa: '施設7：部屋割りは実行されていますが、56m 0s処理されない宿泊があります。',
  },
  EscalationsRising: {
    when: [
      ...['a', 'b'].flatMap((instance) => [
        {
          series: `heyawari_unplaced_stays{hotel="7",instance="${instance}"}`,
          values: instance === 'a' ? '1x5 3x10 _x30 3x1395' : '1x5 3x1435',
        },
        { series: `heyawari_room_conflicts_open{hotel="7",instance="${instance}"}`, values: '0x5 1x1435' },
        {
          series: `heyawari_ota_failed_messages{hotel="7",class="room_code",instance="${instance}"}`,
          values: '0x5 2x1435',
        },
        {
          series: `heyawari_ota_failed_messages{hotel="7",class="no_room",instance="${instance}"}`,
          values: '9x1440',
        },
      ]),
    ],
    ...{ after: 17, labels: { ...hotel, severity: 'warning' } },
    summary: 'Hotel 7: 5 things more than at the best of the last 12 hours wait for a person.',
    summaryJa: '施設7：要対応の件数が12時間以内に5件増えました。',
    recovering: [{ series: 'heyawari_unplaced_stays{hotel="7"}', values: '1x5 6x30 2x100' }],
  },
  PmsLocked: {
    when: byTwo('heyawari_host_blocked_since_timestamp_seconds', 'table="stays",', 0),
    ...{ after: 7, labels: { table: 'stays', severity: 'critical' } },
    summary: 'A session holds stays for 7m 0s; bookings cannot be written.',
    summaryJa: 'staysが7m 0sロックされており、予約を書き込めません。',
  },
  JobsBacklog: {
    when: byTwo('heyawari_jobs_oldest_ready_timestamp_seconds', 'job="import",', 0),
    ...{ after: 37, labels: { job: 'import', severity: 'warning' } },
    summary: 'A job "import" has been due for 37m 0s, and nobody works it.',
    summaryJa: 'ジョブ「import」が37m 0s処理されずに滞留しています。',
  },
  PollsFailing: {
    ...failing('heyawari_ota_fetches_total', '', 'timeout', 'ok'),
    ...{ after: 4, labels: { severity: 'warning' } },
    summary: '100% of the requests for new bookings fail, over all hotels.',
    summaryJa: '新しい予約の受信要求の100%が失敗しています（全施設）。',
  },
  JobsFailing: {
    ...failing('heyawari_jobs_total', 'job="import",', 'retried', 'done'),
    ...{ after: 4, labels: { severity: 'warning' } },
    summary: '100% of the tries of jobs fail.',
    summaryJa: 'ジョブの100%が失敗しています。',
  },
  DeadLetters: {
    when: byTwo('heyawari_jobs_dead', 'job="confirm",', 1),
    ...{ after: 6, labels: { job: 'confirm', severity: 'warning' } },
    summary: '1 jobs "confirm" were given up.',
    summaryJa: 'ジョブ「confirm」が1件、処理できずに中止されました。',
  },
  InstallationFault: {
    when: byTwo('heyawari_installation_fault', 'code="disk_full",', 1),
    ...{ after: 6, labels: { code: 'disk_full', severity: 'critical' } },
    summary: 'The installation is at fault: disk_full.',
    summaryJa: '設置環境に問題があります：disk_full',
  },
  SchemaOutdated: {
    when: [
      ...byTwo('heyawari_schema_expected_version', '', 80),
      { series: 'heyawari_schema_version{instance="b"}', values: always(75) },
    ],
    ...{ after: 11, labels: { severity: 'critical' } },
    summary: 'A process expects migration 80, which was not run.',
    summaryJa: 'マイグレーション80が未実行です。',
  },
  DatabaseUnreachable: {
    when: ['pool', 'jobs'].flatMap((part) =>
      byTwo('heyawari_snapshot_timestamp_seconds', `part="${part}",`, 0),
    ),
    ...{ after: 7, labels: { severity: 'critical' } },
    summary:
      'The state of the installation was last read 7m 0s ago: the database does not answer, or no worker runs.',
    summaryJa: 'データベースの状態を7m 0s取得できていません。',
  },
  FiguresOld: {
    when: [
      ...byTwo('heyawari_snapshot_timestamp_seconds', 'part="usage",', 0),
      { series: 'heyawari_snapshot_timestamp_seconds{part="pool",instance="b"}', values: '0+60x1440' },
    ],
    ...{ after: 8, labels: { part: 'usage', severity: 'warning' } },
    summary:
      'The figures of "usage" cannot be read: those that are shown are old, and the alerts on them blind.',
    summaryJa: '「usage」の数値を取得できていません。表示中の値は古く、その警報は働いていません。',
  },
  NoProcessUp: {
    when: [{ series: 'up{job="heyawari",instance="a"}', values: always(0) }],
    ...{ after: 3, labels: { severity: 'critical' } },
    summary: 'No process of the plugin answers.',
    summaryJa: '部屋割りのプロセスが1つも応答していません。',
  },
  NotificationsFailing: {
    when: [
      {
        series: 'alertmanager_notifications_failed_total{job="alertmanager",integration="email"}',
        values: '0x2 1x20 _x10 0x1400',
      },
    ],
    ...{ after: 3, labels: { job: 'alertmanager', integration: 'email', severity: 'critical' } },
    summary: '1 messages about alerts were not delivered within 30 minutes (alertmanager email).',
    summaryJa: '警報の通知が30分間に1件届いていません（alertmanager email）。',
    recovering: [
      {
        series: 'alertmanager_notifications_failed_total{job="alertmanager",integration="email"}',
        values: '0x2 1x1400',
      },
    ],
  },
  MetricsMissing: {
    when: [{ series: 'up{job="heyawari",instance="a"}', values: always(1) }],
    ...{ after: 11, labels: { severity: 'warning' } },
    summary: '1 processes answer, but none tells the state: the alerts on it are blind.',
    summaryJa: 'プロセスは応答していますが（1）、状態の数値がありません。状態の警報は働いていません。',
  },
};

/** What goes well all night but for one in two hundred. */
const mostlyWell = (name: string, labels: string, bad: string, good: string): Input[] => [
  { series: `${name}{${labels}result="${bad}",instance="a"}`, values: '0+0.02x722' },
  { series: `${name}{${labels}result="${good}",instance="a"}`, values: '0+4x722' },
];

/** All is well, all night: what two processes tell, fetches and runs a minute ago, one of them restarted at midnight. */
const quiet: Input[] = [
  { series: 'up{job="heyawari",instance="a"}', values: '1x400 0x2 1x320' },
  { series: 'up{job="heyawari",instance="b"}', values: '1x722' },
  ...[
    'heyawari_snapshot_timestamp_seconds{part="pool",',
    'heyawari_snapshot_timestamp_seconds{part="usage",',
    'heyawari_ota_last_fetch_timestamp_seconds{hotel="7",',
    'heyawari_assignment_last_run_timestamp_seconds{hotel="7",',
  ].flatMap((series) => [
    { series: `${series}instance="a"}`, values: '0+60x400 _x2 24120+60x320' },
    { series: `${series}instance="b"}`, values: '0+60x722' },
  ]),
  ...[
    'heyawari_ota_fetching_held{hotel="7"',
    'heyawari_ota_import_verdict{hotel="7"',
    'heyawari_ota_failed_messages{hotel="7",class="needs_person"',
    'heyawari_ota_failed_messages{hotel="7",class="room_code"',
    'heyawari_reconciliation_open_findings{hotel="7",kind="report_numbers_missing"',
    'heyawari_unplaced_stays{hotel="7"',
    'heyawari_room_conflicts_open{hotel="7"',
    'heyawari_installation_fault{code="disk_full"',
    'heyawari_jobs_dead{job="import"',
  ].map((series) => ({ series: `${series},instance="a"}`, values: '0x722' })),
  ...mostlyWell('heyawari_ota_fetches_total', '', 'timeout', 'ok'),
  ...mostlyWell('heyawari_jobs_total', 'job="import",', 'retried', 'done'),
  { series: 'prometheus_notifications_dropped_total{job="prometheus"}', values: '0x722' },
  {
    series: 'alertmanager_notifications_failed_total{job="alertmanager",integration="email"}',
    values: '0x722',
  },
  { series: 'heyawari_heartbeat_expected_timestamp_seconds{hotel="7",instance="a"}', values: '4500+60x722' },
  // One part could not be read once; jobs are always due in a busy house, each only for a minute; a house is full, a deadline is tonight.
  { series: 'heyawari_snapshot_failures_total{part="usage",instance="a"}', values: '0x100 1x300 0x320' },
  { series: 'heyawari_jobs_ready{job="import",instance="a"}', values: '3x722' },
  {
    series: 'heyawari_jobs_oldest_ready_timestamp_seconds{job="import",instance="a"}',
    values: '0+60x722',
  },
  { series: 'heyawari_ota_failed_messages{hotel="7",class="no_room",instance="a"}', values: '1x722' },
  {
    series: 'heyawari_pool_oldest_deadline_timestamp_seconds{hotel="7",instance="a"}',
    values: '86400x722',
  },
];

const test = (input: readonly Input[], asked: readonly object[]) => ({
  interval: '1m',
  input_series: input.map(({ series, values }) => ({ series, values })),
  alert_rule_test: asked,
});

const told = ({ labels, summary, summaryJa }: Fires, name: string) => ({
  exp_labels: labels,
  exp_annotations: {
    summary,
    summary_ja: summaryJa,
    runbook_url: `docs/runbooks.md#${name.toLowerCase()}`,
  },
});

const at = (minutes: number, name: string, expected: readonly object[]) => ({
  eval_time: `${minutes}m`,
  alertname: name,
  exp_alerts: expected,
});

/** What a series says when all is well again; of a timestamp, nothing. */
function wellAgain(series: string): string {
  if (series.startsWith('up{')) return '1';
  if (series.startsWith('heyawari_schema_')) return '80';
  return series.includes('timestamp_seconds') ? '_' : '0';
}

/** What is bad until it has been told for half an hour, and good again. */
const recovering = ({ when, after, recovering: own }: Fires): readonly Input[] =>
  own ??
  when.map(({ series, values }) => ({
    series,
    values: `${values.split('x')[0]}x${after + 30} ${wellAgain(series)}x120`,
  }));

describe('the alerts', function () {
  this.timeout(30_000);
  let folder: string;
  before(function () {
    if (!installed) {
      this.test!.parent!.title += ' (skipped: Prometheus is not installed; apt-get install prometheus)';
      this.skip();
    }
    folder = mkdtempSync(path.join(tmpdir(), 'alerts-'));
  });
  after(() => {
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  function promtool(tests: readonly object[]): string {
    const file = path.join(folder, 'test.yml');
    // JSON is YAML.
    writeFileSync(file, JSON.stringify({ rule_files: [rules], evaluation_interval: '1m', tests }));
    const { status, stdout, stderr } = spawnSync('promtool', ['test', 'rules', file], { encoding: 'utf8' });
    return status === 0 ? '' : `${stdout}${stderr}`;
  }

  it('are each tried here, and none is tried that is not there', () => {
    expect(Object.keys(fires)).to.have.members(alerts);
    expect(new Set(alerts).size).to.equal(alerts.length);
  });

  it('pass the checks of promtool, doubles included', () => {
    const { status, stdout, stderr } = spawnSync('promtool', ['check', 'rules', '--lint-fatal', rules], {
      encoding: 'utf8',
    });
    expect(status, `${stdout}${stderr}`).to.equal(0);
  });

  it('name metrics that the plugin has, values that their labels take, and no bound of a bucket', () => {
    const known = new Map(
      metricCatalogue.flatMap(({ metrics }) => metrics.map((family) => [family.name, family] as const)),
    );
    for (const [, name, matchers = ''] of ruleText.matchAll(/(heyawari_\w+)(?:\{([^}]*)\})?/g)) {
      const family = known.get(name!);
      expect(family, name).not.to.equal(undefined);
      for (const [, label, value] of matchers.matchAll(/(\w+)!?="([^"]*)"/g))
        expect(family!.labels?.[label!], `${name} ${label}`).to.include(value);
    }
    expect(ruleText).not.to.match(/\ble=/);
  });

  it('have each a heading in the runbooks, and no heading speaks of another', () => {
    const runbooks = readFileSync(new URL('../../docs/runbooks.md', import.meta.url), 'utf8');
    expect([...runbooks.matchAll(/^## (\w+)$/gm)].map(([, name]) => name)).to.have.members(alerts);
  });

  for (const [name, one] of Object.entries(fires)) {
    it(`${name} is told with the first thing that is so, while a process restarts, and says what and where`, () => {
      const asked = [at(one.after - 3 < 1 ? 0 : 1, name, []), at(one.after, name, [told(one, name)])];
      expect(promtool([test(one.when, asked)])).to.equal('');
    });

    // Of a process that answers and tells nothing it is over when it tells something.
    const over =
      name === 'MetricsMissing'
        ? [{ series: 'heyawari_snapshot_timestamp_seconds{part="pool"}', values: '_x40 2400+60x100' }]
        : [];
    it(`${name} is over when it is so no more`, () => {
      const asked = [at(one.after, name, [told(one, name)]), at(one.after + 60, name, [])];
      expect(promtool([test([...recovering(one), ...over], asked)])).to.equal('');
    });
  }

  it('are silent in a quiet night in which a process restarts', () => {
    const hours = [60, 240, 401, 402, 420, 700];
    expect(
      promtool([
        test(
          quiet,
          alerts.flatMap((name) => hours.map((minute) => at(minute, name, []))),
        ),
      ]),
    ).to.equal('');
  });
});
