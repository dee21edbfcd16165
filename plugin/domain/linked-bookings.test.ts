// Which bookings count as made together, and who is linked with whom.
import { expect } from 'chai';
import { hotelDate } from './hotel-date.js';
import { bookingNumber } from './ids.js';
import { areMadeTogether, type LinkableStay, linkedStays, mostLinked } from './linked-bookings.js';

const minutes = 5;
const at = (minute: number, second = 0) => new Date(Date.UTC(2027, 0, 20, 3, minute, second));
const stay = (number: string, changes: Partial<LinkableStay> = {}): LinkableStay => ({
  number: bookingNumber(number),
  checkIn: hotelDate('2027-02-01'),
  phone: 'p1',
  names: [`name of ${number}`],
  bookedAt: at(0),
  ...changes,
});

describe('two bookings', () => {
  const cases: readonly (readonly [string, Partial<LinkableStay>, boolean])[] = [
    ['booked at one moment', {}, true],
    ['three minutes apart', { bookedAt: at(3) }, true],
    ['five minutes apart', { bookedAt: at(5) }, true],
    ['a second more than five minutes apart, in another name', { bookedAt: at(5, 1) }, false],
    ['days apart, in one name', { bookedAt: at(5_000), names: ['kana', 'name of A'] }, true],
    ['by another phone, or at another agency', { phone: 'p2' }, false],
    ['by another phone, in one name', { phone: 'p2', names: ['name of A'] }, false],
    ['for another day of arrival', { checkIn: hotelDate('2027-02-02') }, false],
    ['of which one does not say when', { bookedAt: undefined }, false],
    ['of which one does not say when, in one name', { bookedAt: undefined, names: ['name of A'] }, true],
    ['of which one names nobody', { bookedAt: at(2), names: [] }, true],
  ];
  for (const [said, changes, together] of cases)
    it(`${said}: ${together ? 'made together' : 'not made together'}`, () => {
      const [one, other] = [stay('A'), stay('B', changes)];
      expect(areMadeTogether(one, other, minutes)).to.equal(together);
      expect(areMadeTogether(other, one, minutes)).to.equal(together);
    });
});

describe('linked stays', () => {
  const numbersOf = (...stays: LinkableStay[]) =>
    linkedStays(stays, minutes).map((company) => company.map(({ number }) => number as string));

  it('are those of bookings that were made together, also by way of one between them', () => {
    const [first, later, last] = [stay('A'), stay('B', { bookedAt: at(4) }), stay('C', { bookedAt: at(8) })];
    expect(numbersOf(first, last, later)).to.deep.equal([['A', 'C', 'B']]);
    expect(numbersOf(first, last)).to.deep.equal([]);
  });

  it('are all rooms of these bookings, and not the rooms of one that was made alone', () => {
    const [one, other] = [stay('A'), stay('B')];
    expect(numbersOf(one, one, other)).to.deep.equal([['A', 'A', 'B']]);
    expect(numbersOf(one, { ...one })).to.deep.equal([]);
  });

  it('are in one company each', () => {
    const others = [stay('C', { phone: 'p2' }), stay('D', { phone: 'p2' }), stay('E', { phone: 'p3' })];
    expect(numbersOf(stay('A'), others[0]!, stay('B'), others[1]!, others[2]!)).to.deep.equal([
      ['A', 'B'],
      ['C', 'D'],
    ]);
  });

  it('are nobody’s where more bookings have one phone than anybody makes', () => {
    const many = (count: number) => Array.from({ length: count }, (_, i) => stay(`N${i}`));
    expect(numbersOf(...many(mostLinked))).to.have.length(1);
    expect(numbersOf(...many(mostLinked + 1))).to.deep.equal([]);
  });
});
