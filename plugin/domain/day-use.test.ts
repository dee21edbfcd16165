import { expect } from 'chai';
import { isDayUse } from './day-use.js';
import { hotelDate } from './hotel-date.js';

describe('a day use', () => {
  const cases: readonly (readonly [nights: 0 | 1 | 2, plan: string | undefined, dayUse: boolean])[] = [
    [0, undefined, true],
    [0, '素泊まり', true],
    [1, undefined, false],
    [1, '', false],
    [1, '素泊まりプラン', false],
    [1, '【デイユース】11時～20時', true],
    [1, 'ﾃﾞｲﾕｰｽﾌﾟﾗﾝ', true],
    [1, '温泉満喫・日帰りプラン', true],
    [1, 'デイ・ユース 12時間', true],
    [1, 'DAY USE 10:00-18:00', true],
    [1, '【宿泊なし】日帰り温泉プラン', true],
    [1, 'デイユース（ご宿泊はできません）', true],
    [1, '日帰り温泉券付き1泊朝食プラン', false],
    [1, '【素泊まり】近隣の日帰り温泉割引', false],
    [2, 'デイユース', false],
  ];
  for (const [nights, plan, dayUse] of cases)
    it(`${dayUse ? 'is' : 'is not'} a booking of ${nights} nights with ${plan === undefined ? 'no plan' : `the plan “${plan}”`}`, () => {
      const checkOut = hotelDate(`2027-03-${10 + nights}`);
      expect(isDayUse({ checkIn: hotelDate('2027-03-10'), checkOut }, plan)).to.equal(dayUse);
    });
});
