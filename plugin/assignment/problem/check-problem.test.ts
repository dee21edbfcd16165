// Input that contradicts itself is refused by name; what is only strange is worked through.
import { expect } from 'chai';
import { type Case, fixed, problemOf, room, stay, upgrade } from '../../../test/support/problems.js';
import { nights, single, twin } from '../../../test/support/stays.js';
import { physicalRoom, roomTypeId } from '../../domain/ids.js';
import type { DayNumber } from '../../domain/hotel-date.js';
import { assign } from '../assign.js';
import { InvalidProblem, type InvalidProblemKey } from './invalid-problem.js';
import { placeStays } from '../place-stays.js';
import type { AssignmentProblem, RoomUsage } from './problem.js';
import type { NightSpan } from './span.js';

const rooms = [room(101), room(102)];
const span = (from: number, to: number): NightSpan => ({ from: from as DayNumber, to: to as DayNumber });
const block = (id: string, from: number, to: number, number = '101') => ({
  ...{ id, physical: physicalRoom(number), span: nights(from, to) },
});
const suite = room(199, twin, { occupies: [physicalRoom('101'), physicalRoom('102')] });
const unknown = roomTypeId(99);
const today = nights(0, 1).from;

function refusalOf(work: () => unknown): { readonly key: InvalidProblemKey; readonly params: object } {
  try {
    work();
  } catch (error) {
    if (error instanceof InvalidProblem) return { key: error.key, params: error.params };
    throw error;
  }
  throw new Error('it was not refused');
}

type Refused = readonly [what: string, one: Partial<Case>, key: InvalidProblemKey, params: object];

const contradictions: readonly Refused[] = [
  ['two rooms with one id', { rooms: [room(101), room(101)] }, 'assignment.duplicate_room', { room: '101' }],
  [
    'a room of a type that is not',
    { rooms: [room(101, unknown)] },
    'assignment.unknown_type',
    { room: '101', type: 99 },
  ],
  [
    'an upgrade to a type that is not',
    { upgrades: [upgrade(unknown)] },
    'assignment.unknown_type',
    { upgradeOf: 1, type: 99 },
  ],
  [
    'a room for nobody',
    { rooms: [room(101, single, { capacity: 0 })] },
    'assignment.capacity',
    { room: '101', capacity: 0 },
  ],
  [
    'a room without a door',
    { rooms: [room(101, single, { occupies: [] })] },
    'assignment.without_door',
    { room: '101' },
  ],
  [
    'two stays with one id',
    { stays: [stay(7, 0, 1), stay(7, 1, 2)] },
    'assignment.duplicate_stay',
    { stay: 7 },
  ],
  [
    'a stay of a type that is not',
    { stays: [stay(7, 0, 1, { bookedTypeId: unknown })] },
    'assignment.unknown_type',
    { stay: 7, type: 99 },
  ],
  [
    'a stay in a room that is not',
    { stays: [stay(7, 0, 1, { inRoom: 999 })] },
    'assignment.unknown_room',
    { stay: 7, room: 999 },
  ],
  [
    'a fixed stay without a room',
    { stays: [stay(7, 0, 1, { movability: 'fixed' })] },
    'assignment.fixed_without_room',
    { stay: 7 },
  ],
  [
    'nights reversed',
    { stays: [stay(7, 0, 1, { span: span(today + 3, today + 1) })] },
    'assignment.nights_reversed',
    { what: '7', from: '2027-02-04', to: '2027-02-02' },
  ],
  [
    'no night at all',
    { stays: [stay(7, 0, 1, { span: span(today, today) })] },
    'assignment.nights_reversed',
    { what: '7', from: '2027-02-01', to: '2027-02-01' },
  ],
  [
    'a block reversed',
    { blocks: [{ ...block('B', 0, 1), span: span(today + 1, today) }] },
    'assignment.nights_reversed',
    { what: 'B', from: '2027-02-02', to: '2027-02-01' },
  ],
  [
    'a room out of service backwards',
    { rooms: [room(101, single, { outOfService: [span(today + 1, today)] })] },
    'assignment.nights_reversed',
    { what: '101', from: '2027-02-02', to: '2027-02-01' },
  ],
  [
    'less than nobody',
    { stays: [stay(7, 0, 1, { people: -1 })] },
    'assignment.people',
    { stay: 7, people: -1 },
  ],
  [
    'two blocks on one room',
    { blocks: [block('A', 0, 3), block('B', 2, 4)] },
    'assignment.blocks_overlap',
    { room: '101', first: 'A', second: 'B' },
  ],
  [
    'two fixed stays in one room',
    { stays: [fixed(1, 0, 3, 101), fixed(2, 2, 4, 101)] },
    'assignment.fixed_overlap',
    { room: '101', first: 1, second: 2 },
  ],
  [
    'a fixed stay in a room that is blocked',
    { stays: [fixed(1, 0, 3, 101)], blocks: [block('B', 2, 4)] },
    'assignment.fixed_overlap',
    { room: '101', first: 'block', second: 1 },
  ],
  [
    'fixed stays in a suite and in a room of it',
    { rooms: [...rooms, suite], stays: [fixed(1, 0, 3, 199), fixed(2, 2, 4, 102)] },
    'assignment.fixed_overlap',
    { room: '102', first: 1, second: 2 },
  ],
];

describe('a problem that contradicts itself', () => {
  for (const [what, one, key, params] of contradictions)
    it(`is refused by name: ${what}`, () => {
      const work = () => assign(problemOf({ rooms, ...one }));
      expect(refusalOf(work)).to.deep.equal({ key, params });
    });

  it('is refused by a placement as well', () => {
    expect(
      refusalOf(() => placeStays(problemOf({ rooms, stays: [stay(7, 0, 1, { inRoom: 999 })] }))).key,
    ).to.equal('assignment.unknown_room');
  });
});

const usage = (changes: Partial<RoomUsage>) => ({
  usage: new Map([
    [
      physicalRoom('101'),
      { nightsUsed: 0, nightsSellable: 0, lastUsedUntil: undefined, demandingUntil: undefined, ...changes },
    ],
  ]),
});
type WithNumber = (value: number) => Partial<AssignmentProblem>;
const ordinary = problemOf({ rooms, stays: [stay(7, 0, 2)], upgrades: [upgrade(twin)] });
const { policy, house } = ordinary;

/** Where no number but a whole one, or none below 0, makes sense. */
const numbers: readonly (readonly [field: string, bad: readonly number[], put: WithNumber])[] = [
  ['people', [NaN, Infinity, -1, 1.5], (people) => ({ stays: [stay(7, 0, 2, { people })] })],
  ['priority', [NaN, Infinity], (priority) => ({ stays: [stay(7, 0, 2, { priority })] })],
  ['arrivesAt', [NaN, Infinity], (arrivesAt) => ({ stays: [stay(7, 0, 2, { arrivesAt })] })],
  ['leavesAt', [NaN, Infinity], (leavesAt) => ({ stays: [stay(7, 0, 2, { leavesAt })] })],
  [
    'wish',
    [NaN, Infinity, -1, 0],
    (weight) => ({ stays: [stay(7, 0, 2, { wishes: [{ attribute: 'quiet', weight }] })] }),
  ],
  ['from', [NaN, -Infinity, 0.5, -1e12], (from) => ({ stays: [stay(7, 0, 2, { span: span(from, today) })] })],
  [
    'to',
    [NaN, Infinity, today + 0.5, 1e12, 2 ** 53],
    (to) => ({ stays: [stay(7, 0, 2, { span: span(today, to) })] }),
  ],
  [
    'both, far beyond the calendar',
    [1e12, -1e12],
    (day) => ({ stays: [stay(7, 0, 2, { span: span(day, day) })] }),
  ],
  ['block', [NaN, Infinity], (to) => ({ blocks: [{ ...block('B', 0, 1), span: span(today, to) }] })],
  ['businessDate', [NaN, Infinity, 0.5], (day) => ({ businessDate: day as DayNumber })],
  [
    'rotation',
    [NaN, Infinity, -1],
    (rotation) => ({ policy: { ...policy, weights: { ...policy.weights, rotation } } }),
  ],
  [
    'changes',
    [NaN, Infinity, -1],
    (changes) => ({ policy: { ...policy, weights: { ...policy.weights, changes } } }),
  ],
  [
    'recoveryDays',
    [NaN, Infinity, -1, 1e12],
    (recoveryDays) => ({ policy: { ...policy, rotation: { ...policy.rotation, recoveryDays } } }),
  ],
  ['usualNights', [NaN, Infinity, -1], (usualNights) => ({ policy: { ...policy, usualNights } })],
  ['turnoverMinutes', [NaN, Infinity, -1], (turnoverMinutes) => ({ policy: { ...policy, turnoverMinutes } })],
  ['horizon', [NaN, Infinity, -1, 2.5, 1e12], (horizon) => ({ lookAhead: { horizon, scenarios: [] } })],
  ['moves', [NaN, Infinity, -1], (moves) => ({ limits: { moves, iterations: 0 } })],
  [
    'movesPerStay',
    [NaN, Infinity, -1],
    (movesPerStay) => ({ limits: { moves: 0, movesPerStay, iterations: 0 } }),
  ],
  ['iterations', [NaN, Infinity, -1], (iterations) => ({ limits: { moves: 0, iterations } })],
  ['nightsUsed', [NaN, Infinity, -1], (nightsUsed) => usage({ nightsUsed })],
  ['nightsSellable', [NaN, Infinity, -1], (nightsSellable) => usage({ nightsSellable })],
  ['lastUsedUntil', [NaN, Infinity], (day) => usage({ lastUsedUntil: day as DayNumber })],
  [
    'floor',
    [NaN, Infinity],
    (floor) => ({ house: problemOf({ rooms: [room(101, single, { floor })] }).house }),
  ],
  [
    'costPerNight',
    [NaN, Infinity, -1],
    (costPerNight) => ({ house: problemOf({ rooms, upgrades: [upgrade(twin, { costPerNight })] }).house }),
  ],
];

describe('a number that is none', () => {
  for (const [field, bad, put] of numbers)
    it(`is refused: ${field}`, () => {
      for (const value of bad) {
        const { key, params } = refusalOf(() => assign({ ...ordinary, ...put(value) }));
        expect(key, `${value}`).to.be.oneOf(['assignment.number', 'assignment.people']);
        expect(params, `${value}`).not.to.deep.equal({});
      }
    });

  it('is nothing that an ordinary problem has', () => {
    expect(assign({ ...ordinary, house }).score.unplaced).to.equal(0);
  });
});

describe('a stay of a hundred years', () => {
  const century = nights(0, 36_525);

  for (const order of ['priority', 'even', 'floors'] as const)
    it(`is worked through like any other: ${order}`, () => {
      const stays = [stay(1, 0, 1, { span: century }), stay(2, 0, 2), stay(3, 500, 501, { demanding: true })];
      const answer = assign(
        problemOf({
          rooms,
          stays,
          limits: { moves: 300, iterations: 0 },
          policy: { order, weights: { roomOrder: 1 } },
        }),
      );
      expect(answer.score.unplaced).to.equal(0);
    });

  it('says on which night it finds no room', () => {
    const stays = [stay(1, 0, 1, { span: century }), fixed(2, 36_000, 36_001, 101)];
    const { reason, notes } = assign(problemOf({ rooms: [room(101)], stays })).stays[0]!;
    expect(reason.key).to.equal('placement.none_free');
    expect(notes[0]).to.deep.equal({ key: 'placement.full', params: { type: '1', night: '2125-08-26' } });
  });
});
