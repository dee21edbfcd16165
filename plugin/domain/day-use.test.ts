import { expect } from 'chai';
import { dayUseHours, isDayUse } from './day-use.js';
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
    [1, '日帰プラン', true],
    [1, 'ﾃﾞｲ ﾕｰｽ', true],
    [1, 'デーユース', true],
    [1, 'Dayuse（最大6時間）', true],
    [1, '【日帰り入浴付】デイユース', true],
    [1, '日帰り温泉＆ランチ', true],
    [1, '日帰り温泉付き宿泊プラン', false],
    [1, '日帰り温泉入浴券付プラン', false],
    [1, '日帰り入浴付き・朝食付プラン', false],
    [1, '日帰り出張応援！朝食付', false],
    [1, 'One night with day-use spa', false],
    [1, 'Day use (no overnight stay)', true],
    [1, 'ホリデイ・ユースホステル会員', false],
    [1, '23日帰着の方に', false],
    [2, 'デイユース', false],
  ];
  for (const [nights, plan, dayUse] of cases)
    it(`${dayUse ? 'is' : 'is not'} a booking of ${nights} nights with ${plan === undefined ? 'no plan' : `the plan “${plan}”`}`, () => {
      const checkOut = hotelDate(`2027-03-${10 + nights}`);
      expect(isDayUse({ checkIn: hotelDate('2027-03-10'), checkOut }, plan)).to.equal(dayUse);
    });
});

describe('the hours of a day use', () => {
  const usual = { from: '11:00', until: '17:00' };
  const cases: readonly (readonly [
    what: string,
    said: Parameters<typeof dayUseHours>[0],
    from: string,
    until: string,
  ])[] = [
    ['are the usual ones where nothing is said', {}, '11:00', '17:00'],
    ['are those of the message', { checkIn: '13:00', checkOut: '20:30' }, '13:00', '20:30'],
    ['have no seconds', { checkIn: '09:00:00', checkOut: '15:00:00' }, '09:00', '15:00'],
    ['end as usual where it says when they begin', { checkIn: '13:00' }, '13:00', '17:00'],
    ['are as long as usual where they begin late', { checkIn: '18:30' }, '18:30', '23:59'],
    [
      'end after they begin, not on the next morning',
      { checkIn: '12:00', checkOut: '10:00' },
      '12:00',
      '17:00',
    ],
    ['begin as usual where it says when they end', { checkOut: '15:00' }, '11:00', '15:00'],
    ['do not end before they begin as usual', { checkOut: '10:00' }, '11:00', '17:00'],
    ['are those of the plan', { planName: '【デイユース】11時～20時' }, '11:00', '20:00'],
    ['are those of the plan in other writing', { planName: 'DAY USE 9:30-18:00' }, '09:30', '18:00'],
    [
      'are those of the plan in full width',
      { planName: '日帰り（１３時から１８時３０分）' },
      '13:00',
      '18:30',
    ],
    ['are those of the afternoon', { planName: 'デイユース 午後1時～午後6時' }, '13:00', '18:00'],
    ['are those of the afternoon, said once', { planName: 'デイユース 午後１時～６時' }, '13:00', '18:00'],
    ['go over noon', { planName: '日帰り 午前10時～午後3時' }, '10:00', '15:00'],
    ['go over noon, which only the end says', { planName: '日帰り 10時～午後4時' }, '10:00', '16:00'],
    ['are none that end before they begin', { planName: '日帰り 午前10時から3時' }, '11:00', '17:00'],
    ['are not those of a night', { planName: 'デイユース 午後3時～午前11時' }, '11:00', '17:00'],
    ['begin at noon', { planName: 'Day use PM12:00-PM5:00' }, '12:00', '17:00'],
    ['are those of the afternoon in English', { planName: 'Day use 1:00pm - 6:30 PM' }, '13:00', '18:30'],
    ['are those of the afternoon, said at the end', { planName: 'DAY USE 1:00-6:30PM' }, '13:00', '18:30'],
    ['end as the plan says', { checkIn: '14:00', planName: 'デイユース 11-20時' }, '14:00', '20:00'],
    ['are not its length', { planName: 'デイユース 3-6時間' }, '11:00', '17:00'],
    ['are not a price or a date', { planName: '日帰り 2/1-3/31 5000-8000円' }, '11:00', '17:00'],
    ['are not what no clock has', { planName: 'デイユース 11時～26時' }, '11:00', '17:00'],
    ['are not words', { checkIn: '未定', checkOut: '' }, '11:00', '17:00'],
  ];
  for (const [what, said, from, until] of cases)
    it(`${what}: ${JSON.stringify(said)}`, () => {
      expect(dayUseHours(said, usual)).to.deep.equal({ from, until });
    });
});
