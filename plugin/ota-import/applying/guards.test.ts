// Which messages wait for a person (O12), rule by rule.
import { expect } from 'chai';
import { day, held, reservation } from '../../../test/support/stays.js';
import type { BookedReport, BookedRoom, BookingReport } from '../../domain/booking-report.js';
import { bookingNumber } from '../../domain/ids.js';
import type { HostBooking } from '../../host/port.js';
import { cannotBePlaced, type Moment, reasonsToHold } from './guards.js';

const base = {
  ...{ dataId: 'B1-2', version: 2, bookingNumber: bookingNumber('B1'), agency: '', document: {} },
  warnings: [],
};

function bookedRoom(slot: number, ...codes: string[]): BookedRoom {
  return {
    slot,
    ...{ checkIn: day(0), checkOut: day(codes.length) },
    nights: codes.map((roomTypeCode, i) => ({
      date: day(i),
      roomTypeCode,
      people: 1,
      children: {},
      price: 8000,
    })),
  };
}

/** A change to as many rooms, for days `[from, to)`. */
function change(
  roomCount: number,
  from: number,
  to: number,
  kind: BookedReport['kind'] = 'change',
): BookedReport {
  const codes = Array.from({ length: to - from }, () => 'SGL');
  const rooms = Array.from({ length: roomCount }, (_, slot) => bookedRoom(slot, ...codes));
  return { ...base, kind, checkIn: day(from), checkOut: day(to), dayUse: false, people: roomCount, rooms };
}

const cancellation: BookingReport = { ...base, kind: 'cancellation', cancellationCharge: 0 };
const calendar = { timeZone: 'Asia/Tokyo', turnsAt: 5 };
/** The day before arrival, unless a case says otherwise. */
const at = (time: string): Moment => ({ now: new Date(`${time}+09:00`), calendar });
const before = at('2027-01-31T12:00:00');
const oneRoom = reservation(held(101, 0, 2));
const twoRooms = reservation([...held(101, 0, 2), ...held(102, 0, 2)]);
const as = (status: HostBooking['status'], of = oneRoom): HostBooking => ({ ...of, status });

describe('a message that waits for a person', () => {
  const cases: readonly (readonly [
    what: string,
    report: BookingReport,
    present: HostBooking,
    code: string | undefined,
  ])[] = [
    ['a change after check-in', change(1, 0, 3), as('checked_in'), 'after_check_in'],
    ['a change after check-out', change(1, 0, 3), as('checked_out'), 'after_check_in'],
    ['a cancellation after check-in', cancellation, as('checked_in'), 'after_check_in'],
    ['a cancellation after check-out', cancellation, as('checked_out'), 'after_check_in'],
    ['a change of a cancelled reservation', change(1, 0, 2), as('cancelled'), 'reservation_cancelled'],
    [
      'a new booking of a number that was cancelled',
      change(1, 0, 2, 'new'),
      as('cancelled'),
      'reservation_cancelled',
    ],
    ['other dates for several rooms', change(2, 0, 3), twoRooms, 'rooms_of_group_changed'],
    ['another number of rooms, more', change(3, 0, 2), twoRooms, 'rooms_of_group_changed'],
    ['another number of rooms, fewer', change(1, 0, 2), twoRooms, 'rooms_of_group_changed'],
    ['a second room', change(2, 0, 2), oneRoom, 'rooms_of_group_changed'],
    [
      'a change of a stay whose nights a clerk has split over two rooms',
      change(1, 0, 2),
      reservation([...held(101, 0, 1), ...held(102, 1, 2)]),
      'rooms_of_group_changed',
    ],
    ['not other dates for one room', change(1, 1, 5), oneRoom, undefined],
    ['not a change of several rooms that keeps dates and number', change(2, 0, 2), twoRooms, undefined],
    ['not a repeated new booking, which is a change', change(1, 0, 3, 'new'), oneRoom, undefined],
    ['not a cancellation of several rooms', cancellation, twoRooms, undefined],
    ['not a cancellation of what is cancelled', cancellation, as('cancelled'), undefined],
    ['not a change of one room that holds no night any more', change(1, 0, 2), reservation([]), undefined],
  ];
  for (const [what, report, present, code] of cases)
    it(`is ${what}`, () => expect(reasonsToHold(report, present, before)[0]?.code).to.equal(code));

  it('may be a new booking under the number of a stay that has ended, and says when', () => {
    const later = at('2028-03-01T12:00:00');
    for (const status of ['checked_out', 'booked'] as const) {
      const [reason] = reasonsToHold(change(1, 400, 402, 'new'), as(status), later);
      expect([reason?.code, reason?.params]).to.deep.equal(['number_of_ended_stay', { checkOut: day(2) }]);
    }
    const others = [
      reasonsToHold(change(1, 400, 402), as('checked_out'), later),
      reasonsToHold(change(1, 1, 3, 'new'), as('checked_out'), later),
      reasonsToHold(change(1, 400, 402, 'new'), as('checked_in'), later),
    ];
    expect(others.map(([reason]) => reason?.code)).to.deep.equal(others.map(() => 'after_check_in'));
  });

  it('says how many rooms were asked for and are held', () => {
    const [reason] = reasonsToHold(change(3, 0, 2), twoRooms, before);
    expect(reason?.params).to.deep.equal({ rooms: 3, held: 2 });
  });

  it('may have several reasons, each of which is to be passed over', () => {
    const reasons = reasonsToHold(change(3, 0, 2), as('checked_in', twoRooms), before);
    expect(reasons.map(({ code }) => code)).to.deep.equal(['after_check_in', 'rooms_of_group_changed']);
  });

  describe('once the guest may be there', () => {
    const late = { ...oneRoom, checkInMinute: 20 * 60 + 30 };
    const afterMidnight = { ...oneRoom, checkInMinute: 60 };
    const moments: readonly (readonly [what: string, time: string, of: HostBooking, held: boolean])[] = [
      ['the day before', '2027-01-31T23:00:00', oneRoom, false],
      ['the day of arrival, before the check-in time', '2027-02-01T15:59:59', oneRoom, false],
      ['the check-in time', '2027-02-01T16:00:00', oneRoom, true],
      ['the usual time of a guest who comes later', '2027-02-01T18:00:00', late, false],
      ['the guest’s own time', '2027-02-01T20:30:00', late, true],
      ['the day after', '2027-02-02T06:00:00', oneRoom, true],
      ['noon, of a guest who comes after midnight', '2027-02-01T12:00:00', afterMidnight, false],
      ['his time in the night', '2027-02-02T01:00:00', afterMidnight, true],
    ];
    for (const [what, time, of, held] of moments) {
      it(`is ${held ? '' : 'not '}held at ${what}`, () => {
        for (const report of [cancellation, change(1, 0, 3)]) {
          const codes = reasonsToHold(report, of, at(time)).map(({ code }) => code);
          expect(codes).to.deep.equal(held ? ['after_check_in'] : []);
        }
      });
    }
  });
});

describe('a booking that no placement can serve', () => {
  it('is not one with rooms of different types', () => {
    const report = {
      ...change(1, 0, 2, 'new'),
      rooms: [bookedRoom(0, 'SGL', 'SGL'), bookedRoom(1, 'TWN', 'TWN')],
    };
    expect(cannotBePlaced(report)).to.deep.equal([]);
  });
});
