// Are all hotels fine? One row per stage, in the order in which a booking goes through them.
import type { Page, Row } from './page.js';
import { curve, figure, list, noneIsBetter, noneIsWell, upTo } from './panels.js';
import { age, boundOf, elseNone, howMany, inRange, perHour, perHourOpen, query, state } from './queries.js';
import { stateRead } from './state-read.js';

const fetched = age('heyawari_ota_last_fetch_timestamp_seconds');
const unconfirmed = age('heyawari_ota_oldest_unconfirmed_timestamp_seconds');
const pastDeadline = age('heyawari_pool_oldest_deadline_timestamp_seconds');
/** The worst of all hotels: on one page, a hundred lines say nothing. */
const worst = (expr: string) => `topk(10, ${expr})`;

const whole: Row = {
  title: '全体 / All',
  panels: [
    figure({
      title: '発生中の警報 / Alerts now',
      description:
        '発生中の警報の件数。0件が正常です。\n\nAlerts that are told now; 0 is well. The list beside says which.',
      unit: 'short',
      queries: [
        query('count(ALERTS{alertstate="firing"}) or 0 * count(up{job="heyawari"})', '警報 / alerts'),
      ],
      ...{ steps: noneIsWell, width: 4, decimals: 0 },
    }),
    figure({
      title: '稼働中のプロセス / Processes up',
      description:
        '応答している部屋割りのプロセス数。0は全停止です。\n\nProcesses of the plugin that answer the scrape; at 0 nothing works.',
      unit: 'short',
      queries: [query('sum(up{job="heyawari"})', 'プロセス / processes')],
      words: { '0': { text: '停止 / none', color: 'red' } },
      ...{ alerts: ['NoProcessUp', 'MetricsMissing'], width: 4, decimals: 0 },
    }),
    stateRead,
    figure({
      title: '施設数 / Hotels',
      description:
        '部屋割りの運用状態ごとの施設数（on：運用中、off：停止）。\n\nHotels by roll-out: on, or off, where rooms are not planned.',
      unit: 'short',
      queries: [
        query('count by (roll_out) (max by (hotel, roll_out) (heyawari_hotel_info))', '{{roll_out}}'),
      ],
      ...{ width: 4, decimals: 0 },
    }),
    list({
      title: '警報の一覧 / Which alerts',
      description:
        '発生中の警報と施設。対処は手順書にあります。\n\nWhich alerts are told, and of which hotel; the runbook says what to do.',
      unit: 'short',
      queries: [query('max by (alertname, hotel, severity) (ALERTS{alertstate="firing"})', '{{alertname}}')],
      columns: { alertname: '警報 / alert', hotel: '施設 / hotel', severity: '重大度 / severity' },
      width: 8,
    }),
  ],
};

const received: Row = {
  title: '受信 / Received',
  panels: [
    figure({
      title: '受信が止まっている施設 / Not fetching',
      description:
        '2時間以上、サイトコントローラーから正常な応答がない施設の数。\n\nHotels for which the site controller has not answered properly for two hours.',
      unit: 'short',
      queries: [query(howMany(`${fetched} > ${boundOf('ImportStalled')}`), '施設 / hotels')],
      ...{ steps: noneIsWell, alerts: ['ImportStalled'], width: 4, decimals: 0 },
    }),
    figure({
      title: 'サイトコントローラー不通 / Unreachable',
      description:
        'サイトコントローラーへの接続が失敗し続け、間隔を空けて確認している施設の数。\n\nHotels whose requests fail again and again, so that they are only probed.',
      unit: 'short',
      queries: [query(howMany(state('heyawari_ota_circuit_opened_timestamp_seconds')), '施設 / hotels')],
      ...{ steps: noneIsWell, alerts: ['SiteControllerUnreachable'], width: 4, decimals: 0 },
    }),
    curve({
      title: '最後の受信からの時間 / Since the last fetch',
      description:
        '長い順に10施設。破線で警報が出ます。\n\nThe ten hotels that wait longest; at the dashed line it is told.',
      unit: 's',
      queries: [query(worst(fetched), '施設{{hotel}}')],
      ...{ steps: upTo(boundOf('ImportStalled')), alerts: ['ImportStalled'], width: 8 },
    }),
    curve({
      title: '受信の結果（1時間） / Fetches in an hour',
      description:
        'サイトコントローラーへの問い合わせの結果。ok以外は失敗です。\n\nRequests for new bookings by result; all but ok have failed.',
      unit: 'short',
      queries: [query(perHour('heyawari_ota_fetches_total', 'result'), '{{result}}')],
      ...{ alerts: ['ImportStalled', 'PollsFailing'], width: 8 },
    }),
  ],
};

const confirmed: Row = {
  title: '完了通知 / Confirmed',
  panels: [
    figure({
      title: '完了通知の遅れている施設 / Unconfirmed',
      description:
        '受信データの完了通知が30分以上送れていない施設の数。予約は失われません。\n\nHotels with a delivery that is stored but not confirmed for half an hour. No booking is lost by it.',
      unit: 'short',
      queries: [query(howMany(`${unconfirmed} > ${boundOf('OutputUnconfirmed')}`), '施設 / hotels')],
      ...{ steps: noneIsBetter, alerts: ['OutputUnconfirmed'], width: 8, decimals: 0 },
    }),
    curve({
      title: '未完了の最も古い受信データ / Oldest unconfirmed',
      description:
        '長い順に10施設。すべて完了なら表示されません。\n\nSince the oldest delivery came that is not confirmed; nothing where all are.',
      unit: 's',
      queries: [query(worst(unconfirmed), '施設{{hotel}}')],
      ...{ steps: upTo(boundOf('OutputUnconfirmed')), alerts: ['OutputUnconfirmed'], width: 8 },
    }),
    curve({
      title: '完了通知の結果（1時間） / Confirmations in an hour',
      description:
        '完了通知の結果。ok以外は再送されます。\n\nConfirmations by result; all but ok are tried again.',
      unit: 'short',
      queries: [query(perHour('heyawari_ota_confirmations_total', 'result'), '{{result}}')],
      width: 8,
    }),
  ],
};

const imported: Row = {
  title: '取込 / Imported',
  panels: [
    figure({
      title: '要対応の予約通知 / Needs a person',
      description:
        '人の対応を待つ予約通知の件数（満室を除く）。0件が正常です。\n\nMessages that only a person ends, full houses left out; 0 is well.',
      unit: 'short',
      queries: [
        query(
          `sum(${state('heyawari_ota_failed_messages{class!="no_room"}', 'hotel, class')})`,
          '件 / messages',
        ),
      ],
      ...{ steps: noneIsWell, alerts: ['ImportNeedsPerson'], width: 4, decimals: 0 },
    }),
    figure({
      title: '取込の状態が悪い施設 / Degraded',
      description: '取込の判定が良好でない施設の数。\n\nHotels whose import does less well than it should.',
      unit: 'short',
      queries: [
        query(
          howMany(`${state('heyawari_ota_import_verdict')} >= ${boundOf('ImportDegraded')}`),
          '施設 / hotels',
        ),
      ],
      ...{ steps: noneIsBetter, alerts: ['ImportDegraded'], width: 4, decimals: 0 },
    }),
    curve({
      title: '要対応の予約通知（施設別） / By hotel',
      description:
        '多い順に10施設。分類の意味は手順書にあります。\n\nThe ten hotels with most, by class of failure; the runbook says what each means.',
      unit: 'short',
      queries: [
        query(
          worst(`${state('heyawari_ota_failed_messages', 'hotel, class')} > 0`),
          '施設{{hotel}} {{class}}',
        ),
      ],
      ...{ steps: noneIsWell, alerts: ['ImportNeedsPerson'], width: 8 },
    }),
    curve({
      title: '取込の結果（1時間） / Import in an hour',
      description: '取込の試行の結果（状態別）。\n\nMessages read or applied, by the status they came to.',
      unit: 'short',
      queries: [query(perHour('heyawari_ota_import_attempts_total', 'status'), '{{status}}')],
      ...{ alerts: ['ImportDegraded'], width: 8 },
    }),
  ],
};

const placed: Row = {
  title: '部屋割り / Placed',
  panels: [
    figure({
      title: '部屋未定の宿泊 / Without a room',
      description: '部屋のない宿泊の件数。0件が正常です。\n\nStays that have no room; 0 is well.',
      unit: 'short',
      queries: [query(`sum(${state('heyawari_unplaced_stays')})`, '宿泊 / stays')],
      ...{ steps: noneIsWell, alerts: ['BookingUnplaced'], width: 4, decimals: 0 },
    }),
    figure({
      title: '部屋の重複 / Room conflicts',
      description:
        '重複または使えなくなった部屋の件数。0件が正常です。\n\nRooms held twice, or of no use to their stay; 0 is well.',
      unit: 'short',
      queries: [query(`sum(${state('heyawari_room_conflicts_open')})`, '部屋 / rooms')],
      ...{ steps: noneIsWell, alerts: ['RoomConflict'], width: 4, decimals: 0 },
    }),
    figure({
      title: '部屋確定期限を過ぎた施設 / Past the deadline',
      description:
        '部屋確定期限を30分以上過ぎた宿泊のある施設の数。\n\nHotels with a stay past its deadline by half an hour.',
      unit: 'short',
      queries: [query(howMany(`${pastDeadline} > ${boundOf('PoolDeadlinePassed')}`), '施設 / hotels')],
      ...{ steps: noneIsWell, alerts: ['PoolDeadlinePassed'], width: 4, decimals: 0 },
    }),
    curve({
      title: '部屋未定（施設別） / Without a room, by hotel',
      description: '多い順に10施設。\n\nThe ten hotels with most stays that have no room.',
      unit: 'short',
      queries: [query(worst(`${state('heyawari_unplaced_stays')} > 0`), '施設{{hotel}}')],
      ...{ steps: noneIsWell, alerts: ['BookingUnplaced'], width: 6 },
    }),
    curve({
      title: '部屋割りの実行から / Since the last run',
      description:
        '最後の部屋割りからの時間、長い順に10施設。15分ごとに実行されます。\n\nSince rooms were last looked at, the ten hotels that wait longest; it is done every 15 minutes.',
      unit: 's',
      queries: [query(worst(age('heyawari_assignment_last_run_timestamp_seconds')), '施設{{hotel}}')],
      ...{ steps: upTo(boundOf('PoolNotRunning')), alerts: ['PoolNotRunning'], width: 6 },
    }),
  ],
};

const jobs: Row = {
  title: 'ジョブ / Jobs',
  panels: [
    figure({
      title: '待っているジョブ / Ready',
      description:
        '期限が来て処理を待つジョブの数。同じジョブが30分待つと警報が出ます。\n\nJobs that are due and wait; one that waits for half an hour is told.',
      unit: 'short',
      queries: [query(`sum(${state('heyawari_jobs_ready', 'job')})`, 'ジョブ / jobs')],
      ...{ steps: [{ from: 100, color: 'yellow' }], alerts: ['JobsBacklog'], width: 4, decimals: 0 },
    }),
    figure({
      title: '中止されたジョブ / Dead letters',
      description: '処理できずに中止されたジョブの数。0件が正常です。\n\nJobs given up; 0 is well.',
      unit: 'short',
      queries: [query(`sum(${state('heyawari_jobs_dead', 'job')})`, 'ジョブ / jobs')],
      ...{ steps: noneIsWell, alerts: ['DeadLetters'], width: 4, decimals: 0 },
    }),
    curve({
      title: '待っているジョブ（種類別） / Ready, by job',
      description: '期限が来て処理を待つジョブの数、種類別。\n\nJobs that are due and wait, by kind.',
      unit: 'short',
      queries: [query(`${state('heyawari_jobs_ready', 'job')} > 0`, '{{job}}')],
      ...{ alerts: ['JobsBacklog'], width: 8 },
    }),
    curve({
      title: 'うまくいかなかったジョブ（1時間） / Jobs that failed in an hour',
      description:
        '完了しなかったジョブの試行（hindered：環境の問題、retried：再試行、dead：中止）。\n\nAttempts that did not end well: hindered by the installation, tried again, or given up.',
      unit: 'short',
      queries: [
        query(perHourOpen('heyawari_jobs_total{result!="done"}', 'job, result'), '{{job}} {{result}}'),
      ],
      ...{ alerts: ['DeadLetters', 'JobsFailing'], width: 8 },
    }),
  ],
};

const database: Row = {
  title: 'データベース / Database',
  panels: [
    figure({
      title: '環境の問題 / Faults',
      description:
        '設置環境の問題（鍵・権限・スキーマ・ディスク）の件数。0件が正常です。\n\nFaults of the installation that stand: key, rights, schema, disk; 0 is well.',
      unit: 'short',
      queries: [query('sum(max by (code) (heyawari_installation_fault))', '問題 / faults')],
      ...{ steps: noneIsWell, alerts: ['InstallationFault'], width: 4, decimals: 0 },
    }),
    figure({
      title: '未実行のマイグレーション / Migrations behind',
      description:
        'プログラムが期待する番号とデータベースの番号の差。0が正常です。\n\nBy how much the schema is behind what a process expects; 0 is well.',
      unit: 'short',
      queries: [query('max(heyawari_schema_expected_version) - max(heyawari_schema_version)', '差 / behind')],
      ...{ steps: noneIsWell, alerts: ['SchemaOutdated'], width: 4, decimals: 0 },
    }),
    curve({
      title: 'ロックされている表 / Locked tables',
      description:
        '他のセッションが保持し、部屋割りが待っている表と、その時間。なければ正常です。\n\nTables that somebody else holds and for how long; nothing is well.',
      unit: 's',
      queries: [
        query('time() - min by (table) (heyawari_host_blocked_since_timestamp_seconds)', '{{table}}'),
      ],
      ...{ steps: upTo(boundOf('PmsLocked')), alerts: ['PmsLocked'], width: 8 },
    }),
    figure({
      title: 'エラー応答（表示期間） / Failed requests',
      description:
        '画面・PMSへの応答のうち5xxの件数。0件が正常です。\n\nAnswers with a status of 500 and more in the time shown; 0 is well.',
      unit: 'short',
      queries: [
        query(
          `${inRange('heyawari_http_request_duration_seconds_count{status=~"5.."}')} or ${elseNone}`,
          '件 / requests',
        ),
      ],
      ...{ steps: noneIsBetter, width: 8, decimals: 0 },
    }),
  ],
};

export const overview: Page = {
  uid: 'heyawari-overview',
  title: '部屋割り 全体 / Heyawari: overview',
  description: 'すべての施設は正常か。/ Are all hotels fine? One row per stage.',
  hotels: 'none',
  rows: [whole, received, confirmed, imported, placed, jobs, database],
};
