// Moving bookings in time.
import { expect } from 'chai';
import { isCalendarDay } from './dates.js';
import { bookingColumns, parseBookings } from './read.js';
import { withFirstArrivalOn } from './shift.js';

const rows = parseBookings(
  [
    bookingColumns.join(),
    '1,2027-01-10,2027-02-28,2,2,0,0,BB,Direct,Direct,0,TWN,TWN,Transient,98,0,Check-Out,2027-03-02',
    '2,2027-01-11,2027-02-01,1,1,0,0,BB,Direct,Direct,0,SGL,SGL,Transient,80,0,Canceled,2027-01-12',
  ].join('\n'),
  'two.csv',
);

describe('bookings moved in time', () => {
  it('keep their distances, with the first arrival on the day', () => {
    const moved = withFirstArrivalOn('2028-02-02', rows);
    expect(moved.map((row) => [row.booked_on, row.arrival, row.status_date])).to.deep.equal([
      ['2028-01-11', '2028-02-29', '2028-03-02'],
      ['2028-01-12', '2028-02-02', '2028-01-13'],
    ]);
  });

  it('may be none', () => {
    expect(withFirstArrivalOn('2028-02-02', [])).to.deep.equal([]);
  });

  for (const [text, isOne] of [
    ['2028-02-29', true],
    ['2027-02-29', false],
    ['2027-2-1', false],
    ['soon', false],
  ] as const) {
    it(`${isOne ? 'can' : 'cannot'} start on ${text}`, () => {
      expect(isCalendarDay(text)).to.equal(isOne);
    });
  }
});
