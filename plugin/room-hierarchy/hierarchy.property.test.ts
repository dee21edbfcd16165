// What holds of every hierarchy: the validator's cycles, the ways of an upgrade, what an edit leaves to be undone.
import { expect } from 'chai';
import fc from 'fast-check';
import {
  anyRelations,
  anyRules,
  anyTypeId,
  someTypes,
  upwardRelations,
} from '../../test/support/hierarchies.js';
import type { RoomTypeId } from '../domain/ids.js';
import { changeBetween, changesNothing, reverted } from './changes.js';
import { defaultRules, type HierarchyRules, type Relation } from './model.js';
import {
  bestPerTarget,
  comparePaths,
  createGraph,
  getAllUpgradePaths,
  getBestPaths,
  getCutPaths,
  type UpgradePath,
} from './paths.js';
import { validateHierarchy } from './validator.js';

/** The same hierarchies in every run; change it to look further. */
const always = { seed: 20270404, numRuns: 600 };
const ids = someTypes.map(({ id }) => id);

/** Whether active relations lead from any type back to it, by trying all ways (Warshall). */
function leadsBack(relations: readonly Relation[]): boolean {
  const reach = new Set(
    relations.filter(({ active }) => active).map(({ fromTypeId: a, toTypeId: b }) => `${a} ${b}`),
  );
  for (const via of ids)
    for (const a of ids)
      for (const b of ids) if (reach.has(`${a} ${via}`) && reach.has(`${via} ${b}`)) reach.add(`${a} ${b}`);
  return ids.some((id) => reach.has(`${id} ${id}`));
}

const cyclesIn = (relations: readonly Relation[]) =>
  validateHierarchy(someTypes, relations, defaultRules).filter(({ key }) => key === 'hierarchy.cycle');

/** Every way from `from`, by trying all sequences of relations: the definition, without any shortcut. */
function everyWay(relations: readonly Relation[], rules: HierarchyRules, from: RoomTypeId): string[] {
  const allowed = (way: readonly Relation[]) =>
    way.every(({ active, policy }) => active && policy !== 'never') &&
    way.length <= rules.maxUpgradeLevels &&
    (rules.priceDifferenceLimit === null ||
      way.reduce((sum, { costPerNight }) => sum + (costPerNight ?? 0), 0) <= rules.priceDifferenceLimit);
  const on = (way: readonly Relation[], at: RoomTypeId): string[] =>
    relations
      .filter(({ fromTypeId }) => fromTypeId === at)
      .map((next) => [...way, next])
      .filter((longer) => longer.length <= 5)
      .flatMap((longer) => [
        ...(allowed(longer) ? [[from, ...longer.map(({ toTypeId }) => toTypeId)].join(' ')] : []),
        ...on(longer, longer.at(-1)!.toTypeId),
      ]);
  return on([], from);
}

describe('the validator', () => {
  it('finds a cycle exactly where there is one', () => {
    fc.assert(
      fc.property(anyRelations, (relations) => {
        expect(cyclesIn(relations).length > 0).to.equal(leadsBack(relations));
      }),
      always,
    );
  });

  it('spells out real cycles: along active relations, back to the first, no type twice on the way', () => {
    fc.assert(
      fc.property(anyRelations, (relations) => {
        const arrows = new Set(
          relations
            .filter(({ active }) => active)
            .map(({ fromTypeId, toTypeId }) => `${fromTypeId} ${toTypeId}`),
        );
        for (const { types, params } of cyclesIn(relations)) {
          expect(types.at(-1)).to.equal(types[0]);
          expect(new Set(types).size).to.equal(types.length - 1);
          types.slice(1).forEach((to, i) => expect(arrows.has(`${types[i]} ${to}`)).to.equal(true));
          expect(params.cycle).to.equal(types.map((id) => `T${id}`).join(' → '));
        }
      }),
      always,
    );
  });

  it('says the same whatever the order in which relations come', () => {
    fc.assert(
      fc.property(anyRelations, anyRules, (relations, rules) => {
        expect(validateHierarchy(someTypes, relations.toReversed(), rules)).to.deep.equal(
          validateHierarchy(someTypes, relations, rules),
        );
      }),
      always,
    );
  });
});

describe('the ways of an upgrade', () => {
  const pathsOf = (relations: readonly Relation[], rules: HierarchyRules, from: RoomTypeId) =>
    getAllUpgradePaths(createGraph({ relations, rules }, someTypes), from);

  it('are exactly those that the relations and rules allow', () => {
    fc.assert(
      fc.property(upwardRelations, anyRules, anyTypeId, (relations, rules, from) => {
        const found = pathsOf(relations, rules, from).map(({ path }) => path.join(' '));
        expect(found).to.have.members(everyWay(relations, rules, from));
        expect(new Set(found).size).to.equal(found.length);
      }),
      always,
    );
  });

  it('never pass a type twice, not even in a graph that the database would refuse', () => {
    fc.assert(
      fc.property(anyRelations, anyRules, anyTypeId, (relations, rules, from) => {
        for (const { path } of pathsOf(relations, rules, from))
          expect(new Set(path).size).to.equal(path.length);
      }),
      always,
    );
  });

  it('say of themselves what their relations add up to', () => {
    fc.assert(
      fc.property(upwardRelations, anyRules, anyTypeId, (relations, rules, from) => {
        for (const way of pathsOf(relations, rules, from)) {
          const along = way.path
            .slice(1)
            .map((to, i) => relations.find((one) => one.fromTypeId === way.path[i] && one.toTypeId === to)!);
          expect(way).to.deep.equal({
            toTypeId: way.path.at(-1),
            path: way.path,
            levels: along.length,
            costPerNight: along.reduce((sum, { costPerNight }) => sum + (costPerNight ?? 0), 0),
            priced: along.some(({ costPerNight }) => costPerNight !== null),
            policy: along.some(({ policy }) => policy === 'suggest') ? 'suggest' : 'automatic',
            sameBedCount: along.some(({ sameBedCount }) => sameBedCount),
            priorities: along.map(({ priority }) => priority),
          } satisfies Record<keyof UpgradePath, unknown>);
        }
      }),
      always,
    );
  });

  it('come best first, in an order that does not depend on that of the relations', () => {
    fc.assert(
      fc.property(upwardRelations, anyRules, anyTypeId, (relations, rules, from) => {
        const paths = pathsOf(relations, rules, from);
        paths.slice(1).forEach((path, i) => expect(comparePaths(paths[i]!, path)).to.be.below(0));
        expect(pathsOf(relations.toReversed(), rules, from)).to.deep.equal(paths);
        for (const best of bestPerTarget(paths).filter(({ sameBedCount }) => !sameBedCount))
          expect(best).to.equal(paths.find((path) => path.toTypeId === best.toTypeId && !path.sameBedCount));
      }),
      always,
    );
  });

  it('have their best among the best of each kind, which are found without going all the others', () => {
    fc.assert(
      fc.property(upwardRelations, anyRules, anyTypeId, (relations, rules, from) => {
        const all = pathsOf(relations, rules, from);
        const best = getBestPaths(createGraph({ relations, rules }, someTypes), from);
        expect(bestPerTarget(best)).to.deep.equal(bestPerTarget(all));
        expect(all).to.deep.include.members(best);
        const kinds = best.map(({ toTypeId, levels, policy, sameBedCount }) =>
          [toTypeId, levels, policy, sameBedCount].join(' '),
        );
        expect(new Set(kinds).size, 'one of a kind').to.equal(kinds.length);
      }),
      always,
    );
  });

  it('leave no reachable type without a way or a reason', () => {
    fc.assert(
      fc.property(upwardRelations, anyRules, anyTypeId, (relations, rules, from) => {
        const graph = createGraph({ relations, rules }, someTypes);
        const told = new Set([
          ...getAllUpgradePaths(graph, from).map(({ toTypeId }) => toTypeId),
          ...getCutPaths(graph, from).map(({ toTypeId }) => toTypeId),
        ]);
        // What lies behind a cut is told once the cut is mended: the next types along each way are what must be told.
        for (const { fromTypeId, toTypeId } of relations)
          if (fromTypeId === from) expect(told.has(toTypeId)).to.equal(true);
      }),
      always,
    );
  });
});

describe('what an edit changed', () => {
  const content = fc.record({ relations: upwardRelations, rules: anyRules });
  const sorted = (relations: readonly Relation[]) =>
    relations.toSorted((a, b) => a.fromTypeId - b.fromTypeId || a.toTypeId - b.toTypeId);

  it('leads back from what came of it to what was before', () => {
    fc.assert(
      fc.property(content, content, (before, after) => {
        const back = reverted(after, changeBetween(before, after));
        expect(back.ok && sorted(back.value.relations)).to.deep.equal(sorted(before.relations));
        expect(back.ok && back.value.rules).to.deep.equal(before.rules);
      }),
      always,
    );
  });

  it('is nothing between equals, and is not undone on anything else', () => {
    fc.assert(
      fc.property(content, content, (before, after) => {
        const change = changeBetween(before, after);
        expect(
          changesNothing(changeBetween(after, { ...after, relations: after.relations.toReversed() })),
        ).to.equal(true);
        if (!changesNothing(change)) expect(reverted(before, change).ok).to.equal(false);
      }),
      always,
    );
  });
});
