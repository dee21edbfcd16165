// The PMS's rooms as the hierarchy looks at them.
import { expect } from 'chai';
import { hotelTypes } from '../../test/support/hierarchy.js';
import { deluxe, room, twin } from '../../test/support/stays.js';
import { hierarchyTypes } from './types.js';

describe('the rooms of the PMS', () => {
  const rooms = [
    room(201, twin, { capacity: 2 }),
    room(202, twin, { capacity: 3, smoking: true }),
    room(203, twin, { number: '202', capacity: 3 }),
    room(301, deluxe, { sellable: false }),
  ];

  it('say whether a type is in use, and how many it takes', () => {
    const types = hotelTypes.map(({ id, name }) => ({ id, name }));
    expect(hierarchyTypes({ types, rooms }).map(({ active, capacity }) => [active, capacity])).to.deep.equal([
      [true, 0],
      [true, 3],
      [false, 0],
      [true, 0],
    ]);
  });
});
