import { expect } from 'chai';
import { rangeOf, readPeriod, writePeriod } from './address.js';

describe('the address of 統計・健全性', () => {
  it('reads back as the period it was written from', () => {
    for (const period of [{ days: 7 }, { days: 90 }, { from: '2026-10-01', to: '2026-10-31' }])
      expect(readPeriod(writePeriod(period) as Record<string, string>)).to.deep.equal(period);
  });

  it('takes what makes no sense, or is longer than the server tells, for the last week', () => {
    const week = { days: 7 };
    expect(readPeriod({ from: '2026-10-31', to: '2026-10-01' })).to.deep.equal(week);
    expect(readPeriod({ from: '2025-01-01', to: '2026-10-01' })).to.deep.equal(week);
    expect(readPeriod({ from: '2026-02-30x', to: '2026-10-01' })).to.deep.equal(week);
    expect(readPeriod({ days: '401' })).to.deep.equal(week);
    expect(readPeriod({ days: '-1' })).to.deep.equal(week);
  });

  it('counts the last days up to the business date', () => {
    expect(rangeOf({ days: 7 }, '2026-12-03')).to.deep.equal({ from: '2026-11-27', to: '2026-12-03' });
  });
});
