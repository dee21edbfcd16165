// Rooms of a hotel whose rooms are not planned: the first free one of the type and of the kind that was booked.
import { expect } from 'chai';
import { day, heldByHost, hotelOf, nights, room, single } from '../../../test/support/stays.js';
import type { Smoking } from '../../domain/stay.js';
import { firstFreeRooms } from './first-free.js';
import type { Stay } from './holding.js';
import { createOccupancy, nothingGivenUp } from '../occupancy/occupancy.js';

const smokers = room(101, single, { smoking: true, priority: 1 });
const house = hotelOf([smokers, room(102, single, { priority: 2 }), room(103, single, { priority: 3 })]);

/** Room numbers by slot, or why there are none. The PMS holds the `full` rooms. */
function given(booked: readonly (Smoking | undefined)[], full: readonly (typeof smokers)[] = []) {
  const stays = booked.map((smoking, slot): Stay => ({
    ...{ slot, typeId: single, people: 1, smoking },
    ...{ checkIn: day(0), checkOut: day(2) },
  }));
  const occupancy = createOccupancy(house, [], heldByHost(full, nights(0, 2)));
  const placement = firstFreeRooms(
    { stays, preferred: new Map(), final: new Map(), givenUp: nothingGivenUp },
    occupancy,
  );
  return placement.placed ? placement.rooms.map((one) => one.room.number) : placement.reason.key;
}

describe('the first free room', () => {
  it('is the first in the order of the PMS where nothing was said of smoking', () => {
    expect(given([undefined, undefined])).to.deep.equal(['101', '102']);
  });

  it('is one of the kind that was booked', () => {
    expect(given(['non_smoking', 'smoking', 'non_smoking'])).to.deep.equal(['102', '101', '103']);
  });

  it('is none where that kind is full, though another is free', () => {
    expect(given(['smoking'], [smokers])).to.equal('placement.none_free_smoking');
    expect(given(['non_smoking', 'non_smoking', 'non_smoking'])).to.equal('placement.none_free_non_smoking');
  });
});
