// What staff read about a message that was not imported: what happened, to what, and what to do.
import { type FailureCode, failureKey, type ImportFailure } from '../domain/import-failure.js';
import { fill, type Messages } from '../domain/refusal.js';
import { reconciliationMessages } from './reconciliation/messages.js';
import { monitorMessages } from './reporting/messages.js';
import { warningMessages } from './warning-messages.js';

type Sentences = Messages[string];

const failures: Readonly<Record<FailureCode, Sentences>> = {
  xml_malformed: {
    ja: '通知を読み取れません（XMLの形式不正）。予約サイトの管理画面で内容を確認し、手動で登録してください。',
    en: 'The message cannot be read (damaged XML). Look the booking up at the agency and enter it by hand.',
  },
  xml_too_large: {
    ja: '通知が大きすぎるため読み取れません（{limit}の上限 {maximum}）。管理者に連絡してください。',
    en: 'The message is too large to be read ({limit} over {maximum}). Please tell the administrator.',
  },
  wrong_root: {
    ja: '予約通知ではないデータが届きました。管理者に連絡してください。',
    en: 'What arrived is not a booking message. Please tell the administrator.',
  },
  data_id_missing: {
    ja: '通知番号（DataID）がありません。予約サイトの管理画面で内容を確認し、手動で登録してください。',
    en: 'The message has no DataID. Look the booking up at the agency and enter it by hand.',
  },
  id_too_long: {
    ja: '番号（{element}）が長すぎます（PMSに登録できるのは{most}文字まで）。予約サイトの管理画面で内容を確認し、手動で登録してください。',
    en: 'A number ({element}) is too long: the PMS keeps at most {most} characters. Look the booking up at the agency and enter it by hand.',
  },
  classification_unknown: {
    ja: '通知の種別（新規・変更・取消）を判別できません。予約サイトの管理画面で内容を確認してください。',
    en: 'The message is neither a new booking, a change nor a cancellation. Look it up at the agency.',
  },
  booking_number_missing: {
    ja: '予約番号がありません。予約サイトの管理画面で内容を確認し、手動で登録してください。',
    en: 'The message has no booking number. Look the booking up at the agency and enter it by hand.',
  },
  name_missing: {
    ja: '予約者名がありません。予約サイトの管理画面で確認し、「内容を訂正」で取り込んでください。',
    en: 'The booker has no name. Look it up at the agency, then correct the message.',
  },
  date_missing: {
    ja: '日付（{element}）がありません。予約サイトの管理画面で確認し、「内容を訂正」で取り込んでください。',
    en: 'A date ({element}) is missing. Look the booking up at the agency, then correct the message.',
  },
  date_invalid: {
    ja: '日付（{element}）が正しくありません。予約サイトの管理画面で確認し、「内容を訂正」で取り込んでください。',
    en: 'A date ({element}) is not one. Look the booking up at the agency, then correct the message.',
  },
  dates_reversed: {
    ja: 'チェックアウト（{checkOut}）がチェックイン（{checkIn}）より前です。予約サイトの管理画面で確認し、「内容を訂正」で取り込んでください。',
    en: 'Check-out ({checkOut}) is before check-in ({checkIn}). Look the booking up at the agency, then correct the message.',
  },
  rooms_missing: {
    ja: '部屋の情報がありません。予約サイトの管理画面で確認し、「内容を訂正」で取り込んでください。',
    en: 'The message names no rooms. Look the booking up at the agency, then correct the message.',
  },
  nights_incomplete: {
    ja: '{date}の部屋情報が不足しています。予約サイトの管理画面で確認し、「内容を訂正」で取り込んでください。',
    en: 'The night of {date} is not covered for every room. Look the booking up at the agency, then correct the message.',
  },
  people_invalid: {
    ja: '人数（{element}）が正しくありません。予約サイトの管理画面で確認し、「内容を訂正」で取り込んでください。',
    en: 'A number of people ({element}) is not one. Look the booking up at the agency, then correct the message.',
  },
  price_invalid: {
    ja: '料金（{element}）が正しくありません。予約サイトの管理画面で確認し、「内容を訂正」で取り込んでください。',
    en: 'A price ({element}) is not one. Look the booking up at the agency, then correct the message.',
  },
  room_code_missing: {
    ja: '部屋コードのない部屋があります（{agency}）。予約サイトの管理画面で部屋タイプを確認し、部屋を選んで登録してください。',
    en: 'A room of the booking has no room code ({agency}). Look its type up at the agency, and choose a room for it.',
  },
  room_code_unknown: {
    ja: '部屋コード「{code}」（{agency}）が部屋タイプに紐づいていません。部屋タイプ紐づけかネット室マスターで紐づけてください。紐づけるとすぐに、また1時間ごとに自動で再取込します。',
    en: 'Room code "{code}" ({agency}) leads to no room type. Map it here or in the net room master; a mapping made here is tried at once, and it is tried again every hour.',
  },
  room_type_gone: {
    ja: '部屋コード「{code}」（{agency}）の部屋タイプ「{type}」に販売中の部屋がありません。別の部屋タイプに紐づけてください。1時間ごとに自動で再取込します。',
    en: 'Room code "{code}" ({agency}) leads to {type}, of which no room is for sale. Map it to another type; it is tried again every hour.',
  },
  no_availability: {
    ja: '{bookedType}とアップグレード先に、予約に合う（禁煙・喫煙を含む）空室がありません。空室が出しだい自動で取り込みます。',
    en: 'No room of type {bookedType} nor of its upgrades, with smoking as booked, is free. It is imported as soon as one is.',
  },
  chosen_room_taken: {
    ja: '{slot}室目に選んだ部屋は、その日程では使えません。別の部屋を選んでください。',
    en: 'The room chosen for room {slot} is not free for the whole stay. Choose another one.',
  },
  locked_by_pms: {
    ja: 'PMSの他の処理がこの予約に関わるデータを使用中のため、まだ取り込めません。数秒〜5分ごとに自動で再試行します。続く場合はPMSの予約編集画面を閉じ、管理者に連絡してください。',
    en: 'Something else in the PMS holds data of this booking, so it is not imported yet. It is tried again by itself within five minutes; if that goes on, close reservations that are being edited and tell the administrator.',
  },
  host_silent: {
    ja: 'PMSの予約登録処理が時間内に終わりませんでした。自動で再試行します。続く場合は手動で登録し、管理者に連絡してください。',
    en: 'The PMS did not finish writing the booking in time. It is tried again by itself; if that goes on, enter it by hand and tell the administrator.',
  },
  database_error: {
    ja: '取込中にデータベースエラー（{code}）が発生しました。自動で再試行します。',
    en: 'The database reported an error ({code}). It is tried again by itself.',
  },
  host_refused: {
    ja: 'PMSが予約を登録できませんでした。自動で再試行します。続く場合は手動で登録してください。',
    en: 'The PMS refused to write the booking. It is tried again; if that goes on, enter it by hand.',
  },
  unexpected: {
    ja: '取込中に予期しないエラーが発生しました。続く場合は管理者に連絡してください。',
    en: 'Something unexpected went wrong. If it goes on, please tell the administrator.',
  },
  booking_unknown: {
    ja: '対象の予約がまだ届いていません。届きしだい自動で処理します。届かない場合は予約番号を確認してください。',
    en: 'The booking it speaks of has not come yet. It is applied when that comes; if not, check the booking number.',
  },
  settled_by_person: {
    ja: 'スタッフが対応済み（他館手配・取消依頼など）の予約に新しい通知が届きました。取り込むか、そのままにするかを選んでください。',
    en: 'A new message about a booking that staff have settled otherwise (housed elsewhere, cancellation requested). Accept it, or keep things as they are.',
  },
  number_of_other_agency: {
    ja: 'この予約番号の予約は、通知元の{agency}ではなく{other}のものだけです。同じ会社かどうか、予約サイトの管理画面で確認してください。元の予約が届けば自動で処理します。',
    en: 'Of this booking number there is only a booking of {other}, not of {agency}, which sent the message. Check whether they are one company; if its booking comes, it is applied by itself.',
  },
  entered_by_hand_already: {
    ja: '手入力済みですか（候補{count}件）。同じ予約なら「対応済みにする」（手入力済み）でその予約に紐づけ、別予約なら「通知どおりに反映」で取り込んでください。',
    en: 'Has this booking been entered by hand already ({count} may be it)? If so, resolve it as entered by hand with that reservation; if it is another booking, accept it.',
  },
  other_booking_touched: {
    ja: '同じ予約番号の別の予約がPMSにあり、正しい予約だけを変更できませんでした。PMSで確認のうえ、手動で処理してください。',
    en: 'The PMS has another reservation of the same number, and did not write to the right one alone. Look at both and deal with it by hand.',
  },
  same_id_other_content: {
    ja: '同じ通知番号で内容の異なる通知が届きました。予約サイトの管理画面で確認し、この内容が正しい場合や別の予約の場合は「通知どおりに反映」、誤りの場合は「予約をそのまま残す」を選んでください。',
    en: 'A second message has the same id and other content. Check at the agency which one is right: accept this one if it is, or if it is another booking, else reject it.',
  },
  booking_ambiguous: {
    ja: '同じ予約番号の予約がPMSに{reservations}件あります。PMSで1件だけを残して（ほかは取り消すか予約番号を外して）「今すぐ再試行」を押すか、この通知の内容をPMSで反映してから「対応済みにする」（PMSで対応済み）を押してください。',
    en: 'The PMS has {reservations} reservations of this number. Leave one of them there (cancel the others, or take the number from them) and try again, or do in the PMS what the message says and mark it as settled.',
  },
  after_check_in: {
    ja: 'ご到着済みですか。チェックイン時刻を過ぎてから届いた変更・取消です。お客様に確認のうえ、処理してください。',
    en: 'Has the guest arrived? The change or cancellation came after the check-in time. Ask the guest, then deal with it.',
  },
  number_of_ended_stay: {
    ja: '同じ予約番号のご宿泊は{checkOut}に終わっています。予約サイトが番号を再び使った新しい予約と思われます。予約サイトの管理画面で確認し、手動で登録してください。',
    en: 'The stay of this booking number ended on {checkOut}. The agency seems to use the number again for another booking. Look it up at the agency and enter it by hand.',
  },
  room_type_changes: {
    ja: '{room}室目は{date}の泊から部屋タイプが変わります（{from} → {to}）。PMSには1室1タイプしか自動登録できません。全泊に使う部屋または部屋タイプを選んで取り込んでください（部屋移動する場合は、取込後にPMSで移動）。',
    en: 'Room {room} changes its type with the night of {date} ({from} to {to}), and the PMS takes one type for a room. Import it with the room or type for all its nights; a guest who is to move is moved in the PMS afterwards.',
  },
  rooms_staggered: {
    ja: '{rooms}室の宿泊日が部屋ごとにずれているため、PMSに自動登録できません。手動で登録してください。',
    en: 'The {rooms} rooms have nights that overlap in part, which the PMS cannot take. Enter the booking by hand.',
  },
  rooms_of_group_changed: {
    ja: '複数室の予約で日程または室数が変わりました（{held}室 → {rooms}室）。内容を確認し、「通知どおりに反映」するか、PMSで変更してください。',
    en: 'Dates or number of rooms of a booking of several rooms have changed ({held} to {rooms}). Apply it as the message says, or change it in the PMS.',
  },
  reservation_cancelled: {
    ja: 'PMSでキャンセルされた予約に対する通知です。予約を復活させるか確認してください。',
    en: 'The reservation is cancelled already. Decide whether it lives again.',
  },
  deleted_in_pms: {
    ja: '{received}までの通知で取り込んだ予約が、PMSで削除されています。もう一度取り込むなら「通知どおりに反映」、そのままでよければ「予約をそのまま残す」を選んでください。',
    en: 'The reservation that was imported (messages up to {received}) has been deleted in the PMS. Accept the message to book it again, or keep things as they are.',
  },
  newer_rejected: {
    ja: '{received}に受信した、この予約のより新しい通知（No.{message}）を、スタッフが反映しないと決めています。古いこの通知は反映しません。「予約をそのまま残す」か、必要な変更をPMSで行い「対応済みにする」（PMSで対応済み）を押してください。',
    en: 'Staff have rejected a newer message of this booking (no. {message}, received on {received}), so this older one is not applied. Keep things as they are, or make the change in the PMS and say so.',
  },
  edited_by_hand: {
    ja: 'スタッフがPMSで変更した内容が、この変更を反映すると失われます。変更前と変更後を確認し、「通知どおりに反映」か「予約をそのまま残す」を選ぶか、PMSで対応して「対応済みにする」を押してください。',
    en: 'Staff have edited in the PMS what this change would undo. Compare before and after, then accept it, keep the reservation as it is, or do it in the PMS.',
  },
  day_use_without_room: {
    ja: '日帰り利用の部屋が空いていません。「部屋を選んで取り込む」で部屋を選ぶか、手動で登録して「対応済みにする」を押してください。',
    en: 'No room is free for the day use. Import it with a room that you choose, or enter it by hand and mark it as settled.',
  },
};

/** The same, where its tries or its time are used up: nothing of it happens by itself any more. */
const givenUp: Partial<Record<FailureCode, Sentences>> = {
  room_code_unknown: {
    ja: '部屋コード「{code}」（{agency}）が部屋タイプに紐づかないまま、到着日を過ぎました。自動の再取込は終了しています。紐づけてから「今すぐ再試行」を押すか、「部屋を選んで取り込む」で部屋を選んでください。',
    en: 'The arrival day passed while the room code {code} of {agency} led to no room type, so it is not tried again by itself. Map the code and try again, or import the booking with a room that you choose.',
  },
  room_type_gone: {
    ja: '部屋コード「{code}」（{agency}）の部屋タイプ「{type}」に販売中の部屋がないまま、到着日を過ぎました。自動の再取込は終了しています。「部屋を選んで取り込む」で部屋を選ぶか、「対応済みにする」を押してください。',
    en: 'The arrival day passed while the type {type} of the room code {code} ({agency}) had no room for sale, so it is not tried again by itself. Import it with a room that you choose, or mark it as settled.',
  },
  no_availability: {
    ja: '{bookedType}とアップグレード先に、予約に合う（禁煙・喫煙を含む）空室がないまま、到着日を過ぎました。自動の再取込は終了しています。「部屋を選んで取り込む」で部屋を選ぶか、「対応済みにする」を押してください。',
    en: 'The arrival day passed while no room of type {bookedType} nor of its upgrades, with smoking as booked, was free, so it is not tried again by itself. Import it with a room that you choose, or mark it as settled.',
  },
  database_error: {
    ja: '取込中のデータベースエラー（{code}）が続いたため、自動の再試行は終了しています。管理者に連絡し、解消してから「今すぐ再試行」を押してください。',
    en: 'The database went on reporting an error ({code}), so it is not tried again by itself. Tell the administrator, and try again when that is mended.',
  },
  host_refused: {
    ja: 'PMSが予約を登録できない状態が続いたため、自動の再試行は終了しています。管理者に連絡し、解消してから「今すぐ再試行」を押すか、手動で登録して「対応済みにする」を押してください。',
    en: 'The PMS went on refusing to write the booking, so it is not tried again by itself. Tell the administrator and try again when that is mended, or enter it by hand and mark it as settled.',
  },
  host_silent: {
    ja: 'PMSの予約登録処理が時間内に終わらない状態が続いたため、自動の再試行は終了しています。手動で登録して「対応済みにする」を押し、管理者に連絡してください。',
    en: 'The PMS went on not finishing to write the booking in time, so it is not tried again by itself. Enter it by hand and mark it as settled, and tell the administrator.',
  },
};

/** Why what a person wants done with a message is not done. */
const refusals: Messages = {
  'imports.no_login': {
    ja: 'このホテルにはTL-リンカーンのログイン情報が登録されていないため、受信できません。管理者に連絡してください。',
    en: 'This hotel has no TL-Lincoln login, so nothing can be received. Please tell the administrator.',
  },
  'imports.fetching_held': {
    ja: 'データベースが以前の状態に復元されたため、受信を停止しています。照合の結果を確認し、受信を再開してください。',
    en: 'The database was restored to an earlier state, so nothing is received. Look at what the comparison found, then let it go on.',
  },
  'imports.not_compared': {
    ja: '照合がまだ終わっていません。終わってから結果を確認し、受信を再開してください（1時間以内に終わらない場合は、そのまま再開できます）。',
    en: 'The comparison has not ended yet. Look at what it found once it has (after an hour it can be done without).',
  },
  'imports.not_held': {
    ja: '受信は停止されていません。',
    en: 'Nothing holds the reception.',
  },
  'imports.text_purged': {
    ja: '保管期間を過ぎたため、予約通知（{message}）の本文は削除されています。',
    en: 'The text of message {message} is gone: it was kept for its time.',
  },
  'imports.message_unknown': {
    ja: '予約通知（{message}）が見つかりません。',
    en: 'There is no message {message} in this hotel.',
  },
  'imports.not_possible': {
    ja: 'この予約通知には現在その操作を行えません。画面を更新して確認してください。',
    en: 'That cannot be done with this message as it stands. Please reload and look again.',
  },
  'imports.newer_applied': {
    ja: '{received}に受信した、この予約のより新しい通知（No.{message}）が反映済みです。古いこの通知は反映できません。反映済みの内容をPMSで確認してください。',
    en: 'A newer message of this booking (no. {message}, received on {received}) has taken effect, so this older one cannot. Look at the reservation in the PMS.',
  },
  'imports.newer_rejected': {
    ja: '{received}に受信した、この予約のより新しい通知（No.{message}）を、スタッフが反映しないと決めています。古いこの通知は反映できません。「予約をそのまま残す」か、必要な変更をPMSで行い「対応済みにする」（PMSで対応済み）を押してください。',
    en: 'Staff have rejected a newer message of this booking (no. {message}, received on {received}), so this older one cannot be applied. Keep things as they are, or make the change in the PMS and say so.',
  },
  'imports.edited_meanwhile': {
    ja: '表示した後に、PMSでこの予約が変更されました。反映すると削除される内容が変わっています。画面を更新し、内容をもう一度確認してから操作してください。',
    en: 'Somebody has edited the reservation in the PMS since it was shown, so accepting would delete something else. Please look at the message again, then accept it.',
  },
  'imports.being_applied': {
    ja: '予約の取込処理中です。数秒後にもう一度お試しください。',
    en: 'Bookings are being imported at this moment. Please try again in a few seconds.',
  },
  'imports.pms_locked': {
    ja: 'PMSの他の処理がこの予約に関わるデータを使用中です。PMSの編集画面を閉じ、もう一度お試しください。',
    en: 'Something else in the PMS holds data of this booking. Close reservations that are being edited and try again.',
  },
  'imports.slot_unknown': {
    ja: 'この予約通知にその部屋はありません。',
    en: 'The message has no such room.',
  },
  'imports.room_unknown': {
    ja: '選んだ部屋は販売対象の部屋ではありません。',
    en: 'The room chosen is none that this hotel sells.',
  },
  'imports.type_unknown': {
    ja: '選んだ部屋タイプがありません。',
    en: 'The hotel has no room type like the one chosen.',
  },
  'imports.reservation_unknown': {
    ja: '選んだ予約が見つかりません。',
    en: 'The reservation chosen is not there.',
  },
  'imports.reservation_cancelled': {
    ja: '選んだ予約はキャンセルされています。有効な予約を選ぶか、通知どおりに反映してください。',
    en: 'The reservation chosen is cancelled. Choose one that stands, or have the message applied as it is.',
  },
  'imports.reservation_of_other_booking': {
    ja: '選んだ予約は別の予約番号、または別の予約サイトの予約です。別の予約を選んでください（番号の入力まちがいなら、PMSで直してからもう一度）。',
    en: 'The reservation chosen is a booking of another number or of another agency. Choose another one, or, where its number was mistyped, correct that in the PMS first.',
  },
  'imports.settings.too_often': {
    ja: '受信間隔は{least}秒以上にしてください（サイトコントローラーの制限）。',
    en: 'Ask no more often than every {least} seconds: the site controller allows no more.',
  },
  'imports.settings.off_hours_shorter': {
    ja: '頻繁に受信する時間帯以外の間隔は、時間帯内の間隔（{least}秒）以上にしてください。',
    en: 'Outside the frequent hours the pause must not be shorter than within them ({least} seconds).',
  },
  'imports.settings.day_use_ends_first': {
    ja: '日帰り（デイユース）の終了時刻は、開始時刻（{from}）より後にしてください。',
    en: 'A day use must end after it begins ({from}).',
  },
  'imports.settings.one_name': {
    ja: '「{name}」と並べる別の会社名を入力してください（表記の違いだけの名前は登録不要です）。',
    en: 'Give another name beside "{name}": names that differ by their spelling alone are one company anyway.',
  },
  'imports.settings.no_name': {
    ja: '「{name}」は会社名として使えません。',
    en: '"{name}" is no name of a company.',
  },
  'imports.settings.joins_mappings': {
    ja: '部屋コード「{code}」に「{agency}」と「{other}」それぞれの部屋タイプ紐づけがあります。先にどちらかを削除してから、同じ会社として登録してください。',
    en: 'The room code "{code}" has a mapping for "{agency}" and one for "{other}". Delete one of them before you make these one company.',
  },
  'imports.number_taken': {
    ja: '予約番号 {number} の予約がPMSにすでにあります。その予約を選んでください。',
    en: 'The PMS has a reservation of the number {number} already. Choose that one.',
  },
};

export const importMessages: Messages = {
  ...warningMessages,
  ...Object.fromEntries(Object.entries(failures).map(([code, sentences]) => [failureKey(code), sentences])),
  ...refusals,
  ...monitorMessages,
  ...reconciliationMessages,
};

/** What staff read of a message, or of one try, that failed so, by where that left it. */
export const failureSentences = (code: string, status: string | undefined): Sentences =>
  (status === 'failed' ? givenUp[code as FailureCode] : undefined) ??
  importMessages[failureKey(code)] ?? { ja: code, en: code };

/** For the PMS's own pages, which are in Japanese. */
export const explain = (failure: ImportFailure): string => fill(failures[failure.code].ja, failure.params);
