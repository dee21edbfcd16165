// Which nights of a stay its guest does not use, as a table of cases.
import { expect } from 'chai';
import { hotelDate } from '../../domain/hotel-date.js';
import { reservationId, roomId } from '../../domain/ids.js';
import type { HostReservation, ReservationStatus } from '../../host/port.js';
import { areEntered, nightsToFree } from './presence.js';

const day = (n: number) => hotelDate(`2027-02-0${n}`);
const [room, other] = [roomId(101), roomId(102)];

/** Room 101 on the nights of 1 to 4, room 102 on those of 5 and 6. */
const reservation = (status: ReservationStatus): HostReservation => ({
  ...{ id: reservationId('00000000-0000-4000-8000-000000000001'), bookingNumber: undefined, status },
  ...{ checkIn: day(1), checkOut: day(7) },
  nights: [1, 2, 3, 4, 5, 6].map((n) => ({
    ...{ date: day(n), roomId: n < 5 ? room : other, people: 1, price: 0 },
  })),
});
const stay = { roomId: room, checkIn: day(1), checkOut: day(5) };

describe('the nights that a person may free', () => {
  for (const [status, today, nights] of [
    ['booked', 1, []],
    ['booked', 2, [1, 2, 3, 4]],
    ['booked', 9, [1, 2, 3, 4]],
    ['checked_in', 2, []],
    ['checked_out', 1, [2, 3, 4]],
    ['checked_out', 3, [3, 4]],
    ['checked_out', 5, []],
    ['cancelled', 2, []],
    ['block', 2, []],
  ] as const)
    it(`of a guest who is ${status} on the ${today}. are [${nights.join(', ')}]`, () => {
      expect(nightsToFree(reservation(status), stay, day(today))).to.deep.equal(nights.map(day));
    });

  it('are those of the stay alone: a later part in another room is expected on its own day', () => {
    const later = { roomId: other, checkIn: day(5), checkOut: day(7) };
    expect(nightsToFree(reservation('booked'), later, day(5))).to.deep.equal([]);
    expect(nightsToFree(reservation('booked'), later, day(6))).to.deep.equal([day(5), day(6)]);
  });

  it('are the one day of a day use', () => {
    const dayUse = { roomId: room, checkIn: day(1), checkOut: day(1) };
    expect(nightsToFree(reservation('booked'), dayUse, day(2))).to.deep.equal([day(1)]);
  });
});

describe('a hotel', () => {
  it('enters arrivals where nine of ten are entered, or too few were due to tell', () => {
    expect(areEntered({ due: 20, entered: 18 })).to.equal(true);
    expect(areEntered({ due: 20, entered: 17 })).to.equal(false);
    expect(areEntered({ due: 19, entered: 0 })).to.equal(true);
  });
});
