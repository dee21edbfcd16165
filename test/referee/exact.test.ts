// The exact referee on cases small enough to be solved by looking at them.
import { expect } from 'chai';
import type { Highs } from 'highs';
import { solveExactly } from '../../bench/referee/exact.js';
import { loadHighs } from '../../bench/referee/load-highs.js';
import { physicalRoom, type PhysicalRoom } from '../../plugin/domain/ids.js';
import type { AssignmentProblem, RoomUsage } from '../../plugin/assignment/index.js';
import { deluxe, nights, single, twin } from '../support/stays.js';
import { fixed, problemOf, room, stay, upgrade } from '../support/problems.js';

describe('the exact referee', () => {
  let highs: Highs;
  before(async () => (highs = await loadHighs()));

  function best(problem: AssignmentProblem) {
    const { rooms, standing, proven } = solveExactly(highs, problem, { secondsPerGoal: 20 });
    expect(proven).to.deep.equal([true, true, true, true, true]);
    const [unplaced, upgradeCost, apart, wishes, comfort] = standing;
    const places = Object.fromEntries([...rooms].map(([id, room]) => [id, Number(room)]));
    return { places, unplaced, upgradeCost, apart, wishes, comfort };
  }

  describe('houses as many as it can (goal 1)', () => {
    it('leaves out the stay that two others can take the place of', () => {
      const stays = [stay(1, 0, 4), stay(2, 0, 2), stay(3, 2, 4)];
      const { unplaced, places } = best(problemOf({ rooms: [room(101)], stays }));
      expect(unplaced).to.equal(1);
      expect(places).to.deep.equal({ 2: 101, 3: 101 });
    });

    it('gives rooms booked alike one type, or none', () => {
      const alike = [1, 2].map((id) => stay(id, 0, 2, { reservation: 'R' }));
      const rooms = [room(101), room(201, twin), room(202, twin)];
      const upgrades = [upgrade(twin)];
      expect(best(problemOf({ rooms, upgrades, stays: alike }))).to.deep.include({
        ...{ unplaced: 0, upgradeCost: 2 },
        places: { 1: 201, 2: 202 },
      });
      expect(best(problemOf({ rooms: rooms.slice(0, 2), upgrades, stays: alike })).places).to.deep.equal({});
    });
  });

  describe('keeps what may not be touched (goals 2 and 3)', () => {
    it('leaves fixed stays and proposals where they are, however odd', () => {
      const odd = fixed(1, 0, 2, 101, { nonSmoking: true });
      const frozen = stay(2, 0, 2, {
        inRoom: 102,
        movability: 'proposal',
        wishes: [{ attribute: 'quiet', weight: 1 }],
      });
      const rooms = [
        room(101, single, { smoking: true }),
        room(102),
        room(103, single, { attributes: new Set(['quiet']) }),
      ];
      expect(best(problemOf({ rooms, stays: [odd, frozen] })).places).to.deep.equal({ 1: 101, 2: 102 });
    });

    it('uses no room that is closed, not for sale, or smoky for who may not smoke', () => {
      const rooms = [
        room(101, single, { outOfService: [nights(1, 2)] }),
        room(102),
        room(103, single, { sellable: false }),
        room(104, single, { smoking: true }),
      ];
      const blocks = [{ id: 'B', physical: physicalRoom('102'), span: nights(0, 1) }];
      const stays = [stay(1, 0, 2, { nonSmoking: true })];
      expect(best(problemOf({ rooms, blocks, stays })).unplaced).to.equal(1);
    });

    it('lets a suite and its doors block each other', () => {
      const occupies = [physicalRoom('101'), physicalRoom('102')];
      const rooms = [room(101), room(102), room(199, twin, { occupies })];
      const stays = [stay(1, 0, 2), stay(2, 1, 3, { bookedTypeId: twin })];
      expect(best(problemOf({ rooms, stays })).unplaced).to.equal(1);
    });

    it('asks for enough beds in upgrades only', () => {
      const rooms = [room(101, single, { capacity: 1 }), room(201, twin, { capacity: 1 })];
      const stays = [stay(1, 0, 1, { people: 2 }), stay(2, 0, 1, { people: 2 })];
      expect(best(problemOf({ rooms, upgrades: [upgrade(twin)], stays })).unplaced).to.equal(1);
    });
  });

  it('upgrades as cheaply as it can (goal 4)', () => {
    const rooms = [room(101), room(201, twin), room(301, deluxe)];
    const upgrades = [upgrade(deluxe, { costPerNight: 500 }), upgrade(twin, { costPerNight: 100 })];
    const stays = [stay(1, 0, 3), stay(2, 0, 2)];
    const { upgradeCost, places } = best(problemOf({ rooms, upgrades, stays }));
    expect(places).to.deep.equal({ 1: 101, 2: 201 });
    expect(upgradeCost).to.be.closeTo(1 + 2 * 100 + 0.001, 1e-6);
  });

  describe('keeps people together (goal 5)', () => {
    it('by the doors between the outermost of them', () => {
      const rooms = [101, 102, 103, 104, 105].map((id) => room(id));
      const stays = [fixed(1, 0, 2, 103), ...[2, 3, 4].map((id) => stay(id, 0, 2, { together: 'T' }))];
      // Two on one side of 103 and one on the other, next to each other.
      expect(best(problemOf({ rooms, stays })).apart).to.equal(3);
    });

    it('keeps a guest in the room from one booking to the next', () => {
      const rooms = [room(101), room(102, single, { attributes: new Set(['quiet']) })];
      const wishes = [{ attribute: 'quiet', weight: 3 }];
      const stays = [
        stay(1, 0, 2, { guest: 'G' }),
        stay(2, 2, 4, { guest: 'G', wishes }),
        fixed(3, 0, 1, 102),
      ];
      expect(best(problemOf({ rooms, stays }))).to.deep.include({ apart: 0, wishes: 3 });
      const { apart } = best(problemOf({ rooms, stays: [...stays, fixed(4, 3, 5, 101)] }));
      expect(apart).to.equal(2); // a floor's length
    });
  });

  it('meets the heavier wish (goal 6)', () => {
    const rooms = [room(101), room(102, single, { attributes: new Set(['view:sea', 'quiet']) })];
    const stays = [
      stay(1, 0, 2, { wishes: [{ attribute: 'quiet', weight: 1 }] }),
      stay(2, 1, 3, { wishes: [{ attribute: 'view:sea', weight: 2 }] }),
    ];
    expect(best(problemOf({ rooms, stays }))).to.deep.include({ places: { 1: 101, 2: 102 }, wishes: 1 });
  });

  describe('spares worn rooms (goal 7)', () => {
    const demanding = { demanding: true };
    const use = (changes: Partial<RoomUsage>): RoomUsage => ({
      ...{ nightsUsed: 0, nightsSellable: 0, lastUsedUntil: undefined, demandingUntil: undefined },
      ...changes,
    });

    it('from whoever comes within the days of recovery', () => {
      const rooms = [room(101), room(102), room(103)];
      const stays = [fixed(1, 0, 2, 101, demanding), stay(2, 4, 5, demanding), fixed(3, 3, 6, 102)];
      const weights = { rotation: 1, roomOrder: 0.1 };
      const usage = new Map([[physicalRoom('103'), use({ demandingUntil: nights(0, 1).from })]]);
      const within = (recoveryDays: number) =>
        best(
          problemOf({
            ...{ rooms, stays, usage },
            policy: { weights, rotation: { behaviour: 'penalise', scope: 'ROOM', recoveryDays } },
          }),
        ).places[2];
      expect(within(2)).to.equal(101);
      expect(within(3)).to.equal(103);
    });

    it('for ROOM_TYPE only the one that was left last', () => {
      const rooms = [room(101), room(102)];
      const stays = [
        fixed(1, 0, 1, 102, demanding),
        fixed(2, 0, 2, 101, demanding),
        stay(3, 2, 3, demanding),
      ];
      const comfort = (scope: 'ROOM' | 'ROOM_TYPE') =>
        best(
          problemOf({
            ...{ rooms, stays },
            policy: { weights: { rotation: 1 }, rotation: { behaviour: 'block', scope, recoveryDays: 3 } },
          }),
        ).comfort;
      expect(comfort('ROOM')).to.equal(1000);
      expect(comfort('ROOM_TYPE')).to.equal(0);
    });
  });

  describe('keeps the order of rooms (goal 8)', () => {
    const ordered = (order: 'priority' | 'even' | 'floors') => ({ order, weights: { roomOrder: 1 } });

    it("takes the PMS's order", () => {
      const rooms = [room(103), room(101), room(102)];
      const { places, comfort } = best(
        problemOf({ rooms, stays: [stay(1, 0, 1)], policy: ordered('priority') }),
      );
      expect(places).to.deep.equal({ 1: 101 });
      expect(comfort).to.equal(0);
    });

    it('uses doors evenly, by their share of sellable nights', () => {
      const usage = new Map<PhysicalRoom, RoomUsage>();
      const used = (door: string, nightsUsed: number) =>
        usage.set(physicalRoom(door), {
          ...{ nightsUsed, nightsSellable: 10, lastUsedUntil: undefined, demandingUntil: undefined },
        });
      used('101', 4);
      used('102', 2);
      const stays = [stay(1, 0, 2), stay(2, 2, 4)];
      const { places, comfort } = best(
        problemOf({ rooms: [room(101), room(102)], usage, stays, policy: ordered('even') }),
      );
      // 102 gets two nights more (4² - 2²), and so does either (6² - 4²), of 14 sellable ones.
      expect(comfort).to.be.closeTo((12 + 20) / 14, 1e-6);
      expect(Object.values(places)).to.include(102);
    });

    it('opens as few floors as it can, night by night', () => {
      const rooms = [room(101), room(201), room(202), room(203)];
      const stays = [stay(1, 0, 2), stay(2, 1, 3), stay(3, 1, 2)];
      expect(best(problemOf({ rooms, stays, policy: ordered('floors') })).comfort).to.equal(3);
    });
  });

  describe('leaves no short gaps (goal 9)', () => {
    const gaps = (usualNights: number) => ({ usualNights, weights: { gaps: 1 } });

    it('between stays, and none where the door is used without a break', () => {
      const rooms = [room(101), room(102)];
      const stays = [fixed(1, 0, 2, 101), fixed(2, 0, 3, 102), stay(3, 3, 5)];
      expect(best(problemOf({ rooms, stays, policy: gaps(2) }))).to.deep.include({
        ...{ places: { 1: 101, 2: 102, 3: 102 }, comfort: 0 },
      });
      expect(
        best(problemOf({ rooms: [room(101)], stays: [stays[0]!, stays[2]!], policy: gaps(2) })).comfort,
      ).to.equal(1);
      expect(
        best(problemOf({ rooms: [room(101)], stays: [stays[0]!, stays[2]!], policy: gaps(1) })).comfort,
      ).to.equal(0);
    });

    it('counts those beside blocks, also between blocks', () => {
      const span = [nights(0, 1), nights(4, 5)];
      const blocks = span.map((one, i) => ({ id: `B${i}`, physical: physicalRoom('101'), span: one }));
      expect(best(problemOf({ rooms: [room(101)], blocks, policy: gaps(4) })).comfort).to.equal(1);
      expect(
        best(problemOf({ rooms: [room(101)], blocks, stays: [stay(1, 2, 3)], policy: gaps(4) })).comfort,
      ).to.equal(2);
    });

    it('keeps a late departure from an early arrival', () => {
      const rooms = [room(101), room(102)];
      const stays = [
        fixed(1, 0, 2, 101, { leavesAt: 14 * 60 }),
        fixed(2, 0, 2, 102),
        stay(3, 2, 3),
        stay(4, 2, 3, { arrivesAt: 18 * 60 }),
      ];
      expect(best(problemOf({ rooms, stays, policy: gaps(1) })).places).to.deep.include({ 3: 102, 4: 101 });
    });
  });

  it('changes few rooms, and fewer types (goal 10)', () => {
    const rooms = [room(101), room(102), room(201, twin)];
    const stays = [stay(1, 0, 2, { inRoom: 101 }), stay(2, 2, 4, { inRoom: 102 }), stay(3, 1, 3)];
    const policy = { weights: { changes: 1 } };
    // The new one fits only where one of the two moves.
    expect(best(problemOf({ rooms, stays, policy }))).to.deep.include({ unplaced: 0, comfort: 1 });
    const back = [stay(1, 0, 2, { inRoom: 201 })];
    expect(best(problemOf({ rooms, upgrades: [upgrade(twin)], stays: back, policy }))).to.deep.include({
      ...{ upgradeCost: 0, comfort: 5 },
    });
  });
});
