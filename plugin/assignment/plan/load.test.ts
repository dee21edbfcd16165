// The plan as it stands: whoever has the better claim to a room keeps it, in whatever order the stays are named.
import { expect } from 'chai';
import { randomProblem } from '../../../bench/referee/random-problem.js';
import { hotelOf, nights, problemOf, room, stay } from '../../../test/support/stays.js';
import { between, seededRandom } from '../../domain/chance.js';
import type { AssignableStay, AssignmentProblem } from '../problem/problem.js';
import { planAsGiven } from './load.js';
import { compile } from './model.js';

/** Ids of the stays that have a room, with its index. */
function roomsById(problem: AssignmentProblem) {
  const plan = planAsGiven(compile(problem));
  const rooms = problem.stays.map(({ id }, s) => [id, plan.roomOf[s]!] as const);
  return { rooms: rooms.sort(([a], [b]) => a - b), score: plan.score() };
}

describe('the plan as it stands', () => {
  const [wanted] = [room(101)];
  const there = { roomId: wanted.id, span: nights(1, 4) };
  const cases: readonly (readonly [better: string, Partial<AssignableStay>, Partial<AssignableStay>])[] = [
    ['a fixed stay before one that moves by a proposal', { movability: 'fixed' }, { movability: 'proposal' }],
    ['a proposal before one that is free', { movability: 'proposal' }, { priority: 9 }],
    ['the more important class', { priority: 3, span: nights(2, 4) }, { priority: 2 }],
    ['the earlier arrival', {}, { span: nights(2, 4) }],
  ];
  for (const [better, first, second] of cases)
    it(`leaves the room to ${better}, whichever is named first`, () => {
      for (const [one, other] of [
        [7, 8],
        [8, 7],
      ] as const) {
        const stays = [stay(one, { ...there, ...first }), stay(other, { ...there, ...second })];
        for (const named of [stays, stays.toReversed()])
          expect(roomsById(problemOf(hotelOf([wanted]), named)).rooms).to.have.deep.members([
            [one, 0],
            [other, -1],
          ]);
      }
    });

  it('leaves the room to the one with the lower number among equals', () => {
    const stays = [stay(8, there), stay(7, there)];
    expect(roomsById(problemOf(hotelOf([wanted]), stays)).rooms).to.deep.equal([
      [7, 0],
      [8, -1],
    ]);
  });

  it('is the same to the last bit in whatever order the stays are named', () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const random = seededRandom(seed);
      const problem = randomProblem(seed);
      const place = new Map(problem.stays.map(({ id }) => [id, between(random, 0, 1000)]));
      const stays = [...problem.stays].sort((a, b) => place.get(a.id)! - place.get(b.id)!);
      const { rooms, score } = roomsById({ ...problem, stays });
      expect(rooms, `seed ${seed}`).to.deep.equal(roomsById(problem).rooms);
      expect(score, `seed ${seed}`).to.deep.equal(roomsById(problem).score);
    }
  });
});
