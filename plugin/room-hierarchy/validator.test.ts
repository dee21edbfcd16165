// What is wrong with a graph of upgrades, case by case, with the types named.
import { expect } from 'chai';
import { hotelTypes, relation, suite } from '../../test/support/hierarchy.js';
import { deluxe, single, twin } from '../../test/support/stays.js';
import { roomTypeId } from '../domain/ids.js';
import { defaultRules, type HierarchyRules, type Relation } from '../domain/upgrade.js';
import type { HierarchyType } from './model.js';
import {
  createHierarchyValidator,
  type HierarchyProblem,
  introducedErrors,
  validateHierarchy,
} from './validator.js';

const validate = (
  relations: readonly Relation[],
  rules: Partial<HierarchyRules> = {},
  types: readonly HierarchyType[] = hotelTypes,
) => validateHierarchy(types, relations, { ...defaultRules, ...rules });

const keys = (problems: readonly HierarchyProblem[]) =>
  problems.map(({ key }) => key.replace('hierarchy.', ''));
const typesWith = (changed: Partial<HierarchyType>, id = twin) =>
  hotelTypes.map((type) => (type.id === id ? { ...type, ...changed } : type));

describe('a graph of upgrades', () => {
  it('is in order where every type leads to larger ones, along several ways too', () => {
    const diamond = [
      relation(single, twin),
      relation(single, deluxe),
      relation(twin, suite),
      relation(deluxe, suite),
    ];
    expect(validate(diamond)).to.deep.equal([]);
    expect(validate([])).to.deep.equal([]);
  });

  describe('that leads round in a circle', () => {
    it('is refused with the circle spelled out by the names of the types', () => {
      expect(validate([relation(twin, deluxe), relation(deluxe, twin)])).to.deep.include({
        severity: 'error',
        key: 'hierarchy.cycle',
        params: { cycle: 'ツイン → デラックス → ツイン' },
        types: [twin, deluxe, twin],
      });
    });

    it('is told by the shortest way round, without what only leads into it', () => {
      const problems = validate([
        relation(single, twin),
        relation(twin, deluxe),
        relation(deluxe, suite),
        relation(suite, twin),
        relation(deluxe, twin),
      ]);
      expect(
        problems.filter(({ key }) => key === 'hierarchy.cycle').map(({ params }) => params),
      ).to.deep.equal([
        { cycle: 'ツイン → デラックス → ツイン' },
        { cycle: 'スイート → ツイン → デラックス → スイート' },
      ]);
    });

    it('is no circle where one of its arrows is switched off, but is where it is only marked never', () => {
      const closing = (terms: Partial<Relation>) =>
        keys(validate([relation(single, twin), relation(twin, single, terms)]));
      expect(closing({ active: false })).not.to.include('cycle');
      expect(closing({ policy: 'never' })).to.include('cycle');
    });
  });

  it('has no type that is an upgrade of itself', () => {
    expect(validate([relation(twin, twin)])).to.deep.equal([
      { severity: 'error', key: 'hierarchy.self', params: { type: 'ツイン' }, types: [twin, twin] },
    ]);
  });

  it('has one relation for two types, however often it is there', () => {
    const twice = [relation(single, twin), relation(single, twin, { priority: 3 }), relation(single, twin)];
    expect(validate(twice)).to.deep.equal([
      {
        ...{ severity: 'error', key: 'hierarchy.duplicate', types: [single, twin] },
        params: { from: 'シングル', to: 'ツイン' },
      },
    ]);
  });

  it('names a type that the PMS does not have by its number, switched off or not', () => {
    for (const active of [true, false])
      expect(validate([relation(single, roomTypeId(99), { active })])).to.deep.equal([
        {
          ...{ severity: 'error', key: 'hierarchy.type_unknown', types: [single, 99] },
          params: { from: 'シングル', to: '99', type: '99' },
        },
      ]);
  });

  it('has no active arrow from or to a type without a room for sale', () => {
    const closed = typesWith({ active: false, capacity: 0 });
    expect(keys(validate([relation(single, twin)], {}, closed))).to.deep.equal(['type_inactive']);
    expect(keys(validate([relation(twin, deluxe)], {}, closed))).to.deep.equal(['type_inactive']);
    expect(validate([relation(single, twin, { active: false })], {}, closed)).to.deep.equal([]);
  });

  it('leads to no type that takes nobody, but may begin at one: お任せ owns no room', () => {
    const virtual = typesWith({ capacity: 0 });
    expect(keys(validate([relation(single, twin)], {}, virtual))).to.deep.equal(['type_without_capacity']);
    expect(validate([relation(twin, deluxe)], {}, virtual)).to.deep.equal([]);
  });

  it('warns of a target that takes fewer people', () => {
    expect(validate([relation(suite, twin)])).to.deep.equal([
      {
        ...{ severity: 'warning', key: 'hierarchy.smaller_capacity', types: [suite, twin] },
        params: { from: 'スイート', to: 'ツイン', fromPeople: 4, toPeople: 2 },
      },
    ]);
  });

  it('prices no arrow above the limit while it is active', () => {
    const dear = relation(single, suite, { costPerNight: 9000 });
    expect(validate([dear], { priceDifferenceLimit: 8999 })).to.deep.equal([
      {
        ...{ severity: 'error', key: 'hierarchy.cost_over_limit', types: [single, suite] },
        params: { from: 'シングル', to: 'スイート', cost: 9000, limit: 8999 },
      },
    ]);
    expect(validate([dear], { priceDifferenceLimit: 9000 })).to.deep.equal([]);
    expect(validate([dear])).to.deep.equal([]);
    expect(validate([{ ...dear, active: false }], { priceDifferenceLimit: 0 })).to.deep.equal([]);
  });

  for (const wrong of [-1, 0.5, NaN, 2_147_483_648])
    it(`has whole, storable numbers: not ${wrong}`, () => {
      const terms = { priority: wrong, costPerNight: wrong };
      const found = keys(validate([relation(single, twin, terms)], { priceDifferenceLimit: wrong }));
      expect(found).to.include.members(['priority_out_of_range', 'cost_out_of_range', 'limit_out_of_range']);
    });

  for (const levels of [0, 11, 1.5])
    it(`goes 1 to 10 levels: not ${levels}`, () => {
      expect(keys(validate([], { maxUpgradeLevels: levels }))).to.deep.equal(['levels_out_of_range']);
    });

  it('warns where arrows go on for more levels than an upgrade may', () => {
    const chain = [relation(single, twin), relation(twin, deluxe), relation(deluxe, suite)];
    expect(validate(chain)).to.deep.equal([]);
    expect(validate(chain, { maxUpgradeLevels: 2 })).to.deep.equal([
      {
        ...{ severity: 'warning', key: 'hierarchy.levels_beyond', types: [single] },
        params: { type: 'シングル', levels: 3, max: 2 },
      },
    ]);
  });
});

describe('an edit', () => {
  it('is held against what it brings, not against what was wrong already', () => {
    const gone = relation(single, roomTypeId(99));
    const before = validate([gone]);
    expect(introducedErrors(before, validate([gone, relation(single, twin)]))).to.deep.equal([]);
    expect(keys(introducedErrors(before, validate([gone, relation(twin, twin)])))).to.deep.equal(['self']);
    expect(introducedErrors([], validate([relation(suite, twin)]))).to.deep.equal([]);
  });
});

describe('the validator of a hotel', () => {
  const validator = createHierarchyValidator(hotelTypes);
  const content = (...relations: readonly Relation[]) => ({ relations, rules: defaultRules });
  const round = [relation(single, twin), relation(twin, deluxe), relation(deluxe, single)];

  it('finds everything that is wrong with a hierarchy of its types', () => {
    expect(validator.validate(content(relation(single, twin)))).to.deep.equal([]);
    const unknown = content(relation(single, roomTypeId(99)), relation(twin, twin));
    expect(validator.validate(unknown)).to.deep.equal(validate(unknown.relations));
    expect(keys(validator.validate(unknown))).to.have.members(['type_unknown', 'self']);
  });

  it('tells what an edit brings', () => {
    const before = content(relation(single, roomTypeId(99)));
    expect(validator.introducedErrors(before, before)).to.deep.equal([]);
    const after = content(...before.relations, ...round);
    expect(keys(validator.introducedErrors(before, after))).to.deep.equal(['cycle']);
  });

  it('spells out a circle', () => {
    expect(validator.findCycle(content(...round.slice(1)))).to.equal(undefined);
    expect(validator.findCycle(content(...round))?.params).to.deep.equal({
      cycle: 'シングル → ツイン → デラックス → シングル',
    });
  });
});
