// The best upgrade of a stay and who of several gets the scarce ones, case by case, with the reasons.
import { expect } from 'chai';
import { hotelTypes, relation, suite } from '../../../test/support/hierarchy.js';
import { day, deluxe, room, single, twin } from '../../../test/support/stays.js';
import { roomTypeId, type RoomTypeId } from '../../domain/ids.js';
import { defaultRules, type HierarchyRules, type Relation } from '../../domain/upgrade.js';
import { availabilityOf, type TypeAvailability } from './availability.js';
import { createGraph } from './graph.js';
import { createUpgradeEngine, type UpgradeRequest } from './upgrade-engine.js';

const engineOf = (relations: readonly Relation[], rules: Partial<HierarchyRules> = {}) =>
  createUpgradeEngine(createGraph({ relations, rules: { ...defaultRules, ...rules } }, hotelTypes));

/** One person in a single for the first two nights. */
const request = (changes: Partial<UpgradeRequest> = {}): UpgradeRequest => ({
  id: 'A',
  kind: 'stay',
  bookedTypeId: single,
  checkIn: day(0),
  checkOut: day(2),
  people: 1,
  nonSmoking: false,
  repeatGuest: false,
  directBooking: false,
  classPriority: 2,
  ...changes,
});

const rooms = (count: number, more: Partial<TypeAvailability> = {}): TypeAvailability => ({
  free: count,
  largeEnough: count,
  fitting: count,
  ...more,
});
const house =
  (types: ReadonlyMap<RoomTypeId, TypeAvailability>, others = rooms(0)) =>
  (type: RoomTypeId) =>
    types.get(type) ?? others;
const open = house(new Map(), rooms(5));

describe('the best upgrade', () => {
  const toTwin = relation(single, twin, { priority: 0, costPerNight: 2000 });
  const toDeluxe = relation(single, deluxe, { priority: 1, costPerNight: 1000 });

  it('is the one that costs least, the expected lost sale included', () => {
    const engine = engineOf([toTwin, toDeluxe]);
    expect(engine.findBestUpgrade(request(), open).best?.path.toTypeId).to.equal(deluxe);
    const lost = house(new Map([[deluxe, rooms(5, { expectedLostSale: 1500 })]]), rooms(5));
    const { best, alternatives } = engine.findBestUpgrade(request(), lost);
    expect(best?.path.toTypeId).to.equal(twin);
    expect(alternatives.map(({ path }) => path.toTypeId)).to.deep.equal([deluxe]);
  });

  it('is by priority, then by level, where the costs are the same', () => {
    const engine = engineOf([
      relation(single, twin, { priority: 1 }),
      relation(single, deluxe, { priority: 1 }),
      relation(twin, suite, { priority: 0 }),
    ]);
    const { best, alternatives } = engine.findBestUpgrade(request(), open);
    expect([best!, ...alternatives].map(({ path }) => path.toTypeId)).to.deep.equal([twin, deluxe, suite]);
  });

  it('is given without asking before it is asked about', () => {
    const { best, reason } = engineOf([{ ...toDeluxe, policy: 'suggest' }, toTwin]).findBestUpgrade(
      request(),
      open,
    );
    expect(best?.path.toTypeId).to.equal(twin);
    expect(reason).to.deep.equal({
      key: 'upgrade.best_automatic',
      params: { from: 'シングル', to: 'ツイン' },
    });
    expect(
      engineOf([{ ...toDeluxe, policy: 'suggest' }]).findBestUpgrade(request(), open).reason.key,
    ).to.equal('upgrade.best_suggest');
  });

  it('says why, for each option', () => {
    const { best } = engineOf([toTwin]).findBestUpgrade(
      request(),
      house(new Map([[twin, rooms(3, { expectedLostSale: 700 })]])),
    );
    expect(best?.reasons).to.deep.equal([
      { key: 'upgrade.along', params: { path: 'シングル → ツイン', levels: 1 } },
      { key: 'upgrade.costs', params: { cost: 2000 } },
      { key: 'upgrade.lost_sale', params: { type: 'ツイン', lostSale: 700 } },
      { key: 'upgrade.rooms_free', params: { type: 'ツイン', rooms: 3 } },
      { key: 'upgrade.automatic', params: {} },
    ]);
  });

  it('passes over types that are full, too small or smoking only, and says so', () => {
    const { best, barred } = engineOf([
      relation(single, twin),
      relation(single, deluxe),
      relation(single, suite),
      relation(suite, roomTypeId(5)),
    ]).findBestUpgrade(
      request({ people: 2, nonSmoking: true }),
      house(
        new Map([
          [deluxe, rooms(4, { largeEnough: 0, fitting: 0 })],
          [suite, rooms(4, { fitting: 0 })],
          [roomTypeId(5), rooms(1)],
        ]),
      ),
    );
    expect(best?.path.path).to.deep.equal([single, suite, 5]);
    expect(barred.map(({ reason }) => reason)).to.deep.equal([
      { key: 'upgrade.none_free', params: { type: 'ツイン' } },
      { key: 'upgrade.too_small', params: { type: 'デラックス', people: 2 } },
      { key: 'upgrade.smoking_only', params: { type: 'スイート' } },
    ]);
  });

  describe('is none, with the reason', () => {
    it('for a block, whatever is free', () => {
      const { best, reason } = engineOf([toTwin]).findBestUpgrade(request({ kind: 'block' }), open);
      expect([best, reason.key]).to.deep.equal([undefined, 'upgrade.never_for_blocks']);
    });

    it('where none is set up: never a way against the arrows', () => {
      const { best, reason } = engineOf([toTwin]).findBestUpgrade(request({ bookedTypeId: twin }), open);
      expect(best).to.equal(undefined);
      expect(reason).to.deep.equal({ key: 'upgrade.none_defined', params: { type: 'ツイン' } });
    });

    it('where the only one cannot be given', () => {
      const { reason } = engineOf([{ ...toTwin, active: false }]).findBestUpgrade(request(), open);
      expect(reason.key).to.equal('upgrade.relation_inactive');
      const bedRule = engineOf([{ ...toTwin, sameBedCount: true }]).findBestUpgrade(request(), open);
      expect(bedRule.reason.key).to.equal('upgrade.beds_unknown');
    });

    it('where none of several can be given', () => {
      const { reason, barred } = engineOf([toTwin, toDeluxe]).findBestUpgrade(request(), house(new Map()));
      expect(reason).to.deep.equal({
        key: 'upgrade.none_possible',
        params: { type: 'シングル', targets: 2 },
      });
      expect(barred).to.have.length(2);
    });
  });
});

describe('scarce upgrades', () => {
  const engine = engineOf([relation(single, twin)]);
  const one = house(new Map([[twin, rooms(1)]]));
  const order = (requests: readonly UpgradeRequest[], availability = one) =>
    engine
      .prioritizeUpgrades(requests, availability)
      .map(({ request: { id }, decision }) => [id, decision.best ? 'given' : decision.reason.key]);

  it('go to repeat and direct guests first, to who is both before all', () => {
    expect(
      order([
        request({ id: 'plain', classPriority: 5 }),
        request({ id: 'repeat', repeatGuest: true }),
        request({ id: 'both', repeatGuest: true, directBooking: true }),
      ]),
    ).to.deep.equal([
      ['both', 'given'],
      ['repeat', 'upgrade.given_to_others'],
      ['plain', 'upgrade.given_to_others'],
    ]);
  });

  it('then by class, then to who arrives first, then always alike', () => {
    const requests = [
      request({ id: 'd' }),
      request({ id: 'c' }),
      request({ id: 'b', checkIn: day(-1) }),
      request({ id: 'a', classPriority: 4, checkIn: day(1), checkOut: day(3) }),
    ];
    expect(order(requests).map(([id]) => id)).to.deep.equal(['a', 'b', 'c', 'd']);
    expect(order(requests.toReversed())).to.deep.equal(order(requests));
  });

  it('can be given twice on nights that do not meet', () => {
    const later = request({ id: 'B', checkIn: day(2), checkOut: day(4) });
    expect(order([request(), later])).to.deep.equal([
      ['A', 'given'],
      ['B', 'given'],
    ]);
  });

  it('leave the next best for who comes later', () => {
    const several = engineOf([relation(single, twin), relation(single, deluxe, { priority: 1 })]);
    const both = house(new Map([[twin, rooms(1)], [deluxe, rooms(1)]])); // prettier-ignore
    const given = several
      .prioritizeUpgrades([request(), request({ id: 'B' }), request({ id: 'C' })], both)
      .map(({ decision }) => decision.best?.path.toTypeId);
    expect(given).to.deep.equal([twin, deluxe, undefined]);
  });

  it('say why a guest came first', () => {
    const [first] = engine.prioritizeUpgrades([request({ repeatGuest: true, directBooking: true })], one);
    expect(first?.precedence.map(({ key }) => key)).to.deep.equal([
      'upgrade.repeat_guest',
      'upgrade.direct_booking',
      'upgrade.class_priority',
    ]);
  });
});

describe('rooms that are free', () => {
  const rooms = [
    room(201, twin, { capacity: 2 }),
    room(202, twin, { capacity: 3, smoking: true }),
    room(203, twin, { number: '202', capacity: 3 }),
    room(301, deluxe, { sellable: false }),
  ];

  it('are counted by number, by who fits, by smoke', () => {
    const need = { bookedTypeId: single, checkIn: day(0), checkOut: day(1), people: 3, nonSmoking: true };
    expect(availabilityOf(rooms)(twin, need)).to.deep.equal({ free: 2, largeEnough: 1, fitting: 1 });
    expect(availabilityOf(rooms)(single, need)).to.deep.equal({ free: 0, largeEnough: 0, fitting: 0 });
  });
});
