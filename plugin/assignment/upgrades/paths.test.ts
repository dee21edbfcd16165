// The ways of an upgrade, case by case: which there are, which is the best, and what cuts the others.
import { expect } from 'chai';
import { hotelTypes, relation, suite } from '../../../test/support/hierarchy.js';
import { deluxe, single, twin } from '../../../test/support/stays.js';
import { roomTypeId, type RoomTypeId } from '../../domain/ids.js';
import { defaultRules, type HierarchyRules, type Relation } from '../../domain/upgrade.js';
import { bedReason, createGraph } from './graph.js';
import { bestPerTarget, getAllUpgradePaths, mostPathsTold, pathsToTell } from './paths.js';
import { getCutPaths } from './cut-paths.js';

const graphOf = (
  relations: readonly Relation[],
  rules: Partial<HierarchyRules> = {},
  beds?: ReadonlyMap<RoomTypeId, number>,
) => createGraph({ relations, rules: { ...defaultRules, ...rules } }, hotelTypes, beds);

const ways = (relations: readonly Relation[], rules: Partial<HierarchyRules> = {}, from = single) =>
  getAllUpgradePaths(graphOf(relations, rules), from).map(({ path }) => path.join(' '));
const cuts = (relations: readonly Relation[], rules: Partial<HierarchyRules> = {}, from = single) =>
  getCutPaths(graphOf(relations, rules), from).map(({ path, reason }) => [path.join(' '), reason.key]);

const chain = [relation(single, twin), relation(twin, deluxe), relation(deluxe, suite)];

describe('the ways of an upgrade', () => {
  it('go along every relation, each type as often as ways lead to it', () => {
    expect(ways([...chain, relation(single, deluxe, { priority: 1 })])).to.have.members([
      '1 2',
      '1 2 3',
      '1 2 3 4',
      '1 3',
      '1 3 4',
    ]);
    expect(ways(chain, {}, suite)).to.deep.equal([]);
  });

  it('add up costs, and say whether any was priced', () => {
    const [one, two] = getAllUpgradePaths(
      graphOf([relation(single, twin), relation(twin, deluxe, { costPerNight: 3000, sameBedCount: true })]),
      single,
    );
    expect(one).to.include({
      toTypeId: twin,
      levels: 1,
      costPerNight: 0,
      priced: false,
      sameBedCount: false,
    });
    expect(two).to.include({
      toTypeId: deluxe,
      levels: 2,
      costPerNight: 3000,
      priced: true,
      sameBedCount: true,
    });
  });

  it('are asked about where one relation along them is', () => {
    const graph = graphOf([relation(single, twin), relation(twin, deluxe, { policy: 'suggest' }), chain[2]!]);
    expect(getAllUpgradePaths(graph, single).map(({ policy }) => policy)).to.deep.equal([
      'automatic',
      'suggest',
      'suggest',
    ]);
  });

  it('end at what is switched off, at what is never done, at the levels and at the limit', () => {
    expect(ways([chain[0]!, { ...chain[1]!, active: false }, chain[2]!])).to.deep.equal(['1 2']);
    expect(ways([chain[0]!, { ...chain[1]!, policy: 'never' }, chain[2]!])).to.deep.equal(['1 2']);
    expect(ways(chain, { maxUpgradeLevels: 1 })).to.deep.equal(['1 2']);
    const priced = chain.map((one) => ({ ...one, costPerNight: 1000 }));
    expect(ways(priced, { priceDifferenceLimit: 2000 })).to.deep.equal(['1 2', '1 2 3']);
  });

  it('are told whole, and where there are thousands the best of each kind are, among them all that placement takes', () => {
    const types = Array.from({ length: 14 }, (_, i) => roomTypeId(i + 1));
    const every = types.flatMap((one, i) =>
      types.slice(i + 1).map((to) => relation(one, to, { priority: to })),
    );
    const told = (maxUpgradeLevels: number) => pathsToTell(graphOf(every, { maxUpgradeLevels }), types[0]!);
    expect(told(3).complete).to.equal(true);
    expect(told(3).paths).to.deep.equal(
      getAllUpgradePaths(graphOf(every, { maxUpgradeLevels: 3 }), types[0]!),
    );
    const many = told(10);
    expect(many.complete).to.equal(false);
    expect(many.paths.length).to.be.below(mostPathsTold);
    const all = getAllUpgradePaths(graphOf(every, { maxUpgradeLevels: 10 }), types[0]!);
    expect(bestPerTarget(many.paths)).to.deep.equal(bestPerTarget(all));
  });

  describe('are in order', () => {
    const direct = (to: RoomTypeId, terms: Partial<Relation>) => relation(single, to, terms);

    it('what is given without asking first, then the cheaper', () => {
      expect(
        ways([
          direct(twin, { policy: 'suggest' }),
          direct(deluxe, { costPerNight: 500 }),
          direct(suite, { costPerNight: 100 }),
        ]),
      ).to.deep.equal(['1 4', '1 3', '1 2']);
    });

    it('then by priority along the way, then the shorter', () => {
      expect(ways([direct(twin, { priority: 2 }), direct(deluxe, { priority: 1 })])).to.deep.equal([
        '1 3',
        '1 2',
      ]);
      expect(ways([direct(twin, {}), relation(twin, deluxe), direct(deluxe, {})])).to.deep.equal([
        '1 2',
        '1 3',
        '1 2 3',
      ]);
    });
  });

  it('leave one for each target, and one more where a bed-count rule hangs on the best', () => {
    const graph = graphOf([
      relation(single, twin),
      relation(single, deluxe, { sameBedCount: true }),
      relation(twin, deluxe, { policy: 'suggest' }),
    ]);
    const best = bestPerTarget(getAllUpgradePaths(graph, single)).map(({ path }) => path.join(' '));
    expect(best).to.deep.equal(['1 2', '1 3', '1 2 3']);
  });
});

describe('a bed-count rule', () => {
  const path = (beds?: ReadonlyMap<RoomTypeId, number>) => {
    const graph = graphOf([relation(single, twin, { sameBedCount: true }), relation(twin, deluxe)], {}, beds);
    return bedReason(graph, getAllUpgradePaths(graph, single).at(-1)!);
  };

  it('compares the type given in the end with the one booked', () => {
    expect(path(new Map([[single, 1], [twin, 2], [deluxe, 1]]))).to.equal(undefined); // prettier-ignore
    expect(
      path(
        new Map([
          [single, 1],
          [deluxe, 2],
        ]),
      ),
    ).to.deep.equal({
      // prettier-ignore
      key: 'upgrade.beds_differ',
      params: { from: 'シングル', to: 'デラックス', bookedBeds: 1, givenBeds: 2 },
    });
  });

  it('is not fulfilled by beds that nobody has counted', () => {
    const unknown = (type: string) => ({
      key: 'upgrade.beds_unknown',
      params: { from: 'シングル', to: 'デラックス', type },
    });
    expect(path()).to.deep.equal(unknown('シングル'));
    expect(path(new Map([[single, 1]]))).to.deep.equal(unknown('デラックス'));
  });
});

describe('a way that is cut', () => {
  it('is told up to the relation that cuts it, with the reason', () => {
    expect(
      cuts([{ ...chain[0]!, active: false }, relation(single, deluxe, { policy: 'never' })]),
    ).to.deep.equal([
      ['1 2', 'upgrade.relation_inactive'],
      ['1 3', 'upgrade.relation_never'],
    ]);
    expect(cuts(chain, { maxUpgradeLevels: 2 })).to.deep.equal([['1 2 3 4', 'upgrade.too_many_levels']]);
    const dear = [chain[0]!, { ...chain[1]!, costPerNight: 5000 }];
    expect(getCutPaths(graphOf(dear, { priceDifferenceLimit: 4000 }), single)).to.deep.equal([
      {
        toTypeId: deluxe,
        path: [single, twin, deluxe],
        reason: {
          key: 'upgrade.over_price_limit',
          params: { path: 'シングル → ツイン → デラックス', cost: 5000, limit: 4000 },
        },
      },
    ]);
  });

  it('is not told where another way leads to the type anyway', () => {
    expect(cuts([...chain, relation(single, suite)], { maxUpgradeLevels: 2 })).to.deep.equal([]);
  });
});
