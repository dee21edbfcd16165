// Which spellings of an agency's name are one company.
import { expect } from 'chai';
import { agencyKey } from './agency.js';

const cases: readonly (readonly [what: string, one: string, other: string, same: boolean])[] = [
  ['widths', 'ＡＢＣトラベル', 'ABCﾄﾗﾍﾞﾙ', true],
  ['cases', 'Booking.Com', 'BOOKING.com', true],
  ['blanks, full-width ones too', 'そらとうみ　トラベル ', 'そらとうみトラベル', true],
  ['株式会社 before it', '株式会社みなと旅行', 'みなと旅行', true],
  ['株式会社 behind it', 'みなと旅行株式会社', 'みなと旅行', true],
  ['㈱ for 株式会社', '㈱みなと旅行', 'みなと旅行（株）', true],
  ['株式会社 within a name', '旅の株式会社みなと', '旅のみなと', false],
  ['another company', 'みなと旅行', 'みなとトラベル', false],
];

describe('the key of an agency', () => {
  for (const [what, one, other, same] of cases)
    it(`${same ? 'does not mind' : 'minds'} ${what}`, () =>
      expect(agencyKey(one) === agencyKey(other)).to.equal(same));

  it('is empty only for no name', () => {
    expect(agencyKey('')).to.equal('');
    expect(agencyKey(' 　')).to.equal('');
    expect(agencyKey('株式会社')).to.equal('株式会社');
  });
});
