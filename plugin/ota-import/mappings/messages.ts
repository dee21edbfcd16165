// What staff read about mappings: refusals, what must be confirmed, what to look at.
import type { Messages } from '../../domain/refusal.js';

export const mappingMessages: Messages = {
  'mapping.unknown': {
    ja: 'この紐づけ（{id}）はありません。',
    en: 'There is no mapping {id}.',
  },
  'mapping.exists': {
    ja: '{agency}の部屋コード「{code}」は、すでに「{type}」に紐づいています。その紐づけを変更してください。',
    en: 'Room code "{code}" of {agency} is mapped to {type} already. Change that mapping.',
  },
  'mapping.exists_for_any': {
    ja: '全サイト共通の部屋コード「{code}」は、すでに「{type}」に紐づいています。その紐づけを変更してください。',
    en: 'Room code "{code}" of any agency is mapped to {type} already. Change that mapping.',
  },
  'mapping.too_many': {
    ja: '紐づけは{limit}件までです。使わないものを削除してください。',
    en: 'A hotel may have {limit} mappings. Delete what is not used.',
  },
  'mapping.type_unknown': {
    ja: '部屋タイプ「{type}」はありません。',
    en: 'There is no room type {type}.',
  },
  'mapping.type_not_sold': {
    ja: '部屋タイプ「{type}」に販売中の部屋がありません。',
    en: 'No room of type {type} is for sale.',
  },
  'mapping.overrides_master': {
    ja: 'ネット室マスターでは部屋コード「{code}」は「{masterType}」です。「{type}」を優先する場合は確認してください。',
    en: 'The net room master says that room code "{code}" is {masterType}. Confirm that {type} is meant instead.',
  },
  'mapping.named_as_other_type': {
    ja: '予約サイトの部屋名「{name}」には、部屋タイプ「{named}」の名前があります。「{type}」でよいか確認してください。',
    en: 'The agency calls the room "{name}", which names the room type {named}. Check that {type} is meant.',
  },
  'mapping.no_smoking_room': {
    ja: '「{type}」に販売中の喫煙の部屋がありません。予約は部屋未定になります。',
    en: '{type} has no room for smokers for sale. Bookings will be without a room.',
  },
  'mapping.no_non_smoking_room': {
    ja: '「{type}」に販売中の禁煙の部屋がありません。予約は部屋未定になります。',
    en: '{type} has no non-smoking room for sale. Bookings will be without a room.',
  },
  'mapping.sold_as_smoking': {
    ja: '予約サイトの部屋名は「{name}」で、喫煙の部屋です。「禁煙・喫煙」の選択を確認してください。',
    en: 'The agency calls the room "{name}", which may be smoked in. Check what is chosen of smoking.',
  },
  'mapping.sold_as_non_smoking': {
    ja: '予約サイトの部屋名は「{name}」で、禁煙の部屋です。「禁煙・喫煙」の選択を確認してください。',
    en: 'The agency calls the room "{name}", which is non-smoking. Check what is chosen of smoking.',
  },
};
