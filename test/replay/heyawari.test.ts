// The product's engine as a player, where the hotel is fuller than it has rooms.
import { expect } from 'chai';
import { createHeyawariPlayer, type HeyawariOptions } from '../../bench/replay/heyawari.js';
import { between, pick, seededRandom } from '../../dev/bookings/random.js';
import type { LinearSolver } from '../../plugin/assignment/index.js';
import { loadLinearSolver } from '../../plugin/solver/highs.js';
import { row, tinyGame } from './tiny.js';

/** Twice as many bookings as three rooms can take. */
function overfull(seed: number) {
  const random = seededRandom(seed);
  return Array.from({ length: 60 }, () => {
    const booked = between(random, 1, 22);
    const [arrival, nights] = [between(random, booked, 26), between(random, 1, 6)];
    return row({ booked, arrival, nights, type: pick(random, ['TWN', 'ROH', 'DLX']) });
  });
}

describe('the engine as a player', () => {
  let solver: LinearSolver;
  before(async () => {
    solver = await loadLinearSolver();
  });
  const play = (seed: number, deadlineDays: number, options: Partial<HeyawariOptions> = {}) =>
    tinyGame({ rows: overfull(seed), deadlineDays }, (hotel) =>
      createHeyawariPlayer(hotel, {
        ...{ mode: 'BALANCE', freezeDays: 0, runsInTheMorning: true, solver },
        limitsOf: () => ({ moves: 500, iterations: 10_000 }),
        ...options,
      }),
    );

  for (const deadlineDays of [0, 2])
    it(`keeps the rules in an overfull hotel, deadline ${deadlineDays} days ahead`, () => {
      for (const seed of [1, 2]) {
        const { stays, runCpuMs } = play(seed, deadlineDays);
        expect(stays.filter(({ room }) => room === undefined)).not.to.be.empty;
        expect(runCpuMs).not.to.be.empty;
      }
    });

  it('plays the same with the same seed of chance, and keeps the rules with any', () => {
    const rooms = (seed: number) => play(2, 2, { seed }).stays.map(({ room }) => room);
    expect(rooms(7)).to.deep.equal(rooms(7));
    for (const seed of [1, 2, 3]) expect(rooms(seed)).to.have.length(60);
  });

  it('asks what its runs may do, by the number of stays', () => {
    const asked: number[] = [];
    const limitsOf = (stays: number) => {
      asked.push(stays);
      return { moves: 0, iterations: 10_000 };
    };
    const { runCpuMs } = play(1, 0, { limitsOf });
    expect(asked).to.have.length(runCpuMs.length);
    expect(Math.min(...asked)).to.be.greaterThan(0);
  });
});
