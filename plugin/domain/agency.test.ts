// Which names are one company.
import { expect } from 'chai';
import fc from 'fast-check';
import { createAgencies } from './agency.js';

const agencyOf = createAgencies([]);

describe('an agency', () => {
  for (const [one, other] of [
    ['楽天トラベル', '楽天ﾄﾗﾍﾞﾙ'],
    ['楽天トラベル', ' 楽天　トラベル '],
    ['そらとうみトラベル株式会社', '株式会社そらとうみトラベル'],
    ['㈱北の旅社', '北の旅社（株）'],
    ['ＪＴＢ', 'jtb'],
    ['Booking.com', 'ＢＯＯＫＩＮＧ．ＣＯＭ'],
    ['Sky Travel Co., Ltd.', 'SKY TRAVEL'],
    ['じゃらん', 'ｼﾞｬﾗﾝ'],
    ['ホテル・ネット', 'ホテルネット'],
    ['ＡＢＣトラベル', 'ABCﾄﾗﾍﾞﾙ'],
    ['㈱みなと旅行', 'みなと旅行（株）'],
  ] as const)
    it(`is one company as "${one}" and as "${other}"`, () => expect(agencyOf(one)).to.equal(agencyOf(other)));

  for (const [one, other] of [
    ['北の旅社', '南の旅社'],
    ['Costa Travel', 'Sta Travel'],
    ['楽天トラベル', ''],
    ['株式会社', '有限会社'],
    ['みなと旅行', 'みなとトラベル'],
  ] as const)
    it(`is not one company as "${one}" and as "${other}"`, () =>
      expect(agencyOf(one)).not.to.equal(agencyOf(other)));

  it('that goes by several names is one company where a hotel says so', () => {
    const known = createAgencies([
      ['楽天トラベル', '楽天グループ株式会社'],
      ['Agoda', 'アゴダ'],
    ]);
    expect(known('（株）楽天グループ')).to.equal(known('楽天トラベル'));
    expect(known('AGODA')).to.equal(known('ｱｺﾞﾀﾞ'));
    expect(known('アゴダ')).not.to.equal(known('楽天トラベル'));
  });

  it('is one company by all the lists that share a name of it, in whatever order they come', () => {
    const lists = [
      ['楽天トラベル', '楽天グループ'],
      ['アゴダ', 'Agoda'],
      ['Rakuten', '楽天グループ'],
    ];
    for (const order of [lists, lists.toReversed(), [lists[2]!, lists[0]!, lists[1]!, ['Agoda', 'Rakuten']]])
      expect(new Set(lists.flat().map(createAgencies(order))).size).to.equal(order.length === 4 ? 1 : 2);
  });

  it('has an empty key only where no name is given', () => {
    expect(agencyOf('')).to.equal('');
    expect(agencyOf(' 　')).to.equal('');
    expect(agencyOf('株式会社')).to.equal('株式会社');
  });

  it('has a key whose key it is itself', () => {
    const known = createAgencies([['楽天トラベル', '楽天グループ']]);
    for (const name of ['楽天トラベル', '楽天グループ']) expect(known(known(name))).to.equal(known(name));
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => known(known(name)) === known(name)),
      { seed: 20270120 },
    );
  });
});
