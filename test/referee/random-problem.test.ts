// The random cases of the referee: what they promise, and that together they leave nothing out.
import { expect } from 'chai';
import { randomProblem } from '../../bench/referee/random-problem.js';
import { roomsNow, verdict } from '../../bench/referee/verdict.js';
import { compile } from '../../plugin/assignment/plan/model.js';
import { planAsGiven } from '../../plugin/assignment/plan/load.js';
import type { AssignmentProblem } from '../../plugin/assignment/index.js';

const nightsOf = ({ stays }: AssignmentProblem) =>
  stays.reduce((sum, { span }) => sum + span.to - span.from, 0);

describe('random cases', () => {
  let problems: AssignmentProblem[];
  before(() => {
    problems = Array.from({ length: 500 }, (_, i) => randomProblem(i + 1));
  });

  it('are the same for the same seed, and others for another', () => {
    expect(randomProblem(7)).to.deep.equal(problems[6]);
    expect(randomProblem(8)).not.to.deep.equal(problems[6]);
  });

  it('are small enough for an exact answer', () => {
    for (const { stays, house } of problems) {
      expect(stays.length).to.be.within(5, 60);
      expect(house.unitCount).to.be.within(3, 15);
    }
  });

  it('come with a plan that breaks no rule, and that the engine takes as it is', () => {
    for (const problem of problems) {
      const given = planAsGiven(compile(problem));
      const withRoom = problem.stays.filter(({ roomId }) => roomId !== undefined).length;
      expect(verdict(problem, roomsNow(problem)).standing[0]).to.equal(problem.stays.length - withRoom);
      expect(given.unplaced).to.equal(problem.stays.length - withRoom);
    }
  });

  it('are from half empty to overfull', () => {
    const loads = problems.map((problem) => {
      const { firstDay, lastDay, unitCount } = compile(problem);
      return nightsOf(problem) / (unitCount * (lastDay - firstDay));
    });
    expect(loads.filter((load) => load < 0.5)).to.have.length.above(25);
    expect(loads.filter((load) => load > 0.8)).to.have.length.above(25);
    expect(loads.filter((load) => load > 1)).to.have.length.above(5);
  });

  const features: Readonly<Record<string, (problem: AssignmentProblem) => boolean>> = {
    'the order of 割当順': ({ policy }) => policy.order === 'priority',
    'even use': ({ policy }) => policy.order === 'even',
    'closed floors': ({ policy }) => policy.order === 'floors',
    'rotation that blocks': ({ policy }) => policy.rotation.behaviour === 'block',
    'rotation that penalises': ({ policy }) => policy.rotation.behaviour === 'penalise',
    'rotation by type': ({ policy }) => policy.rotation.scope === 'ROOM_TYPE',
    'rotation that acts': (problem) => compile(problem).rotates.includes(1),
    'a suite': ({ house }) => house.rooms.some(({ occupies }) => occupies.length === 2),
    'two rows for one door': ({ house }) =>
      new Set(house.rooms.map(({ number }) => number)).size < house.rooms.length,
    'rooms out of service': ({ house }) => house.rooms.some(({ outOfService }) => outOfService.length > 0),
    'rooms not for sale': ({ house }) => house.rooms.some(({ sellable }) => !sellable),
    'smoking rooms and who may not': ({ house, stays }) =>
      house.rooms.some(({ smoking }) => smoking) && stays.some(({ nonSmoking }) => nonSmoking),
    'accessible stays': ({ stays }) => stays.some(({ accessible }) => accessible),
    'a type without rooms': ({ house }) => house.types.length > house.typeIds.length,
    'upgrades with a price': ({ house }) =>
      [...house.upgrades.values()].flat().some(({ costPerNight }) => costPerNight > 0),
    'upgrades only by a person': ({ house }) =>
      [...house.upgrades.values()].flat().some(({ policy }) => policy === 'suggest'),
    blocks: ({ blocks }) => blocks.length > 0,
    wishes: ({ stays }) => stays.some(({ wishes }) => wishes.length > 0),
    'guests in the house': ({ stays, businessDate }) => stays.some(({ span }) => span.from < businessDate),
    'tentative rooms': ({ stays }) =>
      stays.some(({ roomId, movability }) => roomId !== undefined && movability === 'free'),
    'frozen rooms': ({ stays }) =>
      stays.some(({ roomId, movability }) => roomId !== undefined && movability === 'proposal'),
    'approved upgrades': ({ stays }) => stays.some(({ upgradeApproved }) => upgradeApproved),
    'rooms booked alike': (problem) => compile(problem).alike.length > 0,
    'rooms booked alike of which some are fixed': ({ stays }) =>
      stays.some(
        ({ reservation, movability }) =>
          movability === 'fixed' &&
          stays.some((other) => other.movability === 'free' && other.reservation === reservation) &&
          reservation !== undefined,
      ),
    'stays that want to be together': (problem) => compile(problem).together.length > 0,
    'guests who come again': (problem) => compile(problem).follows.some((others) => others.length > 0),
    'turnovers that are too short': ({ policy, stays }) =>
      stays.some((a) =>
        stays.some((b) => a.span.to === b.span.from && b.arrivesAt - a.leavesAt < policy.turnoverMinutes),
      ),
  };
  for (const [name, holds] of Object.entries(features))
    it(`have ${name} often enough`, () => {
      expect(problems.filter(holds)).to.have.length.above(14);
    });
});
