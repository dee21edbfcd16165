// Is everybody housed, and in time? The stays without a final room, and how rooms are given.
import type { Page, Row } from './page.js';
import { curve, figure, list, noneIsBetter, noneIsWell, upTo } from './panels.js';
import { age, boundOf, inRange, perHour, quantile, query, state } from './queries.js';

const of = (metric: string) => `${metric}{hotel=~"$hotel"}`;

const waiting: Row = {
  title: '部屋割り待ち / In the pool',
  panels: [
    curve({
      title: '部屋割り待ちの宿泊 / Stays in the pool',
      description:
        '仮割当の宿泊の数、状態別（waiting：待ち、ready：対象、processing：処理中、failed：失敗）。\n\nStays with a tentative room, by what the pool has them at; failed is to be looked at.',
      unit: 'short',
      queries: [query(`sum by (state) (${state(of('heyawari_pool_stays'), 'hotel, state')})`, '{{state}}')],
      ...{ alerts: ['PoolNotRunning'], width: 8 },
    }),
    curve({
      title: '最も早い部屋確定期限まで / To the earliest deadline',
      description:
        '最も早い部屋確定期限までの時間。0なら期限が来て、まだ確定していません。\n\nUntil the earliest deadline of a stay without a final room; 0: it was not kept.',
      unit: 's',
      queries: [
        query(
          `clamp_min(${state(of('heyawari_pool_oldest_deadline_timestamp_seconds'))} - time(), 0)`,
          '施設{{hotel}}',
        ),
      ],
      ...{ alerts: ['PoolDeadlinePassed'], width: 8 },
    }),
    curve({
      title: '部屋割りの実行から / Since the last run',
      description:
        '最後の部屋割りからの時間。15分ごとに実行されます。\n\nSince rooms were last looked at; it is done every 15 minutes.',
      unit: 's',
      queries: [query(age(of('heyawari_assignment_last_run_timestamp_seconds')), '施設{{hotel}}')],
      ...{ steps: upTo(boundOf('PoolNotRunning')), alerts: ['PoolNotRunning'], width: 8 },
    }),
    figure({
      title: '部屋未定の宿泊 / Without a room',
      description: '部屋のない宿泊、施設別。0件が正常です。\n\nStays that have no room, by hotel; 0 is well.',
      unit: 'short',
      queries: [query(state(of('heyawari_unplaced_stays')), '施設{{hotel}}')],
      ...{ steps: noneIsWell, alerts: ['BookingUnplaced'], width: 8, decimals: 0 },
    }),
    figure({
      title: '部屋の重複 / Room conflicts',
      description:
        '重複または使えなくなった部屋、施設別。0件が正常です。\n\nRooms about which a person is asked, by hotel; 0 is well.',
      unit: 'short',
      queries: [query(state(of('heyawari_room_conflicts_open')), '施設{{hotel}}')],
      ...{ steps: noneIsWell, alerts: ['RoomConflict'], width: 8, decimals: 0 },
    }),
    figure({
      title: '部屋確定期限の超過 / Past the deadline',
      description:
        '最も古い期限を過ぎた時間、施設別。負の値は期限までの時間です。\n\nBy how much the earliest deadline is past; what is to come is less than nothing.',
      unit: 's',
      queries: [query(age(of('heyawari_pool_oldest_deadline_timestamp_seconds')), '施設{{hotel}}')],
      ...{
        steps: upTo(boundOf('PoolDeadlinePassed')),
        ...{ alerts: ['PoolDeadlinePassed'], width: 8, decimals: 0 },
      },
    }),
  ],
};

const given: Row = {
  title: '部屋の割当 / Rooms given',
  panels: [
    curve({
      title: '割当の結果（1時間） / Placements in an hour',
      description:
        '割当の結果（booked_type：予約の部屋タイプ、upgrade：アップグレード、unplaced：部屋未定）。\n\nStays by what they were given: the type booked, an upgrade, or no room.',
      unit: 'short',
      queries: [query(perHour('heyawari_placements_total', 'outcome'), '{{outcome}}')],
      ...{ alerts: ['BookingUnplaced'], width: 8 },
    }),
    curve({
      title: '部屋確定（1時間） / Rooms made final in an hour',
      description: '部屋確定の理由別の数。\n\nRooms that became final, by cause.',
      unit: 'short',
      queries: [query(perHour('heyawari_final_rooms_total', 'cause'), '{{cause}}')],
      width: 8,
    }),
    curve({
      title: '仮割当の変更（1時間） / Tentative rooms moved in an hour',
      description:
        '仮割当の変更の数、理由別。少ないほどよいです。\n\nTentative rooms exchanged, by what for; fewer is better.',
      unit: 'short',
      queries: [query(perHour('heyawari_tentative_moves_total', 'by'), '{{by}}')],
      width: 8,
    }),
    figure({
      title: '部屋の重複の処理（表示期間） / Conflicts met',
      description:
        '見つかった重複（yielded：仮割当が譲った、open：人に確認）。\n\nRooms found held twice in the time shown: a tentative stay gave way, or a person was asked.',
      unit: 'short',
      queries: [query(inRange('heyawari_room_conflicts_total', 'outcome'), '{{outcome}}')],
      ...{ steps: noneIsBetter, alerts: ['RoomConflict'], width: 8, decimals: 0 },
    }),
    figure({
      title: '計算の失敗（表示期間） / Engine failures',
      description:
        '部屋を計算できなかった夜間処理（cut_off：時間切れ、failed：失敗）。期限の来た部屋は確定されます。\n\nNightly runs in which no rooms could be worked out; what was due became final all the same.',
      unit: 'short',
      queries: [query(inRange('heyawari_assignment_engine_failures_total', 'cause'), '{{cause}}')],
      ...{ steps: noneIsWell, width: 8, decimals: 0 },
    }),
    curve({
      title: '部屋割りの時間 / Duration of runs',
      description:
        '1施設の部屋割りの時間、95%（nightly：夜間、sweep：日中）。\n\n95 % of the runs of one hotel end within.',
      unit: 's',
      queries: [query(quantile(0.95, 'heyawari_assignment_run_duration_seconds', 'kind'), '{{kind}} 95%')],
      ...{ steps: [{ from: 30, color: 'yellow' }], alerts: ['PoolNotRunning'], width: 8 },
    }),
  ],
};

const setUp: Row = {
  title: '設定とPMSの追跡 / Settings, and following the PMS',
  closed: true,
  panels: [
    list({
      title: '割当モード / Modes',
      description: '施設の割当モードと運用状態。\n\nMode and roll-out of each hotel, as they are now.',
      unit: 'short',
      queries: [query(`max by (hotel, mode, roll_out) (${of('heyawari_hotel_info')})`, '{{hotel}}')],
      columns: { hotel: '施設 / hotel', mode: '割当モード / mode', roll_out: '運用 / roll-out' },
      width: 8,
    }),
    figure({
      title: 'アップグレード設定の変更（表示期間） / Edits of the hierarchy',
      description:
        'アップグレード設定の変更、種類と結果別。\n\nEdits of upgrade relations and rules in the time shown, by kind and result.',
      unit: 'short',
      queries: [
        query(`${inRange('heyawari_room_hierarchy_edits_total', 'kind, result')} > 0`, '{{kind}} {{result}}'),
      ],
      ...{ width: 8, decimals: 0 },
    }),
    figure({
      title: 'PMSとの全件比較（表示期間） / Compared whole',
      description:
        '変更履歴では足りず、PMSと全件比較した回数。多いときは管理者に知らせてください。\n\nHotels compared whole with the PMS, because its change log could not say what was changed.',
      unit: 'short',
      queries: [query(inRange('heyawari_host_comparisons_total'), '回 / times')],
      ...{ steps: [{ from: 10, color: 'yellow' }], width: 4, decimals: 0 },
    }),
    figure({
      title: '待ちきれなかった変更履歴（表示期間） / Log rows forgotten',
      description:
        '1時間待っても確定しなかった変更履歴の行数。0件が正常です。\n\nRows of the change log waited for in vain: a session held its transaction open for an hour.',
      unit: 'short',
      queries: [query(inRange('heyawari_host_log_rows_forgotten_total'), '行 / rows')],
      ...{ steps: noneIsBetter, alerts: ['PmsLocked'], width: 4, decimals: 0 },
    }),
  ],
};

export const pool: Page = {
  uid: 'heyawari-pool',
  title: '部屋割り待ち / Heyawari: pool',
  description: 'すべての宿泊に、期限までに部屋があるか。/ Is everybody housed, and in time?',
  hotels: 'all',
  rows: [waiting, given, setUp],
};
