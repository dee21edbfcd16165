// Sentences about guests' rooms for people.
import type { Messages } from '../../domain/refusal.js';

export const guestMessages: Messages = {
  'guests.not_known': {
    ja: 'この宿泊のお客様を特定できないため、部屋のメモを登録できません。PMSに予約が登録され、予約者が個人のお客様であることを確認してください。',
    en: 'The guest of this stay cannot be told, so nothing can be noted. The booking must be in the PMS, in the name of a person and not of a company.',
  },
  'guests.noted_already': {
    ja: 'このお客様の{room}号室のメモはすでに登録されています。登録済みのメモを変更するか、別の部屋を選んでください。',
    en: 'Room {room} is noted for this guest already. Please change that note, or choose another room.',
  },
  'guests.too_many_notes': {
    ja: '1名のお客様に登録できる部屋のメモは{most}件までです。不要なメモを削除してください。',
    en: 'A guest can have {most} notes of rooms. Please delete those that are not needed any more.',
  },
  'guests.room_unknown': {
    ja: 'この部屋はこのホテルにありません。画面を更新して、部屋を選び直してください。',
    en: 'This hotel has no such room. Please refresh the screen and choose another.',
  },
  'guests.note_unknown': {
    ja: 'この部屋のメモ（{note}）は見つかりません。すでに削除された可能性があります。画面を更新してください。',
    en: 'This note of a room ({note}) does not exist. It may have been deleted. Please refresh the screen.',
  },
  'guests.key_missing': {
    ja: 'お客様のメモを保護する鍵が設定されていないため、登録できません。システム管理者にご連絡ください。',
    en: 'The key that protects notes of guests is missing, so nothing can be noted. Please tell whoever looks after the system.',
  },
};
