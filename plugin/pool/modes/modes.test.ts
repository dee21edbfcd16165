// What a stay becomes when it enters the pool: its window, its deadline, or a final room at once.
import { expect } from 'chai';
import { hotelDate } from '../../domain/hotel-date.js';
import { defaultHotelSettings, entryAnew, type HotelSettings, poolEntry, sweepIsDue } from './modes.js';

const calendar = { timeZone: 'Asia/Tokyo', turnsAt: 5 };
const balance = (deadlinePresetDays: number): HotelSettings => ({
  ...defaultHotelSettings,
  deadlinePresetDays,
});
const tokyo = (text: string) => new Date(`${text}:00+09:00`);

function entry(checkIn: string, checkOut: string, settings: HotelSettings, now = '2027-01-01T12:00') {
  const stay = { checkIn: hotelDate(checkIn), checkOut: hotelDate(checkOut) };
  return poolEntry(stay, settings, tokyo(now), calendar, 6);
}

describe('entering the pool in BALANCE', () => {
  const cases: readonly (readonly [
    what: string,
    nights: readonly [string, string],
    preset: number,
    window: string,
    deadline: string,
  ])[] = [
    ['a short stay of a city hotel', ['2027-03-10', '2027-03-12'], 0, '2027-03-03T06:00', '2027-03-10T06:00'],
    ['six nights are short', ['2027-03-10', '2027-03-16'], 0, '2027-03-03T06:00', '2027-03-10T06:00'],
    ['seven nights are long', ['2027-03-10', '2027-03-17'], 0, '2027-02-24T06:00', '2027-03-08T06:00'],
    ['a resort', ['2027-03-10', '2027-03-12'], 1, '2027-03-03T06:00', '2027-03-09T06:00'],
    ['a long stay at a ryokan', ['2027-03-10', '2027-03-20'], 2, '2027-02-24T06:00', '2027-03-06T06:00'],
    [
      'an unmanned house over the end of a month',
      ['2027-03-02', '2027-03-03'],
      3,
      '2027-02-23T06:00',
      '2027-02-27T06:00',
    ],
    [
      'a deadline before the usual window opens it then',
      ['2027-03-20', '2027-03-21'],
      10,
      '2027-03-10T06:00',
      '2027-03-10T06:00',
    ],
  ];
  for (const [what, [checkIn, checkOut], preset, window, deadline] of cases)
    it(`${what}: window ${window}, deadline ${deadline}`, () => {
      expect(entry(checkIn, checkOut, balance(preset))).to.deep.include({
        ...{ pooled: true, window: tokyo(window), deadline: tokyo(deadline) },
      });
    });

  it('keeps the thresholds it entered with', () => {
    expect(entry('2027-03-10', '2027-03-12', balance(1)).thresholds).to.deep.equal({
      windowDays: 7,
      deadlineDays: 1,
    });
    expect(entry('2027-03-10', '2027-03-20', balance(1)).thresholds).to.deep.equal({
      windowDays: 14,
      deadlineDays: 3,
    });
  });

  it('makes final at once what is booked when its deadline has come, and not a minute before', () => {
    const at = (now: string) => entry('2027-03-10', '2027-03-11', balance(0), now);
    expect(at('2027-03-10T05:59')).to.include({ pooled: true });
    expect(at('2027-03-10T06:00')).to.include({ pooled: false, cause: 'booked_late' });
    expect(at('2027-03-10T22:00')).to.include({ pooled: false, cause: 'booked_late' });
  });

  it('counts lateness by the class of the stay', () => {
    const now = '2027-03-09T12:00';
    expect(entry('2027-03-10', '2027-03-11', balance(0), now)).to.include({ pooled: true });
    expect(entry('2027-03-10', '2027-03-17', balance(0), now)).to.include({ cause: 'booked_late' });
  });

  it('makes a day use final at once', () => {
    expect(entry('2027-03-10', '2027-03-10', balance(0))).to.include({ pooled: false, cause: 'day_use' });
  });
});

describe('entering the pool in URGENT', () => {
  it('makes every room final at once', () => {
    const urgent: HotelSettings = { rollOut: 'on', mode: 'URGENT', deadlinePresetDays: 0 };
    expect(entry('2027-09-10', '2027-09-12', urgent)).to.include({ pooled: false, cause: 'mode' });
    expect(entry('2027-09-10', '2027-09-10', urgent)).to.include({ pooled: false, cause: 'day_use' });
  });
});

describe('modes', () => {
  it('are BALANCE with the deadline on the day of arrival until a hotel says otherwise', () => {
    expect(defaultHotelSettings).to.deep.equal({
      rollOut: 'on',
      mode: 'BALANCE',
      deadlinePresetDays: 0,
    });
  });

  it('say how often a hotel is swept, also where a run began a little late', () => {
    const now = tokyo('2027-03-10T12:00');
    const due = (mode: HotelSettings['mode'], minutesAgo: number) =>
      sweepIsDue(mode, new Date(now.getTime() - minutesAgo * 60_000), now);
    expect([5, 10, 13, 15, 60].map((minutes) => due('BALANCE', minutes))).to.deep.equal([
      false,
      false,
      true,
      true,
      true,
    ]);
    expect([0, 2, 3, 5, 60].map((minutes) => due('URGENT', minutes))).to.deep.equal([
      false,
      false,
      true,
      true,
      true,
    ]);
    expect(sweepIsDue('BALANCE', undefined, now)).to.equal(true);
  });
});

describe('what a stay becomes whose final room is taken back', () => {
  const anew = (checkIn: string, now: string, settings: HotelSettings = balance(1)) => {
    const stay = { checkIn: hotelDate(checkIn), checkOut: hotelDate('2027-03-20') };
    return entryAnew(stay, settings, tokyo(now), calendar, 6);
  };

  it('is what it would be if it were booked now, before its deadline', () => {
    expect(anew('2027-03-15', '2027-03-13T12:00')).to.deep.include({
      ...{ pooled: true, window: tokyo('2027-03-08T06:00'), deadline: tokyo('2027-03-14T06:00') },
    });
  });

  it('is decided again the next morning behind its deadline, after a night’s work', () => {
    expect(anew('2027-03-15', '2027-03-14T12:00')).to.deep.include({
      ...{ pooled: true, window: tokyo('2027-03-14T12:00'), deadline: tokyo('2027-03-15T06:00') },
    });
    // The business date is still the day before.
    expect(anew('2027-03-15', '2027-03-15T03:00')).to.deep.include({
      ...{ pooled: true, deadline: tokyo('2027-03-15T06:00') },
    });
  });

  it('is final on the arrival day, and in a mode or hotel that pools nothing', () => {
    expect(anew('2027-03-15', '2027-03-15T05:00')).to.include({ pooled: false, cause: 'booked_late' });
    expect(anew('2027-03-15', '2027-03-01T12:00', { ...balance(0), mode: 'URGENT' })).to.include({
      ...{ pooled: false, cause: 'mode' },
    });
    expect(anew('2027-03-15', '2027-03-01T12:00', { ...balance(0), rollOut: 'off' })).to.include({
      ...{ pooled: false, cause: 'off' },
    });
  });
});
