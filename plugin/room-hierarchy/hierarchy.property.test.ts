// What holds of every hierarchy: the validator's cycles, what an edit leaves to be undone.
import { expect } from 'chai';
import fc from 'fast-check';
import { anyRelations, anyRules, someTypes, upwardRelations } from '../../test/support/hierarchies.js';
import { changeBetween, changesNothing, reverted } from './changes.js';
import { defaultRules, type Relation } from '../domain/upgrade.js';
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
