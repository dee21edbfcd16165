// What holds of the ways of an upgrade in every hierarchy: which there are, what they add up to, and that the best are found without going all.
import { expect } from 'chai';
import fc from 'fast-check';
import {
  anyRelations,
  anyRules,
  anyTypeId,
  someTypes,
  upwardRelations,
} from '../../../test/support/hierarchies.js';
import type { RoomTypeId } from '../../domain/ids.js';
import type { HierarchyRules, Relation } from '../../domain/upgrade.js';
import { getCutPaths } from './cut-paths.js';
import { createGraph } from './graph.js';
import { bestPerTarget, comparePaths, getAllUpgradePaths, getBestPaths, type UpgradePath } from './paths.js';

/** The same hierarchies in every run; change it to look further. */
const always = { seed: 20270404, numRuns: 600 };

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
