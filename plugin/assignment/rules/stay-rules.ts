// The rules of P14 that a Japanese hotel starts with; data that a hotel may replace.
import type { RoomAttribute } from '../../domain/stay.js';
import { defaultClassNumbers, type StayClassNumbers } from './mode-numbers.js';
import type { StayCondition, StayRule } from './stay-classes.js';

/** What the room itself must have, or nothing will do: these are never relaxed. */
const needs: readonly StayRule[] = [
  {
    id: 'non_smoking',
    when: {
      says: {
        words: [
          '禁煙',
          '喫煙不可',
          '喫煙ng',
          'ノースモーキング',
          'ノンスモーキング',
          'no smoking',
          'no-smoking',
          'non smoking',
          'non-smoking',
          'nonsmoking',
          'smoke-free',
          'smoke free',
        ],
        unless: [
          '喫煙可',
          '喫煙でも',
          '喫煙も可',
          '喫煙室',
          '喫煙ルーム',
          '喫煙部屋',
          '喫煙のお部屋',
          '喫煙希望',
          '喫煙どちらでも',
          '禁煙どちらでも',
          '喫煙問わず',
          '禁煙問わず',
          '喫煙シングル',
          '喫煙ダブル',
          '喫煙ツイン',
          'smoking room',
          'smoking ok',
        ],
      },
    },
    then: { nonSmoking: true },
  },
  {
    id: 'accessible',
    when: {
      says: {
        words: [
          '車椅子',
          '車いす',
          '車イス',
          'くるまいす',
          'バリアフリー',
          'ユニバーサルルーム',
          'wheelchair',
          'wheel chair',
          'barrier-free',
          'barrier free',
          'accessible room',
        ],
      },
    },
    then: { accessible: true },
  },
];

/** What wears a room. */
const wearing: readonly StayRule[] = [
  {
    id: 'pets',
    when: {
      says: {
        words: [
          'ペット',
          '愛犬',
          '小型犬',
          '中型犬',
          '大型犬',
          'わんちゃん',
          'ワンちゃん',
          'pet',
          'pets',
          'dog',
          'dogs',
        ],
        except: [
          'ペットボトル',
          'カーペット',
          'トランペット',
          'パペット',
          'pet bottle',
          'petボトル',
          'hot dog',
        ],
      },
    },
    then: { classes: ['demanding'] },
  },
  {
    id: 'party',
    when: {
      says: {
        words: ['パーティ', '宴会', '女子会', '忘年会', '新年会', '歓送迎会', '打ち上げ', 'party', 'parties'],
        except: ['宴会場', 'サードパーティ', 'party of', 'third party', 'third-party'],
      },
    },
    then: { classes: ['demanding'] },
  },
  {
    id: 'family',
    when: {
      says: {
        words: [
          'ファミリー',
          '家族',
          'お子様',
          'お子さま',
          'お子さん',
          '子供',
          '子ども',
          'こども',
          '子連れ',
          '添い寝',
          '赤ちゃん',
          '乳児',
          '幼児',
          'family',
          'child',
          'children',
          'kids',
          'baby',
          'infant',
        ],
        except: ['ファミリーマート', 'ファミリーレストラン', 'お子様ランチ'],
      },
    },
    then: { classes: ['demanding'] },
  },
  {
    id: 'group_by_name',
    when: { says: { words: ['団体', '修学旅行', '合宿', '部活動', 'group tour', 'school trip'] } },
    then: { classes: ['demanding'] },
  },
];

/** Above 0; beds and connecting doors cannot be made up for in any other way, a night's quiet hardly. */
const weight = { layout: 3, comfort: 2, liking: 1 };

const wish = (
  id: string,
  attribute: RoomAttribute,
  weighs: number,
  wording: StayCondition['says'],
): StayRule => ({
  id,
  when: { says: wording },
  then: { wishes: [{ attribute, weight: weighs }] },
});

const wishes: readonly StayRule[] = [
  wish('high_floor', 'floor:high', weight.liking, {
    words: [
      '高層階',
      '上層階',
      '最上階',
      '高い階',
      '上の階',
      'high floor',
      'higher floor',
      'upper floor',
      'top floor',
    ],
    unless: ['高所恐怖症'],
    except: ['上の階の音', '上の階の足音', '上の階の騒音', '上の階の人', '上の階段', '高い階段'],
  }),
  wish('low_floor', 'floor:low', weight.liking, {
    words: ['低層階', '低い階', '下の階', '高所恐怖症', 'low floor', 'lower floor'],
    except: ['下の階の音', '下の階の人', '下の階段', '低い階段'],
  }),
  wish('quiet', 'quiet', weight.comfort, { words: ['静か', '静かな', 'quiet'], in: 'remark' }),
  wish('corner', 'corner', weight.liking, {
    words: ['角部屋', '角のお部屋', '角の部屋', 'コーナールーム', 'corner room'],
  }),
  wish('connecting', 'connecting', weight.layout, {
    words: [
      'コネクティング',
      'コネクトルーム',
      '続き部屋',
      '続き間',
      'connecting room',
      'connecting rooms',
      'connected rooms',
    ],
  }),
  wish('twin_beds', 'beds:2', weight.layout, {
    words: [
      'ツインベッド',
      'ツイン希望',
      'ベッド2台',
      'ベッド二台',
      'ベッド2つ',
      'twin bed',
      'twin beds',
      '2 beds',
      'two beds',
    ],
  }),
  wish('double_bed', 'beds:1', weight.layout, {
    words: [
      'ダブルベッド',
      'ダブル希望',
      'ベッド1台',
      'ベッド一台',
      'ベッド1つ',
      'double bed',
      'one bed',
      '1 bed',
    ],
    unless: ['ベッド2台', 'ベッド二台', 'ベッド 2台', 'ベッド2つ'],
  }),
  wish('sea_view', 'view:sea', weight.comfort, {
    words: ['海側', 'オーシャンビュー', 'シービュー', '海が見え', '海の見え', 'ocean view', 'sea view'],
  }),
  wish('mountain_view', 'view:mountain', weight.comfort, {
    words: ['山側', 'マウンテンビュー', '山が見え', '山の見え', 'mountain view'],
  }),
  wish('near_elevator', 'elevator:near', weight.liking, {
    words: [
      'エレベーターに近',
      'エレベーターの近く',
      'エレベーター近く',
      'エレベータの近く',
      'エレベータ近く',
      'near elevator',
      'near the elevator',
      'close to the elevator',
      'near the lift',
    ],
  }),
  wish('far_from_elevator', 'elevator:far', weight.liking, {
    words: [
      'エレベーターから離れ',
      'エレベーターから遠',
      'エレベータから離れ',
      'エレベータから遠',
      'away from elevator',
      'away from the elevator',
      'far from the elevator',
      'away from the lift',
    ],
  }),
];

/** Classes by numbers that each hotel sets for itself. */
function byNumbers(numbers: StayClassNumbers): StayRule[] {
  return [
    { id: 'long_stay', when: { leastNights: numbers.longStayNights }, then: { classes: ['long_stay'] } },
    {
      id: 'very_long_stay',
      when: { leastNights: numbers.demandingNights },
      then: { classes: ['demanding'] },
    },
    { id: 'group', when: { leastReservationPeople: numbers.groupPeople }, then: { classes: ['demanding'] } },
    { id: 'vip', when: { loyaltyTiers: numbers.vipTiers }, then: { classes: ['vip'] } },
    { id: 'last_minute', when: { mostLeadDays: numbers.lastMinuteDays }, then: { classes: ['last_minute'] } },
  ];
}

/** The rules of a hotel that has set none of its own. */
export function defaultStayRules(numbers: StayClassNumbers = defaultClassNumbers): readonly StayRule[] {
  return [...byNumbers(numbers), ...wearing, ...needs, ...wishes];
}
