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
    figure({
      title: '期限を過ぎた宿泊 / Stays past it',
      description:
        '部屋確定期限を過ぎ、まだ確定していない宿泊、施設別。0件が正常です。\n\nStays whose deadline has passed and whose room is not final, by hotel; 0 is well.',
      unit: 'short',
      queries: [query(state(of('heyawari_pool_past_deadline_stays')), '施設{{hotel}}')],
      ...{ steps: noneIsBetter, alerts: ['PoolDeadlinePassed'], width: 8, decimals: 0 },
    }),
    curve({
      title: '処理されない宿泊 / Due, and not done',
      description:
        '処理の期限が来てからの時間。部屋割りが実行されていれば表示されません。\n\nSince when the earliest stay is due that nothing keeps back; nothing is well.',
      unit: 's',
      queries: [query(age(of('heyawari_pool_oldest_due_timestamp_seconds')), '施設{{hotel}}')],
      ...{ steps: upTo(boundOf('PoolStuck')), alerts: ['PoolStuck'], width: 8 },
    }),
    curve({
      title: '最も長い部屋未定 / Longest without a room',
      description:
        '最も長く部屋未定の宿泊の経過時間。すべて割当済みなら表示されません。\n\nSince when the stay is without a room that has been so for longest.',
      unit: 's',
      queries: [query(age(of('heyawari_oldest_unplaced_timestamp_seconds')), '施設{{hotel}}')],
      ...{ steps: [{ from: 86_400, color: 'yellow' }], alerts: ['BookingUnplaced'], width: 8 },
    }),
  ],
};

const given: Row = {
  title: '部屋の割当 / Rooms given',
  panels: [
    curve({
      title: '部屋固定・確定解除（1時間） / Locks and final rooms taken back in an hour',
      description:
        '担当者による部屋固定（locked：固定、told：お部屋番号案内済み、unlocked：固定解除）と確定解除（taken back）。\n\nWhat staff have said of rooms: locked, told to whoever comes, not locked any more, not final any more. Many locks leave a night’s work little to move.',
      unit: 'short',
      queries: [
        query(perHour('heyawari_room_locks_total', 'to'), '{{to}}'),
        query(perHour('heyawari_final_rooms_taken_back_total'), 'taken back'),
      ],
      width: 8,
    }),
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
    curve({
      title: '人への引き継ぎ（1時間） / Escalations in an hour',
      description:
        '人に引き継がれた宿泊（without_room：空室なし、conflict：重複）。増え続けると警報が出ます。\n\nStays that were handed to a person: no room is free, or nobody could yield.',
      unit: 'short',
      queries: [query(perHour('heyawari_escalations_total', 'kind'), '{{kind}}')],
      ...{ steps: noneIsBetter, alerts: ['EscalationsRising'], width: 8 },
    }),
    curve({
      title: '割当モード別の結果（1時間） / Placements by mode',
      description: '割当の結果、割当モード別。\n\nStays placed or left unplaced, by the mode of the hotel.',
      unit: 'short',
      queries: [
        query(`${perHour('heyawari_placements_total', 'mode, outcome')} > 0`, '{{mode}} {{outcome}}'),
      ],
      width: 8,
    }),
  ],
};

const upgrades: Row = {
  title: 'アップグレードと均等化 / Upgrades, and even use',
  panels: [
    curve({
      title: 'アップグレード中の宿泊 / Upgraded stays',
      description:
        '予約と違う部屋タイプの宿泊（滞在中とこれから）。\n\nStays in the house or to come whose room is of another type than the booked one.',
      unit: 'short',
      queries: [query(state(of('heyawari_upgraded_stays')), '施設{{hotel}}')],
      width: 6,
    }),
    curve({
      title: 'アップグレードの費用 / Their cost',
      description:
        'アップグレードの費用（設定された金額による）。\n\nWhat these upgrades cost, all their nights together, by the prices on the upgrade relations.',
      unit: 'currencyJPY',
      queries: [query(state(of('heyawari_upgrade_cost_yen')), '施設{{hotel}}')],
      width: 6,
    }),
    figure({
      title: 'アップグレードの変更案 / Proposals open',
      description:
        '人の判断を待つアップグレードの変更案、施設別。\n\nStays without a room to which a person may give an upgrade, by hotel.',
      unit: 'short',
      queries: [query(state(of('heyawari_upgrade_proposals_open')), '施設{{hotel}}')],
      ...{ steps: noneIsBetter, alerts: ['BookingUnplaced'], width: 6, decimals: 0 },
    }),
    curve({
      title: '客室使用の差 / Usage gap',
      description:
        '最も使われた部屋と最も使われない部屋の使用率の差（差の最も大きい部屋タイプ）。小さいほど均等です。\n\nHow much more of its nights the most used room was used than the least used one, in the type with the widest gap.',
      unit: 'percentunit',
      queries: [query(state(of('heyawari_room_usage_gap_ratio')), '施設{{hotel}}')],
      ...{ steps: [{ from: 0.5, color: 'yellow' }], width: 6 },
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
  rows: [waiting, given, upgrades, setUp],
};
