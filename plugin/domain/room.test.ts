import { expect } from 'chai';
import { roomTypeId } from './ids.js';
import { nameOfType, namesOf } from './room.js';

describe('what a room type is called', () => {
  const twin = roomTypeId(7);

  for (const [what, name, called] of [
    ['as the hotel named it', 'スーペリアツイン', 'スーペリアツイン'],
    ['without the spaces around its name', '\u3000ツイン ', 'ツイン'],
    ['by its id where it has no name', null, '7'],
    ['by its id where its name is blank', ' \u3000', '7'],
  ] as const)
    it(`is ${what}`, () => expect(nameOfType(twin, name)).to.equal(called));

  it('is its id where the PMS no longer has it', () => {
    const nameOf = namesOf([{ id: twin, name: 'ツイン' }]);
    expect([nameOf(twin), nameOf(roomTypeId(8))]).to.deep.equal(['ツイン', '8']);
  });
});
