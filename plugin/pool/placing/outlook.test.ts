import { expect } from 'chai';
import { day, single, twin } from '../../../test/support/stays.js';
import type { KnownBooking } from '../../assignment/index.js';
import { dayNumber } from '../../domain/hotel-date.js';
import { physicalRoom } from '../../domain/ids.js';
import { fromStored, noOutlook, type Outlook, toStored, usualNightsBefore } from './outlook.js';

const today = dayNumber(day(0));

describe("a nightly run's outlook", () => {
  it('is the same again after it was stored', () => {
    const outlook: Outlook = {
      prices: {
        firstDay: today,
        byType: new Map([
          [single, Float64Array.of(0, 0.5)],
          [twin, Float64Array.of(1, 0)],
        ]),
      },
      usage: new Map([
        [
          physicalRoom('101'),
          { nightsUsed: 2.5, nightsSellable: 15, lastUsedUntil: today, demandingUntil: undefined },
        ],
      ]),
      usualNights: 3,
    };
    for (const one of [outlook, noOutlook])
      expect(fromStored(JSON.parse(JSON.stringify(toStored(one))) as never)).to.deep.equal(one);
  });

  it('learns the usual nights from stays that have ended, without those that were lost', () => {
    const booking = (arrival: number, nights: number, changes: Partial<KnownBooking> = {}): KnownBooking => ({
      ...{ id: 1, typeId: single, nights, lostOn: undefined },
      ...{ arrival: dayNumber(day(arrival)), bookedOn: dayNumber(day(arrival - 9)) },
      ...changes,
    });
    const lost = booking(-9, 1, { lostOn: dayNumber(day(-10)) });
    const ended = [booking(-9, 4), booking(-5, 5), booking(-7, 7)];
    expect(usualNightsBefore(today, [lost, lost, ...ended, booking(-1, 2), booking(3, 2)])).to.equal(5);
    expect(usualNightsBefore(today, [])).to.equal(noOutlook.usualNights);
  });
});
