// Following the PMS, as a table of what it holds now against what was planned.
import { expect } from 'chai';
import { day, held, plan, reservation, room, single, twin } from '../../../test/support/stays.js';
import type { BookingPlan } from '../../domain/booking-plan.js';
import { bookingPlanId, roomId } from '../../domain/ids.js';
import type { HostReservation } from '../../host/port.js';
import { follow } from './follow.js';

const rooms = new Map(
  [101, 102, 103, 104]
    .map((id) => room(id))
    .concat(room(201, twin), room(202, twin))
    .map((one) => [one.id, one]),
);

/** Days counted from the first one of the case, so that a line fits on a line. */
const offset = (date: string) => Array.from({ length: 30 }, (_, i) => day(i) as string).indexOf(date);

/** What changes, ends and is left to the PMS: `1: 102 [0,2) final moved_by_hand`, `ends 2`, `host 103 night 4`. */
function followed(host: HostReservation, ...plans: BookingPlan[]): string[] {
  const { changed, ended, hostNights } = follow(host, plans, rooms);
  return [
    ...changed.map(({ plan: { id }, change }) => {
      const state = change.finalCause ? `final ${change.finalCause}` : 'tentative';
      const span = `[${offset(change.checkIn)},${offset(change.checkOut)})`;
      return `${id}: ${change.room.id} ${span} ${state}${change.inHouse ? ' in house' : ''}`;
    }),
    ...ended.map(({ id }) => `ends ${id}`),
    ...hostNights.map((night) => `host ${night.roomId} night ${offset(night.date)}`),
  ];
}

/** A second room of the reservation. */
const second = (changes: Partial<BookingPlan> = {}) =>
  plan({ id: bookingPlanId(2), slot: 1, roomId: roomId(102), ...changes });
const finalPlan = plan({ roomState: 'final', finalCause: 'deadline', poolStatus: undefined });

describe('following the PMS', () => {
  const cases: readonly (readonly [
    what: string,
    host: HostReservation,
    plans: readonly BookingPlan[],
    ...expected: string[],
  ])[] = [
    ['changes nothing where all is as planned', reservation(held(101, 0, 2)), [plan()]],
    [
      'makes the room final at check-in',
      reservation(held(101, 0, 2), { status: 'checked_in' }),
      [plan()],
      '1: 101 [0,2) final check_in in house',
    ],
    [
      'keeps the cause of a room that was final before check-in',
      reservation(held(101, 0, 2), { status: 'checked_in' }),
      [finalPlan],
      '1: 101 [0,2) final deadline in house',
    ],
    [
      'ends being in house at check-out, and keeps the room',
      reservation(held(101, 0, 2), { status: 'checked_out' }),
      [{ ...finalPlan, finalCause: 'check_in', inHouse: true }],
      '1: 101 [0,2) final check_in',
    ],
    [
      'makes final what was checked in and out since the last look',
      reservation(held(101, 0, 2), { status: 'checked_out' }),
      [plan()],
      '1: 101 [0,2) final check_in',
    ],
    [
      'keeps the room that a clerk chose',
      reservation(held(103, 0, 2)),
      [plan()],
      '1: 103 [0,2) final moved_by_hand',
    ],
    [
      'follows a clerk who moves a final room',
      reservation(held(103, 0, 2)),
      [finalPlan],
      '1: 103 [0,2) final moved_by_hand',
    ],
    [
      'says moved by hand where a guest checked in into another room',
      reservation(held(103, 0, 2), { status: 'checked_in' }),
      [plan()],
      '1: 103 [0,2) final moved_by_hand in house',
    ],
    ['follows a shortened stay', reservation(held(101, 0, 1)), [plan()], '1: 101 [0,1) tentative'],
    ['follows an extended stay', reservation(held(101, 0, 4)), [plan()], '1: 101 [0,4) tentative'],
    ['follows a later arrival', reservation(held(101, 1, 2)), [plan()], '1: 101 [1,2) tentative'],
    [
      'follows other dates and another room at once',
      reservation(held(102, 5, 7)),
      [plan()],
      '1: 102 [5,7) final moved_by_hand',
    ],
    [
      'leaves two rooms of one reservation that changed places: they are alike',
      reservation([...held(102, 0, 2), ...held(101, 0, 2)]),
      [plan(), second()],
    ],
    [
      'lets the plans of two parties change rooms with them',
      reservation([...held(101, 0, 2, { people: 2 }), ...held(102, 0, 2)]),
      [plan(), second({ people: 2 })],
      ...['1: 102 [0,2) final moved_by_hand', '2: 101 [0,2) final moved_by_hand'],
    ],
    [
      'lets them change rooms though these are of two types',
      reservation([...held(101, 0, 2, { people: 2 }), ...held(201, 0, 2)]),
      [plan(), second({ people: 2, roomId: roomId(201), roomTypeId: twin })],
      ...['1: 201 [0,2) final moved_by_hand', '2: 101 [0,2) final moved_by_hand'],
    ],
    [
      'leaves a party in its room that has one person more now',
      reservation([...held(101, 0, 2, { people: 2 }), ...held(102, 0, 2, { people: 2 })]),
      [plan(), second({ people: 2 })],
      '1: 101 [0,2) tentative',
    ],
    [
      'takes a room for which the PMS counts nobody for one that has not changed',
      reservation(held(101, 0, 2, { people: 0 })),
      [plan({ people: 2 })],
    ],
    [
      'moves the one room of two that was moved',
      reservation([...held(101, 0, 2), ...held(103, 0, 2)]),
      [plan(), second()],
      '2: 103 [0,2) final moved_by_hand',
    ],
    [
      'moves a plan into the room that another has left',
      reservation([...held(102, 0, 2), ...held(103, 0, 2)]),
      [plan(), second()],
      '1: 103 [0,2) final moved_by_hand',
    ],
    [
      'knows two rooms that were moved by their people',
      reservation([...held(103, 0, 2, { people: 2 }), ...held(104, 0, 2)]),
      [plan(), second({ people: 2 })],
      ...['1: 104 [0,2) final moved_by_hand', '2: 103 [0,2) final moved_by_hand'],
    ],
    [
      'knows two rooms that were moved by their type, longest or not',
      reservation([...held(202, 0, 2), ...held(103, 0, 1)]),
      [plan(), second({ roomId: roomId(201), roomTypeId: twin })],
      ...['1: 103 [0,1) final moved_by_hand', '2: 202 [0,2) final moved_by_hand'],
    ],
    [
      'stays with the longest run where the PMS split the nights, and leaves the rest to it',
      reservation([...held(101, 0, 3), ...held(103, 3, 4)]),
      [plan({ checkOut: day(4) })],
      '1: 101 [0,3) tentative',
      'host 103 night 3',
    ],
    [
      'stays in its room even where the split left less there',
      reservation([...held(101, 0, 1), ...held(103, 1, 4)]),
      [plan({ checkOut: day(4) })],
      ...['1: 101 [0,1) tentative', 'host 103 night 1', 'host 103 night 2', 'host 103 night 3'],
    ],
    [
      'takes nights with a gap for two stays in the room',
      reservation([...held(101, 0, 2), ...held(101, 3, 4)]),
      [plan({ checkOut: day(4) })],
      '1: 101 [0,2) tentative',
      'host 101 night 3',
    ],
    [
      'leaves to the PMS what a clerk added',
      reservation([...held(101, 0, 2), ...held(102, 0, 1)]),
      [plan()],
      'host 102 night 0',
    ],
    ['ends the plan of a room that was given up', reservation(held(101, 0, 2)), [plan(), second()], 'ends 2'],
    [
      'ends all plans of a cancelled reservation',
      reservation([], { status: 'cancelled' }),
      [plan(), second()],
      'ends 1',
      'ends 2',
    ],
    [
      'does not count the night that a cancellation with charge leaves active',
      reservation(held(101, 1, 2), { status: 'cancelled' }),
      [plan()],
      'ends 1',
    ],
    [
      'ends a plan whose room the hotel does not have any more',
      reservation(held(999, 0, 2)),
      [plan()],
      'ends 1',
    ],
    [
      'leaves a reservation of the PMS alone that has no plans',
      reservation(held(101, 0, 2)),
      [],
      'host 101 night 0',
      'host 101 night 1',
    ],
    ['leaves a block alone', reservation(held(101, 0, 1), { status: 'block' }), [], 'host 101 night 0'],
    [
      'leaves plans without a room alone',
      reservation([]),
      [plan({ roomState: 'unplaced', roomId: undefined, roomTypeId: undefined, poolStatus: undefined })],
    ],
  ];
  for (const [what, host, plans, ...expected] of cases)
    it(what, () => expect(followed(host, ...plans)).to.deep.equal(expected));

  const dayUse = {
    checkOut: day(0),
    roomState: 'final',
    finalCause: 'day_use',
    poolStatus: undefined,
  } as const;

  it('leaves a day use a day use, also on another day', () => {
    const hostDayUse = (on: number) =>
      reservation(held(101, on, on), { checkIn: day(on), checkOut: day(on) });
    expect(followed(hostDayUse(0), plan(dayUse))).to.deep.equal([]);
    expect(followed(hostDayUse(3), plan(dayUse))).to.deep.equal(['1: 101 [3,3) final day_use']);
  });

  it('makes a night of a day use that a clerk gave one', () => {
    expect(followed(reservation(held(101, 0, 1)), plan(dayUse))).to.deep.equal([
      '1: 101 [0,1) final day_use',
    ]);
  });

  it('gives the new room with its type, and says where the staff put the guest', () => {
    const [only] = follow(reservation(held(201, 0, 2)), [plan()], rooms).changed;
    expect(only!.change).to.deep.include({ room: { id: 201, typeId: twin, physical: '201' } });
    expect(only!.change.reason).to.deep.equal({ key: 'placement.moved_by_hand', params: { room: '201' } });
  });

  it('keeps the reason where only dates changed', () => {
    const reason = { key: 'placement.upgrade', params: { room: '101' } };
    const [only] = follow(reservation(held(101, 0, 1)), [plan({ reason })], rooms).changed;
    expect(only!.change).to.deep.include({ reason, room: { id: 101, typeId: single, physical: '101' } });
  });
});
