// What is told of a stay before it is booked, held against placement itself: in houses, hierarchies and books by chance.
import { expect } from 'chai';
import { day, heldPlan, nights, room } from '../../../test/support/stays.js';
import {
  bestPerTarget,
  createGraph,
  createUpgradeEngine,
  getBestPaths,
  type NightSpan,
  type TypePrices,
  type UpgradeGraph,
} from '../../assignment/index.js';
import { between, type Random, seededRandom } from '../../domain/chance.js';
import { fromDayNumber } from '../../domain/hotel-date.js';
import { roomTypeId, type RoomTypeId } from '../../domain/ids.js';
import { defaultRules, plainTerms, type Relation } from '../../domain/upgrade.js';
import type { TrialStay } from '../../room-hierarchy/index.js';
import { houseOf } from '../occupancy/house.js';
import { noOutlook } from './outlook.js';
import { createOccupancy, type Occupancy } from '../occupancy/occupancy.js';
import type { PlacedPlan } from '../occupancy/occupancy-repository.js';
import type { PlacementRules } from './placement.js';
import { trialPlacement } from './trial.js';

const oneOf = <T>(random: Random, choices: readonly T[]): T => choices[between(random, 0, choices.length)]!;

/** The first owns no room: run of house. */
const types = [1, 2, 3, 4, 5, 6].map((id) => ({ id: roomTypeId(id), name: `T${id}` }));
const lastDay = 9;

function randomGraph(random: Random): UpgradeGraph {
  const relations = types.flatMap(({ id: fromTypeId }, i) =>
    types.slice(i + 1).flatMap(({ id: toTypeId }): Relation[] => {
      if (random() < 0.35) return [];
      const policy = oneOf(random, [
        'automatic',
        'automatic',
        'automatic',
        'automatic',
        'suggest',
        'never',
      ] as const);
      const terms = { priority: between(random, 0, 3), active: random() < 0.9, policy };
      const costPerNight = oneOf(random, [null, 0, 1000, 2000, 3000]);
      return [{ fromTypeId, toTypeId, ...terms, costPerNight, sameBedCount: random() < 0.1 }];
    }),
  );
  const rules = {
    maxUpgradeLevels: between(random, 1, 5),
    priceDifferenceLimit: oneOf(random, [null, null, 3000]),
  };
  return createGraph({ relations, rules }, types);
}

const optionsOf = (graph: UpgradeGraph) =>
  new Map(types.map(({ id }) => [id, bestPerTarget(getBestPaths(graph, id))]));

const houseWith = (random: Random, graph: UpgradeGraph) =>
  houseOf(
    {
      types,
      rooms: types.slice(1).flatMap(({ id }) => {
        const [capacity, smoking] = [between(random, 1, 4), random() < 0.25];
        return Array.from({ length: between(random, 1, 4) }, (_, i) =>
          room(100 * id + i, id, { capacity, smoking: smoking && random() < 0.6, sellable: random() < 0.95 }),
        );
      }),
      ...{ typeByCode: new Map(), changed: false, lost: [] },
    },
    optionsOf(graph),
  );

function randomSpan(random: Random): NightSpan {
  const from = between(random, 0, lastDay);
  return nights(from, from + between(random, 1, 4));
}

/** Plans in rooms that nobody else has, most of them tentative, most of them in the type they booked. */
function randomBooks(random: Random, house: Occupancy['house']): PlacedPlan[] {
  const taken = new Set<string>();
  const plans: PlacedPlan[] = [];
  for (let id = 1; id < 60; id += 1) {
    const [there, span] = [oneOf(random, house.rooms), randomSpan(random)];
    const held = Array.from({ length: span.to - span.from }, (_, i) => `${there.physical} ${span.from + i}`);
    if (held.some((night) => taken.has(night))) continue;
    for (const night of held) taken.add(night);
    const bookedTypeId = random() < 0.8 ? there.typeId : oneOf(random, types).id;
    const roomState = random() < 0.7 ? 'tentative' : 'final';
    plans.push(heldPlan(id, there, span, { checkIn: fromDayNumber(span.from), bookedTypeId, roomState }));
  }
  return plans;
}

/** Of each type and night, as a nightly run leaves them. */
const randomPrices = (random: Random): TypePrices => ({
  firstDay: nights(0, 1).from,
  byType: new Map(types.map(({ id }) => [id, Float64Array.from({ length: lastDay }, () => 2000 * random())])),
});

function randomStay(random: Random): TrialStay {
  const { from, to } = randomSpan(random);
  return {
    typeId: oneOf(random, types).id,
    ...{ checkIn: fromDayNumber(from), checkOut: fromDayNumber(to) },
    people: oneOf(random, [1, 1, 2, 3]),
    nonSmoking: random() < 0.2,
  };
}

function bestOf(graph: UpgradeGraph, stay: TrialStay, trial: ReturnType<typeof trialPlacement>) {
  const { best } = createUpgradeEngine(graph).findBestUpgrade(
    {
      ...{ id: 'asked', kind: 'stay', bookedTypeId: stay.typeId, nonSmoking: trial.nonSmoking },
      ...{ checkIn: stay.checkIn, checkOut: stay.checkOut, people: stay.people },
      ...{ repeatGuest: false, directBooking: false, classPriority: 0 },
    },
    trial.availability,
  );
  return best;
}

describe('what placement would do with a stay', () => {
  const booked = (typeId: number, nonSmoking = false): TrialStay => ({
    ...{ typeId: roomTypeId(typeId), checkIn: day(0), checkOut: day(2), people: 1, nonSmoking },
  });
  const toType3 = createGraph({
    relations: [1, 2].map((from) => ({
      ...{ ...plainTerms, fromTypeId: roomTypeId(from), toTypeId: roomTypeId(3) },
    })),
    rules: defaultRules,
  });
  const rules: PlacementRules = { mode: 'BALANCE', businessDate: day(0), freezeDays: 0, outlook: noOutlook };
  const rooms = [room(200, roomTypeId(2)), room(300, roomTypeId(3), { smoking: true })];
  const taken = [heldPlan(1, rooms[0]!, nights(0, 2), { roomState: 'final' })];
  const inventory = { types, rooms, typeByCode: new Map(), changed: false, lost: [] };
  const smoking = createOccupancy(houseOf(inventory, optionsOf(toType3)), taken, []);

  for (const [what, stay, nonSmoking, given] of [
    ['a type without rooms promises nothing about smoke', booked(1), false, 3],
    ['a guest of it may ask for none', booked(1, true), true, undefined],
    ['a type without smoking rooms promises none', booked(2), true, undefined],
  ] as const)
    it(`knows what was promised: ${what}`, () => {
      const trial = trialPlacement(stay, false, smoking, rules);
      expect([trial.nonSmoking, trial.given]).to.deep.equal([nonSmoking, given]);
      expect(bestOf(toType3, stay, trial)?.path.toTypeId).to.equal(given);
    });

  for (const decidedNow of [false, true])
    it(`is to give the best upgrade where it does not give the booked type, ${decidedNow ? 'with lost sales' : 'without a forecast'}`, () => {
      const seen = { booked: 0, upgraded: 0, none: 0, moved: 0, ahead: 0, suggested: 0 };
      for (let seed = 1; seed <= 700; seed += 1) {
        const random = seededRandom(seed);
        const graph = randomGraph(random);
        const house = houseWith(random, graph);
        const occupancy = createOccupancy(house, randomBooks(random, house), []);
        const outlook = { ...noOutlook, prices: decidedNow ? randomPrices(random) : noOutlook.prices };
        const rules: PlacementRules = { mode: 'BALANCE', businessDate: day(0), freezeDays: 0, outlook };
        const stay = randomStay(random);
        const trial = trialPlacement(stay, decidedNow, occupancy, rules);
        const best = bestOf(graph, stay, trial);
        const ownMoves = trial.availability(stay.typeId, {
          ...stay,
          bookedTypeId: stay.typeId,
          nonSmoking: false,
        }).moves;
        if (trial.given === stay.typeId) {
          seen.booked += 1;
          continue;
        }
        const automatic: RoomTypeId | undefined =
          best?.path.policy === 'automatic' ? best.path.toTypeId : undefined;
        expect(automatic, `house ${seed}`).to.equal(trial.given);
        seen[automatic === undefined ? 'none' : 'upgraded'] += 1;
        if (automatic !== undefined && best!.moves > 0) seen.moved += 1;
        if (automatic !== undefined && ownMoves !== undefined) seen.ahead += 1;
        if (best?.path.policy === 'suggest') seen.suggested += 1;
      }
      // Else the houses tried say nothing.
      expect(seen.booked).to.be.above(100);
      expect(seen.upgraded).to.be.above(100);
      expect(seen.none).to.be.above(50);
      expect(seen.moved).to.be.above(10);
      expect(seen.suggested).to.be.above(10);
      if (decidedNow) expect(seen.ahead, 'upgraded though the booked type had a room').to.be.above(5);
    });
});
