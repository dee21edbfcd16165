// Which room of a booking goes on as which, as a table; `-` for what is not known.
import { expect } from 'chai';
import fc from 'fast-check';
import { roomId, roomTypeId } from '../../domain/ids.js';
import { type HeldTraits, pairRooms, type Traits } from './pairing.js';

const known = <T>(text: string, as: (id: number) => T): T | undefined =>
  text === '-' ? undefined : as(Number(text));

/** `room/type/other type/people`, its place being that in the list. */
function held(text: string, place: number): HeldTraits {
  const [room, type, other, people] = text.split('/') as [string, string, string, string];
  return {
    ...{
      roomId: known(room, roomId),
      typeId: known(type, roomTypeId),
      otherTypeId: known(other, roomTypeId),
    },
    ...{ people: Number(people), place },
  };
}

/** `room/type/people`. */
function coming(text: string, place: number): Traits {
  const [room, type, people] = text.split('/') as [string, string, string];
  return { roomId: known(room, roomId), typeId: known(type, roomTypeId), people: Number(people), place };
}

/** Of each that is held, the place that it goes on in. */
function paired(before: readonly string[], after: readonly string[]) {
  const stays = before.map(held);
  const pairs = pairRooms(
    stays,
    after.map(coming),
    (one) => one,
    (one) => one,
  );
  return stays.map((one) => pairs.get(one)?.place);
}

describe('the rooms of a booking that come again', () => {
  const cases: readonly (readonly [
    what: string,
    before: readonly string[],
    after: readonly string[],
    expected: readonly (number | undefined)[],
  ])[] = [
    ['go on in their places where they are alike', ['1/1/1/2', '2/1/1/2'], ['-/1/2', '-/1/2'], [0, 1]],
    ['are known by type', ['1/1/1/1', '2/2/2/2'], ['-/2/2', '-/1/1'], [1, 0]],
    ['are known by people among those of one type', ['1/1/1/1', '2/1/1/2'], ['-/1/2', '-/1/1'], [1, 0]],
    ['are known by type before people', ['1/1/1/1', '2/2/2/2'], ['-/2/1', '-/1/2'], [1, 0]],
    ['are known by the room before all', ['1/1/1/1', '2/2/2/2'], ['2/1/1', '1/2/2'], [1, 0]],
    [
      'are known by people before place',
      ['1/1/1/1', '2/1/1/2', '3/1/1/3'],
      ['-/1/3', '-/1/1', '-/1/2'],
      [1, 2, 0],
    ],
    [
      'leave the other type to whoever has it where the booked one changes',
      ['1/1/2/1', '2/1/1/1'],
      ['-/1/1', '-/2/1'],
      [1, 0],
    ],
    ['are known by people before the other type', ['1/1/1/1', '2/1/2/2'], ['-/1/2', '-/1/3'], [1, 0]],
    ['go on as another type where nothing else is left', ['1/1/1/1'], ['-/2/2'], [0]],
    ['leave out whom nothing is left for', ['1/1/1/1', '2/2/2/2'], ['-/2/2'], [undefined, 0]],
    ['leave over what is new', ['2/2/2/2'], ['-/1/1', '-/2/2'], [1]],
    ['are none of a booking that had none', [], ['-/1/1'], []],
    ['are not alike in what neither is known by', ['-/-/-/1', '-/-/-/2'], ['-/-/2', '-/-/1'], [1, 0]],
  ];
  for (const [what, before, after, expected] of cases)
    it(what, () => expect(paired(before, after)).to.deep.equal(expected));

  it('are known by smoking before people, where it was said', () => {
    const [one, other] = ['1/1/1/1', '2/1/1/2'].map(held) as [HeldTraits, HeldTraits];
    const [first, second] = ['-/1/1', '-/1/2'].map(coming) as [Traits, Traits];
    const stays = [one, { ...other, smoking: 'smoking' as const }];
    const pairs = pairRooms(
      stays,
      [
        { ...first, smoking: 'smoking' as const },
        { ...second, smoking: 'non_smoking' as const },
      ],
      (stay) => stay,
      (stay) => stay,
    );
    expect(stays.map((stay) => pairs.get(stay)?.place)).to.deep.equal([1, 0]);
  });

  const distinct = fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })), {
    selector: String,
    maxLength: 8,
  });

  it('are the same in any order in which they can be told apart', () => {
    fc.assert(
      fc.property(
        distinct.chain((rooms) =>
          fc.tuple(fc.constant(rooms), fc.shuffledSubarray(rooms, { minLength: rooms.length })),
        ),
        ([rooms, shuffled]) => {
          const before = rooms.map(([type, people]) => `-/${type}/${type}/${people}`);
          const after = shuffled.map(([type, people]) => `-/${type}/${people}`);
          expect(paired(before, after)).to.deep.equal(rooms.map((room) => shuffled.indexOf(room)));
        },
      ),
      { seed: 7 },
    );
  });
});
