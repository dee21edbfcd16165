// Chains of moves by chance in small hotels: no room twice, and every total as if it had been counted afresh.
import { expect } from 'chai';
import { randomProblem } from '../../../bench/referee/random-problem.js';
import { between, seededRandom } from '../../domain/chance.js';
import { apply, chainInto } from './exchange.js';
import { planAsGiven } from '../plan/load.js';
import { compile } from '../plan/model.js';
import { Plan } from '../plan/plan.js';
import { repack } from './repack.js';
import type { GoalScore } from '../problem/problem.js';

const seeds = Array.from({ length: 40 }, (_, i) => 300 + i);
const given = (seed: number) => planAsGiven(compile(randomProblem(seed)));

function expectScore(actual: GoalScore, expected: GoalScore, what: string): void {
  for (const [goal, value] of Object.entries<number>({ ...expected }))
    expect(actual[goal as keyof GoalScore], `${what}: ${goal}`).to.be.closeTo(value, 1e-6);
}

/** Everybody put into their rooms afresh, each of which must be free. */
function afresh(plan: Plan): Plan {
  const fresh = new Plan(plan.model);
  plan.roomOf.forEach((room, stay) => {
    if (room < 0) return;
    const { from, to } = plan.model;
    expect(fresh.isFree(room, from[stay]!, to[stay]!), `stay ${stay}`).to.equal(true);
    fresh.put(stay, room);
  });
  return fresh;
}

describe('a chain of moves', () => {
  it('gives no room twice, and keeps every total true, also when it is taken back', () => {
    let applied = 0;
    for (const seed of seeds) {
      const plan = given(seed);
      const { model } = plan;
      const random = seededRandom(seed);
      const any = (count: number) => between(random, 0, count);
      for (let i = 0; i < 150; i += 1) {
        const stay = any(model.stays.length);
        const [room, other] = [any(model.rooms.length), any(model.rooms.length + 1) - 1];
        if (model.movable[stay] === 0 || plan.roomOf[stay] === room) continue;
        const moves = chainInto(plan, stay, room, other, 6);
        if (!moves) continue;
        const before = { rooms: [...plan.roomOf], score: plan.score() };
        const mark = plan.mark();
        apply(plan, moves);
        applied += 1;
        expectScore(plan.score(), afresh(plan).score(), `seed ${seed}`);
        if (random() < 0.5) continue;
        plan.rollBack(mark);
        expect([...plan.roomOf]).to.deep.equal(before.rooms);
        expectScore(plan.score(), before.score, `seed ${seed}, taken back`);
      }
    }
    expect(applied).to.be.above(200);
  });
});

describe('repacking a type', () => {
  it('houses whom it was asked to within its steps, or leaves the plan as it was', () => {
    const seen = { housed: 0, untouched: 0 };
    for (const seed of seeds)
      for (const steps of [1, 4, 60]) {
        const plan = given(seed);
        const { model } = plan;
        for (const [stay, room] of plan.roomOf.entries()) {
          if (room >= 0 || model.movable[stay] === 0 || model.alikeOf[stay]! >= 0) continue;
          const type = model.options[stay]![0]?.type;
          if (type === undefined) continue;
          const before = { rooms: [...plan.roomOf], score: plan.score() };
          const housed = repack(plan, [stay], type, { steps, acrossTypes: steps > 4 });
          seen[housed ? 'housed' : 'untouched'] += 1;
          if (housed) {
            expect(model.typeOf[plan.roomOf[stay]!]).to.equal(type);
            expect(plan.unplaced).to.equal(before.score.unplaced - 1);
            expectScore(plan.score(), afresh(plan).score(), `seed ${seed}`);
          } else {
            expect([...plan.roomOf]).to.deep.equal(before.rooms);
            expectScore(plan.score(), before.score, `seed ${seed}`);
          }
          const moved = before.rooms.filter((was, s) => model.movable[s] === 0 && plan.roomOf[s] !== was);
          expect(moved).to.deep.equal([]);
        }
      }
    expect(seen.housed).to.be.above(50);
    expect(seen.untouched).to.be.above(50);
  });
});
