// How do bookings come in? From the request to the reservation.
import type { Page, Row } from './page.js';
import { curve, figure, noneIsBetter, noneIsWell, timeline, upTo } from './panels.js';
import { age, boundOf, inRange, perHour, quantile, query, state } from './queries.js';

const of = (metric: string, more = '') => `${metric}{hotel=~"$hotel"${more}}`;

const receipt: Row = {
  title: '受信 / Received',
  panels: [
    curve({
      title: '最後の受信からの時間 / Since the last fetch',
      description:
        'サイトコントローラーが最後に正常に応答してからの時間。\n\nSince the site controller last answered properly, to any process.',
      unit: 's',
      queries: [query(age(of('heyawari_ota_last_fetch_timestamp_seconds')), '施設{{hotel}}')],
      ...{ steps: upTo(boundOf('ImportStalled')), alerts: ['ImportStalled'], width: 8 },
    }),
    curve({
      title: '受信の結果（1時間） / Fetches in an hour',
      description:
        '全施設の問い合わせの結果。rate_limitedはE013です。\n\nRequests of all hotels by result; rate_limited is E013.',
      unit: 'short',
      queries: [query(perHour('heyawari_ota_fetches_total', 'result'), '{{result}}')],
      ...{ alerts: ['ImportStalled', 'SiteControllerUnreachable'], width: 8 },
    }),
    curve({
      title: 'サイトコントローラーの応答時間 / Site controller: time to answer',
      description:
        '問い合わせ(fetch)と完了通知(confirm)の応答時間、50%と95%。失敗も含みます。\n\nHalf and 95 % of the requests of an hour are answered within; failed ones included.',
      unit: 's',
      queries: [
        query(
          quantile(0.5, 'heyawari_site_controller_request_duration_seconds', 'request'),
          '{{request}} 50%',
        ),
        query(
          quantile(0.95, 'heyawari_site_controller_request_duration_seconds', 'request'),
          '{{request}} 95%',
        ),
      ],
      ...{ alerts: ['SiteControllerUnreachable'], width: 8 },
    }),
    curve({
      title: 'サイトコントローラー不通の時間 / Unreachable for',
      description:
        '失敗が続き、間隔を空けて確認している時間。なければ正常です。\n\nFor how long the site controller has failed for the hotel; nothing is well.',
      unit: 's',
      queries: [query(age(of('heyawari_ota_circuit_opened_timestamp_seconds')), '施設{{hotel}}')],
      ...{
        steps: upTo(boundOf('SiteControllerUnreachable')),
        ...{ alerts: ['SiteControllerUnreachable'], width: 8 },
      },
    }),
    figure({
      title: '復元後に受信停止中 / Held after a restore',
      description:
        'データベース復元後、受信を再開していない施設の数。\n\nHotels for which nothing is fetched until a person lets it go on after a restore.',
      unit: 'short',
      queries: [query(`sum(${state(of('heyawari_ota_fetching_held'))})`, '施設 / hotels')],
      ...{ steps: noneIsWell, alerts: ['FetchingHeld'], width: 4, decimals: 0 },
    }),
    figure({
      title: '受信データ（表示期間） / Outputs',
      description:
        '受信データの数（new：新規、repeated：再送、broken_off：途中で切れたもの）。\n\nDeliveries in the time shown: new, repeated, or broken off on the way.',
      unit: 'short',
      queries: [query(inRange('heyawari_ota_outputs_received_total', 'kind'), '{{kind}}')],
      ...{ width: 8, decimals: 0 },
    }),
    figure({
      title: '予約通知（表示期間） / Messages',
      description: '受信した予約通知の数。\n\nMessages in the outputs received in the time shown.',
      unit: 'short',
      queries: [query(inRange('heyawari_ota_messages_received_total'), '件 / messages')],
      ...{ width: 4, decimals: 0 },
    }),
  ],
};

const confirmation: Row = {
  title: '完了通知 / Confirmed',
  panels: [
    curve({
      title: '未完了の最も古い受信データ / Oldest unconfirmed',
      description:
        '完了通知がまだの最も古い受信データの経過時間。\n\nSince the oldest delivery came that is not confirmed yet; nothing where all are.',
      unit: 's',
      queries: [query(age(of('heyawari_ota_oldest_unconfirmed_timestamp_seconds')), '施設{{hotel}}')],
      ...{ steps: upTo(boundOf('OutputUnconfirmed')), alerts: ['OutputUnconfirmed'], width: 12 },
    }),
    curve({
      title: '完了通知の結果（1時間） / Confirmations in an hour',
      description: '全施設の完了通知の結果。\n\nConfirmations of all hotels by result.',
      unit: 'short',
      queries: [query(perHour('heyawari_ota_confirmations_total', 'result'), '{{result}}')],
      ...{ alerts: ['OutputUnconfirmed'], width: 12 },
    }),
  ],
};

const importing: Row = {
  title: '取込 / Imported',
  panels: [
    timeline({
      title: '取込の判定 / Verdict',
      description:
        '施設ごとの取込の判定（良好・注意・要対応）。\n\nHow the import of each hotel does: good, degraded, or bad.',
      unit: 'short',
      queries: [query(state(of('heyawari_ota_import_verdict')), '施設{{hotel}}')],
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
    curve({
      title: '要対応の予約通知 / Needs a person',
      description:
        '人か後の通知でしか終わらない予約通知（room_code：紐づけなし、no_room：満室、validation：通知の不備、system_error：再試行の終了、needs_person：要確認）。\n\nMessages that only a person or a later message ends, by class of failure.',
      unit: 'short',
      queries: [
        query(`${state(of('heyawari_ota_failed_messages'), 'hotel, class')} > 0`, '施設{{hotel}} {{class}}'),
      ],
      ...{ steps: noneIsWell, alerts: ['ImportNeedsPerson'], width: 8 },
    }),
    curve({
      title: '要対応の最も古いもの / Oldest of them',
      description:
        '要対応の最も古い予約通知の経過時間。1日を超えたら施設に確認してください。\n\nSince the oldest of them came; after a day, ask the hotel.',
      unit: 's',
      queries: [
        query(
          age(of('heyawari_ota_oldest_failed_message_timestamp_seconds'), 'hotel, class'),
          '施設{{hotel}} {{class}}',
        ),
      ],
      ...{ steps: [{ from: 86_400, color: 'yellow' }], alerts: ['ImportNeedsPerson'], width: 8 },
    }),
    curve({
      title: '未処理の予約通知 / Unsettled',
      description:
        'まだ終わっていない予約通知の数、状態別。\n\nMessages that are not settled, by status; received and pending go down by themselves within minutes.',
      unit: 'short',
      queries: [
        query(
          `sum by (status) (${state(of('heyawari_ota_unsettled_messages'), 'hotel, status')})`,
          '{{status}}',
        ),
      ],
      ...{ alerts: ['JobsBacklog'], width: 8 },
    }),
    curve({
      title: '未処理の最も古いもの / Oldest unsettled',
      description:
        'まだ終わっていない最も古い予約通知の経過時間。\n\nSince the oldest message came that is not settled.',
      unit: 's',
      queries: [query(age(of('heyawari_ota_oldest_unsettled_timestamp_seconds')), '施設{{hotel}}')],
      ...{ steps: [{ from: 86_400, color: 'yellow' }], alerts: ['ImportNeedsPerson'], width: 8 },
    }),
    curve({
      title: '受信から予約まで / Receipt to reservation',
      description:
        '受信からPMSの予約になるまでの時間、50%と95%。人の対応を含みます。\n\nFrom receipt until it stood in the PMS; those a person had to see to included.',
      unit: 's',
      queries: [
        query(quantile(0.5, 'heyawari_ota_receipt_to_reservation_seconds'), '50%'),
        query(quantile(0.95, 'heyawari_ota_receipt_to_reservation_seconds'), '95%'),
      ],
      ...{ steps: [{ from: 300, color: 'yellow' }], width: 8 },
    }),
    curve({
      title: '取込の結果（1時間） / Import in an hour',
      description:
        '取込の試行の結果、状態別と失敗の分類別（none：失敗なし）。\n\nMessages read or applied, by the status they came to and the class of failure.',
      unit: 'short',
      queries: [
        query(
          `${perHour('heyawari_ota_import_attempts_total', 'status, class')} > 0`,
          '{{status}} {{class}}',
        ),
      ],
      ...{ alerts: ['ImportDegraded'], width: 8 },
    }),
    curve({
      title: '取込の時間 / Time to apply',
      description:
        '1件の取込と、1回のトランザクションの時間、95%。\n\n95 % of messages, and of transactions of several, are applied within; the writes of the PMS included.',
      unit: 's',
      queries: [
        query(quantile(0.95, 'heyawari_ota_import_duration_seconds'), '1件 / message 95%'),
        query(quantile(0.95, 'heyawari_ota_import_batch_duration_seconds'), '一括 / batch 95%'),
      ],
      ...{ steps: [{ from: 2.5, color: 'yellow' }], alerts: ['PmsLocked'], width: 8 },
    }),
    curve({
      title: '取込の動作確認の時間 / Heartbeat: time',
      description:
        '予約が届かない施設に流す確認用の通知が、取込を通るまでの時間、95%。通らないと警報が出ます。\n\n95 % of the heartbeat messages of quiet hotels are through the import within. One that does not come through is told.',
      unit: 's',
      queries: [query(quantile(0.95, 'heyawari_heartbeat_duration_seconds'), '確認 / heartbeat 95%')],
      ...{ alerts: ['HeartbeatMissing'], width: 8 },
    }),
    figure({
      title: '再試行の終了（表示期間） / Given up',
      description:
        '再試行を使い切った予約通知と完了通知の数、分類別。\n\nMessages by class, and confirmations, whose tries are used up, in the time shown.',
      unit: 'short',
      queries: [query(`${inRange('heyawari_ota_retries_exhausted_total', 'class')}`, '{{class}}')],
      ...{ steps: noneIsWell, alerts: ['ImportNeedsPerson'], width: 8, decimals: 0 },
    }),
  ],
};

const oddities: Row = {
  title: '不一致と注意 / What differs, and what is odd',
  closed: true,
  panels: [
    curve({
      title: '照合の不一致 / Open findings',
      description:
        '予約通知・PMS・部屋割りの不一致、種類別。\n\nWhat messages, the PMS and our plans say differently, and nobody has seen to.',
      unit: 'short',
      queries: [
        query(
          `${state(of('heyawari_reconciliation_open_findings'), 'hotel, kind')} > 0`,
          '施設{{hotel}} {{kind}}',
        ),
      ],
      ...{ steps: noneIsBetter, alerts: ['SequenceGap'], width: 8 },
    }),
    figure({
      title: '番号の抜け（表示期間） / Gaps in numbers',
      description:
        '旅行会社の通知番号の抜け。届いていない予約があるかもしれません。\n\nGaps in the running numbers of agencies in the time shown: bookings may never have come.',
      unit: 'short',
      queries: [query(inRange('heyawari_ota_report_numbers_missing_total'), '抜け / gaps')],
      ...{ steps: noneIsBetter, alerts: ['SequenceGap'], width: 4, decimals: 0 },
    }),
    figure({
      title: '判定の変化（表示期間） / Verdicts that turned',
      description:
        '取込の判定が変わった回数、変化後の判定別。\n\nHow often the verdict on a hotel turned in the time shown, by what to.',
      unit: 'short',
      queries: [query(inRange('heyawari_ota_import_health_turns_total', 'verdict'), '{{verdict}}')],
      ...{ alerts: ['ImportDegraded'], width: 4, decimals: 0 },
    }),
    curve({
      title: '読み取り時の注意（1時間） / Warnings in an hour',
      description:
        '読めたが注意のある予約通知、種類別。意味はdocs/import.mdにあります。\n\nOddities in messages that were read all the same, by kind.',
      unit: 'short',
      queries: [query(`${perHour('heyawari_ota_message_warnings_total', 'code')} > 0`, '{{code}}')],
      width: 8,
    }),
  ],
};

export const imports: Page = {
  uid: 'heyawari-imports',
  title: '予約取込 / Heyawari: imports',
  description:
    '予約は届き、取り込まれているか。/ How do bookings come in, from the request to the reservation?',
  hotels: 'all',
  rows: [receipt, confirmation, importing, oddities],
};
