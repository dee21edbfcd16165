// The rules a hotel starts with, on what guests and agencies really write.
import { expect } from 'chai';
import fc from 'fast-check';
import { weeklyHotelClassNumbers } from './mode-numbers.js';
import { type StayFacts, type StayTraits, traitsOf } from './stay-classes.js';
import { defaultStayRules } from './stay-rules.js';

const rules = defaultStayRules();
const plainStay: StayFacts = {
  ...{ nights: 2, people: 2, reservationPeople: 2, leadDays: 30, returning: false },
  ...{ planName: undefined, remark: undefined, loyaltyTier: 'prospect' },
};

/** Classes but `standard`, then needs, then wishes. */
function picture({ classes, nonSmoking, accessible, wishes }: StayTraits): string {
  return [
    ...classes.filter((stayClass) => stayClass !== 'standard'),
    ...(nonSmoking ? ['non-smoking'] : []),
    ...(accessible ? ['accessible'] : []),
    ...wishes.map(({ attribute }) => attribute),
  ].join(', ');
}

const made = (facts: Partial<StayFacts>, by = rules) => picture(traitsOf({ ...plainStay, ...facts }, by));

describe('the rules a hotel starts with', () => {
  const byFacts: readonly (readonly [facts: Partial<StayFacts>, expected: string])[] = [
    [{}, ''],
    [{ nights: 0 }, ''],
    [{ nights: 6 }, ''],
    [{ nights: 7 }, 'long_stay'],
    [{ nights: 14 }, 'demanding, long_stay'],
    [{ reservationPeople: 9 }, ''],
    [{ reservationPeople: 10 }, 'demanding'],
    [{ loyaltyTier: 'VIP' }, 'vip'],
    [{ loyaltyTier: 'platinum', nights: 7 }, 'vip, long_stay'],
    [{ leadDays: 1 }, 'last_minute'],
    [{ leadDays: 2 }, ''],
    [{ returning: true }, ''],
  ];
  for (const [facts, expected] of byFacts)
    it(`${JSON.stringify(facts)}: ${expected || 'an ordinary stay'}`, () =>
      expect(made(facts)).to.equal(expected));

  const byText: readonly (readonly [text: string, expected: string])[] = [
    ['【素泊まり】スタンダードシングル', ''],
    ['【禁煙】ダブル 朝食付', 'non-smoking'],
    ['ノースモーキングルーム', 'non-smoking'],
    ['Non-Smoking Twin', 'non-smoking'],
    ['喫煙不可のお部屋で', 'non-smoking'],
    ['喫煙可の部屋', ''],
    ['禁煙希望（満室なら喫煙可）', ''],
    ['禁煙室をお願いします。喫煙室は避けてください', 'non-smoking'],
    ['禁煙・喫煙どちらでも', ''],
    ['禁煙でなくても可', ''],
    ['車椅子で伺います', 'accessible'],
    ['ﾊﾞﾘｱﾌﾘｰ希望', 'accessible'],
    ['車いすは不要です', ''],
    ['愛犬と泊まれるプラン', 'demanding'],
    ['ペット不可', ''],
    ['ペットボトルのお水付き', ''],
    ['カーペットのお部屋', ''],
    ['女子会パーティープラン', 'demanding'],
    ['大宴会場でのご夕食', ''],
    ['A party of 4', ''],
    ['ファミリープラン 添い寝無料', 'demanding'],
    ['お子様2名 0歳と3歳', 'demanding'],
    ['お子様なし', ''],
    ['大人2名 お子様0名', ''],
    ['修学旅行 下見', 'demanding'],
    ['できれば高層階、角部屋', 'floor:high, corner'],
    ['高層階でなくて構いません', ''],
    ['高所恐怖症のため低層階で', 'floor:low'],
    ['高い階段は苦手', ''],
    ['上の階の足音が気になりました', ''],
    ['静かな部屋を希望します', 'quiet'],
    ['静かないい部屋を', 'quiet'],
    ['静岡から行きます', ''],
    ['コネクティングルーム希望', 'connecting'],
    ['ツインベッドでお願いします', 'beds:2'],
    ['ダブルベッド希望', 'beds:1'],
    ['ダブルベッド2台のお部屋', 'beds:2'],
    ['オーシャンビュー確約', 'view:sea'],
    ['エレベーターから離れた部屋', 'elevator:far'],
    ['Quiet room away from the elevator, high floor', 'floor:high, quiet, elevator:far'],
  ];
  for (const [remark, expected] of byText)
    it(`${remark}: ${expected || 'nothing'}`, () => expect(made({ remark })).to.equal(expected));

  it('wish for quiet only where the guest does: a plan advertises it', () => {
    expect(made({ planName: '静かな湖畔の休日' })).to.equal('');
  });

  it('take a week for ordinary in a weekly hotel', () => {
    const weekly = defaultStayRules(weeklyHotelClassNumbers);
    expect([7, 27, 28, 55, 56].map((nights) => made({ nights }, weekly))).to.deep.equal([
      ...['', '', 'long_stay', 'long_stay', 'demanding, long_stay'],
    ]);
  });

  it('have names of their own, wishes above 0, and survive being stored', () => {
    expect(new Set(rules.map(({ id }) => id)).size).to.equal(rules.length);
    for (const { then } of rules) for (const { weight } of then.wishes ?? []) expect(weight).to.be.above(0);
    expect(JSON.parse(JSON.stringify(rules))).to.deep.equal(rules);
  });

  it('let no text of the guest out, whatever it says', () => {
    const words = fc.constantFrom(...rules.flatMap(({ when }) => when.says?.words ?? []));
    const text = fc.array(fc.oneof(words, fc.string()), { maxLength: 6 }).map((pieces) => pieces.join(' '));
    const ids: readonly unknown[] = rules.map(({ id }) => id);
    fc.assert(
      fc.property(text, text, (remark, planName) => {
        for (const { params } of traitsOf({ ...plainStay, remark, planName }, rules).reasons)
          for (const value of Object.values(params)) expect(ids).to.include(value);
      }),
      { seed: 20271106, numRuns: 200 },
    );
  });
});
