// What staff read about a message that was read with something mended, set aside or odd in it.
import type { WarningCode } from '../domain/import-warning.js';
import type { Messages } from '../domain/refusal.js';

const warnings: Readonly<Record<WarningCode, Messages[string]>> = {
  characters_cleaned: {
    ja: '{element}に使えない文字があったため、取り除きました。',
    en: '{element} held characters that are not allowed; they were taken out.',
  },
  characters_lost: {
    ja: '{element}に壊れた文字があります（�で表示）。予約サイトの管理画面で確認してください。',
    en: '{element} holds damaged characters (shown as �). Look it up at the agency.',
  },
  markup_escaped: {
    ja: '{element}の「<」または「&」が正しく書かれていなかったため、文字として読みました。',
    en: 'A "<" or "&" in {element} was not escaped, and was read as text.',
  },
  name_restored: {
    ja: '{element}の「?」になっていた文字を、通信欄の氏名で補いました。',
    en: 'Characters that had become "?" in {element} were taken from the telegram text.',
  },
  name_note_moved: {
    ja: '{element}に含まれていた注記を、予約備考に移しました。',
    en: 'A note within {element} was moved to the remarks.',
  },
  name_taken_over: {
    ja: '予約者名がないため、{element}の氏名を予約者名としました。',
    en: 'No booker is named; the name in {element} stands for it.',
  },
  time_set_aside: {
    ja: '{element}が時刻として登録できないため、予約備考に書きました。',
    en: '{element} is no time that can be stored; it stands in the remarks.',
  },
  date_repaired: {
    ja: '{element}の日付の形式が通常と異なります。念のため確認してください。',
    en: '{element} is written in an unusual form. Please check it.',
  },
  date_set_aside: {
    ja: '{element}の日付が正しくないため、使いませんでした。',
    en: '{element} is not a date as it stands, and was not used so.',
  },
  code_unknown: {
    ja: '{element}が未知のコードのため、予約備考に書きました。',
    en: '{element} is an unknown code; it stands in the remarks.',
  },
  amount_repaired: {
    ja: '{element}の金額の書き方が通常と異なります。念のため確認してください。',
    en: 'The amount in {element} is written in an unusual form. Please check it.',
  },
  amount_set_aside: {
    ja: '{element}が金額として読めないため、予約備考に書きました。',
    en: '{element} is no amount; it stands in the remarks.',
  },
  charge_unreadable: {
    ja: 'キャンセル料（{element}）が金額として読めないため、キャンセル料なしで取り消しました。予約サイトの管理画面で金額を確認してください。',
    en: 'The charge ({element}) is no amount; it was cancelled without one. Look the amount up at the agency.',
  },
  charge_not_written: {
    ja: 'キャンセル料{charge}円の取消が届きましたが、PMSに取り消す予約が残っていなかったため、キャンセル料は登録していません。請求の要否を確認してください。',
    en: 'The cancellation says a charge of {charge} yen. Nothing was left in the PMS to cancel, so the charge stands nowhere. Decide whether it is to be billed.',
  },
  count_set_aside: {
    ja: '{element}の人数が読めないため、他の人数から判断しました。',
    en: '{element} is no number of people; other counts were used.',
  },
  contact_set_aside: {
    ja: '{element}が連絡先として正しくないため、予約備考に書きました。',
    en: '{element} is no address or number; it stands in the remarks.',
  },
  text_shortened: {
    ja: '{element}が長すぎるため、途中までを登録しました。',
    en: '{element} is too long; only its beginning was stored.',
  },
  people_differ: {
    ja: '予約の人数（{said}名）と部屋ごとの人数の合計（{counted}名）が異なります。',
    en: 'The booking says {said} people, its rooms hold {counted}.',
  },
  rooms_differ: {
    ja: '予約の部屋数（{said}室）と通知に書かれた部屋（{counted}室）が異なります。通知に書かれた部屋のとおりに扱います。予約サイトの管理画面で部屋数を確認してください。',
    en: 'The booking says {said} rooms, the message names {counted}, which count. Look up at the agency how many are booked.',
  },
  price_differs: {
    ja: '料金合計（{said}円）と宿泊料金・オプションの計（{reckoned}円）が異なります。',
    en: 'The total is {said} yen, the nights and options come to {reckoned}.',
  },
  room_nights_differ: {
    ja: '{rooms}室の宿泊日が部屋ごとに異なります。',
    en: 'The {rooms} rooms are booked for different nights.',
  },
  arrival_past: {
    ja: 'チェックイン日（{checkIn}）を過ぎて届いた新規予約です（受信日：{received}）。ご到着の有無と日付を予約サイトの管理画面で確認してください。',
    en: 'This new booking came on {received}, after its check-in date ({checkIn}). Look up at the agency whether the date is right, and whether the guest came.',
  },
  one_type_throughout: {
    ja: '{room}室目は{date}の泊から部屋タイプが変わる予約（{from} → {to}）です。PMSには1室1タイプしか登録できないため、全泊を{type}で登録しました。',
    en: 'Room {room} changes its type with the night of {date} ({from} to {to}). The PMS takes one type for a room: all nights are in {type}.',
  },
};

const keyOf = (code: string) => `import.warning.${code}`;

export const warningMessages: Messages = Object.fromEntries(
  Object.entries(warnings).map(([code, sentences]) => [keyOf(code), sentences]),
);

/** Of a code that another build stored, the code. */
export const warningSentences = (code: string) => ({
  key: keyOf(code),
  ...(warningMessages[keyOf(code)] ?? { ja: code, en: code }),
});
