// Hierarchies by chance, for properties: any graph, and graphs without cycles.
import fc from 'fast-check';
import { roomTypeId } from '../../plugin/domain/ids.js';
import { type HierarchyRules, type Relation, upgradePolicies } from '../../plugin/domain/upgrade.js';
import type { HierarchyType } from '../../plugin/room-hierarchy/index.js';

export const typeCount = 7;
export const anyTypeId = fc.integer({ min: 1, max: typeCount }).map(roomTypeId);

export const someTypes: readonly HierarchyType[] = Array.from({ length: typeCount }, (_, i) => ({
  ...{ id: roomTypeId(i + 1), name: `T${i + 1}`, active: true, capacity: 2 },
}));

const terms = {
  priority: fc.nat(2),
  // Most relations are open, as in a hotel: else hardly any way goes on.
  active: fc.constantFrom(true, true, true, true, false),
  policy: fc.constantFrom(...upgradePolicies, 'automatic', 'automatic', 'automatic', 'suggest'),
  costPerNight: fc.option(fc.integer({ min: 0, max: 3 }).map((thousands) => thousands * 1000)),
  sameBedCount: fc.constantFrom(true, false, false, false, false),
};

/** Any relations between different types, each pair once. */
export const anyRelations: fc.Arbitrary<Relation[]> = fc.uniqueArray(
  fc
    .record({ fromTypeId: anyTypeId, toTypeId: anyTypeId, ...terms })
    .filter(({ fromTypeId, toTypeId }) => fromTypeId !== toTypeId),
  { maxLength: 24, size: 'max', selector: ({ fromTypeId, toTypeId }) => `${fromTypeId} ${toTypeId}` },
);

/** Relations that lead to later types only, in an order of types by chance. */
export const upwardRelations: fc.Arbitrary<Relation[]> = fc
  .tuple(anyRelations, fc.shuffledSubarray([...someTypes], { minLength: typeCount }))
  .map(([relations, order]) => {
    const place = new Map(order.map(({ id }, i) => [id, i]));
    const ways = relations.map(({ fromTypeId, toTypeId, ...more }) =>
      place.get(fromTypeId)! < place.get(toTypeId)!
        ? { fromTypeId, toTypeId, ...more }
        : { fromTypeId: toTypeId, toTypeId: fromTypeId, ...more },
    );
    return [...new Map(ways.map((way) => [`${way.fromTypeId} ${way.toTypeId}`, way])).values()];
  });

export const anyRules: fc.Arbitrary<HierarchyRules> = fc.record({
  maxUpgradeLevels: fc.integer({ min: 1, max: 5 }),
  priceDifferenceLimit: fc.option(fc.integer({ min: 0, max: 6 }).map((thousands) => thousands * 1000)),
});

/** Beds of some types; nobody has counted the others. */
export const anyBedCounts = fc
  .array(fc.option(fc.integer({ min: 1, max: 2 })), { minLength: typeCount, maxLength: typeCount })
  .map((beds) => new Map(beds.flatMap((count, i) => (count === null ? [] : [[roomTypeId(i + 1), count]]))));
