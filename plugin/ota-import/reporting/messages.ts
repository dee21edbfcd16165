// What staff read about how the import does: why a verdict is not good, and what keeps failing alike.
import type { Messages } from '../../domain/refusal.js';

const verdictReasons = {
  'import.health.failed_arrivals': {
    ja: '本日・明日チェックインの予約通知が{count}件、取り込めないままです。至急、内容を確認してください。',
    en: '{count} messages of guests who arrive today or tomorrow are not imported. Look at them at once.',
  },
  'import.health.fetching_held': {
    ja: 'データベースが以前の状態に復元されたため、予約の受信を停止しています。照合の結果を確認してください。',
    en: 'The database was restored to an earlier state, so no bookings are received. Look at what the reconciliation found.',
  },
  'import.health.mass_edit': {
    ja: '最近取り込んだ予約{looked}件のうち{bookings}件（{share}％）が、PMSで一斉に変更されています。一括変更とみなし、その変更を理由に予約通知を要確認にはしません（予約サイトからの変更で上書きされることがあります）。心当たりがなければ管理者に連絡してください。',
    en: '{bookings} of the {looked} bookings imported last ({share} %) were changed in the PMS at once. That is taken for a mass change: no message is held for it, and what an agency changes may overwrite it. If nobody knows of it, tell the administrator.',
  },
  'import.health.site_controller': {
    ja: 'サイトコントローラーから受信できません（連続{failures}回失敗：{result}）。続く場合は管理者に連絡してください。',
    en: 'Nothing can be received from the site controller ({failures} failures in a row: {result}). If that goes on, tell the administrator.',
  },
  'import.health.not_processed': {
    ja: '取込待ちの予約通知が{minutes}分間処理されていません。続く場合は管理者に連絡してください。',
    en: 'Messages have been waiting to be imported for {minutes} minutes. If that goes on, tell the administrator.',
  },
  'import.health.unconfirmed': {
    ja: '受信済みの予約をサイトコントローラーに{minutes}分間通知できていません。自動で再試行します。続く場合は管理者に連絡してください。',
    en: 'The site controller could not be told for {minutes} minutes what has been received. It is tried again by itself; if that goes on, tell the administrator.',
  },
  'import.health.needs_person': {
    ja: '取り込めなかった予約通知が{hours}時間以上、対応されていません。内容を確認してください。',
    en: 'A message that could not be imported has been waiting for somebody for {hours} hours. Look at it.',
  },
  'import.health.success_rate': {
    ja: '直近24時間の取込成功率が{rate}％に下がっています（通常{usual}％、対象{tried}件）。よくある原因を確認してください。',
    en: 'In the last 24 hours {rate} % of {tried} messages were imported, where {usual} % are usual. Look at the most frequent causes.',
  },
} satisfies Messages;

const patterns = {
  'import.pattern.room_code': {
    ja: '部屋コード「{roomCode}」（{agency}）が部屋タイプに紐づいておらず、{count}件が取り込めませんでした。部屋タイプ紐づけかネット室マスターで紐づけてください。',
    en: 'Room code "{roomCode}" ({agency}) leads to no room type: {count} messages could not be imported. Map it here or in the net room master.',
  },
  'import.pattern.agency': {
    ja: '{agency}からの通知が、同じ原因で{count}件取り込めませんでした。予約サイト側の設定や送信内容を確認してください。',
    en: '{count} messages of {agency} could not be imported for the same cause. Check how this agency is set up and what it sends.',
  },
  'import.pattern.cause': {
    ja: '同じ原因で、{agencies}社の通知が{count}件取り込めませんでした。ホテル側の設定またはシステムを確認してください。',
    en: '{count} messages of {agencies} agencies could not be imported for the same cause. Check the hotel’s set-up or the system.',
  },
  'import.pattern.hour': {
    ja: '取込の失敗が毎日{hour}時台に集中しています（{count}件）。その時間帯に動く他の処理を確認してください。',
    en: 'Imports fail mostly between {hour}:00 and {hour}:59 ({count} times). Check what else runs at that time.',
  },
} satisfies Messages;

export const monitorMessages: Messages = { ...verdictReasons, ...patterns };
