// What may move when: every cause that keeps a stay in its room, alone and against the others.
import { expect } from 'chai';
import fc from 'fast-check';
import { addDays, hotelDate } from '../../domain/hotel-date.js';
import { movabilityOf, type MovingRules, type StayStanding } from './what-may-move.js';

const today = hotelDate('2027-03-10');
const day = (offset: number) => addDays(today, offset);

/** A pooled stay that arrives in a week. */
const pooled: StayStanding = {
  ...{ presence: 'expected', roomState: 'tentative', lock: undefined, checkIn: day(7) },
};
const tonight: MovingRules = { businessDate: today, freezeDays: 1, run: 'nightly' };

function verdict(stay: Partial<StayStanding> = {}, rules: Partial<MovingRules> = {}): string {
  const { movability, reason } = movabilityOf({ ...pooled, ...stay }, { ...tonight, ...rules });
  return `${movability}: ${reason.key}`;
}

describe('what may move', () => {
  const cases: readonly (readonly [
    what: string,
    stay: Partial<StayStanding>,
    rules: Partial<MovingRules>,
    expected: string,
  ])[] = [
    ['a tentative room in the nightly run', {}, {}, 'free: movability.free'],
    ['a tentative room when a placement needs it', {}, { run: 'placement' }, 'free: movability.free'],
    ['a tentative room in a sweep of the day', {}, { run: 'sweep' }, 'fixed: movability.sweep'],
    ['a guest in the house', { presence: 'in_house', checkIn: day(-2) }, {}, 'fixed: movability.in_house'],
    [
      'a guest in the house whose room is not final yet',
      { presence: 'in_house', checkIn: today },
      {},
      'fixed: movability.in_house',
    ],
    [
      'a guest who has left',
      { presence: 'departed', roomState: 'final', checkIn: day(-2) },
      {},
      'fixed: movability.departed',
    ],
    ['a final room', { roomState: 'final' }, {}, 'fixed: movability.final'],
    ['a room that a clerk locked', { lock: 'clerk' }, {}, 'fixed: movability.locked_by_clerk'],
    ['a room the guest was told', { lock: 'told_guest' }, {}, 'fixed: movability.locked_told_guest'],
    ['a room held before the plugin came', { lock: 'adopted' }, {}, 'fixed: movability.locked_adopted'],
    [
      'a final room that is locked too says the lock',
      { roomState: 'final', lock: 'told_guest' },
      {},
      'fixed: movability.locked_told_guest',
    ],
    ['a guest who did not come yesterday', { checkIn: day(-1) }, {}, 'fixed: movability.not_arrived'],
    [
      'a no-show whose room is final',
      { checkIn: day(-1), roomState: 'final' },
      {},
      'fixed: movability.not_arrived',
    ],
    ["today's arrival, one day frozen", { checkIn: today }, {}, 'proposal: movability.arrives_soon'],
    ["tomorrow's arrival, one day frozen", { checkIn: day(1) }, {}, 'free: movability.free'],
    ["today's arrival, none frozen", { checkIn: today }, { freezeDays: 0 }, 'free: movability.free'],
    [
      "today's arrival for a placement",
      { checkIn: today },
      { run: 'placement' },
      'proposal: movability.arrives_soon',
    ],
    [
      'an arrival on the last published day',
      { checkIn: day(2) },
      { publishedUntil: day(2) },
      'proposal: movability.list_published',
    ],
    ['an arrival the day after it', { checkIn: day(3) }, { publishedUntil: day(2) }, 'free: movability.free'],
    [
      'a lock outweighs a published list',
      { checkIn: today, lock: 'clerk' },
      { publishedUntil: today },
      'fixed: movability.locked_by_clerk',
    ],
    ['a stay without a room', { roomState: 'unplaced' }, {}, 'free: movability.without_room'],
    [
      'a stay without a room on the arrival day, in a sweep',
      { roomState: 'unplaced', checkIn: today },
      { run: 'sweep' },
      'free: movability.without_room',
    ],
  ];
  for (const [what, stay, rules, expected] of cases)
    it(`${what}: ${expected}`, () => expect(verdict(stay, rules)).to.equal(expected));

  it('says by which numbers', () => {
    expect(movabilityOf({ ...pooled, checkIn: today }, tonight).reason.params).to.deep.equal({
      ...{ checkIn: '2027-03-10', freezeDays: 1 },
    });
    expect(movabilityOf({ ...pooled, checkIn: day(-1) }, tonight).reason.params).to.deep.equal({
      ...{ checkIn: '2027-03-09' },
    });
  });
});

describe('what may move, whatever the stay', () => {
  const anyStay = fc.record<StayStanding>({
    presence: fc.constantFrom('expected', 'in_house', 'departed'),
    roomState: fc.constantFrom('tentative', 'final', 'unplaced'),
    lock: fc.constantFrom(undefined, 'clerk', 'told_guest', 'adopted'),
    checkIn: fc.integer({ min: -3, max: 5 }).map(day),
  });
  const anyRules = fc.record<MovingRules>({
    businessDate: fc.integer({ min: -1, max: 2 }).map(day),
    freezeDays: fc.nat(1),
    publishedUntil: fc.option(fc.integer({ min: -2, max: 4 }).map(day), { nil: undefined }),
    run: fc.constantFrom('nightly', 'placement', 'sweep'),
  });
  const always = { seed: 20271101, numRuns: 1000 };
  const firmness = { free: 0, proposal: 1, fixed: 2 };
  const firm = (stay: StayStanding, rules: MovingRules) => firmness[movabilityOf(stay, rules).movability];

  it('is only ever fixed where there is a room', () => {
    fc.assert(
      fc.property(anyStay, anyRules, (stay, rules) => {
        if (stay.roomState === 'unplaced') expect(firm(stay, rules)).to.equal(firmness.free);
      }),
      always,
    );
  });

  it('never becomes looser by a lock, a check-in, a final room, a published list, a later day, or by day', () => {
    fc.assert(
      fc.property(anyStay, anyRules, (stay, rules) => {
        fc.pre(stay.roomState !== 'unplaced');
        const before = firm(stay, rules);
        const firmer: readonly (readonly [StayStanding, MovingRules])[] = [
          [{ ...stay, lock: 'clerk' }, rules],
          [{ ...stay, presence: 'in_house' }, rules],
          [{ ...stay, roomState: 'final' }, rules],
          [stay, { ...rules, publishedUntil: day(5) }],
          [stay, { ...rules, businessDate: addDays(rules.businessDate, 1) }],
          [stay, { ...rules, run: 'sweep' }],
        ];
        for (const [changed, under] of firmer) expect(firm(changed, under)).to.be.at.least(before);
      }),
      always,
    );
  });
});
