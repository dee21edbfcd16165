// Placing the rooms of one booking, as a table of houses and needs; and among those who have rooms already.
import { expect } from 'chai';
import {
  day,
  deluxe,
  heldByHost,
  heldPlan as held,
  hotelOf,
  nights,
  room,
  single,
  twin,
} from '../../../test/support/stays.js';
import type { House } from '../../assignment/index.js';
import { bookingPlanId, type RoomTypeId } from '../../domain/ids.js';
import type { Room } from '../../domain/room.js';
import type { FinalRoom, Stay } from './holding.js';
import { noOutlook } from './outlook.js';
import { createOccupancy, nothingGivenUp, type Occupancy } from '../occupancy/occupancy.js';
import type { PlacedPlan } from '../occupancy/occupancy-repository.js';
import { choosePlacement, type Request } from './placement.js';

const span = nights(10, 12);
const rules = { mode: 'BALANCE', businessDate: day(0), freezeDays: 0, outlook: noOutlook } as const;

interface Need extends Stay {
  readonly preferred?: Room;
  readonly final?: FinalRoom;
}

const need = (slot: number, typeId: RoomTypeId = single, changes: Partial<Need> = {}): Need => ({
  ...{ slot, typeId, people: 1, smoking: undefined, checkIn: day(10), checkOut: day(12) },
  ...changes,
});

const takenBy = (rooms: readonly Room[]) => heldByHost(rooms, span);

function place(occupancy: Occupancy, needs: readonly Need[], changes: Partial<Request> = {}) {
  const bySlot = <Key extends 'preferred' | 'final'>(key: Key) =>
    new Map(needs.flatMap((one) => (one[key] ? [[one.slot, one[key]]] : [])));
  const request: Request = {
    ...{ stays: needs, preferred: bySlot('preferred'), final: bySlot('final') },
    ...{ givenUp: nothingGivenUp, rearranging: true, decidedNow: false },
    ...changes,
  };
  return choosePlacement(request, occupancy, rules);
}

/** Room numbers by slot, or undefined where the booking is not placed. The PMS holds the `full` rooms. */
function placed(house: House, needs: readonly Need[], full: readonly Room[] = []) {
  const placement = place(createOccupancy(house, [], takenBy(full)), needs);
  if (!placement.placed) return undefined;
  expect(placement.moved).to.deep.equal([]);
  return [...placement.rooms].sort((a, b) => a.slot - b.slot).map((one) => one.room.number);
}

const [s1, s2] = [room(101), room(102)];
const [t1, t2] = [room(201, twin), room(202, twin)];
const [d1, d2] = [room(301, deluxe), room(302, deluxe)];
const byHand = { key: 'placement.moved_by_hand', params: { room: '301' } };
const upgrades = { [single]: [twin, deluxe], [twin]: [deluxe] };
const house = hotelOf([s1, s2, t1, t2, d1, d2], upgrades);

describe('placing a booking', () => {
  const cases: readonly (readonly [
    what: string,
    expected: readonly string[] | undefined,
    actual: () => unknown,
  ])[] = [
    ['gives a free room of the booked type', ['101'], () => placed(house, [need(0)])],
    [
      'gives the first listed upgrade when the type is full',
      ['201'],
      () => placed(house, [need(0)], [s1, s2]),
    ],
    ['goes down the list of upgrades in order', ['301'], () => placed(house, [need(0)], [s1, s2, t1, t2])],
    [
      'gives nothing when all listed types are full',
      undefined,
      () => placed(house, [need(0, twin)], [t1, t2, d1, d2]),
    ],
    [
      'never gives a type that is not listed, though it be empty',
      undefined,
      () => placed(house, [need(0, deluxe)], [d1, d2]),
    ],
    ['gives rooms of one booking alike', ['101', '102'], () => placed(house, [need(0), need(1)])],
    [
      'upgrades both of two rooms rather than one',
      ['201', '202'],
      () => placed(house, [need(0), need(1)], [s1]),
    ],
    ['places all rooms or none', undefined, () => placed(house, [need(0), need(1)], [s1, t1, d1])],
    [
      'places each booked type of a mixed booking in its own',
      ['101', '201', '102'],
      () => placed(house, [need(0), need(1, twin), need(2)]),
    ],
    [
      'leaves the other rooms of the booking their booked type when it upgrades',
      ['301', '201'],
      () => placed(house, [need(0), need(1, twin)], [s1, s2, t2]),
    ],
    [
      'places nothing of a mixed booking that fits in part',
      undefined,
      () => placed(house, [need(0), need(1, deluxe)], [d1, d2]),
    ],
    [
      'upgrades only into rooms that hold the guests',
      ['301'],
      () =>
        placed(
          hotelOf([s1, t1, room(301, deluxe, { capacity: 4 })], { [single]: [twin, deluxe] }),
          [need(0, single, { people: 4 })],
          [s1],
        ),
    ],
    [
      'may give too small a room of the booked type, where the hotel sold it so',
      ['101'],
      () => placed(hotelOf([room(101, single, { capacity: 1 })]), [need(0, single, { people: 3 })]),
    ],
    [
      'keeps the promise not to smell of smoke',
      ['202'],
      () =>
        placed(hotelOf([s1, room(201, twin, { smoking: true }), t2], { [single]: [twin] }), [need(0)], [s1]),
    ],
    [
      'gives no staff room, and none that is not for sale',
      ['102'],
      () => placed(hotelOf([room(101, single, { sellable: false }), s2]), [need(0)]),
    ],
    [
      'keeps the room that a changed booking had',
      ['102'],
      () => placed(house, [need(0, single, { preferred: s2 })]),
    ],
    [
      'keeps each room where rooms of one booking had theirs, though one comes new',
      ['102', '101'],
      () => placed(house, [need(0, single, { preferred: s2 }), need(1)]),
    ],
    [
      'gives one room once where two ask to keep it',
      ['101', '102'],
      () => placed(house, [need(0, single, { preferred: s1 }), need(1, single, { preferred: s1 })]),
    ],
    [
      'finds another where the room it had is taken',
      ['101'],
      () => placed(house, [need(0, single, { preferred: s2 })], [s2]),
    ],
    [
      'goes back to the booked type rather than keep an upgrade',
      ['101'],
      () => placed(house, [need(0, single, { preferred: t2 })]),
    ],
    [
      'keeps the very room of an upgrade that is still needed',
      ['202'],
      () => placed(house, [need(0, single, { preferred: t2 })], [s1, s2]),
    ],
    [
      'keeps a final room in whatever type, though the booked type is free',
      ['301'],
      () => placed(house, [need(0, single, { final: { room: d1, reason: byHand } })]),
    ],
    [
      'keeps the final one of two rooms, and places the other as close by as it can',
      ['202', '102'],
      () => placed(house, [need(0, single, { final: { room: t2, reason: byHand } }), need(1)]),
    ],
    [
      'gives nobody else the final room of the booking',
      ['201', '101'],
      () => placed(house, [need(0), need(1, single, { final: { room: s1, reason: byHand } })], [s2]),
    ],
    [
      'places anew where the final room is taken on one of the nights',
      ['101'],
      () => placed(house, [need(0, single, { final: { room: d1, reason: byHand } })], [d1]),
    ],
    [
      'does not keep a room that is no longer for sale',
      ['102'],
      () => {
        const closed = { ...s1, sellable: false };
        return placed(hotelOf([closed, s2]), [need(0, single, { preferred: closed })]);
      },
    ],
    [
      'does not keep a room that became another type',
      ['102'],
      () => {
        const changed = { ...s1, typeId: twin };
        return placed(hotelOf([changed, s2]), [need(0, single, { preferred: changed })]);
      },
    ],
    [
      'counts two rows with one number as one room',
      undefined,
      () => placed(hotelOf([s1, room(111, single, { number: '101' })]), [need(0), need(1)]),
    ],
    [
      'counts them so across types too',
      undefined,
      () => placed(hotelOf([s1, room(211, twin, { number: '101' })]), [need(0), need(1, twin)]),
    ],
    [
      'gives nothing of a type that the hotel does not have',
      undefined,
      () => placed(hotelOf([s1]), [need(0, twin)]),
    ],
    ['places no rooms for no needs', [], () => placed(house, [])],
  ];
  for (const [what, expected, actual] of cases) it(what, () => expect(actual()).to.deep.equal(expected));

  it('says why: the booked type, the upgrade with both types, or what is full', () => {
    const reasonsWith = (full: readonly Room[], needs = [need(0)]) => {
      const placement = place(createOccupancy(house, [], takenBy(full)), needs);
      return placement.placed ? placement.rooms.map((one) => one.reason) : placement.reason;
    };
    expect(reasonsWith([])).to.deep.equal([{ key: 'placement.booked_type', params: { room: '101' } }]);
    expect(reasonsWith([s1, s2])).to.deep.equal([
      { key: 'placement.upgrade', params: { room: '201', bookedType: 'シングル', givenType: 'ツイン' } },
    ]);
    expect(reasonsWith(house.rooms)).to.deep.equal({
      key: 'placement.none_free',
      params: { bookedType: 'シングル' },
    });
    expect(reasonsWith([d1, d2], [need(0), need(1, deluxe)])).to.deep.include({
      params: { bookedType: 'デラックス' },
    });
  });

  it('keeps to what was booked of smoking, and says so where that alone is full', () => {
    const smokers = room(103, single, { smoking: true });
    const mixed = hotelOf([s1, smokers]);
    const [clean, smoking] = (['non_smoking', 'smoking'] as const).map((kind) =>
      need(0, single, { smoking: kind }),
    );
    const reasonFor = (asked: Need, full: readonly Room[]) => {
      const placement = place(createOccupancy(mixed, [], takenBy(full)), [asked]);
      return placement.placed ? placement.rooms[0]!.room.number : placement.reason.key;
    };
    expect(reasonFor(clean!, [])).to.equal('101');
    expect(reasonFor(smoking!, [])).to.equal('103');
    expect(reasonFor(clean!, [s1])).to.equal('placement.none_free_non_smoking');
    expect(reasonFor(smoking!, [smokers])).to.equal('placement.none_free_smoking');
    expect(reasonFor(need(0), [s1, smokers])).to.equal('placement.none_free');
  });
});

describe('placing a booking among others', () => {
  const two = hotelOf([s1, s2]);
  const early = held(1, s1, nights(9, 11));
  const late = held(2, s2, nights(11, 13));
  const moves = (
    plans: readonly PlacedPlan[],
    changes: Partial<Request> = {},
    host: readonly Room[] = [],
  ) => {
    const placement = place(createOccupancy(two, plans, takenBy(host)), [need(0)], changes);
    if (!placement.placed) return undefined;
    return placement.moved.map(({ id, from, to }) => `${id}: ${from.number} > ${to.number}`);
  };

  it('moves as few tentative stays as it takes, and says which', () => {
    const placement = place(createOccupancy(two, [early, late], []), [need(0)]);
    expect(placement.placed && placement.moved).to.have.length(1);
    if (!placement.placed) return;
    const [move] = placement.moved;
    expect(move!.reason).to.deep.equal({
      key: 'assignment.moved',
      params: { from: move!.from.number, to: move!.to.number },
    });
    expect(placement.rooms[0]!.room.id).to.equal(move!.from.id);
  });

  it('sends others to upgrades of theirs only where nothing else houses everybody, and says so', () => {
    const three = hotelOf([s1, t1, d1], { [single]: [twin], [twin]: [deluxe] });
    const full = [held(1, s1, span), held(2, t1, span)];
    const placement = place(createOccupancy(three, full, []), [need(0)]);
    expect(placement.placed && placement.rooms[0]!.room.number).to.equal('101');
    const said = placement.placed && placement.moved.map(({ to, reason }) => `${to.number} ${reason.key}`);
    expect(said).to.have.members(['201 placement.upgrade', '301 placement.upgrade']);
  });

  it('moves nobody who is final, in the house, arrived late, or asked for by name to stay', () => {
    const fixed: readonly Partial<PlacedPlan>[] = [
      { roomState: 'final' },
      { roomState: 'final', inHouse: true },
      { checkIn: day(-1) },
    ];
    for (const changes of fixed)
      expect(moves([early, late].map((plan) => ({ ...plan, ...changes })))).to.equal(undefined);
    expect(moves([early, late], { rearranging: false })).to.equal(undefined);
    const occupancy = createOccupancy(two, [early, late], []);
    occupancy.stopAsking(early.id);
    occupancy.stopAsking(late.id);
    expect(place(occupancy, [need(0)]).placed).to.equal(false);
  });

  it('moves nobody out of sight, nor who does not hold the nights of its dates', () => {
    const reaching = [held(1, s1, nights(9 - 40, 11)), held(2, s2, nights(11, 13 + 40))];
    expect(moves(reaching)).to.equal(undefined);
    const torn = [early, late].map((plan) => ({ ...plan, span: nights(8, 14) }));
    expect(moves(torn)).to.equal(undefined);
  });

  it('leaves a tentative stay alone on whose nights a clerk has put another: it is not lost', () => {
    expect(moves([held(1, s1, span)], {}, [s1])).to.deep.equal([]);
    expect(moves([held(1, s1, span), held(2, s2, nights(11, 13))], {}, [s1])).to.equal(undefined);
  });

  it('leaves who was booked alike with one that may not move', () => {
    const together = { reservationId: 'R' as PlacedPlan['reservationId'], bookedTypeId: single };
    const other = held(3, room(103), nights(9, 11), { ...together, roomState: 'final' });
    const three = hotelOf([s1, s2, room(103)]);
    const all = [{ ...early, ...together }, late, other, held(4, room(103), nights(11, 13))];
    const placement = place(createOccupancy(three, all, []), [need(0)]);
    expect(placement.placed && placement.moved.map(({ id }) => id as number)).not.to.include(1);
  });

  it('counts what the booking itself holds as free', () => {
    const own = [held(1, s1, span), held(2, s2, span)];
    expect(moves(own)).to.equal(undefined);
    expect(moves(own, { givenUp: { plans: new Set([bookingPlanId(2)]), nights: [] } })).to.deep.equal([]);
    const nightsOf = { plans: new Set<never>(), nights: [{ room: s1.physical, ...span }] };
    expect(moves([held(2, s2, span)], { givenUp: nightsOf }, [s1])).to.deep.equal([]);
  });
});

describe('placing a booking whose room is final at once', () => {
  const worth = { firstDay: nights(10, 12).from, byType: new Map([[single, Float64Array.of(0.8, 0.8)]]) };
  const kept = { ...rules, outlook: { ...noOutlook, prices: worth } };
  const request = (decidedNow: boolean): Request => ({
    ...{ stays: [need(0)], preferred: new Map(), final: new Map(), givenUp: nothingGivenUp },
    ...{ rearranging: true, decidedNow },
  });
  const given = (decidedNow: boolean, full: readonly Room[] = []) => {
    const placement = choosePlacement(request(decidedNow), createOccupancy(house, [], takenBy(full)), kept);
    return placement.placed ? placement.rooms.map((one) => `${one.room.number} ${one.reason.key}`) : [];
  };

  it('keeps the booked type for those who are expected, where it is worth more to them', () => {
    expect(given(true)).to.deep.equal(['201 placement.upgrade_ahead']);
    expect(given(true, [s1, s2])).to.deep.equal(['201 placement.upgrade']);
  });

  it('takes it all the same where no upgrade is free', () => {
    expect(given(true, [t1, t2, d1, d2])).to.deep.equal(['101 placement.booked_type']);
  });

  it('gives a tentative one its booked type: that may change', () => {
    expect(given(false)).to.deep.equal(['101 placement.booked_type']);
  });
});
