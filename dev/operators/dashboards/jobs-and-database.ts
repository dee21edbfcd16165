// Does the machinery work? Jobs, database, requests, processes: of all hotels together.
import type { Page, Row } from './page.js';
import { curve, figure, list, noneIsBetter, noneIsWell, timeline, upTo } from './panels.js';
import { age, boundOf, inRange, perHour, perHourOpen, quantileOpen, query, state } from './queries.js';
import { stateRead, stateReadByPart } from './state-read.js';

const jobs: Row = {
  title: 'ジョブ / Jobs',
  panels: [
    curve({
      title: '待っているジョブ / Ready',
      description:
        '期限が来て処理を待つジョブ、種類別。同じジョブが30分待つと警報が出ます。\n\nJobs that are due and wait, by kind; one that waits for half an hour is told.',
      unit: 'short',
      queries: [query(state('heyawari_jobs_ready', 'job'), '{{job}}')],
      ...{ alerts: ['JobsBacklog'], width: 8 },
    }),
    figure({
      title: '中止されたジョブ / Dead letters',
      description:
        '処理できずに中止されたジョブ、種類別。なければ正常です。\n\nJobs given up, by kind; none is well.',
      unit: 'short',
      queries: [query(`${state('heyawari_jobs_dead', 'job')} > 0`, '{{job}}')],
      ...{ steps: noneIsWell, alerts: ['DeadLetters'], width: 8, decimals: 0 },
    }),
    curve({
      title: 'ジョブの結果（1時間） / Attempts in an hour',
      description:
        '試行の結果（done：完了、hindered：環境の問題、retried：再試行、dead：中止）。\n\nAttempts to work a job by result, over all kinds.',
      unit: 'short',
      queries: [query(perHourOpen('heyawari_jobs_total', 'result'), '{{result}}')],
      ...{ alerts: ['DeadLetters', 'InstallationFault'], width: 8 },
    }),
    curve({
      title: 'うまくいかなかったジョブ（1時間） / Failed, by job',
      description:
        '完了しなかった試行、種類と結果別。\n\nAttempts that did not end well in an hour, by kind of job and result.',
      unit: 'short',
      queries: [
        query(perHourOpen('heyawari_jobs_total{result!="done"}', 'job, result'), '{{job}} {{result}}'),
      ],
      ...{ steps: noneIsBetter, alerts: ['DeadLetters'], width: 8 },
    }),
    curve({
      title: 'ジョブの時間 / Duration of jobs',
      description:
        '長い順に10種類、95%。\n\nThe ten kinds that take longest: 95 % of their attempts end within.',
      unit: 's',
      queries: [
        query(`topk(10, ${quantileOpen(0.95, 'heyawari_job_duration_seconds', 'job')})`, '{{job}} 95%'),
      ],
      ...{ steps: [{ from: 60, color: 'yellow' }], width: 8 },
    }),
    list({
      title: '最後の成功 / Last success',
      description:
        'ジョブの種類ごとの、最後に成功した時刻（どのプロセスでも）。\n\nWhen a job of each kind last succeeded, in any process that still runs.',
      unit: 'dateTimeAsIso',
      queries: [query('1000 * max by (job) (heyawari_job_last_success_timestamp_seconds)', '{{job}}')],
      columns: { job: 'ジョブ / job', Value: '最後の成功 / last success' },
      ...{ alerts: ['JobsBacklog'], width: 8 },
    }),
    curve({
      title: '最も古いジョブ / Oldest ready',
      description:
        '待っている最も古いジョブの経過時間、種類別。\n\nSince when the oldest ready job of each kind is due.',
      unit: 's',
      queries: [query(age('heyawari_jobs_oldest_ready_timestamp_seconds', 'job'), '{{job}}')],
      ...{ steps: upTo(boundOf('JobsBacklog')), alerts: ['JobsBacklog'], width: 8 },
    }),
    curve({
      title: '処理中のジョブ / Active',
      description: '処理中のジョブ、種類別。\n\nJobs that a process works on now, by kind.',
      unit: 'short',
      queries: [query(`${state('heyawari_jobs_active', 'job')} > 0`, '{{job}}')],
      width: 8,
    }),
    curve({
      title: '再試行を待つジョブ / Failed, and tried again',
      description:
        '最後の試行が失敗し、再試行を待つジョブ、種類別。\n\nJobs whose last try failed and that are tried again, by kind.',
      unit: 'short',
      queries: [query(`${state('heyawari_jobs_failed', 'job')} > 0`, '{{job}}')],
      ...{ steps: noneIsBetter, alerts: ['JobsFailing'], width: 8 },
    }),
    curve({
      title: '停止中のジョブ / Stopped by operators',
      description:
        '管理者が停止しているジョブの件数、種類別（全施設で1件、施設ごとに1件）。停止中の処理は待っており、失われません。\n\nStops of operators that stand, by kind: one of all hotels, and one a hotel. What is stopped waits and is not lost.',
      unit: 'short',
      queries: [query(`${state('heyawari_job_stops', 'job')} > 0`, '{{job}}')],
      ...{ steps: noneIsBetter, width: 8 },
    }),
  ],
};

const connections: Row = {
  title: 'データベース接続 / Connections',
  panels: [
    curve({
      title: '使用中の接続 / Connections in use',
      description:
        '接続の使用率、種類別（clicks：操作、jobs：ジョブ、queue：待ち行列）。100%が続くと待ちが生じます。\n\nShare of the connections that each pool may open which are in use: clicks of people, jobs, the queue.',
      unit: 'percentunit',
      queries: [
        query(
          'max by (instance, pool) (heyawari_database_pool_connections{state="busy"}) / max by (instance, pool) (heyawari_database_pool_limit)',
          '{{instance}} {{pool}}',
        ),
      ],
      ...{ steps: [{ from: 0.9, color: 'yellow' }], width: 8 },
    }),
    curve({
      title: '接続数 / Connections open',
      description:
        'データベースへの接続数、種類と状態別。PMSの上限（通常100）と合わせて見てください。\n\nOpen connections of all processes, by pool and whether they are in use; they count beside the PMS’s own.',
      unit: 'short',
      queries: [query('sum by (pool, state) (heyawari_database_pool_connections)', '{{pool}} {{state}}')],
      width: 8,
    }),
    curve({
      title: '接続を待つ処理 / Waiting for a connection',
      description:
        'すべて使用中のため接続を待つ処理の数。0が正常です。\n\nPieces of work that wait for a connection; 0 is well.',
      unit: 'short',
      queries: [query('sum by (pool) (heyawari_database_pool_waiting)', '{{pool}}')],
      ...{ steps: noneIsBetter, width: 8 },
    }),
  ],
};

const database: Row = {
  title: 'データベースと環境 / Database and installation',
  panels: [
    timeline({
      title: '環境の問題 / Faults of the installation',
      description:
        '鍵・権限・スキーマ・ディスクなどの問題。なければ正常です。\n\nFaults that stand, by code: key, rights, schema, disk.',
      unit: 'short',
      queries: [query('max by (code) (heyawari_installation_fault)', '{{code}}')],
      words: { '0': { text: '正常 / well', color: 'green' }, '1': { text: '問題 / fault', color: 'red' } },
      ...{ steps: noneIsWell, alerts: ['InstallationFault'], width: 8 },
    }),
    curve({
      title: '環境の問題に当たった回数（1時間） / Faults met in an hour',
      description:
        '処理が環境の問題に当たった回数、種類別。\n\nHow often work met a fault of the installation, by code.',
      unit: 'short',
      queries: [query('sum by (code) (increase(heyawari_installation_faults_total[1h]))', '{{code}}')],
      ...{ steps: noneIsBetter, alerts: ['InstallationFault'], width: 8 },
    }),
    curve({
      title: 'ロックされている表 / Locked tables',
      description:
        '他のセッションが保持している表と、その時間。なければ正常です。誰が保持しているかは /health にあります。\n\nTables that somebody else holds, and for how long; /health says who.',
      unit: 's',
      queries: [
        query('time() - min by (table) (heyawari_host_blocked_since_timestamp_seconds)', '{{table}}'),
      ],
      ...{ steps: upTo(boundOf('PmsLocked')), alerts: ['PmsLocked'], width: 8 },
    }),
    curve({
      title: 'ロック待ち（1時間） / Waits for locks in an hour',
      description:
        '1秒以上待った文の数、表別。\n\nStatements that waited for somebody else for more than a second, by table.',
      unit: 'short',
      queries: [query(perHourOpen('heyawari_host_waits_total', 'table'), '{{table}}')],
      ...{ alerts: ['PmsLocked'], width: 8 },
    }),
    list({
      title: 'ロックしているセッション / Who holds it',
      description:
        'PMSの表を保持しているセッション。なければ正常です。\n\nThe sessions that hold what the plugin waits for: table, process on the server, application, role.',
      unit: 'short',
      queries: [
        query('max by (table, pid, application, role) (heyawari_host_blocker_info)', '{{application}}'),
      ],
      columns: {
        table: '表 / table',
        pid: 'PID',
        application: 'アプリ / application',
        role: 'ロール / role',
      },
      ...{ alerts: ['PmsLocked'], width: 8 },
    }),
    stateRead,
    stateReadByPart,
    figure({
      title: 'マイグレーション / Schema',
      description:
        'データベースの番号と、プログラムが期待する番号。同じなら正常です。\n\nThe last migration that was run, and the one that processes expect.',
      unit: 'short',
      queries: [
        query('max(heyawari_schema_version)', '実行済み / run'),
        query('max(heyawari_schema_expected_version)', '期待 / expected'),
      ],
      ...{ alerts: ['SchemaOutdated'], width: 4, decimals: 0 },
    }),
    list({
      title: '版 / Builds',
      description: '動いている版とNode.js。\n\nWhich builds run, on which Node.js, in how many processes.',
      unit: 'short',
      queries: [query('count by (version, node) (heyawari_build_info)', '{{version}}')],
      columns: { version: '版 / version', node: 'Node.js', Value: 'プロセス / processes' },
      width: 8,
    }),
  ],
};

const requests: Row = {
  title: '画面とPMSの要求 / Requests',
  panels: [
    curve({
      title: '要求（1時間） / Requests in an hour',
      description: '要求の数、ステータス別。5xxは失敗です。\n\nRequests by status; 500 and more have failed.',
      unit: 'short',
      queries: [query(perHourOpen('heyawari_http_request_duration_seconds_count', 'status'), '{{status}}')],
      width: 8,
    }),
    curve({
      title: '応答時間（遅い10経路） / Slowest routes',
      description:
        '応答時間95%、遅い順に10経路。\n\n95 % of the requests of an hour are answered within, the ten slowest routes.',
      unit: 's',
      queries: [
        query(
          `topk(10, ${quantileOpen(0.95, 'heyawari_http_request_duration_seconds', 'method, route')})`,
          '{{method}} {{route}}',
        ),
      ],
      ...{ steps: [{ from: 1, color: 'yellow' }], alerts: ['PmsLocked'], width: 8 },
    }),
    figure({
      title: '失敗した要求（表示期間） / Failed requests',
      description:
        '5xxの応答、経路別。なければ正常です。\n\nAnswers with a status of 500 and more in the time shown, by route.',
      unit: 'short',
      queries: [
        query(
          `${inRange('heyawari_http_request_duration_seconds_count{status=~"5.."}', 'method, route')} > 0`,
          '{{method}} {{route}}',
        ),
      ],
      ...{ steps: noneIsBetter, width: 8, decimals: 0 },
    }),
  ],
};

const sockets: Row = {
  title: '画面の自動更新 / Live updates',
  panels: [
    curve({
      title: '接続中の画面 / Browsers connected',
      description:
        '自動更新を受けている画面の数、プロセス別。\n\nBrowsers that are connected for live updates, by process; nothing where it has no sockets.',
      unit: 'short',
      queries: [query('sum by (instance) (heyawari_sockets_connected)', '{{instance}}')],
      width: 8,
    }),
    curve({
      title: '接続の結果（1時間） / Handshakes in an hour',
      description:
        '自動更新の接続の結果（admitted以外は拒否）。\n\nBrowsers that asked for live updates, by result; all but admitted were refused.',
      unit: 'short',
      queries: [query(perHour('heyawari_socket_handshakes_total', 'result'), '{{result}}')],
      width: 8,
    }),
    curve({
      title: '変更の知らせ（1時間） / Notices in an hour',
      description: '画面に送った変更の知らせ、種類別。\n\nNotices sent to browsers, by what has changed.',
      unit: 'short',
      queries: [query(perHour('heyawari_socket_notices_total', 'topic'), '{{topic}}')],
      width: 8,
    }),
  ],
};

const processes: Row = {
  title: 'プロセス / Processes',
  panels: [
    timeline({
      title: '応答 / Up',
      description: 'プロセスごとの応答。\n\nWhether each process answers the scrape.',
      unit: 'short',
      queries: [query('max by (instance) (up{job="heyawari"})', '{{instance}}')],
      words: { '0': { text: '停止 / down', color: 'red' }, '1': { text: '稼働 / up', color: 'green' } },
      ...{ alerts: ['NoProcessUp'], width: 6 },
    }),
    curve({
      title: 'メモリ / Memory',
      description:
        'プロセスごとのメモリ。上がり続けるなら異常です。\n\nResident memory of each process; it should level off.',
      unit: 'bytes',
      queries: [query('max by (instance) (process_resident_memory_bytes{job="heyawari"})', '{{instance}}')],
      ...{ steps: [{ from: 1_073_741_824, color: 'yellow' }], width: 6 },
    }),
    curve({
      title: 'CPU',
      description: 'プロセスごとのCPU使用率（1コアに対して）。\n\nShare of one core that each process uses.',
      unit: 'percentunit',
      queries: [
        query('sum by (instance) (rate(process_cpu_seconds_total{job="heyawari"}[5m]))', '{{instance}}'),
      ],
      ...{ steps: [{ from: 0.8, color: 'yellow' }], width: 6 },
    }),
    curve({
      title: 'イベントループの遅れ / Event loop lag',
      description:
        'イベントループの遅れ、99%。長いときは画面もPMSも待ちます。\n\n99 % of the turns of the event loop are late by less: screens and the PMS wait for it.',
      unit: 's',
      queries: [
        query('max by (instance) (nodejs_eventloop_lag_p99_seconds{job="heyawari"})', '{{instance}}'),
      ],
      ...{ steps: [{ from: 0.2, color: 'yellow' }], width: 6 },
    }),
  ],
};

export const jobsAndDatabase: Page = {
  uid: 'heyawari-jobs',
  title: 'ジョブとデータベース / Heyawari: jobs and database',
  description: '仕組みは動いているか。/ Does the machinery work: jobs, database, requests, processes?',
  hotels: 'none',
  rows: [jobs, database, connections, requests, sockets, processes],
};
