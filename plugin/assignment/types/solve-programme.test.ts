import { expect } from 'chai';
import { between, type Random, seededRandom } from '../../domain/chance.js';
import { loadLinearSolver } from '../../solver/highs.js';
import type { LinearProgramme, LinearSolver } from './linear.js';
import { solveProgramme } from './solve-programme.js';

/** Rooms that are overfull, guests who may go to others or nowhere: as the type planner asks, with more columns than are needed. */
function randomProgramme(random: Random, groups: number, nights: number): LinearProgramme {
  const rows: [column: number, coefficient: number][][] = Array.from({ length: nights }, () => []);
  const rowUpper = Array.from({ length: nights }, () => between(random, -4, 8));
  const costs: number[] = [];
  const guests = new Int32Array(nights);
  for (let group = 0; group < groups; group += 1) {
    const base = between(random, 0, nights);
    guests[base]! += 1;
    const members: [number, number][] = [];
    for (let option = 0; option < 4; option += 1) {
      const column = costs.push(option === 3 ? 5000 : between(random, 1, 40)) - 1;
      members.push([column, 1]);
      rows[base]!.push([column, -1]);
      const other = between(random, 0, nights);
      if (option < 3 && other !== base) rows[other]!.push([column, 1]);
      if (option < 3 && other === base) rows[base]!.pop();
    }
    rowUpper.push(1);
    rows.push(members);
  }
  // All of them may go nowhere, but nobody else.
  guests.forEach((count, night) => (rowUpper[night] = Math.max(-count, rowUpper[night]!)));
  const rowStarts = [0];
  for (const row of rows) rowStarts.push(rowStarts.at(-1)! + row.length);
  return {
    costs: Float64Array.from(costs),
    upper: new Float64Array(costs.length).fill(1),
    whole: new Uint8Array(costs.length).fill(1),
    rowUpper: Float64Array.from(rowUpper),
    rowStarts: Int32Array.from(rowStarts),
    columns: Int32Array.from(rows.flat(), ([column]) => column),
    coefficients: Float64Array.from(rows.flat(), ([, coefficient]) => coefficient),
  };
}

const worth = ({ costs }: LinearProgramme, values: Float64Array) =>
  values.reduce((sum, value, column) => sum + value * costs[column]!, 0);

describe('a large programme solved by the columns that matter', () => {
  let solver: LinearSolver;
  before(async () => {
    solver = await loadLinearSolver();
  });

  it('has the optimum of the whole one, and prices that leave no column to gain by', () => {
    const random = seededRandom(4);
    for (let i = 0; i < 12; i += 1) {
      const programme = randomProgramme(random, 250, 60);
      const all = solver(programme, 100_000)!;
      let largest = 0;
      const watched: LinearSolver = (part, most) => {
        largest = Math.max(largest, part.costs.length);
        return solver(part, most);
      };
      const found = solveProgramme(programme, watched, 100_000)!;
      expect(worth(programme, found.values)).to.be.closeTo(worth(programme, all.values), 1e-6);
      expect(largest, 'columns').to.be.below(programme.costs.length);
      expect(found.values.every((value) => Math.abs(value - Math.round(value)) < 1e-6)).to.equal(true);
      expect(found.prices).to.have.length(programme.rowUpper.length);
      expect(found.prices.every((price) => price >= 0)).to.equal(true);
    }
  });

  it('gives up where the solver does', () => {
    const programme = randomProgramme(seededRandom(1), 150, 20);
    expect(solveProgramme(programme, () => undefined, 10)).to.equal(undefined);
  });

  /** Knapsacks that share all their things: as hard for a search as any. */
  function denseProgramme(random: Random, things: number, sacks: number): LinearProgramme {
    const rows = Array.from({ length: sacks }, () =>
      Array.from({ length: things }, () => between(random, 1, 30)),
    );
    return {
      costs: Float64Array.from({ length: things }, () => -between(random, 10, 40)),
      upper: new Float64Array(things).fill(1),
      whole: new Uint8Array(things).fill(1),
      rowUpper: Float64Array.from(rows, (row) => row.reduce((sum, weight) => sum + weight, 0) / 2),
      rowStarts: Int32Array.from({ length: sacks + 1 }, (_, row) => row * things),
      columns: Int32Array.from(rows.flatMap((row) => row.map((_, thing) => thing))),
      coefficients: Float64Array.from(rows.flat()),
    };
  }

  it('is given up after its iterations also in whole numbers, with the best plan found by then, the same each time', () => {
    const programme = denseProgramme(seededRandom(3), 100, 30);
    const found = solver(programme, 300)!;
    expect(found.iterations).to.be.within(300, 3_000);
    expect(worth(programme, found.values)).to.be.below(0);
    for (let row = 0; row < 30; row += 1) {
      let load = 0;
      for (let i = 0; i < 100; i += 1) load += found.values[i]! * programme.coefficients[row * 100 + i]!;
      expect(load).to.be.at.most(programme.rowUpper[row]! + 1e-6);
    }
    expect(solver(programme, 300)!.values).to.deep.equal(found.values);
  });

  it('is given up where it may stop, with or without a plan', () => {
    let asked = 0;
    const mayStop = () => (asked += 1) > 2;
    const programme = denseProgramme(seededRandom(3), 100, 30);
    const began = asked;
    solver(programme, 1_000_000, mayStop);
    expect(asked - began).to.be.within(3, 50);
  });
});
