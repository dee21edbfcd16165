// The hotel's calendar: what is a date, what a night, and when the business date turns.
import { expect } from 'chai';
import fc from 'fast-check';
import {
  addDays,
  businessDate,
  dayNumber,
  fromDayNumber,
  hotelDate,
  instantAt,
  momentAt,
  nightsBetween,
  nightsOf,
  parseHotelDate,
} from './hotel-date.js';

const seed = 20270301;
const tokyo = { timeZone: 'Asia/Tokyo', turnsAt: 5 };
const newYork = { timeZone: 'America/New_York', turnsAt: 5 };

describe('a hotel date', () => {
  it('is read from the usual and from the compact form', () => {
    expect(parseHotelDate('2027-02-01')).to.equal('2027-02-01');
    expect(parseHotelDate('20270201')).to.equal('2027-02-01');
    expect(parseHotelDate(' 2028-02-29\n')).to.equal('2028-02-29');
  });

  for (const text of [
    ...['', 'tomorrow', '2027/02/01', '2027-2-1', '2027-02-01T00:00', '2027-0201', '202702-01', '20270201x'],
    ...['2027-02-29', '2027-02-30', '2027-13-01', '2027-00-10', '2027-01-00', '99999999', '0000-00-00'],
  ])
    it(`is not ${JSON.stringify(text)}`, () => {
      expect(parseHotelDate(text)).to.equal(undefined);
      expect(() => hotelDate(text)).to.throw(RangeError, JSON.stringify(text));
    });

  it('has no year 0, which PostgreSQL would refuse', () => {
    expect(parseHotelDate('0000-01-01')).to.equal(undefined);
    expect(parseHotelDate('0001-01-01')).to.equal('0001-01-01');
  });

  it('is counted in days and back without loss, and sorts like its day', () => {
    const anyDay = fc.integer({
      min: dayNumber(hotelDate('1900-01-01')),
      max: dayNumber(hotelDate('2200-01-01')),
    });
    fc.assert(
      fc.property(anyDay, anyDay, (a, b) => {
        expect(dayNumber(fromDayNumber(a))).to.equal(a);
        expect(fromDayNumber(a) < fromDayNumber(b)).to.equal(a < b);
        expect(addDays(fromDayNumber(a), b - a)).to.equal(fromDayNumber(b));
        expect(nightsBetween(fromDayNumber(a), fromDayNumber(b))).to.equal(b - a);
      }),
      { seed },
    );
    expect(dayNumber(hotelDate('1970-01-01'))).to.equal(0);
  });

  it('gives the nights of a stay without its day of departure', () => {
    const nights = nightsOf(hotelDate('2028-02-28'), hotelDate('2028-03-02'));
    expect(nights).to.deep.equal(['2028-02-28', '2028-02-29', '2028-03-01']);
    expect(nightsOf(hotelDate('2028-03-01'), hotelDate('2028-03-01'))).to.deep.equal([]);
  });
});

describe('the business date', () => {
  it('is still yesterday until five in the morning at the hotel', () => {
    expect(businessDate(new Date('2027-02-01T04:59:59.999+09:00'), tokyo)).to.equal('2027-01-31');
    expect(businessDate(new Date('2027-02-01T05:00:00+09:00'), tokyo)).to.equal('2027-02-01');
    expect(businessDate(new Date('2027-02-01T23:59:59+09:00'), tokyo)).to.equal('2027-02-01');
  });

  it('is that of the hotel, wherever the machine stands', () => {
    const instant = new Date('2027-02-01T12:00:00Z');
    expect(businessDate(instant, tokyo)).to.equal('2027-02-01');
    expect(businessDate(instant, { timeZone: 'Pacific/Auckland', turnsAt: 5 })).to.equal('2027-02-01');
    expect(businessDate(instant, { timeZone: 'Pacific/Kiritimati', turnsAt: 0 })).to.equal('2027-02-02');
    expect(businessDate(instant, { timeZone: 'Pacific/Honolulu', turnsAt: 5 })).to.equal('2027-01-31');
  });

  it('turns by the clock on the wall where clocks are put forward and back', () => {
    // 2027-03-14, 02:00 becomes 03:00; 2027-11-07, 02:00 becomes 01:00.
    expect(businessDate(new Date('2027-03-14T04:30:00-04:00'), newYork)).to.equal('2027-03-13');
    expect(businessDate(new Date('2027-03-14T05:00:00-04:00'), newYork)).to.equal('2027-03-14');
    expect(businessDate(new Date('2027-11-07T04:30:00-05:00'), newYork)).to.equal('2027-11-06');
    expect(businessDate(new Date('2027-11-07T05:00:00-05:00'), newYork)).to.equal('2027-11-07');
  });

  it('begins at the instant at which the clock shows the turn, on every day of a year', () => {
    const zone = fc.constantFrom('Asia/Tokyo', 'America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe');
    const date = fc.integer({ min: 0, max: 365 }).map((days) => addDays(hotelDate('2027-01-01'), days));
    fc.assert(
      fc.property(zone, date, (timeZone, today) => {
        const turn = instantAt(today, 5, { timeZone, turnsAt: 5 });
        expect(businessDate(turn, { timeZone, turnsAt: 5 })).to.equal(today);
        expect(businessDate(new Date(turn.getTime() - 1), { timeZone, turnsAt: 5 })).to.equal(
          addDays(today, -1),
        );
      }),
      { seed, numRuns: 400 },
    );
  });

  it('knows the instant of an hour at the hotel', () => {
    expect(instantAt(hotelDate('2027-02-01'), 6, tokyo).toISOString()).to.equal('2027-01-31T21:00:00.000Z');
    expect(instantAt(hotelDate('2027-07-01'), 6, newYork).toISOString()).to.equal('2027-07-01T10:00:00.000Z');
  });

  it('knows the moment at which the hotel’s clock shows a time, and none of what no clock shows', () => {
    const shown = (time: string) => momentAt(hotelDate('2027-02-01'), time, tokyo)?.toISOString();
    expect(shown('18:06')).to.equal('2027-02-01T09:06:00.000Z');
    expect(shown('18:06:13')).to.equal('2027-02-01T09:06:13.000Z');
    for (const none of ['24:00', '18:60', '8:00', '']) expect(shown(none), none).to.equal(undefined);
  });
});
