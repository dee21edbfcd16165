// What holds of every assignment, whatever the hotel: looked at in small hotels by chance, the same in every run.
import { expect } from 'chai';
import { randomProblem } from '../../bench/referee/random-problem.js';
import { type Rooms, roomsNow, verdict } from '../../bench/referee/verdict.js';
import {
  assign,
  type Assignment,
  type AssignmentProblem,
  type LinearSolver,
} from '../../plugin/assignment/index.js';
import { compile } from '../../plugin/assignment/plan/model.js';
import { compare } from '../../plugin/assignment/plan/plan.js';
import { loadLinearSolver } from '../../plugin/solver/highs.js';
import { plainScore } from '../support/plain-score.js';

const seeds = Array.from({ length: 80 }, (_, i) => 7000 + i);
const moves = 1000;

const roomsOf = ({ stays }: Assignment): Rooms =>
  new Map(stays.flatMap(({ stay, roomId }) => (roomId === undefined ? [] : [[stay.id, roomId]])));

const limited = (seed: number): AssignmentProblem => {
  const problem = randomProblem(seed);
  return { ...problem, limits: { ...problem.limits, moves } };
};

interface Solved {
  readonly seed: number;
  readonly problem: AssignmentProblem;
  readonly answer: Assignment;
}

describe('every assignment', () => {
  let solver: LinearSolver;
  let solved: Solved[];

  before(async () => {
    solver = await loadLinearSolver();
    solved = seeds.map((seed) => {
      const problem = limited(seed);
      // Types are chosen with a programme in one hotel, one stay at a time in the next.
      return { seed, problem, answer: assign(problem, seed % 2 === 0 ? { solver } : {}) };
    });
  });

  function holds(property: (one: Solved) => void): void {
    for (const one of solved)
      try {
        property(one);
      } catch (error) {
        throw new Error(`seed ${one.seed}: ${(error as Error).message}`, { cause: error });
      }
  }

  it('breaks no rule, and is worth what it says', () => {
    holds(({ problem, answer }) => {
      const { score } = verdict(problem, roomsOf(answer));
      for (const [goal, value] of Object.entries<number>({ ...score }))
        expect(answer.score[goal as keyof typeof score], goal).to.be.closeTo(value, 1e-6);
    });
  });

  it('is scored as the goals are written', () => {
    holds(({ problem, answer }) => {
      const plain = plainScore(problem, roomsOf(answer));
      for (const [goal, value] of Object.entries<number>({ ...plain }))
        expect(answer.score[goal as keyof typeof plain], goal).to.be.closeTo(value, 1e-6);
    });
  });

  it('is not worse than the plan that was given, goal by goal', () => {
    holds(({ problem, answer }) => {
      const given = verdict(problem, roomsNow(problem));
      expect(compare(verdict(problem, roomsOf(answer)).standing, given.standing)).to.be.at.most(1e-6);
      expect(answer.scoreBefore.unplaced).to.equal(given.score.unplaced);
      expect(answer.scoreBefore.changes).to.equal(0);
    });
  });

  it('answers every stay once, in the order they were given', () => {
    holds(({ problem, answer }) =>
      expect(answer.stays.map(({ stay }) => stay.id)).to.deep.equal(problem.stays.map(({ id }) => id)),
    );
  });

  it('leaves fixed and frozen stays in their rooms', () => {
    let kept = 0;
    holds(({ problem, answer }) =>
      answer.stays.forEach(({ roomId }, s) => {
        const stay = problem.stays[s]!;
        if (stay.movability === 'free' || stay.roomId === undefined) return;
        kept += 1;
        expect(roomId, `stay ${stay.id}`).to.equal(stay.roomId);
      }),
    );
    expect(kept).to.be.above(50);
  });

  it('says of each stay whether its room changed, from where to where, and which wishes it does not meet', () => {
    const seen = { moved: 0, dropped: 0 };
    holds(({ problem, answer }) => {
      const byId = new Map(problem.house.rooms.map((room) => [room.id, room]));
      for (const { stay, roomId, changed, dropped, notes } of answer.stays) {
        expect(changed, `stay ${stay.id}`).to.equal(roomId !== stay.roomId);
        const [from, to] = [stay.roomId, roomId].map((id) => (id === undefined ? undefined : byId.get(id)));
        const moves = notes.filter(({ key }) => key === 'assignment.moved' || key === 'proposal.move');
        const expected = changed && from && to ? [{ from: from.number, to: to.number }] : [];
        expect(
          moves.map(({ params }) => params),
          `stay ${stay.id}`,
        ).to.deep.equal(expected);
        const unmet = stay.wishes.filter((wish) => to && !to.attributes.has(wish.attribute));
        expect(dropped).to.have.members(unmet);
        expect(dropped.map(({ weight }) => weight)).to.deep.equal(
          dropped.map(({ weight }) => weight).sort((a, b) => b - a),
        );
        seen.moved += expected.length;
        seen.dropped += dropped.length;
      }
    });
    expect(seen.moved).to.be.above(50);
    expect(seen.dropped).to.be.above(50);
  });

  it('says of every stay without a room what blocks each type it could have', () => {
    let without = 0;
    holds(({ problem, answer }) => {
      const model = compile(problem);
      answer.stays.forEach(({ stay, roomId, reason, notes }, s) => {
        if (roomId !== undefined) return;
        without += 1;
        expect(reason.key).to.equal('placement.none_free');
        const blocked = notes.filter(({ key }) => key.startsWith('placement.'));
        expect(blocked, `stay ${stay.id}`).to.have.length(Math.max(1, model.options[s]!.length));
      });
    });
    expect(without).to.be.above(50);
  });

  it('works within its limits', () => {
    holds(({ answer: { work } }) => {
      expect(work.moves).to.be.at.most(moves);
      expect(work.cutShort).to.equal(false);
    });
  });

  it('is the same again for the same problem', () => {
    holds(({ seed, problem, answer }) => {
      const options = seed % 2 === 0 ? { solver } : {};
      if (seed % 4 < 2) expect(assign(structuredClone(problem), options)).to.deep.equal(answer);
    });
  });

  it('is sound and no worse where the work is ended at once, and says that it was', () => {
    for (const seed of seeds.slice(0, 40)) {
      const problem = limited(seed);
      const answer = assign(problem, { solver, mayStop: () => true });
      const { standing } = verdict(problem, roomsOf(answer));
      expect(compare(standing, verdict(problem, roomsNow(problem)).standing), `seed ${seed}`).to.be.at.most(
        1e-6,
      );
      expect(answer.work, `seed ${seed}`).to.include({ moves: 0, cutShort: true });
    }
  });
});
