// The pool's sentences for people.
import type { Messages } from '../domain/refusal.js';

export const poolMessages: Messages = {
  'pool.plan_unknown': {
    ja: 'この部屋割り（{plan}）は見つかりません。画面を更新してください。',
    en: 'This booking plan ({plan}) does not exist. Please refresh the screen.',
  },
  'pool.plan_has_no_room': {
    ja: '部屋未定の宿泊は確定できません。空室ができ次第、自動で割り当てられます。',
    en: 'A stay without a room cannot be made final. It is placed as soon as a room is free.',
  },
  'pool.plan_has_room': {
    ja: 'この宿泊にはすでに部屋があります。画面を更新してください。',
    en: 'This stay has a room by now. Please refresh the screen.',
  },
  'pool.type_unknown': {
    ja: 'この部屋タイプ（{type}）はこのホテルにありません。',
    en: 'This hotel has no such room type ({type}).',
  },
  'pool.room_held_by_other': {
    ja: 'この部屋は同じ夜に別の予約も使用しているため確定できません。「要対応：部屋の重複」をご確認ください。',
    en: 'Another reservation holds this room on the same night, so it cannot be made final. Please see to the room held twice first.',
  },
  'pool.room_off_sale': {
    ja: 'この部屋は販売停止中のため確定できません。別の部屋へ移すか、PMSで販売を再開してください。',
    en: 'This room is not for sale, so it cannot be made final. Please move the stay, or put the room on sale again in the PMS.',
  },
  'pool.plan_changed': {
    ja: 'この部屋割りは他の人または自動処理により変更されています。最新の内容を確認してください。',
    en: 'This booking plan has been changed meanwhile, by somebody or by a run. Please look at how it stands now.',
  },
  'pool.conflict_unknown': {
    ja: 'この部屋の重複（{conflict}）は見つかりません。画面を更新してください。',
    en: 'This room held twice ({conflict}) does not exist. Please refresh the screen.',
  },
  'pool.conflict_settled': {
    ja: 'この部屋の重複はすでに解消されています。画面を更新してください。',
    en: 'This room is not held twice any more. Please refresh the screen.',
  },
  'pool.proposal_gone': {
    ja: 'ご提案の部屋へは移せなくなりました。最新の内容を確認してください。',
    en: 'The stay cannot go into the proposed room any more. Please look at how it stands now.',
  },
  'pool.nothing_to_release': {
    ja: '空けられる残りの宿泊はありません。画面を更新してください。',
    en: 'There are no remaining nights to free. Please refresh the screen.',
  },
  'pool.night_not_to_release': {
    ja: '{night}の宿泊は空けられません。画面を更新して、空ける宿泊を選び直してください。',
    en: 'The night of {night} cannot be freed. Please refresh the screen and choose again.',
  },
  'pool.nothing_fits': {
    ja: '押さえられる空室がありません。予約された部屋タイプは、残りのどの夜も満室です。',
    en: 'There is nothing to hold: no suitable room of the booked type is free on any night that is left.',
  },
  'pool.nothing_held': {
    ja: 'この宿泊のための押さえはありません。PMSで変更または削除された可能性があります。画面を更新してください。',
    en: 'Nothing is held for this stay. It may have been changed or deleted in the PMS. Please refresh the screen.',
  },
  'pool.not_planned': {
    ja: 'このホテルでは部屋割りを使用していないため、押さえられません。',
    en: 'Rooms are not planned in this hotel, so nothing can be held.',
  },
  'pool.nothing_to_lock': {
    ja: '部屋未定の宿泊は固定できません。部屋が決まってから固定してください。',
    en: 'A stay without a room cannot be locked. Please lock it once it has one.',
  },
  'pool.not_locked': {
    ja: 'この宿泊の部屋は固定されていません。画面を更新してください。',
    en: 'The room of this stay is not locked. Please refresh the screen.',
  },
  'pool.nothing_to_move': {
    ja: '部屋未定の宿泊は移動できません。',
    en: 'A stay without a room cannot be moved.',
  },
  'pool.guest_in_house': {
    ja: 'お客様はすでにご滞在中のため、宿泊全体は移動できません。PMSで滞在中の部屋変更を行ってください。',
    en: 'The guest is in the house, so the whole stay cannot be moved. Please change the room in the PMS.',
  },
  'pool.room_unknown': {
    ja: 'この部屋（{room}）はこのホテルにありません。画面を更新してください。',
    en: 'This hotel has no such room ({room}). Please refresh the screen.',
  },
  'pool.target_off_sale': {
    ja: '{room}号室は販売停止中のため、移動できません。別の部屋を選んでください。',
    en: 'Room {room} is not for sale, so nobody can be moved there. Please choose another one.',
  },
  'pool.already_there': {
    ja: 'この宿泊はすでに{room}号室です。',
    en: 'This stay is in room {room} already.',
  },
  'pool.room_taken': {
    ja: '{room}号室は{night}に予約{booking}が使用するため、移動できません。別の部屋を選んでください。',
    en: 'Booking {booking} has room {room} on {night}, so the stay was not moved. Please choose another room.',
  },
  'pool.room_taken_in_pms': {
    ja: '{room}号室は{night}にPMSで使用されているため、移動できません。別の部屋を選んでください。',
    en: 'The PMS holds room {room} on {night}, so the stay was not moved. Please choose another room.',
  },
  'pool.cannot_move_now': {
    ja: 'PMSの予約の内容が部屋割りと異なるため、移動できませんでした。画面を更新し、PMSの予約をご確認ください。',
    en: 'The reservation in the PMS is not as planned here, so the stay was not moved. Please refresh the screen and look at the reservation in the PMS.',
  },
  'pool.same_booking': {
    ja: '同じ予約の部屋どうしは交換できません。PMSの予約画面でお客様の部屋を入れ替えてください。',
    en: 'Two rooms of one booking cannot be exchanged here. Please let the guests change rooms in the PMS.',
  },
  'pool.not_final': {
    ja: 'この宿泊の部屋は確定していません。画面を更新してください。',
    en: 'The room of this stay is not final. Please refresh the screen.',
  },
  'pool.final_in_house': {
    ja: 'お客様はすでにご滞在中のため、確定を解除できません。',
    en: 'The guest is in the house, so the room stays final.',
  },
  'pool.final_while_off': {
    ja: 'このホテルでは部屋割りを使用していないため、確定を解除できません。',
    en: 'Rooms are not planned in this hotel, so they stay final.',
  },
  'pool.final_by_mode': {
    ja: '即時確定モードのため、確定を解除できません。別の部屋にする場合は部屋移動をご利用ください。',
    en: 'The hotel is in mode URGENT, in which every room is final at once. To give another room, move the stay.',
  },
  'pool.final_for_day_use': {
    ja: 'デイユースの部屋は確定を解除できません。別の部屋にする場合は部屋移動をご利用ください。',
    en: 'The room of a day use stays final. To give another room, move the stay.',
  },
  'pool.arrives_too_soon': {
    ja: '次の夜間の部屋割りより前に到着されるため、確定を解除できません。別の部屋にする場合は部屋移動をご利用ください。',
    en: 'The guest arrives before the next nightly run, so the room stays final. To give another room, move the stay.',
  },
  'pool.pms_locked': {
    ja: 'PMSでこの予約が編集中のため、変更できませんでした。しばらくしてからもう一度お試しください。',
    en: 'Somebody is editing this reservation in the PMS, so nothing was changed. Please try again in a moment.',
  },
};
