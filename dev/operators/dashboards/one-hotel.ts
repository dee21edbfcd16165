// Is this hotel fine, and since when not? All that is known of one hotel; what is only counted per process is not here.
import type { Page, Row } from './page.js';
import { curve, figure, list, noneIsBetter, noneIsWell, timeline, upTo } from './panels.js';
import { age, boundOf, query, state } from './queries.js';

const of = (metric: string) => `${metric}{hotel="$hotel"}`;

const now: Row = {
  title: '施設$hotel の現在 / Now',
  panels: [
    figure({
      title: '最後の受信から / Since the last fetch',
      description:
        'サイトコントローラーの最後の正常な応答から。\n\nSince the site controller last answered properly.',
      unit: 's',
      queries: [query(age(of('heyawari_ota_last_fetch_timestamp_seconds')), '受信 / fetch')],
      ...{ steps: upTo(boundOf('ImportStalled')), alerts: ['ImportStalled'], width: 4, decimals: 0 },
    }),
    figure({
      title: '完了通知待ち / Unconfirmed for',
      description:
        '完了通知がまだの最も古い受信データから。なければ正常です。\n\nSince the oldest delivery came that is not confirmed; none is well.',
      unit: 's',
      queries: [query(age(of('heyawari_ota_oldest_unconfirmed_timestamp_seconds')), '受信データ / output')],
      ...{ steps: upTo(boundOf('OutputUnconfirmed')), alerts: ['OutputUnconfirmed'], width: 4, decimals: 0 },
    }),
    figure({
      title: '要対応 / Needs a person',
      description:
        '人の対応を待つ予約通知の件数、分類別。0件が正常です。\n\nMessages that only a person or a later message ends, by class of failure.',
      unit: 'short',
      queries: [query(state(of('heyawari_ota_failed_messages'), 'class'), '{{class}}')],
      ...{ steps: noneIsWell, alerts: ['ImportNeedsPerson'], width: 8, decimals: 0 },
    }),
    figure({
      title: '部屋未定 / Without a room',
      description: '部屋のない宿泊の件数。0件が正常です。\n\nStays that have no room; 0 is well.',
      unit: 'short',
      queries: [query(state(of('heyawari_unplaced_stays')), '宿泊 / stays')],
      ...{ steps: noneIsWell, alerts: ['BookingUnplaced'], width: 4, decimals: 0 },
    }),
    figure({
      title: '部屋の重複 / Conflicts',
      description:
        '重複または使えなくなった部屋の件数。0件が正常です。\n\nRooms held twice, or of no use to their stay; 0 is well.',
      unit: 'short',
      queries: [query(state(of('heyawari_room_conflicts_open')), '部屋 / rooms')],
      ...{ steps: noneIsWell, alerts: ['RoomConflict'], width: 4, decimals: 0 },
    }),
    figure({
      title: '取込の動作確認から / Since the heartbeat',
      description:
        '予約が届かない時間に流す確認用の通知が、最後に取込を通ってから。予約が届いている間は流しません。\n\nSince a heartbeat message last came through the import; none is sent while bookings come.',
      unit: 's',
      queries: [query(age(of('heyawari_heartbeat_last_timestamp_seconds')), '確認 / heartbeat')],
      ...{ alerts: ['HeartbeatMissing'], width: 4, decimals: 0 },
    }),
    list({
      title: '割当モード / Mode',
      description: '施設の割当モードと運用状態。\n\nMode and roll-out of the hotel, as they are now.',
      unit: 'short',
      queries: [query(`max by (mode, roll_out) (${of('heyawari_hotel_info')})`, '{{mode}}')],
      columns: { mode: '割当モード / mode', roll_out: '運用 / roll-out' },
      width: 8,
    }),
    list({
      title: '発生中の警報 / Alerts now',
      description:
        'この施設の発生中の警報。なければ正常です。\n\nAlerts that are told of this hotel; none is well.',
      unit: 'short',
      queries: [
        query('max by (alertname, severity) (ALERTS{alertstate="firing", hotel="$hotel"})', '{{alertname}}'),
      ],
      columns: { alertname: '警報 / alert', severity: '重大度 / severity' },
      width: 8,
    }),
    timeline({
      title: '取込の判定 / Verdict',
      description:
        '取込の判定（良好・注意・要対応）。理由は予約取込の画面にあります。\n\nHow the import does; 予約取込 says why.',
      unit: 'short',
      queries: [query(state(of('heyawari_ota_import_verdict'), ''), '取込 / import')],
      words: {
        '0': { text: '良好 / good', color: 'green' },
        '1': { text: '注意 / degraded', color: 'yellow' },
        '2': { text: '要対応 / bad', color: 'red' },
      },
      steps: [
        { from: 1, color: 'yellow' },
        { from: 2, color: 'red' },
      ],
      ...{ alerts: ['ImportDegraded'], width: 8 },
    }),
  ],
};

const importing: Row = {
  title: '予約取込 / Import',
  panels: [
    curve({
      title: '最後の受信からの時間 / Since the last fetch',
      description:
        '受信の間隔。夜間は間隔が長くなります。破線で警報が出ます。\n\nHow long between proper answers; at the dashed line it is told.',
      unit: 's',
      queries: [
        query(age(of('heyawari_ota_last_fetch_timestamp_seconds')), '受信 / fetch'),
        query(age(of('heyawari_ota_circuit_opened_timestamp_seconds')), '不通 / unreachable'),
      ],
      ...{
        steps: upTo(boundOf('ImportStalled')),
        ...{ alerts: ['ImportStalled', 'SiteControllerUnreachable'], width: 8 },
      },
    }),
    curve({
      title: '未処理の予約通知 / Unsettled',
      description: 'まだ終わっていない予約通知、状態別。\n\nMessages that are not settled, by status.',
      unit: 'short',
      queries: [query(state(of('heyawari_ota_unsettled_messages'), 'status'), '{{status}}')],
      ...{ alerts: ['ImportNeedsPerson'], width: 8 },
    }),
    curve({
      title: '最も古いもの / The oldest',
      description:
        '未処理・要対応・完了通知待ちの最も古いものの経過時間。\n\nSince the oldest came that is unsettled, needs a person, or is unconfirmed.',
      unit: 's',
      queries: [
        query(age(of('heyawari_ota_oldest_unsettled_timestamp_seconds')), '未処理 / unsettled'),
        query(age(of('heyawari_ota_oldest_failed_message_timestamp_seconds'), 'class'), '要対応 / {{class}}'),
        query(age(of('heyawari_ota_oldest_unconfirmed_timestamp_seconds')), '完了通知待ち / unconfirmed'),
      ],
      ...{ steps: [{ from: 86_400, color: 'yellow' }], alerts: ['ImportNeedsPerson'], width: 8 },
    }),
    curve({
      title: '照合の不一致 / Open findings',
      description:
        '予約通知・PMS・部屋割りの不一致、種類別。\n\nWhat messages, the PMS and our plans say differently, and nobody has seen to.',
      unit: 'short',
      queries: [query(`${state(of('heyawari_reconciliation_open_findings'), 'kind')} > 0`, '{{kind}}')],
      ...{ steps: noneIsBetter, alerts: ['SequenceGap'], width: 8 },
    }),
    figure({
      title: '復元後の受信停止 / Held after a restore',
      description:
        'データベース復元後、受信を再開していなければ「停止」。\n\nWhether nothing is fetched until a person lets it go on after a restore.',
      unit: 'short',
      queries: [query(state(of('heyawari_ota_fetching_held')), '受信 / fetching')],
      words: { '0': { text: '受信中 / no', color: 'green' }, '1': { text: '停止 / held', color: 'red' } },
      ...{ steps: noneIsWell, alerts: ['FetchingHeld'], width: 8 },
    }),
  ],
};

const rooms: Row = {
  title: '部屋割り / Rooms',
  panels: [
    curve({
      title: '部屋割り待ちの宿泊 / Stays in the pool',
      description: '仮割当の宿泊の数、状態別。\n\nStays with a tentative room, by what the pool has them at.',
      unit: 'short',
      queries: [query(state(of('heyawari_pool_stays'), 'state'), '{{state}}')],
      ...{ alerts: ['PoolNotRunning'], width: 8 },
    }),
    curve({
      title: '部屋未定と重複 / Without a room, and conflicts',
      description:
        '部屋未定の宿泊と、重複した部屋。\n\nStays without a room, and rooms about which a person is asked.',
      unit: 'short',
      queries: [
        query(state(of('heyawari_unplaced_stays')), '部屋未定 / without a room'),
        query(state(of('heyawari_room_conflicts_open')), '重複 / conflicts'),
      ],
      ...{ steps: noneIsWell, alerts: ['BookingUnplaced', 'RoomConflict'], width: 8 },
    }),
    curve({
      title: '部屋割りの実行から / Since the last run',
      description:
        '最後の部屋割りと、過ぎた部屋確定期限からの時間。\n\nSince rooms were last looked at, and since the earliest deadline that was not kept.',
      unit: 's',
      queries: [
        query(age(of('heyawari_assignment_last_run_timestamp_seconds')), '実行 / run'),
        query(
          `${age(of('heyawari_pool_oldest_deadline_timestamp_seconds'))} > 0`,
          '期限の超過 / past the deadline',
        ),
      ],
      ...{
        steps: upTo(boundOf('PoolNotRunning')),
        alerts: ['PoolNotRunning', 'PoolDeadlinePassed'],
        width: 8,
      },
    }),
    curve({
      title: '期限と部屋未定の経過 / Past the deadline, and without a room for',
      description:
        '処理されない宿泊と、最も長い部屋未定の経過時間。なければ正常です。\n\nSince when a stay is due and not done, and since when the longest is without a room.',
      unit: 's',
      queries: [
        query(age(of('heyawari_pool_oldest_due_timestamp_seconds')), '未処理 / due'),
        query(age(of('heyawari_oldest_unplaced_timestamp_seconds')), '部屋未定 / without a room'),
      ],
      ...{ steps: upTo(boundOf('PoolStuck')), alerts: ['PoolStuck', 'BookingUnplaced'], width: 8 },
    }),
    curve({
      title: 'アップグレード / Upgrades',
      description:
        'アップグレード中の宿泊、人の判断を待つ変更案、期限を過ぎた宿泊。\n\nUpgraded stays, proposals that wait for a person, and stays past their deadline.',
      unit: 'short',
      queries: [
        query(state(of('heyawari_upgraded_stays')), 'アップグレード / upgraded'),
        query(state(of('heyawari_upgrade_proposals_open')), '変更案 / proposals'),
        query(state(of('heyawari_pool_past_deadline_stays')), '期限超過 / past the deadline'),
      ],
      ...{ alerts: ['PoolDeadlinePassed'], width: 8 },
    }),
    figure({
      title: '客室使用の差 / Usage gap',
      description:
        '最も使われた部屋と最も使われない部屋の使用率の差。小さいほど均等です。\n\nHow much more the most used room was used than the least used one, in the type with the widest gap.',
      unit: 'percentunit',
      queries: [query(state(of('heyawari_room_usage_gap_ratio')), '差 / gap')],
      ...{ steps: [{ from: 0.5, color: 'yellow' }], width: 8 },
    }),
  ],
};

export const oneHotel: Page = {
  uid: 'heyawari-hotel',
  title: '施設別 / Heyawari: one hotel',
  description: 'この施設は正常か、いつからか。/ Is this hotel fine, and since when not?',
  hotels: 'one',
  rows: [now, importing, rooms],
};
