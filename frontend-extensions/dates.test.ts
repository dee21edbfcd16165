import { expect } from 'chai';
import { rangesOf } from './dates.js';

describe('days in ranges', () => {
  it('are one where they follow one another, also over the end of a month', () => {
    expect(rangesOf(['2027-01-30', '2027-01-31', '2027-02-01'])).to.deep.equal([
      { from: '2027-01-30', to: '2027-02-01' },
    ]);
  });

  it('are apart where a day is missing between them', () => {
    expect(rangesOf(['2027-02-01', '2027-02-03', '2027-02-04'])).to.deep.equal([
      { from: '2027-02-01', to: '2027-02-01' },
      { from: '2027-02-03', to: '2027-02-04' },
    ]);
  });

  it('are none of no days', () => {
    expect(rangesOf([])).to.deep.equal([]);
  });
});
