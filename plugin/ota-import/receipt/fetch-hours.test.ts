// How often a hotel is fetched by itself, by the clock on its wall.
import { expect } from 'chai';
import { defaultFrequentHours } from '../settings/settings.js';
import { pauseSeconds, type Rhythm } from './fetch-hours.js';

const rhythm: Rhythm = {
  hours: defaultFrequentHours,
  timeZone: 'Asia/Tokyo',
  leastSeconds: 310,
  frequentSeconds: 310,
  offHoursSeconds: 1800,
};
const pause = (time: string, changes: Partial<Rhythm> = {}, offset = '+09:00') =>
  pauseSeconds(new Date(`2027-02-01T${time}${offset}`), { ...rhythm, ...changes });

describe('the pause after a fetch', () => {
  const cases: readonly (readonly [
    what: string,
    hours: Rhythm['hours'],
    expected: Readonly<Record<string, number>>,
  ])[] = [
    [
      'is 310 s from 07:00 to 02:00 of the next day unless the hotel says otherwise, and half an hour in between',
      defaultFrequentHours,
      {
        ...{ '07:00:00': 310, '12:00:00': 310, '23:59:59': 310, '00:00:00': 310, '01:59:59': 310 },
        ...{ '02:00:00': 1800, '04:30:00': 1800, '06:30:00': 1800 },
      },
    ],
    [
      'follows hours that end on the day they began',
      { from: '09:00', until: '19:00' },
      { '08:29:59': 1800, '09:00:00': 310, '18:59:59': 310, '19:00:00': 1800, '00:00:00': 1800 },
    ],
    [
      'is short all day where they end when they begin',
      { from: '05:00', until: '05:00' },
      { '04:59:59': 310, '05:00:00': 310, '17:00:00': 310 },
    ],
    [
      'does not sleep through the beginning of the frequent hours, and is never too short',
      defaultFrequentHours,
      { '06:30:01': 1799, '06:45:00': 900, '06:54:50': 310, '06:55:00': 310, '06:59:59': 310 },
    ],
  ];
  for (const [what, hours, expected] of cases)
    it(what, () => {
      for (const [time, seconds] of Object.entries(expected))
        expect(pause(time, { hours }), time).to.equal(seconds);
    });

  it('is as long as the hotel chose, and hurries to the frequent hours as the installation allows', () => {
    const chosen = { frequentSeconds: 600, offHoursSeconds: 3600 };
    const pauses = ['12:00:00', '03:00:00', '06:30:00', '06:55:00'].map((time) => pause(time, chosen));
    expect(pauses).to.deep.equal([600, 3600, 1800, 310]);
  });

  it('goes by the hotel’s clock, not the machine’s', () => {
    expect(pause('12:00:00', { timeZone: 'America/New_York' }, '-05:00')).to.equal(310);
    expect(pause('16:30:00', { timeZone: 'America/New_York' }, '+09:00')).to.equal(1800);
  });

  it('finds its hours in the nights when clocks are changed', () => {
    const newYork = { ...rhythm, timeZone: 'America/New_York' };
    // Clocks go from 02:00 to 03:00, which is a quarter of an hour away.
    const before = { ...newYork, hours: { from: '03:00', until: '03:01' } };
    expect(pauseSeconds(new Date('2027-03-14T01:45:00-05:00'), before)).to.equal(900);
    expect(pauseSeconds(new Date('2027-11-07T01:45:00-05:00'), newYork)).to.equal(310);
  });

  it('is none where the limits are off', () => {
    expect(pause('12:00:00', { leastSeconds: 0, frequentSeconds: 0, offHoursSeconds: 0 })).to.equal(0);
    expect(pause('03:00:00', { leastSeconds: 0, frequentSeconds: 0, offHoursSeconds: 0 })).to.equal(0);
  });
});
