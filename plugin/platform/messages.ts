// The platform's own sentences, for refusals that no slice words itself.
import type { Messages } from '../domain/refusal.js';

export const platformMessages: Messages = {
  'request.invalid': {
    ja: '入力内容に誤りがあります。項目を確認してください。',
    en: 'Some of the input is not valid. Please check the fields.',
  },
  'request.unreadable': {
    ja: '送信内容を読み取れませんでした。',
    en: 'The request could not be read.',
  },
  'request.too_large': {
    ja: '送信内容が大きすぎます。1MBまで送信できます。',
    en: 'The request is too large; 1 MB can be sent.',
  },
  'request.unknown_hotel': { ja: 'ホテル{hotel}はありません。', en: 'There is no hotel {hotel}.' },
  'request.unknown_path': { ja: 'このアドレスには何もありません。', en: 'There is nothing at this address.' },
  'request.unsigned': { ja: 'ログインが必要です。', en: 'Please sign in.' },
  'request.too_many': {
    ja: '操作が多すぎます。{seconds}秒ほど待ってからやり直してください。',
    en: 'Too many commands. Please wait {seconds} seconds and try again.',
  },
  'request.other_database': {
    ja: 'この環境では部屋割りを利用できません。',
    en: 'Heyawari does not serve this environment.',
  },
  'request.guard_silent': {
    ja: 'ログインの確認ができませんでした。もう一度お試しください。',
    en: 'Your sign-in could not be checked. Please try again.',
  },
  'request.not_internal': {
    ja: 'この操作はシステム内部からのみ実行できます。',
    en: 'This address is for the system’s own jobs only.',
  },
  'request.only_get': {
    ja: 'このアドレスにはGETでのみ要求できます。何も実行していません。',
    en: 'This address takes GET only. Nothing was done.',
  },
  'request.database_away': {
    ja: 'データベースに接続できません。少し待ってからもう一度お試しください。',
    en: 'The database cannot be reached. Please wait a moment and try again.',
  },
  'request.installation': {
    ja: 'データベースまたは暗号鍵に問題があるため、実行できませんでした。何も変更していません。管理者に番号 {correlationId} をお知らせください。',
    en: 'Something is wrong with the database or the encryption keys, so this could not be done. Nothing was changed; please tell your administrator the number {correlationId}.',
  },
  'plugin.starting': {
    ja: '部屋割りを起動しています。少し待ってからやり直してください。',
    en: 'Heyawari is starting. Please try again in a moment.',
  },
  'plugin.failed': {
    ja: '部屋割りを起動できません。理由はサーバーのログにあります。管理者にお知らせください。',
    en: 'Heyawari could not start. The log of the server says why; please tell your administrator.',
  },
  'plugin.stopped': {
    ja: '部屋割りは停止しています。しばらくしてからやり直してください。',
    en: 'Heyawari has been stopped. Please try again later.',
  },
  'request.busy': {
    ja: '予約データを他の処理が使用中のため、実行できませんでした。何も変更していません。少し待ってからもう一度お試しください。',
    en: 'Something else is using the reservations at the moment. Nothing was changed; please wait a little and try again.',
  },
  'request.failed': {
    ja: '処理に失敗しました。もう一度お試しください。続く場合は管理者に番号 {correlationId} をお知らせください。',
    en: 'Something went wrong. Please try again; if it persists, tell your administrator the number {correlationId}.',
  },
  'idempotency.other_request': {
    ja: '同じ操作番号で別の内容が送信されました。画面を更新してやり直してください。',
    en: 'This idempotency key was used for another request. Please reload and try again.',
  },
  'idempotency.working': {
    ja: '同じ操作を処理中です。少し待ってから画面を更新してください。',
    en: 'The same command is still being worked on. Please wait a moment and reload.',
  },
  'idempotency.outcome_unknown': {
    ja: '前回の操作の結果を確認できません。画面を更新して状態を確認してから、やり直してください。',
    en: 'The outcome of the earlier command is not known. Please reload, see how things stand, and try again.',
  },
  'request.clerk_missing': {
    ja: 'このホテルではログインを共有しているため、担当者の氏名またはイニシャルが必要です。何も変更していません。担当者を入力して、もう一度実行してください。',
    en: 'Logins are shared in this hotel, so the name or initials of whoever does this are needed. Nothing was changed; please say who you are and try again.',
  },
  'version.changed': {
    ja: '他の人が先に変更しました。画面を更新して確認してください。',
    en: 'Someone else has changed this meanwhile. Please reload and look again.',
  },
};
