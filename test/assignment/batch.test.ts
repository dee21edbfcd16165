// The batch that the engine's speed is measured by: it must be sound, and be solved soundly.
import { expect } from 'chai';
import { BadArgument, readArguments } from '../../bench/assign/arguments.js';
import { batchProblem, nights } from '../../bench/assign/batch-problem.js';
import { checkPlan } from '../../bench/assign/checks.js';
import { roomsOf } from '../../bench/assign/measure.js';
import { growthPlot } from '../../bench/assign/plot.js';
import { assign, type LinearSolver, scorePlan } from '../../plugin/assignment/index.js';
import { loadLinearSolver } from '../../plugin/solver/highs.js';

const sound = { noNightTwice: true, locksUntouched: true, roomsFit: true, alikeTogether: true };
const size = { rooms: 40, stays: 400, seed: 7 };

describe('a generated batch', () => {
  it('is the same for the same seed', () => {
    const [one, again, other] = [batchProblem(size), batchProblem(size), batchProblem({ ...size, seed: 8 })];
    expect(again).to.deep.equal(one);
    expect(other.problem.stays).not.to.deep.equal(one.problem.stays);
  });

  for (const [rooms, stays] of [
    [40, 400],
    [100, 500],
    [300, 5000],
  ] as const)
    it(`has a plan that houses everybody: ${rooms} rooms, ${stays} stays`, () => {
      const { problem, knownPlan } = batchProblem({ rooms, stays, seed: 3 });
      expect(knownPlan.size).to.equal(problem.stays.length);
      expect(checkPlan(problem, knownPlan)).to.deep.equal(sound);
    });

  it('is as full, as locked and as large as it was asked to be', () => {
    const { problem } = batchProblem({ rooms: 200, stays: 2000, seed: 5 });
    const { stays, house } = problem;
    const taken = stays.reduce((sum, { span }) => sum + span.to - span.from, 0);
    expect(taken / (house.rooms.length * nights)).to.be.within(0.935, 0.955);
    expect(stays.length).to.be.within(1980, 2020);
    expect(stays.filter(({ movability }) => movability === 'fixed').length / stays.length).to.be.closeTo(
      0.1,
      0.001,
    );
  });
});

describe('a batch solved', () => {
  let solver: LinearSolver;
  before(async () => {
    solver = await loadLinearSolver();
  });

  it('houses everybody at no higher price than the known plan, and touches no lock', () => {
    const { problem, knownPlan } = batchProblem(size);
    const answer = assign(problem, { solver });
    const rooms = roomsOf(answer);
    expect(checkPlan(problem, rooms)).to.deep.equal(sound);
    expect(answer.score.unplaced).to.equal(0);
    expect(answer.work.cutShort).to.equal(false);
    expect(answer.score.upgradeCost).to.be.at.most(scorePlan(problem, knownPlan).score.upgradeCost);
  });

  it('is the same for the same batch', () => {
    const rooms = () => roomsOf(assign(batchProblem({ ...size, seed: 9 }).problem, { solver }));
    expect(rooms()).to.deep.equal(rooms());
  });

  it('is another of many good plans by another seed of chance', () => {
    const { problem } = batchProblem({ ...size, seed: 9 });
    const plans = [1, 2].map((seed) => assign(problem, { solver, seed }));
    for (const plan of plans) {
      expect(checkPlan(problem, roomsOf(plan))).to.deep.equal(sound);
      expect(plan.score.unplaced).to.equal(0);
    }
    expect(roomsOf(plans[0]!)).not.to.deep.equal(roomsOf(plans[1]!));
  });

  it('breaks no rule without a solver either', () => {
    const { problem } = batchProblem({ ...size, seed: 11 });
    const answer = assign(problem);
    expect(checkPlan(problem, roomsOf(answer))).to.deep.equal(sound);
    expect(answer.score.unplaced).to.be.at.most(problem.stays.length / 100);
  });
});

describe('the benchmark', () => {
  it('refuses arguments that make no sense', () => {
    for (const args of [
      ['--rooms', 'many'],
      ['--rooms', '3'],
      ['--stays', '1'],
      ['--plot', 'x.svg'],
      ['--what'],
      ['--growth', '--incremental'],
    ])
      expect(() => readArguments(args), args.join(' ')).to.throw(BadArgument);
    expect(readArguments(['--rooms', '50'])).to.include({ kind: 'batch', rooms: 50, stays: 500, rounds: 5 });
  });

  it('draws every point of the growth', () => {
    const svg = growthPlot([
      { stays: 2000, ms: 100 },
      { stays: 50_000, ms: 3000 },
    ]);
    expect(svg.match(/<circle/g)).to.have.length(2);
    expect(svg).not.to.match(/NaN|Infinity/);
  });
});
