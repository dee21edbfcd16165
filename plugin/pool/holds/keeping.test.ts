import { expect } from 'chai';
import { day, hotelOf, room, single } from '../../../test/support/stays.js';
import { bookingNumber, bookingPlanId } from '../../domain/ids.js';
import { createOccupancy } from '../occupancy/occupancy.js';
import { type StayToHold, whatFits } from './keeping.js';

const stay = (id: number): StayToHold => ({
  ...{
    plan: bookingPlanId(id),
    bookingNumber: bookingNumber(`B${id}`),
    bookedTypeId: single,
    smoking: undefined,
  },
  ...{ checkIn: day(10), checkOut: day(12) },
});

describe('what could be held for several stays', () => {
  it('is each room once', () => {
    const occupancy = createOccupancy(hotelOf([room(101), room(102)]), [], []);
    const found = whatFits([stay(1), stay(2), stay(3)], occupancy, day(0), []);
    expect(found.map(({ stay: { plan }, room: id }) => [plan, id])).to.deep.equal([
      [1, 101],
      [2, 102],
    ]);
  });

  it('is a door once, though the PMS has two rows of it', () => {
    const occupancy = createOccupancy(hotelOf([room(101), room(102, single, { number: '101' })]), [], []);
    expect(whatFits([stay(1), stay(2)], occupancy, day(0), [])).to.have.length(1);
  });
});
