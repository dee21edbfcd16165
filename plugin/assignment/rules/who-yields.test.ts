// Two claims on one room: who keeps it, who gives way, and when a person has to say.
import { expect } from 'chai';
import fc from 'fast-check';
import { addDays, hotelDate } from '../../domain/hotel-date.js';
import { type Claim, type StayClaim, whoYields } from './who-yields.js';

const today = hotelDate('2027-03-10');
const day = (offset: number) => addDays(today, offset);

function stay(changes: Partial<StayClaim> = {}): StayClaim {
  return {
    ...{ kind: 'stay', id: 1, presence: 'expected', roomState: 'tentative', lock: undefined },
    ...{ checkIn: day(3), priority: 2 },
    ...changes,
  };
}
const inHouse = stay({ id: 9, presence: 'in_house', roomState: 'final', checkIn: day(-3) });
const clerk: Claim = { kind: 'clerk' };
const broken: Claim = { kind: 'out_of_service' };

const answer = (first: Claim, second: Claim) => {
  const { yields, reason } = whoYields(first, second, today);
  return `${yields}: ${reason.key}`;
};

describe('who yields', () => {
  const cases: readonly (readonly [what: string, first: Claim, second: Claim, expected: string])[] = [
    ['an extension into a pooled stay', inHouse, stay(), 'second: conflict.pooled_yields_to_in_house'],
    ['a pooled stay in a broken room', stay(), broken, 'first: conflict.pooled_yields'],
    ["a pooled stay under a clerk's booking", clerk, stay(), 'second: conflict.pooled_yields'],
    [
      'a pooled stay that arrives today, where a move is a proposal anyway',
      stay({ checkIn: today }),
      clerk,
      'first: conflict.pooled_yields',
    ],
    [
      'a pooled stay against a final one, of whatever class',
      stay({ priority: 5, checkIn: day(1) }),
      stay({ id: 2, roomState: 'final' }),
      'first: conflict.pooled_yields',
    ],
    [
      'an extension into a final room',
      inHouse,
      stay({ roomState: 'final' }),
      'nobody: conflict.in_house_keeps',
    ],
    [
      'an extension into a room the guest was told',
      stay({ lock: 'told_guest' }),
      inHouse,
      'nobody: conflict.in_house_keeps',
    ],
    ["an extension into a clerk's booking", inHouse, clerk, 'nobody: conflict.in_house_keeps'],
    ['a room broken under its guest', broken, inHouse, 'nobody: conflict.room_broken_under_guest'],
    [
      'two guests in one room',
      inHouse,
      stay({ id: 2, presence: 'in_house' }),
      'nobody: conflict.both_in_house',
    ],
    ['a locked stay in a broken room', stay({ lock: 'clerk' }), broken, 'nobody: conflict.neither_may_move'],
    [
      'a no-show against a clerk, since only a person releases it',
      stay({ checkIn: day(-1) }),
      clerk,
      'nobody: conflict.neither_may_move',
    ],
    [
      'of two pooled stays the later arrival',
      stay({ checkIn: day(5), priority: 5 }),
      stay({ id: 2, checkIn: day(4) }),
      'first: conflict.later_arrival_yields',
    ],
    [
      'of two that arrive together the lower class',
      stay({ priority: 4 }),
      stay({ id: 2, priority: 2 }),
      'second: conflict.lower_class_yields',
    ],
    [
      'of two alike the later booking',
      stay({ id: 8 }),
      stay({ id: 2 }),
      'first: conflict.later_booking_yields',
    ],
  ];
  for (const [what, first, second, expected] of cases)
    it(`${what}: ${expected}`, () => expect(answer(first, second)).to.equal(expected));
});

describe('who yields, whatever the claims', () => {
  const anyStay = fc
    .record({
      presence: fc.constantFrom('expected' as const, 'in_house' as const, 'departed' as const),
      roomState: fc.constantFrom('tentative' as const, 'final' as const),
      lock: fc.constantFrom(undefined, 'clerk' as const, 'told_guest' as const),
      checkIn: fc.integer({ min: -2, max: 3 }).map(day),
      priority: fc.constantFrom(2, 3, 4, 5),
    })
    .map(stay);
  const pair = fc
    .tuple(
      fc.oneof(anyStay, fc.constantFrom(clerk, broken)),
      fc.oneof(anyStay, fc.constantFrom(clerk, broken)),
    )
    .map(([first, second]): [Claim, Claim] => [
      first.kind === 'stay' ? { ...first, id: 1 } : first,
      second.kind === 'stay' ? { ...second, id: 2 } : second,
    ]);
  const holds = (property: (first: Claim, second: Claim) => void) =>
    fc.assert(
      fc.property(pair, ([first, second]) => property(first, second)),
      { seed: 20271102, numRuns: 1000 },
    );

  it('does not depend on who is named first', () => {
    const swapped = { first: 'second', second: 'first', nobody: 'nobody' } as const;
    holds((first, second) => {
      const one = whoYields(first, second, today);
      const other = whoYields(second, first, today);
      expect(other).to.deep.equal({ ...one, yields: swapped[one.yields] });
    });
  });

  it('never sends away a guest in the house, a final, locked or not arrived one, or what is not ours', () => {
    holds((first, second) => {
      const { yields } = whoYields(first, second, today);
      if (yields === 'nobody') return;
      const gives = yields === 'first' ? first : second;
      expect(gives).to.include({
        ...{ kind: 'stay', presence: 'expected', roomState: 'tentative', lock: undefined },
      });
      expect((gives as StayClaim).checkIn >= today).to.equal(true);
    });
  });
});
