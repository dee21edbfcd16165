import { expect } from 'chai';
import { hotelDate } from './hotel-date.js';
import {
  arrivesToday,
  deadlineNearness,
  hotelMoment,
  isCurrent,
  isDueSoon,
  isPastDeadline,
} from './stay-moments.js';

const calendar = { timeZone: 'Asia/Tokyo', turnsAt: 5 };
/** On the hotel's clock. */
const at = (moment: string) => new Date(`${moment}+09:00`);
const momentAt = (moment: string) => hotelMoment(at(moment), calendar);
const noon = momentAt('2027-01-20T12:00');

const stay = (
  checkIn: string,
  checkOut: string,
  roomState: 'tentative' | 'final' | 'unplaced' | 'ended',
) => ({
  ...{ checkIn: hotelDate(checkIn), checkOut: hotelDate(checkOut), roomState },
});

describe('today at a hotel', () => {
  for (const [moment, today] of [
    ['2027-01-20T00:00', '2027-01-19'],
    ['2027-01-20T04:59:59.999', '2027-01-19'],
    ['2027-01-20T05:00', '2027-01-20'],
    ['2027-01-20T23:59:59.999', '2027-01-20'],
  ] as const)
    it(`is ${today} at ${moment} in Japan`, () => expect(momentAt(moment).today).to.equal(today));

  it('ends when the business date turns', () => {
    expect(noon.todayEnds).to.deep.equal(at('2027-01-21T05:00'));
    expect(noon.tomorrowEnds).to.deep.equal(at('2027-01-22T05:00'));
  });
});

describe('a current stay', () => {
  for (const [what, checkIn, checkOut, state, current] of [
    ['that leaves today', '2027-01-18', '2027-01-20', 'final', true],
    ['that left yesterday', '2027-01-18', '2027-01-19', 'final', false],
    ['that arrives today', '2027-01-20', '2027-01-21', 'tentative', true],
    ['of today by day', '2027-01-20', '2027-01-20', 'final', true],
    ['of yesterday by day', '2027-01-19', '2027-01-19', 'final', false],
    ['without a room, however long ago', '2026-12-01', '2026-12-02', 'unplaced', true],
    ['that was cancelled', '2027-01-25', '2027-01-26', 'ended', false],
  ] as const)
    it(`is ${current ? '' : 'not '}one ${what}`, () =>
      expect(isCurrent(stay(checkIn, checkOut, state), noon)).to.equal(current));

  it('is one still after midnight of its day of departure, until the business date turns', () => {
    const leaving = stay('2027-01-18', '2027-01-20', 'final');
    expect(isCurrent(leaving, momentAt('2027-01-21T00:00'))).to.equal(true);
    expect(isCurrent(leaving, momentAt('2027-01-21T05:00'))).to.equal(false);
  });
});

describe('an arrival of today', () => {
  for (const [what, checkIn, state, arrives] of [
    ['of today', '2027-01-20', 'tentative', true],
    ['of yesterday', '2027-01-19', 'final', false],
    ['of tomorrow', '2027-01-21', 'tentative', false],
    ['of today, without a room', '2027-01-20', 'unplaced', true],
    ['of today, cancelled', '2027-01-20', 'ended', false],
  ] as const)
    it(`is ${arrives ? '' : 'not '}one ${what}`, () =>
      expect(arrivesToday(stay(checkIn, '2027-01-25', state), noon)).to.equal(arrives));

  it('is of the business date: after midnight it is still that of the evening', () => {
    const after = momentAt('2027-01-21T00:30');
    expect(arrivesToday(stay('2027-01-20', '2027-01-22', 'tentative'), after)).to.equal(true);
    expect(arrivesToday(stay('2027-01-21', '2027-01-22', 'tentative'), after)).to.equal(false);
  });
});

describe('the deadline of a tentative room', () => {
  const checkOut = hotelDate('2027-01-20');
  const room = (deadline: string) => ({
    ...{ roomState: 'tentative' as const, poolDeadline: at(deadline), checkOut },
  });

  for (const [deadline, nearness] of [
    ['2027-01-19T06:00', 'past'],
    ['2027-01-20T06:00', 'past'],
    ['2027-01-20T11:59:59.999', 'past'],
    ['2027-01-20T12:00', 'past'],
    ['2027-01-20T12:00:00.001', 'today'],
    ['2027-01-21T04:59:59.999', 'today'],
    ['2027-01-21T05:00', 'tomorrow'],
    ['2027-01-22T04:59:59.999', 'tomorrow'],
    ['2027-01-22T05:00', 'later'],
  ] as const)
    it(`is ${nearness} at ${deadline}, seen at noon of the 20th`, () => {
      expect(deadlineNearness(room(deadline), noon)).to.equal(nearness);
      expect(isPastDeadline(room(deadline), noon)).to.equal(nearness === 'past');
      expect(isDueSoon(room(deadline), noon)).to.equal(nearness !== 'later');
    });

  it('is history where the room is final, and nothing where there is none', () => {
    const poolDeadline = at('2027-01-20T06:00');
    expect(deadlineNearness({ roomState: 'final', poolDeadline, checkOut }, noon)).to.equal(undefined);
    expect(isPastDeadline({ roomState: 'final', poolDeadline, checkOut }, noon)).to.equal(false);
    expect(isDueSoon({ roomState: 'tentative', poolDeadline: undefined, checkOut }, noon)).to.equal(false);
  });

  it('is history where the guest was to leave before today', () => {
    const gone = { ...room('2027-01-19T06:00'), checkOut: hotelDate('2027-01-19') };
    expect(deadlineNearness(gone, noon)).to.equal(undefined);
    expect(isDueSoon(gone, noon)).to.equal(false);
  });
});
