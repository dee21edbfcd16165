// What a booking holds, and which room each of its stays has now.
import { expect } from 'chai';
import { day, held, nights, plan, reservation, room, single, twin } from '../../../test/support/stays.js';
import type { BookingPlan } from '../../domain/booking-plan.js';
import { bookingPlanId, roomId } from '../../domain/ids.js';
import type { HostReservation } from '../../host/port.js';
import {
  finalCauses,
  finalRooms,
  givenUpOf,
  type Holding,
  holdingOf,
  holdsRooms,
  presentRooms,
  type Stay,
} from './holding.js';

const rooms = new Map([room(101), room(102), room(201, twin)].map((one) => [one.id, one]));
const stay = (slot: number, typeId = single): Stay => ({
  slot,
  typeId,
  checkIn: day(0),
  checkOut: day(2),
  people: 1,
  smoking: undefined,
});
const unplaced = plan({
  roomState: 'unplaced',
  roomId: undefined,
  roomTypeId: undefined,
  poolStatus: undefined,
});

/** Plans and nights that are given up with the booking. */
const givenUp = (...[plans, host]: Parameters<typeof holdingOf>) => {
  const { plans: ids, nights: held } = givenUpOf(holdingOf(plans, host), rooms);
  return [...[...ids].map(String), ...held.map(({ room: number, ...span }) => ({ number, ...span }))];
};
const present = (stays: readonly Stay[], ...[plans, host]: Parameters<typeof holdingOf>) =>
  [...presentRooms(stays, holdingOf(plans, host), rooms)]
    .map(([slot, { number }]): [number, string] => [slot, number])
    .sort(([a], [b]) => a - b);

describe('what a booking holds', () => {
  it('is nothing for a new one', () => {
    expect(holdsRooms(holdingOf([], undefined))).to.equal(false);
    expect(givenUp([], undefined)).to.deep.equal([]);
  });

  it('is nothing while it is unplaced', () => {
    expect(holdsRooms(holdingOf([unplaced], undefined))).to.equal(false);
  });

  it('is the rooms of its plans', () => {
    expect(holdsRooms(holdingOf([plan()], undefined))).to.equal(true);
    expect(givenUp([plan()], undefined)).to.deep.equal(['1']);
  });

  it('is counted once where plans and PMS speak of the same nights', () => {
    expect(givenUp([plan()], reservation(held(101, 0, 2)))).to.deep.equal(['1']);
  });

  it('is what the PMS holds where the PMS imported it by itself', () => {
    const imported = reservation(held(102, 0, 2));
    expect(holdsRooms(holdingOf([], imported))).to.equal(true);
    expect(givenUp([], imported)).to.deep.equal([
      { number: '102', ...nights(0, 1) },
      { number: '102', ...nights(1, 2) },
    ]);
  });

  it('is nothing of a cancelled reservation, though a charged night be active', () => {
    expect(holdsRooms(holdingOf([], reservation(held(101, 1, 2), { status: 'cancelled' })))).to.equal(false);
  });

  it('leaves out rooms that the hotel does not have any more', () => {
    expect(givenUp([], reservation(held(999, 0, 1)))).to.deep.equal([]);
  });
});

describe('the room a stay has now', () => {
  it('is that of the plan of its slot', () => {
    const plans = [plan({ roomId: roomId(102) }), plan({ id: bookingPlanId(2), slot: 1 })];
    expect(present([stay(0), stay(1)], plans, undefined)).to.deep.equal([
      [0, '102'],
      [1, '101'],
    ]);
  });

  it('is none for a plan without a room', () => {
    expect(present([stay(0)], [unplaced], undefined)).to.deep.equal([]);
  });

  it('is, without plans, the next room of its booked type that the PMS holds', () => {
    const imported = reservation([...held(201, 0, 2), ...held(102, 0, 2), ...held(101, 0, 2)]);
    expect(present([stay(0), stay(1, twin), stay(2), stay(3)], [], imported)).to.deep.equal([
      [0, '102'],
      [1, '201'],
      [2, '101'],
    ]);
  });
});

describe('the final rooms of a booking', () => {
  const reason = { key: 'placement.moved_by_hand', params: { room: '101' } };
  const final = plan({ roomState: 'final', finalCause: 'moved_by_hand', poolStatus: undefined, reason });
  const tentative = plan({ id: bookingPlanId(2), slot: 1, roomId: roomId(102) });

  const upgraded = plan({ ...final, roomId: roomId(201), roomTypeId: twin });
  const slots = (stays: readonly Stay[], ...plans: BookingPlan[]) => [
    ...finalRooms(stays, holdingOf(plans, undefined), rooms),
  ];

  it('are those of its final plans, each with its reason and cause', () => {
    expect(slots([stay(0), stay(1)], final, tentative)).to.deep.equal([
      [0, { room: rooms.get(roomId(101)), reason }],
    ]);
    expect([...finalCauses(holdingOf([final, tentative], undefined))]).to.deep.equal([
      [101, 'moved_by_hand'],
    ]);
  });

  it('are also those of upgrades', () => {
    expect(slots([stay(0)], upgraded)).to.deep.equal([[0, { room: rooms.get(roomId(201)), reason }]]);
  });

  it('are none for a stay that is booked into another type now, unless its room is of that', () => {
    expect(slots([stay(0, twin)], final)).to.deep.equal([]);
    expect(slots([stay(0, twin)], upgraded)).to.have.length(1);
  });

  it('are none for a stay that is booked with other smoking now, unless its room is of that kind', () => {
    const clean = { ...final, smoking: 'non_smoking' } as const;
    expect(slots([{ ...stay(0), smoking: 'smoking' }], clean)).to.deep.equal([]);
    for (const smoking of ['non_smoking', undefined] as const)
      expect(slots([{ ...stay(0), smoking }], clean)).to.have.length(1);
    expect(slots([{ ...stay(0), smoking: 'smoking' }], final)).to.have.length(1);
    expect(slots([{ ...stay(0), smoking: 'non_smoking' }], { ...final, smoking: 'smoking' })).to.have.length(
      1,
    );
  });

  it('are what a person has chosen now, before what it had', () => {
    const chosen = { ...stay(0), chosen: roomId(201) };
    const byPerson = { key: 'placement.chosen', params: { room: '201' } };
    expect(slots([chosen], final)).to.deep.equal([[0, { room: rooms.get(roomId(201)), reason: byPerson }]]);
    expect([...finalCauses(holdingOf([], undefined), [chosen])]).to.deep.equal([[201, 'person']]);
    expect(slots([{ ...stay(0), chosen: roomId(999) }], final)).to.deep.equal([]);
  });

  it('are none that the hotel does not have any more', () => {
    expect(slots([stay(0)], { ...final, roomId: roomId(999) })).to.deep.equal([]);
  });

  it('go with the stay that is like it, in whatever place it comes', () => {
    const forTwo = plan({ ...final, id: bookingPlanId(2), slot: 1, people: 2, roomId: roomId(102) });
    const couple = { ...stay(0), people: 2 };
    expect(slots([couple, stay(1)], plan(), forTwo)).to.deep.equal([
      [0, { room: rooms.get(roomId(102)), reason }],
    ]);
  });

  describe('where the PMS held them before there were plans', () => {
    const before = (host: HostReservation, givenAs?: Holding['givenAs'], ...stays: Stay[]) =>
      [...finalRooms(stays, holdingOf([], host, { givenAs }), rooms)].map(([slot, one]) => [
        slot,
        one.room.number,
        one.reason.key,
      ]);
    const inTwin = reservation(held(201, 0, 2));
    const asSingle = new Map([[roomId(201), single]]);

    it('are all of them, for the cause that they are adopted', () => {
      const two = reservation([...held(101, 0, 2), ...held(201, 0, 2)]);
      expect(before(two, new Map([[roomId(101), single]]), stay(0, twin), stay(1))).to.deep.equal([
        [0, '201', 'placement.adopted'],
        [1, '101', 'placement.adopted'],
      ]);
      expect([...finalCauses(holdingOf([], two))]).to.deep.equal([
        [101, 'adopted'],
        [201, 'adopted'],
      ]);
    });

    it('are kept in another type than booked, which somebody chose', () => {
      expect(before(inTwin, asSingle, stay(0))).to.deep.equal([[0, '201', 'placement.adopted']]);
      expect(before(inTwin, undefined, stay(0))).to.have.length(1);
    });

    it('are none where the agency changes the type, unless the room is of the new one', () => {
      const inSingle = reservation(held(101, 0, 2));
      expect(before(inSingle, new Map([[roomId(101), single]]), stay(0, twin))).to.deep.equal([]);
      expect(before(inTwin, asSingle, stay(0, twin))).to.have.length(1);
    });
  });
});
