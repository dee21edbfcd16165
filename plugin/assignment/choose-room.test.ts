// Which of several free rooms a stay is given.
import { expect } from 'chai';
import { hotelOf, nights, room, single, twin } from '../../test/support/stays.js';
import { chooseRooms, gapCap } from './choose-room.js';
import { createOccupancy } from './occupancy.js';
import { eligibleRooms } from './place.js';
import { windowAround } from './span.js';

describe('choosing a room', () => {
  const stay = nights(10, 12);
  const empty = () => createOccupancy(windowAround([stay]));
  const numbers = (rooms: readonly { readonly number: string }[]) => rooms.map(({ number }) => number);

  it('prefers the room in which the stay leaves the smallest gaps', () => {
    const rooms = [room(101), room(102), room(103)];
    const occupancy = empty();
    occupancy.take(rooms[1]!.physical, nights(7, 10));
    occupancy.take(rooms[1]!.physical, nights(13, 20));
    occupancy.take(rooms[2]!.physical, nights(7, 10));
    occupancy.take(rooms[2]!.physical, nights(12, 20));
    expect(numbers(chooseRooms(rooms, occupancy, stay, 3))).to.deep.equal(['103', '102', '101']);
  });

  it('takes gaps of more than a month for endless', () => {
    const rooms = [room(101), room(102, single, { priority: 1 })];
    const occupancy = createOccupancy(nights(-100, 200));
    occupancy.take(rooms[0]!.physical, nights(12 + gapCap, 60));
    expect(numbers(chooseRooms(rooms, occupancy, stay, 1))).to.deep.equal(['102']);
    occupancy.take(rooms[0]!.physical, nights(11 + gapCap, 12 + gapCap));
    expect(numbers(chooseRooms(rooms, occupancy, stay, 1))).to.deep.equal(['101']);
  });

  it('goes by 割当順 among equal gaps, rooms without one last, then by the order of the PMS', () => {
    const rooms = [
      room(104),
      room(103),
      room(102, single, { priority: 2 }),
      room(101, single, { priority: 7 }),
    ];
    expect(numbers(chooseRooms(rooms, empty(), stay, 4))).to.deep.equal(['102', '101', '103', '104']);
  });

  it('gives two rows with one room number once', () => {
    const rooms = [room(101), room(201, single, { number: '101' }), room(102)];
    expect(numbers(chooseRooms(rooms, empty(), stay, 3))).to.deep.equal(['101', '102']);
  });

  it('gives no room in which one of the nights is taken', () => {
    const rooms = [room(101), room(201, single, { number: '101' }), room(102)];
    const occupancy = empty();
    occupancy.take(rooms[0]!.physical, nights(11, 12));
    expect(numbers(chooseRooms(rooms, occupancy, stay, 3))).to.deep.equal(['102']);
  });

  it('gives no more rooms than asked for', () => {
    expect(chooseRooms([room(101), room(102)], empty(), stay, 0)).to.deep.equal([]);
    expect(chooseRooms([room(101), room(102)], empty(), stay, 1)).to.have.length(1);
  });
});

describe('the rooms a stay may be given', () => {
  it('are never staff rooms or rooms not for sale', () => {
    const hotel = hotelOf([room(101, single, { sellable: false }), room(102)]);
    expect(eligibleRooms(hotel, single, single, 1)).to.deep.equal([hotel.rooms[1]]);
  });

  it('may be too small in the booked type, where the hotel sold them so, and never in an upgrade', () => {
    const hotel = hotelOf([
      room(101, single, { capacity: 1 }),
      room(201, twin, { capacity: 2 }),
      room(202, twin, { capacity: 3 }),
    ]);
    expect(eligibleRooms(hotel, single, single, 3)).to.deep.equal([hotel.rooms[0]]);
    expect(eligibleRooms(hotel, single, twin, 3)).to.deep.equal([hotel.rooms[2]]);
  });

  it('are non-smoking in an upgrade where the whole booked type is', () => {
    const smoking = { smoking: true };
    const promised = hotelOf([room(101), room(201, twin, smoking), room(202, twin)]);
    expect(eligibleRooms(promised, single, twin, 1)).to.deep.equal([promised.rooms[2]]);
    const mixed = hotelOf([room(101), room(102, single, smoking), room(201, twin, smoking)]);
    expect(eligibleRooms(mixed, single, single, 1)).to.have.length(2);
    expect(eligibleRooms(mixed, single, twin, 1)).to.deep.equal([mixed.rooms[2]]);
  });
});
