// What stays without a room hold, and how a later booking is placed beside them.
import { expect } from 'chai';
import {
  day,
  heldByHost,
  heldPlan,
  hotelOf,
  nights,
  room,
  single,
  twin,
} from '../../../test/support/stays.js';
import { bookingPlanId } from '../../domain/ids.js';
import type { Room } from '../../domain/room.js';
import { heldNights, type Waiting } from './held-nights.js';
import type { Stay } from './holding.js';
import { createOccupancy, nothingGivenUp, type Occupancy } from '../occupancy/occupancy.js';
import { noOutlook } from './outlook.js';
import { choosePlacement, type Request } from './placement.js';
import type { UnplacedStay } from '../occupancy/unplaced-repository.js';

const [s1, s2, t1] = [room(101), room(102), room(201, twin)];
const singles = hotelOf([s1, s2]);
const rules = { mode: 'BALANCE', businessDate: day(0), freezeDays: 0, outlook: noOutlook } as const;

const unplaced = (
  id: number,
  from: number,
  to: number,
  changes: Partial<UnplacedStay> = {},
): UnplacedStay => ({
  ...{ id: bookingPlanId(id), span: nights(from, to), people: 1, bookedTypeId: single, smoking: undefined },
  ...changes,
});

const waiting = (id: number, from: number, key = 'placement.held_for_earlier'): Waiting => ({
  ...{ id: bookingPlanId(id), checkIn: day(from), reason: { key, params: {} } },
});

/** As `room: from–to` by stay, in order. */
function heldIn(occupancy: Occupancy, asking?: Waiting, today = 0) {
  const view = nights(0, 60);
  const held = heldNights(occupancy, {
    view,
    span: view,
    today: day(today),
    asking,
    of: new Set(asking ? [asking.id] : []),
  });
  const first = nights(0, 1).from;
  return held.map(({ by, room: { number }, from, to }) => `${by.id} ${number} ${from - first}-${to - first}`);
}

function place(
  occupancy: Occupancy,
  from: number,
  to: number,
  changes: Partial<Request> = {},
  stay: Partial<Stay> = {},
) {
  const one = { slot: 0, typeId: single, people: 1, smoking: undefined };
  const request: Request = {
    stays: [{ ...one, checkIn: day(from), checkOut: day(to), ...stay }],
    ...{ preferred: new Map(), final: new Map(), givenUp: nothingGivenUp },
    ...{ rearranging: true, decidedNow: false },
    ...changes,
  };
  const placement = choosePlacement(request, occupancy, rules);
  return placement.placed ? placement.rooms[0]!.room.number : placement.reason.key;
}

/** Both single rooms are full on night 12. */
const fullNight = [...heldByHost([s1, s2], nights(12, 13))];

describe('what a stay without a room holds', () => {
  it('is each of its nights that has a room, in as few rooms as it takes', () => {
    const occupancy = createOccupancy(singles, [], fullNight, [unplaced(1, 10, 15)]);
    expect(heldIn(occupancy)).to.deep.equal(['1 101 10-12', '1 101 13-15']);
  });

  it('is one night in one room and another in the next where no room has both', () => {
    const host = [...heldByHost([s1], nights(10, 11)), ...heldByHost([s2], nights(11, 12))];
    const occupancy = createOccupancy(singles, [], host, [unplaced(1, 10, 12)]);
    expect(heldIn(occupancy).toSorted()).to.deep.equal(['1 101 11-12', '1 102 10-11']);
  });

  it('is for each stay another room, first come first served', () => {
    const three = [unplaced(1, 10, 13), unplaced(2, 10, 13), unplaced(3, 10, 13)];
    const occupancy = createOccupancy(singles, [], fullNight, three);
    expect(heldIn(occupancy)).to.deep.equal(['1 101 10-12', '2 102 10-12']);
  });

  it('is nothing of nights that are past', () => {
    const occupancy = createOccupancy(singles, [], fullNight, [unplaced(1, 10, 15)]);
    expect(heldIn(occupancy, undefined, 11)).to.deep.equal(['1 101 13-15', '1 101 11-12']);
    expect(heldIn(occupancy, undefined, 20)).to.deep.equal([]);
  });

  it('is of the type that has most of its nights, and of its own where another has as many', () => {
    const mixed = hotelOf([s1, t1], { [single]: [twin] });
    const stay = [unplaced(1, 10, 13)];
    const bothFull = [...heldByHost([s1], nights(10, 12)), ...heldByHost([t1], nights(12, 13))];
    expect(heldIn(createOccupancy(mixed, [], bothFull, stay))).to.deep.equal(['1 201 10-12']);
    const alike = [...heldByHost([s1], nights(10, 11)), ...heldByHost([t1], nights(12, 13))];
    expect(heldIn(createOccupancy(mixed, [], alike, stay))).to.deep.equal(['1 101 11-13']);
  });

  it('is no room that nobody may be given, nor one of the wrong kind', () => {
    const smokers: Room = { ...s1, smoking: true };
    const closed: Room = { ...s2, sellable: false };
    const stay = [unplaced(1, 10, 12, { smoking: 'non_smoking' })];
    expect(heldIn(createOccupancy(hotelOf([smokers, closed]), [], [], stay))).to.deep.equal([]);
  });

  it('is nothing against who was accepted before and waits too, nor against itself', () => {
    const occupancy = createOccupancy(singles, [], fullNight, [unplaced(1, 10, 13), unplaced(2, 10, 13)]);
    expect(heldIn(occupancy, waiting(1, 10))).to.deep.equal([]);
    expect(heldIn(occupancy, waiting(2, 10))).to.deep.equal(['1 101 10-12']);
  });

  it('is nothing against who waits since all was full: what comes free is offered in turn', () => {
    const occupancy = createOccupancy(singles, [], fullNight, [unplaced(1, 10, 13), unplaced(2, 11, 12)]);
    expect(heldIn(occupancy, waiting(2, 11, 'placement.none_free'))).to.deep.equal([]);
  });

  it('is nothing against an earlier arrival that waits too, where all of its nights have come free', () => {
    const occupancy = createOccupancy(singles, [], [], [unplaced(1, 10, 13), unplaced(2, 9, 11)]);
    expect(heldIn(occupancy, waiting(2, 9))).to.deep.equal([]);
    expect(heldIn(occupancy)).to.deep.equal(['1 101 10-13', '2 102 9-11']);
  });
});

describe('a booking that comes after a stay without a room', () => {
  it('gets the room that is left beside it', () => {
    const occupancy = createOccupancy(singles, [], fullNight, [unplaced(1, 10, 13)]);
    expect(place(occupancy, 10, 12)).to.match(/^10[12]$/);
  });

  it('gets none where what is free is held, and is told so', () => {
    const host = [...fullNight, ...heldByHost([s2], nights(10, 12))];
    const occupancy = createOccupancy(singles, [], host, [unplaced(1, 10, 13)]);
    expect(place(occupancy, 10, 12)).to.equal('placement.held_for_earlier');
    expect(place(createOccupancy(singles, [], host), 10, 12)).to.equal('101');
  });

  it('is told that all is full where it is', () => {
    const host = [...fullNight, ...heldByHost([s1, s2], nights(10, 11))];
    const occupancy = createOccupancy(singles, [], host, [unplaced(1, 11, 13)]);
    expect(place(occupancy, 10, 12)).to.equal('placement.none_free');
  });

  it('gets an upgrade by rule instead', () => {
    const mixed = hotelOf([s1, t1], { [single]: [twin] });
    const host = heldByHost([s1, t1], nights(12, 13));
    const occupancy = createOccupancy(mixed, [], host, [unplaced(1, 10, 13)]);
    expect(place(occupancy, 10, 12)).to.equal('201');
  });

  it('sends a held night to another room to have one for its whole stay', () => {
    const host = [...heldByHost([s1, s2], nights(14, 15)), ...heldByHost([s1], nights(10, 11))];
    // Held is 102 from 10 to 14, the longest run; only there does the later one fit, and 101 has the nights from 11 on.
    const occupancy = createOccupancy(singles, [], host, [unplaced(1, 11, 15)]);
    expect(place(occupancy, 10, 13)).to.equal('102');
  });

  it('gets the room that a person has chosen for it', () => {
    const host = [...fullNight, ...heldByHost([s2], nights(10, 12))];
    const occupancy = createOccupancy(singles, [], host, [unplaced(1, 10, 13)]);
    const final = new Map([[0, { room: s1, reason: { key: 'placement.chosen', params: {} } }]]);
    expect(place(occupancy, 10, 12, { final }, { chosen: s1.id })).to.equal('101');
  });

  it('does not stay longer in its final room where that night is held', () => {
    const host = [...heldByHost([s2], nights(10, 13)), ...heldByHost([s1], nights(14, 15))];
    const own = heldPlan(7, s1, nights(10, 12));
    const occupancy = createOccupancy(
      singles,
      [own],
      [...host, ...heldByHost([s2], nights(14, 15))],
      [unplaced(1, 12, 15)],
    );
    const final = new Map([[0, { room: s1, reason: { key: 'placement.moved_by_hand', params: {} } }]]);
    const givenUp = { plans: new Set([own.id]), nights: [] };
    expect(place(occupancy, 10, 13, { final, givenUp })).to.equal('placement.held_for_earlier');
    expect(place(occupancy, 10, 12, { final, givenUp })).to.equal('101');
  });

  it('is itself placed as soon as it fits, whatever later ones hold', () => {
    const occupancy = createOccupancy(singles, [], heldByHost([s2], nights(10, 20)), [
      unplaced(1, 10, 13),
      unplaced(2, 11, 12),
    ]);
    const givenUp = { plans: new Set([bookingPlanId(1)]), nights: [] };
    expect(place(occupancy, 10, 13, { waiting: waiting(1, 10), givenUp })).to.equal('101');
    const second = { plans: new Set([bookingPlanId(2)]), nights: [] };
    expect(place(occupancy, 11, 12, { waiting: waiting(2, 11), givenUp: second })).to.equal(
      'placement.held_for_earlier',
    );
  });
});
