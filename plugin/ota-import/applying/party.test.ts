// A party is counted over its rooms: who does not fit into the room that the message names fits into another of the booking.
import { expect } from 'chai';
import { day, deluxe, room, single, twin } from '../../../test/support/stays.js';
import type { RoomTypeId } from '../../domain/ids.js';
import { overRooms } from './party.js';

const capacity = new Map<RoomTypeId, number>([
  [single, 1],
  [twin, 2],
  [deluxe, 3],
]);
const house = [room(101), room(201, twin), room(301, deluxe)].map((one) => ({
  ...one,
  capacity: capacity.get(one.typeId)!,
}));

/** Beds by type of room, as the message has them, and as the rooms must have them. */
function spread(...rooms: readonly (readonly [RoomTypeId, number])[]): number[] {
  const stays = rooms.map(([typeId, beds], slot) => ({
    slot,
    typeId,
    people: beds,
    beds,
    smoking: undefined,
    checkIn: day(0),
    checkOut: day(1),
  }));
  return overRooms(stays, house).map(({ beds }) => beds!);
}

describe('a party', () => {
  for (const [what, rooms, beds] of [
    [
      'all in the first of two twins',
      [
        [twin, 4],
        [twin, 0],
      ],
      [2, 2],
    ],
    [
      'three and one in two twins',
      [
        [twin, 3],
        [twin, 1],
      ],
      [2, 2],
    ],
    [
      'as it fits',
      [
        [twin, 2],
        [single, 1],
      ],
      [2, 1],
    ],
    [
      'of fewer than the beds',
      [
        [twin, 2],
        [twin, 0],
      ],
      [2, 0],
    ],
    [
      'too many for all',
      [
        [twin, 6],
        [twin, 0],
      ],
      [3, 3],
    ],
    [
      'all in the smaller room',
      [
        [single, 4],
        [deluxe, 0],
      ],
      [1, 3],
    ],
    [
      'all in the first of three',
      [
        [twin, 5],
        [twin, 0],
        [single, 0],
      ],
      [2, 2, 1],
    ],
    ['in one room', [[single, 3]], [3]],
  ] as const)
    it(`${what} needs ${beds.join(' + ')} beds`, () => {
      expect(spread(...rooms)).to.deep.equal(beds);
    });

  it('keeps the people of each room as the message has them, for the PMS', () => {
    const stays = [4, 0].map((people, slot) => ({
      slot,
      typeId: twin,
      people,
      beds: people,
      smoking: undefined,
      checkIn: day(0),
      checkOut: day(1),
    }));
    expect(overRooms(stays, house).map(({ people }) => people)).to.deep.equal([4, 0]);
  });
});
