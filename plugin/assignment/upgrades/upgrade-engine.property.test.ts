// What holds of every decision about upgrades: allowed, fitting, no room twice, and in the order that was promised.
import { expect } from 'chai';
import fc from 'fast-check';
import {
  anyBedCounts,
  anyRules,
  anyTypeId,
  someTypes,
  typeCount,
  upwardRelations,
} from '../../../test/support/hierarchies.js';
import { day, room } from '../../../test/support/stays.js';
import { spanOf } from '../problem/span.js';
import { type PhysicalRoom, roomTypeId } from '../../domain/ids.js';
import type { Room } from '../../domain/room.js';
import { bedReason, createGraph } from './graph.js';
import { getAllUpgradePaths } from './paths.js';
import { type Availability, availabilityOf } from './availability.js';
import { findBestUpgrade, prioritizeUpgrades, type UpgradeRequest } from './upgrade-engine.js';

/** The same houses in every run; change it to look further. */
const always = { seed: 20270505, numRuns: 400 };

const anyRoom = fc.record({
  typeId: fc.integer({ min: 2, max: typeCount }).map(roomTypeId),
  capacity: fc.integer({ min: 1, max: 3 }),
  smoking: fc.boolean(),
  taken: fc.option(fc.nat(5)),
});
const anyRequest = fc.record({
  kind: fc.constantFrom<UpgradeRequest['kind'][]>('stay', 'stay', 'stay', 'block'),
  bookedTypeId: anyTypeId,
  arrival: fc.nat(3),
  nights: fc.nat(2),
  people: fc.constantFrom(1, 1, 1, 2, 3),
  nonSmoking: fc.boolean(),
  repeatGuest: fc.boolean(),
  directBooking: fc.boolean(),
  classPriority: fc.integer({ min: 2, max: 5 }),
});

interface House {
  readonly rooms: readonly Room[];
  /** The night on which each room is taken already; null: none. */
  readonly taken: ReadonlyMap<PhysicalRoom, number | null>;
}

const nightsOf = ({ checkIn, checkOut }: Pick<UpgradeRequest, 'checkIn' | 'checkOut'>) => {
  const { from, to } = spanOf(checkIn, checkOut);
  return Array.from({ length: to - from }, (_, i) => from + i - spanOf(day(0), day(0)).from);
};

const world = fc
  .record({
    relations: upwardRelations,
    rules: anyRules,
    rooms: fc.array(anyRoom, { minLength: 5, maxLength: 14, size: 'max' }),
    requests: fc.array(anyRequest, { maxLength: 14, size: 'max' }),
    beds: anyBedCounts,
    lost: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: typeCount + 1, maxLength: typeCount + 1 }),
  })
  .map(({ relations, rules, rooms, requests, beds, lost }) => {
    const built = rooms.map(({ typeId, taken: _taken, ...more }, i) => room(100 + i, typeId, more));
    const house: House = {
      rooms: built,
      taken: new Map(built.map(({ physical }, i) => [physical, rooms[i]!.taken])),
    };
    const isFree = (one: Room, nights: readonly number[]) => {
      const night = house.taken.get(one.physical);
      return night === null || night === undefined || !nights.includes(night);
    };
    const availability: Availability = (type, need) => ({
      ...availabilityOf(built.filter((one) => isFree(one, nightsOf(need))))(type, need),
      expectedLostSale: lost[type]! * 1000,
    });
    return {
      ...{ house, isFree, availability, graph: createGraph({ relations, rules }, someTypes, beds) },
      requests: requests.map(({ arrival, nights, ...more }, i): UpgradeRequest => ({
        ...more,
        ...{ id: `R${i}`, checkIn: day(arrival), checkOut: day(arrival + nights) },
      })),
    };
  });
type World = typeof world extends fc.Arbitrary<infer Value> ? Value : never;

const holds = (property: (one: World) => void) => fc.assert(fc.property(world, property), always);

describe('every best upgrade', () => {
  it('is a way that relations, rules and beds allow, with a room that fits', () => {
    holds(({ graph, requests, availability }) => {
      for (const request of requests) {
        const { best, alternatives } = findBestUpgrade(graph, request, availability);
        if (request.kind === 'block') expect(best).to.equal(undefined);
        for (const { path, rooms } of best ? [best, ...alternatives] : []) {
          const allowed = getAllUpgradePaths(graph, request.bookedTypeId);
          expect(allowed).to.deep.include(path);
          expect(bedReason(graph, path)).to.equal(undefined);
          expect(rooms).to.equal(availability(path.toTypeId, request).fitting).and.to.be.above(0);
        }
      }
    });
  });

  it('costs no more, lost sales included, than any other that may be given as freely', () => {
    holds(({ graph, requests, availability }) => {
      for (const request of requests) {
        const { best, alternatives } = findBestUpgrade(graph, request, availability);
        for (const other of alternatives) {
          if (best!.path.policy === 'suggest') expect(other.path.policy).to.equal('suggest');
          if (best!.path.policy !== other.path.policy) continue;
          const [least, more] = [best!, other].map((one) => one.path.costPerNight + one.expectedLostSale);
          expect(least).to.be.at.most(more!);
        }
      }
    });
  });

  it('is missing only with a reason, and every type on the way is either possible or told of', () => {
    holds(({ graph, requests, availability }) => {
      for (const request of requests.filter(({ kind }) => kind === 'stay')) {
        const { best, reason, alternatives, barred } = findBestUpgrade(graph, request, availability);
        expect(reason.key.startsWith('upgrade.best_')).to.equal(best !== undefined);
        const possible = best ? [best, ...alternatives].map(({ path }) => path.toTypeId) : [];
        const told = [...possible, ...barred.map(({ toTypeId }) => toTypeId)];
        expect(new Set(told).size).to.equal(told.length);
        for (const { toTypeId } of getAllUpgradePaths(graph, request.bookedTypeId))
          expect(told).to.include(toTypeId);
      }
    });
  });
});

describe('every distribution of upgrades', () => {
  it('can be carried out room by room, whichever fitting room each guest takes: none is given twice', () => {
    const seen = { given: 0, wanting: 0 };
    holds(({ graph, requests, availability, house, isFree }) => {
      const held = new Set<string>();
      for (const { request, decision } of prioritizeUpgrades(graph, requests, availability)) {
        const gone = decision.barred.some(({ reason }) => reason.key === 'upgrade.given_to_others');
        if (gone) seen.wanting += 1;
        if (!decision.best) continue;
        seen.given += 1;
        const nights = nightsOf(request);
        const fitting = house.rooms.filter(
          (one) =>
            one.typeId === decision.best!.path.toTypeId &&
            one.capacity >= request.people &&
            !(request.nonSmoking && one.smoking) &&
            isFree(one, nights) &&
            nights.every((night) => !held.has(`${one.physical} ${night}`)),
        );
        // Some take the first room that fits, some the last: what they leave for others differs.
        const chosen = fitting.at(request.id.charCodeAt(1) % 2 === 0 ? 0 : -1);
        expect(chosen, `a room for ${request.id}`).not.to.equal(undefined);
        for (const night of nights) held.add(`${chosen!.physical} ${night}`);
      }
    });
    // Else the houses tried say nothing.
    expect(seen.given).to.be.above(300);
    expect(seen.wanting).to.be.above(50);
  });

  it('asks repeat and direct guests first, then by class, then by arrival', () => {
    holds(({ graph, requests, availability }) => {
      const rank = ({ repeatGuest, directBooking, classPriority, checkIn }: UpgradeRequest) =>
        [2 - Number(repeatGuest) - Number(directBooking), 9 - classPriority, checkIn].join(' ');
      const ranks = prioritizeUpgrades(graph, requests, availability).map(({ request }) => rank(request));
      expect(ranks).to.deep.equal(ranks.toSorted());
    });
  });

  it('gives the first what it would get alone', () => {
    holds(({ graph, requests, availability }) => {
      const [first] = prioritizeUpgrades(graph, requests, availability);
      if (first) expect(first.decision).to.deep.equal(findBestUpgrade(graph, first.request, availability));
    });
  });

  it('is the same whatever the order in which requests come', () => {
    holds(({ graph, requests, availability }) => {
      expect(prioritizeUpgrades(graph, requests.toReversed(), availability)).to.deep.equal(
        prioritizeUpgrades(graph, requests, availability),
      );
    });
  });
});
