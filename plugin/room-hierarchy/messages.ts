// The hierarchy's sentences for people: what is wrong with a graph, what refuses an edit, why an upgrade is given or not.
import type { Messages } from '../domain/refusal.js';

const problems: Messages = {
  'hierarchy.levels_out_of_range': {
    ja: 'アップグレードの段階数は{fewest}〜{most}で指定してください（入力値：{levels}）。',
    en: 'The number of upgrade levels must be between {fewest} and {most} (given: {levels}).',
  },
  'hierarchy.limit_out_of_range': {
    ja: '料金差の上限は0円以上の整数で指定してください（入力値：{limit}）。',
    en: 'The price difference limit must be a whole number of yen, 0 or more (given: {limit}).',
  },
  'hierarchy.self': {
    ja: '「{type}」を同じ部屋タイプのアップグレード先にはできません。',
    en: '{type} cannot be an upgrade of itself.',
  },
  'hierarchy.duplicate': {
    ja: '「{from}」から「{to}」へのアップグレードが重複しています。',
    en: 'The upgrade from {from} to {to} is there more than once.',
  },
  'hierarchy.type_unknown': {
    ja: '「{from}」から「{to}」へのアップグレードの部屋タイプ「{type}」は、PMSに登録されていません。',
    en: 'The upgrade from {from} to {to} names a room type that the PMS does not have: {type}.',
  },
  'hierarchy.type_inactive': {
    ja: '「{type}」には販売中の客室がありません。「{from}」から「{to}」へのアップグレードを無効にするか、客室を販売用に戻してください。',
    en: '{type} has no room for sale. Switch the upgrade from {from} to {to} off, or put its rooms on sale again.',
  },
  'hierarchy.type_without_capacity': {
    ja: '「{type}」にはお客様が泊まれる客室がありません（定員0名）。「{from}」からのアップグレード先にはできません。',
    en: '{type} has no room that takes anybody (capacity 0): it cannot be an upgrade of {from}.',
  },
  'hierarchy.priority_out_of_range': {
    ja: '「{from}」から「{to}」へのアップグレードの優先順位は0以上の整数で指定してください（入力値：{priority}）。',
    en: 'The priority of the upgrade from {from} to {to} must be a whole number, 0 or more (given: {priority}).',
  },
  'hierarchy.cost_out_of_range': {
    ja: '「{from}」から「{to}」へのアップグレードの1泊あたりの費用は0円以上の整数で指定してください（入力値：{cost}）。',
    en: 'The cost per night of the upgrade from {from} to {to} must be a whole number of yen, 0 or more (given: {cost}).',
  },
  'hierarchy.cost_over_limit': {
    ja: '「{from}」から「{to}」へのアップグレードの費用（1泊{cost}円）が、料金差の上限（{limit}円）を超えています。このアップグレードは使われません。',
    en: 'The upgrade from {from} to {to} costs {cost} yen per night, more than the limit of {limit} yen: it is never given.',
  },
  'hierarchy.cycle': {
    ja: 'アップグレードが循環しています：{cycle}。いずれかの矢印を外してください。',
    en: 'These upgrades lead round in a circle: {cycle}. Please remove one of the arrows.',
  },
  'hierarchy.levels_beyond': {
    ja: '「{type}」からの矢印は{levels}段階続いていますが、アップグレードは{max}段階までです。その先の部屋タイプへは直接の矢印が必要です。',
    en: 'The arrows from {type} go on for {levels} levels, but an upgrade goes {max} at most. What lies beyond needs an arrow of its own.',
  },
  'hierarchy.smaller_capacity': {
    ja: '「{to}」の定員（{toPeople}名）は「{from}」の定員（{fromPeople}名）より少ないため、人数によってはアップグレードできません。',
    en: '{to} takes {toPeople} people, fewer than {from} ({fromPeople}): larger parties cannot be upgraded to it.',
  },
};

const refusals: Messages = {
  'hierarchy.relation_exists': {
    ja: '「{from}」から「{to}」へのアップグレードはすでに登録されています。',
    en: 'There is an upgrade from {from} to {to} already.',
  },
  'hierarchy.relation_unknown': {
    ja: '「{from}」から「{to}」へのアップグレードは見つかりません。画面を更新してください。',
    en: 'There is no upgrade from {from} to {to}. Please refresh the screen.',
  },
  'hierarchy.nothing_to_undo': { ja: '元に戻せる変更はありません。', en: 'There is nothing to undo.' },
  'hierarchy.change_unknown': {
    ja: '変更（{change}）は履歴にありません。画面を更新してください。',
    en: 'The history has no change {change}. Please refresh the screen.',
  },
  'hierarchy.undo_impossible': {
    ja: '現在の設定が履歴（変更{change}）と一致しないため、元に戻せません。設定画面から変更してください。',
    en: 'What stands now does not agree with the history (change {change}), so it cannot be undone. Please edit it by hand.',
  },
  'hierarchy.type_not_found': {
    ja: '部屋タイプ（{type}）は見つかりません。画面を更新してください。',
    en: 'There is no room type {type}. Please refresh the screen.',
  },
  'hierarchy.dates_reversed': {
    ja: 'チェックアウト日（{checkOut}）がチェックイン日（{checkIn}）より前になっています。',
    en: 'The check-out date ({checkOut}) is before the check-in date ({checkIn}).',
  },
};

const reasons: Messages = {
  'upgrade.best_automatic': {
    ja: '「{from}」から「{to}」へ自動でアップグレードできます。',
    en: '{from} can be upgraded to {to} without asking.',
  },
  'upgrade.best_suggest': {
    ja: '「{from}」から「{to}」へのアップグレードを提案します。スタッフの確認が必要です。',
    en: 'An upgrade from {from} to {to} is suggested: a person must agree to it.',
  },
  'upgrade.along': { ja: '経路：{path}（{levels}段階）', en: 'Path: {path} (levels: {levels})' },
  'upgrade.costs': { ja: '1泊あたりの費用：{cost}円', en: 'Cost per night: {cost} yen' },
  'upgrade.not_priced': { ja: '費用は未設定です。', en: 'No cost has been set.' },
  'upgrade.lost_sale': {
    ja: '「{type}」の販売機会損失の見込み：1泊{lostSale}円',
    en: 'Expected lost sale of {type}: {lostSale} yen per night',
  },
  'upgrade.rooms_free': { ja: '「{type}」の空室：{rooms}室', en: 'Rooms free in {type}: {rooms}' },
  'upgrade.room_made_free': {
    ja: '「{type}」は満室ですが、仮割当の{moves}件を移動すれば割り当てられます。',
    en: '{type} is full, but a room is free once {moves} tentative stays have moved.',
  },
  'upgrade.automatic': { ja: '自動で割り当てられます。', en: 'Given without asking.' },
  'upgrade.suggest': { ja: 'スタッフの確認後に割り当てます。', en: 'Given once a person agrees.' },
  'upgrade.relation_inactive': {
    ja: '「{from}」から「{to}」へのアップグレードは無効になっています。',
    en: 'The upgrade from {from} to {to} is switched off.',
  },
  'upgrade.relation_never': {
    ja: '「{from}」から「{to}」へは「アップグレードしない」設定です。',
    en: 'From {from} to {to} the hotel never upgrades.',
  },
  'upgrade.too_many_levels': {
    ja: '{path}は{levels}段階となり、上限（{max}段階）を超えます。',
    en: '{path} is {levels} levels, more than the {max} allowed.',
  },
  'upgrade.over_price_limit': {
    ja: '{path}の費用（1泊{cost}円）が料金差の上限（{limit}円）を超えます。',
    en: '{path} costs {cost} yen per night, more than the limit of {limit} yen.',
  },
  'upgrade.beds_unknown': {
    ja: 'ベッド数が同じ場合のみの設定ですが、「{type}」のベッド数が登録されていません（{from} → {to}）。',
    en: 'Allowed for the same number of beds only, and the beds of {type} are not known ({from} → {to}).',
  },
  'upgrade.beds_differ': {
    ja: 'ベッド数が異なります（{from}：{bookedBeds}台、{to}：{givenBeds}台）。',
    en: 'The number of beds differs ({from}: {bookedBeds}, {to}: {givenBeds}).',
  },
  'upgrade.none_free': { ja: '「{type}」は満室です。', en: '{type} is full.' },
  'upgrade.too_small': {
    ja: '「{type}」の空室に{people}名様が泊まれる部屋がありません。',
    en: 'No free room of {type} takes {people} people.',
  },
  'upgrade.smoking_only': {
    ja: '「{type}」の空室は喫煙室のみです。',
    en: 'The free rooms of {type} are smoking rooms.',
  },
  'upgrade.given_to_others': {
    ja: '「{type}」の空室は、優先順位の高いお客様のアップグレードに使われます。',
    en: 'The free rooms of {type} go to guests who come first.',
  },
  'upgrade.none_defined': {
    ja: '「{type}」にはアップグレード先が設定されていません。',
    en: 'No upgrade has been set up for {type}.',
  },
  'upgrade.none_possible': {
    ja: '「{type}」のアップグレード先（{targets}タイプ）には、いずれも割り当てられません。',
    en: 'None of the {targets} types that {type} leads to can be given.',
  },
  'upgrade.never_for_blocks': {
    ja: '押さえ・予約不可の部屋はアップグレードの対象になりません。',
    en: 'A block is never upgraded.',
  },
  'upgrade.repeat_guest': { ja: 'リピーターのお客様', en: 'A repeat guest' },
  'upgrade.direct_booking': { ja: '直接予約のお客様', en: 'Booked directly' },
  'upgrade.class_priority': {
    ja: '宿泊区分の優先度：{priority}',
    en: 'Priority of the stay’s class: {priority}',
  },
};

/** Sentences of refusals, problems and reasons, by key. */
export const hierarchyMessages: Messages = { ...problems, ...refusals, ...reasons };
