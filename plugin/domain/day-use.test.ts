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
    [2, 'デイユース', false],
  ];
  for (const [nights, plan, dayUse] of cases)
    it(`${dayUse ? 'is' : 'is not'} a booking of ${nights} nights with ${plan === undefined ? 'no plan' : `the plan “${plan}”`}`, () => {
      const checkOut = hotelDate(`2027-03-${10 + nights}`);
      expect(isDayUse({ checkIn: hotelDate('2027-03-10'), checkOut }, plan)).to.equal(dayUse);
    });
});
