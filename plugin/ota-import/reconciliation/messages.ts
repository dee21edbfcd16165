// What staff read about what messages, the PMS and our plans say differently, and what to do.
import type { Messages } from '../../domain/refusal.js';
import type { FindingKind } from './findings.js';

const found: Readonly<Record<FindingKind, Messages[string]>> = {
  missing_in_pms: {
    ja: '取込済みの予約がPMSにありません（手動で削除された可能性があります）。予約サイトで確認し、有効であれば同じ予約番号でPMSに登録してください。',
    en: 'The booking was imported, but the PMS has no reservation of it; somebody may have deleted it. Check it at the agency, and enter it in the PMS under its number if it stands.',
  },
  cancelled_in_pms: {
    ja: '予約サイトでは有効な予約が、PMSではキャンセルされています。予約サイトに取消の連絡がされているか確認してください。',
    en: 'The booking stands at the agency and is cancelled in the PMS. Check whether the agency was told.',
  },
  cancelled_by_agency: {
    ja: '予約サイトで取り消された予約が、PMSでは有効です。お客様のご意向を確認し、不要であればPMSでキャンセルしてください。',
    en: 'The agency has cancelled the booking, and it stands in the PMS. Ask the guest, and cancel it in the PMS where it is not wanted.',
  },
  doubled: {
    ja: '同じ予約番号の予約がPMSに{reservations}件あり、部屋が重複しています。不要な予約をキャンセルしてください。',
    en: 'The PMS has {reservations} reservations under this number, with more rooms than were booked. Cancel the ones that are not wanted.',
  },
  stay_differs: {
    ja: 'PMSの宿泊日（{heldFrom}〜{heldLast}、{heldRooms}室）が予約サイトの内容（{saidFrom}〜{saidLast}、{saidRooms}室）と異なります。どちらが正しいか確認してください。',
    en: 'The nights in the PMS ({heldFrom} to {heldLast}, {heldRooms} rooms) are not those the agency last said ({saidFrom} to {saidLast}, {saidRooms} rooms). Check which are right.',
  },
  charged_night: {
    ja: 'キャンセル済み（取消料あり）の予約が在庫を使用しています（{types}、{from}〜{last}）。PMSの予約画面で全額請求のキャンセルに変更すると在庫が戻ります。',
    en: 'A reservation cancelled with a charge still counts in the stock ({types}, {from} to {last}). Make it a full-fee cancellation in the PMS to get the rooms back.',
  },
  plan_without_reservation: {
    ja: '部屋割りがある予約がPMSにありません。通常は自動で解消します。続く場合は管理者に連絡してください。',
    en: 'A room is planned for a reservation that the PMS does not have. It is put right by itself; if it stays, tell the administrator.',
  },
  reservation_without_plan: {
    ja: 'PMSで復活・複写などされた予約のため、部屋割りの対象になっていません。部屋はPMSのまま確保されています。部屋が正しいか確認してください。',
    en: 'Somebody has revived or copied this reservation in the PMS, so it has no booking plan; its room is kept as it is there. Check that the room is right.',
  },
  report_numbers_missing: {
    ja: '{agency}の通知番号が{missing}件抜けています（{first}〜{last}）。届いていない通知がないか、予約サイトの管理画面で確認してください。',
    en: '{missing} report numbers of {agency} are missing ({first} to {last}). Check at the agency whether a message never came.',
  },
};

export const findingMessage = (kind: string): string => `import.finding.${kind}`;

export const reconciliationMessages: Messages = {
  ...Object.fromEntries(Object.entries(found).map(([kind, sentences]) => [findingMessage(kind), sentences])),
  'imports.finding_unknown': {
    ja: 'この相違（{finding}）は見つかりません。画面を更新してください。',
    en: 'This finding ({finding}) does not exist. Please refresh the screen.',
  },
  'imports.finding_settled': {
    ja: 'この相違はすでに解消されています。画面を更新してください。',
    en: 'This finding is settled already. Please refresh the screen.',
  },
};
