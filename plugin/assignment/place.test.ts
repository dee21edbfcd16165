// Placing the rooms of one reservation, as a table of houses and needs.
import { expect } from 'chai';
import { deluxe, hotelOf, nights, room, single, twin } from '../../test/support/stays.js';
import type { RoomTypeId } from '../domain/ids.js';
import type { Room } from '../domain/room.js';
import { createOccupancy } from './occupancy.js';
import { type HotelRooms, placeReservation, type RoomNeed } from './place.js';
import { windowAround } from './span.js';

const stay = nights(10, 12);
const need = (
  slot: number,
  bookedTypeId: RoomTypeId = single,
  changes: Partial<RoomNeed> = {},
): RoomNeed => ({
  ...{ slot, bookedTypeId, people: 1, span: stay, preferred: undefined, final: undefined },
  ...changes,
});

/** Room numbers by slot, or undefined where the reservation is not placed. `full` rooms are taken for the stay. */
function placed(hotel: HotelRooms, needs: readonly RoomNeed[], full: readonly Room[] = []) {
  const occupancy = createOccupancy(windowAround([stay]));
  for (const { physical } of full) occupancy.take(physical, stay);
  const placement = placeReservation(hotel, occupancy, needs);
  if (!placement.placed) return undefined;
  const bySlot = [...placement.rooms].sort((one, other) => one.slot - other.slot);
  return bySlot.map((one) => one.room.number);
}

const [s1, s2] = [room(101), room(102)];
const [t1, t2] = [room(201, twin), room(202, twin)];
const [d1, d2] = [room(301, deluxe), room(302, deluxe)];
const byHand = { key: 'placement.moved_by_hand', params: { room: '301' } };
const house = hotelOf([s1, s2, t1, t2, d1, d2], { [single]: [twin, deluxe], [twin]: [deluxe] });

describe('placing a reservation', () => {
  const cases: readonly (readonly [
    what: string,
    expected: readonly string[] | undefined,
    actual: () => unknown,
  ])[] = [
    ['gives a free room of the booked type', ['101'], () => placed(house, [need(0)])],
    [
      'gives the first listed upgrade with a room when the type is full',
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
    ['gives rooms of one reservation alike', ['101', '102'], () => placed(house, [need(0), need(1)])],
    [
      'upgrades both of two rooms rather than one',
      ['201', '202'],
      () => placed(house, [need(0), need(1)], [s1]),
    ],
    ['places all rooms or none', undefined, () => placed(house, [need(0), need(1)], [s1, t1, d1])],
    [
      'places each booked type of a mixed reservation in its own',
      ['101', '201', '102'],
      () => placed(house, [need(0), need(1, twin), need(2)]),
    ],
    [
      'leaves the other rooms of the reservation their booked type when it upgrades',
      ['301', '201'],
      () => placed(house, [need(0), need(1, twin)], [s1, s2, t2]),
    ],
    [
      'places nothing of a mixed reservation that fits in part',
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
      'keeps the promise not to smell of smoke',
      ['202'],
      () =>
        placed(hotelOf([s1, room(201, twin, { smoking: true }), t2], { [single]: [twin] }), [need(0)], [s1]),
    ],
    [
      'keeps the room that a changed booking had',
      ['102'],
      () => placed(house, [need(0, single, { preferred: s2 })]),
    ],
    [
      'keeps each room where rooms of one reservation had theirs, though one comes new',
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
      'keeps the final one of two rooms, and places the other',
      ['202', '101'],
      () => placed(house, [need(0, single, { final: { room: t2, reason: byHand } }), need(1)]),
    ],
    [
      'gives nobody else the final room of the reservation',
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
    ['places no rooms for no needs', [], () => placed(house, [])],
  ];
  for (const [what, expected, actual] of cases) it(what, () => expect(actual()).to.deep.equal(expected));

  it('says why: the booked type, the upgrade with both types, or what is full', () => {
    const reasonsWith = (full: readonly Room[], needs = [need(0)]) => {
      const occupancy = createOccupancy(windowAround([stay]));
      for (const { physical } of full) occupancy.take(physical, stay);
      const placement = placeReservation(house, occupancy, needs);
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
});
