// Expecting what is still to come: learned from the past alone, and what it changes in today's upgrades.
import { expect } from 'chai';
import { problemOf, room, stay, upgrade } from '../../test/support/problems.js';
import { nights, single, twin } from '../../test/support/stays.js';
import { roomsOf } from '../../test/support/told.js';
import type { DayNumber } from '../domain/hotel-date.js';
import { loadLinearSolver } from '../solver/highs.js';
import { assign } from './assign.js';
import { type KnownBooking, lookAhead, type LookAheadSettings } from './look-ahead.js';

const date = nights(0, 1).from;
const on = (offset: number) => (date + offset) as DayNumber;
const settings: LookAheadSettings = { horizon: 7, scenarios: 4, memoryDays: 28 };

let lastId = 0;
/** Days are counted from today. */
const booked = (bookedOn: number, arrival: number, changes: Partial<KnownBooking> = {}): KnownBooking => ({
  ...{ id: (lastId += 1), typeId: single, nights: 1, bookedOn: on(bookedOn), arrival: on(arrival) },
  ...{ lostOn: undefined, ...changes },
});
/** Two weeks; as many nights each as the weekday, counted from today's. */
const fortnight = Array.from({ length: 14 }, (_, i) =>
  booked(-i - 2, -i - 1, { nights: 1 + ((13 - i) % 7) }),
);
const learn = (bookings: readonly KnownBooking[], bookingsToCome = true) =>
  lookAhead(bookings, { date, bookingsToCome }, settings);

describe('looking ahead', () => {
  it('expects nothing until a week has passed', () => {
    expect(learn(fortnight.slice(0, 6))).to.equal(undefined);
    expect(learn(fortnight.slice(0, 7))).not.to.equal(undefined);
  });

  it('is the same again', () => {
    expect(learn(fortnight)).to.deep.equal(learn(fortnight));
  });

  it('learns nothing from bookings or losses that are still to come', () => {
    const known = [booked(-3, 2), booked(-1, 4)];
    const later = [booked(1, 2), booked(3, 5)];
    const lostLater = [...fortnight, ...known].map((one) => ({ ...one, lostOn: on(1) }));
    const today = learn([...fortnight, ...known]);
    expect(learn([...fortnight, ...known, ...later])).to.deep.equal(today);
    expect(learn(lostLater)).to.deep.equal(today);
  });

  it('expects of each day what was booked for the same weekday', () => {
    for (const { arrivals } of learn(fortnight)!.scenarios)
      for (const { span } of arrivals) expect(span.to - span.from).to.equal(1 + ((span.from - date) % 7));
  });

  it('expects bookings for today in the morning, and none at night', () => {
    const sameDay = fortnight.map((one) => ({ ...one, bookedOn: one.arrival }));
    const forToday = (bookingsToCome: boolean) =>
      learn(sameDay, bookingsToCome)!.scenarios.map(
        ({ arrivals }) => arrivals.filter(({ span }) => span.from === date).length,
      );
    expect(forToday(true)).to.deep.equal([1, 1, 1, 1]);
    expect(forToday(false)).to.deep.equal([0, 0, 0, 0]);
  });

  it('loses as large a share of the known bookings as was lost of those before', () => {
    const history = Array.from({ length: 28 }, (_, i) => i + 1).flatMap((back) =>
      [0, 1, 2, 3].map((k) => booked(-back - 5, -back, k === 0 ? { lostOn: on(-back) } : {})),
    );
    const known = Array.from({ length: 200 }, () => booked(-1, 3));
    const lost = learn([...history, ...known])!.scenarios.map((scenario) => scenario.lost.size);
    expect(lost.reduce((sum, n) => sum + n, 0) / (4 * 200)).to.be.closeTo(0.25, 0.03);
  });

  it('loses nobody where nobody was lost', () => {
    const { scenarios } = learn([...fortnight, booked(-1, 3)])!;
    expect(scenarios.map(({ lost }) => lost.size)).to.deep.equal([0, 0, 0, 0]);
  });
});

describe('an assignment that looks ahead', () => {
  const rooms = [room(101), room(201, twin)];
  const upgrades = [upgrade(twin)];
  const limits = { moves: 500, iterations: 10_000 };
  const today = stay(1, 0, 1);
  const expecting = (typeId: typeof single, ...spans: readonly (readonly [number, number])[]) => ({
    horizon: 7,
    scenarios: [
      { arrivals: spans.map(([from, to]) => ({ typeId, span: nights(from, to) })), lost: new Set<number>() },
    ],
  });

  it('upgrades one today for those of its type who are sure to come, and says so', async () => {
    const solver = await loadLinearSolver();
    // The twin is wanted later on: who stays long must find the single.
    const later = stay(2, 1, 4, { bookedTypeId: twin, decidedNow: false });
    const without = assign(problemOf({ rooms, upgrades, limits, stays: [today] }), { solver });
    expect(roomsOf(without)).to.deep.equal({ 1: 101 });
    const ahead = expecting(single, [0, 4]);
    const withAhead = assign(
      problemOf({ rooms, upgrades, limits, stays: [today, later], lookAhead: ahead }),
      { solver },
    );
    expect(roomsOf(withAhead)).to.deep.equal({ 1: 201, 2: 201 });
    expect(withAhead.stays[0]!.reason.key).to.equal('placement.upgrade_ahead');
  });

  it('houses whom it knows before anyone it expects', async () => {
    const solver = await loadLinearSolver();
    const spans = Array.from({ length: 6 }, () => [0, 3] as const);
    const stays = [stay(1, 0, 3), stay(2, 0, 3)];
    const answer = assign(
      problemOf({ rooms, upgrades, limits, stays, lookAhead: expecting(single, ...spans) }),
      { solver },
    );
    expect(answer.score.unplaced).to.equal(0);
  });
});
