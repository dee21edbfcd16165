// What rules make of a stay, and what its classes mean for priority, window and deadline.
import { expect } from 'chai';
import fc from 'fast-check';
import type { StayClass } from '../../domain/stay.js';
import {
  classesOf,
  priorityOf,
  type StayCondition,
  type StayFacts,
  type StayRule,
  thresholdsOf,
  traitsOf,
  wishesOf,
} from './stay-classes.js';

/** Two nights of two people, booked a month ahead, nothing said. */
const plainStay: StayFacts = {
  ...{ nights: 2, people: 2, reservationPeople: 2, leadDays: 30, returning: false },
  ...{ planName: undefined, remark: undefined, loyaltyTier: undefined },
};
const stay = (changes: Partial<StayFacts> = {}): StayFacts => ({ ...plainStay, ...changes });
const rule = (id: string, when: StayCondition, then: StayRule['then']): StayRule => ({ id, when, then });

describe('a rule', () => {
  const quiet = { words: ['静か'] };
  const cases: readonly (readonly [
    what: string,
    when: StayCondition,
    facts: Partial<StayFacts>,
    holds: boolean,
  ])[] = [
    ['nights from', { leastNights: 7 }, { nights: 7 }, true],
    ['nights from', { leastNights: 7 }, { nights: 6 }, false],
    ['nights up to', { mostNights: 0 }, { nights: 0 }, true],
    ['nights up to', { mostNights: 0 }, { nights: 1 }, false],
    ['people in the room', { leastPeople: 4 }, { people: 4 }, true],
    ['people in the room', { leastPeople: 4 }, { people: 2, reservationPeople: 12 }, false],
    ['people of the reservation', { leastReservationPeople: 10 }, { reservationPeople: 10 }, true],
    ['booked long before', { leastLeadDays: 90 }, { leadDays: 89 }, false],
    ['booked late', { mostLeadDays: 1 }, { leadDays: 1 }, true],
    ['the tier, in any spelling', { loyaltyTiers: ['Gold', 'VIP'] }, { loyaltyTier: 'ｖｉｐ ' }, true],
    ['the tier', { loyaltyTiers: ['vip'] }, { loyaltyTier: 'prospect' }, false],
    ['the tier, of a guest without', { loyaltyTiers: ['vip', ''] }, {}, false],
    ['no tier at all', { loyaltyTiers: [] }, { loyaltyTier: 'vip' }, false],
    ['a returning guest', { returning: true }, { returning: true }, true],
    ['a new guest', { returning: false }, { returning: true }, false],
    ['words, in the remark', { says: quiet }, { remark: '静かな部屋' }, true],
    ['words, in the plan name', { says: quiet }, { planName: '静かな離れ' }, true],
    ['words of the remark only', { says: { ...quiet, in: 'remark' } }, { planName: '静かな離れ' }, false],
    ['words of the plan name only', { says: { ...quiet, in: 'planName' } }, { planName: '静かな離れ' }, true],
    ['words, where nothing was written', { says: quiet }, {}, false],
    ['all that it asks', { leastNights: 2, returning: true }, { nights: 2, returning: false }, false],
    ['all that it asks', { leastNights: 2, returning: true }, { nights: 2, returning: true }, true],
    ['nothing, and holds for nobody', {}, {}, false],
  ];
  for (const [what, when, facts, holds] of cases)
    it(`asks ${what}: ${holds ? 'holds' : 'does not hold'} for ${JSON.stringify(facts)}`, () => {
      expect(traitsOf(stay(facts), [rule('r', when, { nonSmoking: true })]).nonSmoking).to.equal(holds);
    });
});

describe('what rules make of a stay', () => {
  const anyone: StayCondition = { leastNights: 0 };

  it('is an ordinary stay where no rule gives a class', () => {
    expect(traitsOf(stay(), [rule('r', anyone, { accessible: true })])).to.deep.equal({
      ...{ classes: ['standard'], demanding: false, wishes: [], nonSmoking: false, accessible: true },
      reasons: [{ key: 'stay_class.rule', params: { rule: 'r' } }],
    });
  });

  it('is of every class it was given, once, the highest first', () => {
    const rules = [
      rule('a', anyone, { classes: ['last_minute', 'vip'] }),
      rule('b', anyone, { classes: ['demanding', 'vip'] }),
    ];
    expect(classesOf(stay(), rules)).to.deep.equal(['demanding', 'vip', 'last_minute']);
    expect(traitsOf(stay(), rules).demanding).to.equal(true);
  });

  it('wishes for each attribute once, by the heaviest wish', () => {
    const wish = (attribute: string, weight: number) => ({ attribute, weight });
    const rules = [
      rule('a', anyone, { wishes: [wish('quiet', 1), wish('floor:high', 1)] }),
      rule('b', anyone, { wishes: [wish('quiet', 3)] }),
      rule('c', anyone, { wishes: [wish('quiet', 2)] }),
      rule('d', { leastNights: 9 }, { wishes: [wish('corner', 1)] }),
    ];
    expect(wishesOf(stay(), rules)).to.deep.equal([wish('quiet', 3), wish('floor:high', 1)]);
  });

  it('says which rule held, and nothing that the guest wrote', () => {
    const remark = '山田様 静かな部屋を希望 090-0000-0000';
    const { reasons } = traitsOf(stay({ remark }), [
      rule('quiet', { says: { words: ['静か'] } }, { wishes: [{ attribute: 'quiet', weight: 1 }] }),
    ]);
    expect(reasons).to.deep.equal([{ key: 'stay_class.rule', params: { rule: 'quiet' } }]);
  });
});

describe('the priority of a stay', () => {
  const cases: readonly (readonly [classes: readonly StayClass[], priority: number])[] = [
    [['demanding'], 5],
    [['vip'], 4],
    [['long_stay'], 3],
    [['standard'], 2],
    [['last_minute'], 2],
    [['last_minute', 'vip', 'long_stay'], 4],
    [[], 2],
  ];
  for (const [classes, priority] of cases)
    it(`${classes.join(', ') || 'none'}: ${priority}`, () => expect(priorityOf(classes)).to.equal(priority));
});

describe('window and deadline', () => {
  type Case = readonly [classes: readonly StayClass[], preset: number, balance: string, normal: string];
  const cases: readonly Case[] = [
    [['standard'], 0, '7 / 0', '14 / 1'],
    [['standard'], 2, '7 / 2', '14 / 3'],
    [['last_minute'], 0, '7 / 0', '14 / 1'],
    [['vip'], 0, '7 / 1', '14 / 2'],
    [['demanding'], 1, '7 / 2', '14 / 3'],
    [['long_stay'], 0, '14 / 2', '21 / 3'],
    [['long_stay'], 3, '14 / 5', '21 / 6'],
    [['vip', 'long_stay'], 0, '14 / 2', '21 / 3'],
    [['demanding', 'last_minute'], 0, '7 / 1', '14 / 2'],
    [['standard'], 10, '10 / 10', '14 / 11'],
    [[], 0, '7 / 0', '14 / 1'],
  ];
  const shown = (found: ReturnType<typeof thresholdsOf>) =>
    found && `${found.windowDays} / ${found.deadlineDays}`;
  for (const [classes, preset, balance, normal] of cases)
    it(`${classes.join(', ') || 'none'}, preset ${preset}: BALANCE ${balance}, NORMAL ${normal}`, () => {
      expect(shown(thresholdsOf(classes, 'BALANCE', preset))).to.equal(balance);
      expect(shown(thresholdsOf(classes, 'NORMAL', preset))).to.equal(normal);
    });

  it('do not exist in URGENT, where every room is final at once', () => {
    expect(thresholdsOf(['long_stay'], 'URGENT', 3)).to.equal(undefined);
  });

  it('only ever come earlier with a further class, as its priority only rises, and never open after the deadline', () => {
    const all: readonly StayClass[] = ['demanding', 'vip', 'long_stay', 'standard', 'last_minute'];
    const classes = fc.subarray([...all], { minLength: 1 });
    fc.assert(
      fc.property(
        ...([classes, fc.constantFrom(...all), fc.constantFrom('BALANCE', 'NORMAL'), fc.nat(40)] as const),
        (before, more, mode, preset) => {
          const one = thresholdsOf(before, mode, preset)!;
          const two = thresholdsOf([...before, more], mode, preset)!;
          expect(two.deadlineDays).to.be.at.least(one.deadlineDays);
          expect(two.windowDays).to.be.at.least(one.windowDays);
          expect(two.windowDays).to.be.at.least(two.deadlineDays);
          expect(priorityOf([...before, more])).to.be.at.least(priorityOf(before));
        },
      ),
      { seed: 20271105, numRuns: 500 },
    );
  });
});
