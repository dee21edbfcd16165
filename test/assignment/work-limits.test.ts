// One table of work limits: what the night may do is what the benches measure.
import { globSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { batchProblem } from '../../bench/assign/batch-problem.js';
import { randomProblem } from '../../bench/referee/random-problem.js';
import { limitsTimes, readWork, workInWords } from '../../bench/work.js';
import { assign, workLimits, workTable } from '../../plugin/assignment/index.js';

describe('the work limits', () => {
  it('are those of the first row that fits, the bounds included', () => {
    for (const { upTo, moves } of workTable.slice(0, -1)) expect(workLimits(upTo).moves).to.equal(moves);
    workTable.slice(1).forEach(({ moves }, i) => {
      expect(workLimits(workTable[i]!.upTo + 1).moves).to.equal(moves);
    });
    expect(workLimits(0).moves).to.equal(workTable[0]!.moves);
    expect(workLimits(1_000_000).moves).to.equal(workTable.at(-1)!.moves);
  });

  it('have a row for every number of stays', () => {
    const bounds = workTable.map(({ upTo }) => upTo);
    expect(bounds).to.deep.equal(bounds.toSorted((a, b) => a - b));
    expect(bounds.at(-1)).to.equal(Infinity);
  });

  it('are a fraction where few stays are in their window', () => {
    const { problem } = batchProblem({ rooms: 10, stays: 60, seed: 1 });
    const { movesPerStay } = workLimits(problem.stays.length);
    const few = problem.stays.map((stay, i) => ({ ...stay, optimised: i < 3 }));
    expect(assign({ ...problem, stays: few }).work.moves).to.be.within(1, 3 * movesPerStay!);
  });

  it('are not used up where nothing better is found', () => {
    const { problem } = batchProblem({ rooms: 20, stays: 50, seed: 1, occupancy: 0.4 });
    const { work, score } = assign(problem);
    const { moves, movesPerStay } = workLimits(problem.stays.length);
    const open = problem.stays.filter(({ movability }) => movability !== 'fixed').length;
    expect(score.unplaced).to.equal(0);
    expect(work.moves).to.be.within(1, Math.min(moves, open * movesPerStay!) / 2);
  });

  it('are the referee’s and the batch’s as they are the night’s', () => {
    for (const seed of [1, 2, 3]) {
      const { limits, stays } = randomProblem(seed);
      expect(limits).to.deep.equal(workLimits(stays.length));
    }
    const { limits, stays } = batchProblem({ rooms: 40, stays: 400, seed: 1 }).problem;
    expect(limits).to.deep.equal(workLimits(stays.length));
  });

  it('are written down nowhere else', () => {
    const own = 'plugin/assignment/problem/limits.ts';
    const files = [...globSync('plugin/**/*.ts'), ...globSync('bench/**/*.ts')];
    const others = files.filter((file) => !file.endsWith('.test.ts') && file !== own);
    expect(others).to.include('plugin/pool/night/night-problem.ts');
    const naming = others.filter((file) =>
      /\blimits: *(\{|\d)|\bmoves: *\d{3}/.test(readFileSync(file, 'utf8')),
    );
    expect(naming).to.deep.equal([]);
  });
});

describe('the benches’ work', () => {
  it('is a multiple of the product’s moves', () => {
    const product = workLimits(1000);
    expect(limitsTimes(1)(1000)).to.deep.equal(product);
    const [moves, movesPerStay] = [2.5 * product.moves, 2.5 * product.movesPerStay!];
    expect(limitsTimes(2.5)(1000)).to.deep.equal({ ...product, moves, movesPerStay });
    expect(limitsTimes(0)(1000).moves).to.equal(0);
  });

  it('is told with every row of the table', () => {
    const told = workInWords(1);
    for (const { moves } of workTable) expect(told).to.include(moves.toLocaleString('en'));
    expect(told)
      .to.include('the product’s')
      .and.not.to.match(/Infinity|times/);
    expect(workInWords(4))
      .to.include('4 times')
      .and.to.include((4 * workTable[0]!.moves).toLocaleString('en'));
  });

  it('is refused where it makes no sense', () => {
    for (const text of ['', '-1', 'much', '1e3', '0x10', '1001', 'Infinity'])
      expect(readWork(text), text).to.equal(undefined);
    expect(['0', '0.25', '4', '1000'].map(readWork)).to.deep.equal([0, 0.25, 4, 1000]);
  });
});
