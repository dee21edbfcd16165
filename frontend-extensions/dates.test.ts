import { expect } from 'chai';
import { addDays, formatDay, rangesOf, withDays } from './dates.js';

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

describe('a day in words', () => {
  const now = Date.parse('2026-11-28T12:00:00Z');
  const said = (day: string, language = 'ja') => formatDay(day, language, now);

  it('has no year where there is but one that it can be', () => {
    expect([said('2026-11-25'), said('2027-02-01')]).to.deep.equal(['11/25(水)', '2/1(月)']);
  });

  it('has its year where it is far away, so that it is not taken for a near one', () => {
    expect(said('2027-11-28')).to.equal('2027/11/28(日)');
    expect(said('2025-12-01')).to.equal('2025/12/1(月)');
    expect(said('2027-11-28', 'en')).to.equal('Sun, 11/28/2027');
  });

  it('has its year where that is damaged', () => {
    expect(said('0001-01-01')).to.match(/^1\/1\/1\(/);
    expect(said('9999-12-29')).to.equal('9999/12/29(水)');
  });
});

describe('the days in a sentence of the server', () => {
  const today = new Date().toISOString().slice(0, 10);

  it('are shown as days are shown anywhere', () => {
    const tomorrow = addDays(today, 1);
    expect(withDays(`PMSの宿泊日（${today}〜${tomorrow}、1室）`, 'ja')).to.equal(
      `PMSの宿泊日（${formatDay(today, 'ja')}〜${formatDay(tomorrow, 'ja')}、1室）`,
    );
  });

  it('are no part of a moment or a booking number, and no date that does not exist', () => {
    for (const sentence of [`${today}T10:00:00Z`, `RKT-${today}`, `${today}-1`, '2026-13-01']) {
      expect(withDays(sentence, 'ja')).to.equal(sentence);
    }
  });
});
