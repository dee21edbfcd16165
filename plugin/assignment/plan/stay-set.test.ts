// Stays as bits: the same answer as a list that is looked through, also where one number of bits ends and the next begins.
import { expect } from 'chai';
import { between, seededRandom } from '../../domain/chance.js';
import { StaySet } from './stay-set.js';

describe('a set of stays', () => {
  it('holds all of them at first, and lists those among some in ascending order', () => {
    const set = new StaySet(70);
    const among = Uint8Array.from({ length: 70 }, (_, stay) =>
      [0, 31, 32, 63, 64, 69].includes(stay) ? 1 : 0,
    );
    expect(set.within(among)).to.deep.equal([0, 31, 32, 63, 64, 69]);
  });

  it('keeps true through comings and goings in any order, repeated ones too', () => {
    const random = seededRandom(7);
    for (const count of [0, 1, 31, 32, 33, 200]) {
      const set = new StaySet(count);
      const there = new Set(Array.from({ length: count }, (_, stay) => stay));
      const among = Uint8Array.from({ length: count }, () => between(random, 0, 2));
      for (let turn = 0; turn < 10 * count; turn += 1) {
        const stay = between(random, 0, count);
        const change = random() < 0.5 ? 'add' : 'delete';
        set[change](stay);
        there[change](stay);
        const expected = [...there].filter((one) => among[one] === 1).sort((a, b) => a - b);
        expect(set.within(among), `${count} stays, turn ${turn}`).to.deep.equal(expected);
      }
    }
  });
});
