import { expect } from 'chai';
import { dayNumber, fromDayNumber, hotelDate } from '../../domain/hotel-date.js';
import { type PhysicalRoom, roomId, roomTypeId } from '../../domain/ids.js';
import type { Room } from '../../domain/room.js';
import { type FittingStay, fittingNights, type NightsInRoom } from './fitting-nights.js';

const [single, twin] = [roomTypeId(1), roomTypeId(2)];
const first = dayNumber(hotelDate('2027-02-01'));
const day = (n: number) => fromDayNumber(first + n - 1);

const room = (number: number, changes: Partial<Room> = {}): Room => ({
  ...{ id: roomId(number), typeId: single, number: String(number), physical: String(number) as PhysicalRoom },
  ...{ floor: 1, capacity: 1, smoking: false, sellable: true, priority: undefined },
  ...changes,
});
const rooms = [room(101), room(102), room(103)];

/** Five nights, the 1st to the 5th. */
const stay: FittingStay = {
  ...{ bookedTypeId: single, smoking: undefined, checkIn: day(1), checkOut: day(6) },
};

/** `101 1-2`: of the room the nights of those days. */
const said = (found: readonly NightsInRoom[]) =>
  found.map(({ room: id, from, to }) => `${id} ${dayNumber(from) - first + 1}-${dayNumber(to) - first}`);
const held = (number: number, from: number, to: number): NightsInRoom => ({
  ...{ room: roomId(number), from: day(from), to: day(to + 1) },
});

/** Free: the nights of each room by its number. */
const fit = (
  free: Readonly<Record<number, readonly number[]>>,
  {
    of = stay,
    among = rooms,
    today = day(1),
    kept = [],
  }: {
    of?: FittingStay;
    among?: readonly Room[];
    today?: ReturnType<typeof day>;
    kept?: readonly NightsInRoom[];
  } = {},
) =>
  said(
    fittingNights(of, among, ({ id }, night) => free[id]?.includes(night - first + 1) ?? false, today, kept),
  );

const all = [1, 2, 3, 4, 5];

describe('the nights that fit of a stay without a room', () => {
  it('are those for which a room is free, in runs', () => {
    expect(fit({ 101: [1, 3, 4, 5] })).to.deep.equal(['101 1-1', '101 3-5']);
    expect(fit({ 101: all })).to.deep.equal(['101 1-5']);
    expect(fit({})).to.deep.equal([]);
  });

  it('are in as few rooms as possible: that with the most nights first, of equal ones the longest run, then in order', () => {
    expect(fit({ 101: [1, 2], 102: [2, 3, 4, 5] })).to.deep.equal(['101 1-1', '102 2-5']);
    expect(fit({ 101: [1, 3, 5], 102: [1, 2, 3] })).to.deep.equal(['102 1-3', '101 5-5']);
    expect(fit({ 101: [1, 2], 102: [1, 2], 103: [4] })).to.deep.equal(['101 1-2', '103 4-4']);
  });

  it('are beside what is kept already, in its rooms first, and never move it', () => {
    const kept = [held(102, 3, 4)];
    expect(fit({ 101: [1, 2, 5], 102: [5] }, { kept })).to.deep.equal(['101 1-2', '102 5-5']);
    expect(fit({ 101: all }, { kept: [held(101, 1, 5)] })).to.deep.equal([]);
  });

  it('are in rooms of the booked type alone that are sold and of the kind that was booked', () => {
    const among = [
      room(101, { typeId: twin }),
      room(102, { sellable: false }),
      room(103, { smoking: true }),
      room(104, { capacity: 1 }),
    ];
    const free = { 101: all, 102: all, 103: all, 104: [2] };
    expect(fit(free, { among })).to.deep.equal(['103 1-5']);
    expect(fit(free, { among, of: { ...stay, smoking: 'non_smoking' } })).to.deep.equal(['104 2-2']);
    expect(fit(free, { among, of: { ...stay, smoking: 'smoking' } })).to.deep.equal(['103 1-5']);
  });

  it('are from today on, and of a day use its night', () => {
    expect(fit({ 101: all }, { today: day(4) })).to.deep.equal(['101 4-5']);
    expect(fit({ 101: all }, { today: day(9) })).to.deep.equal([]);
    expect(fit({ 101: all }, { of: { ...stay, checkOut: day(1) } })).to.deep.equal(['101 1-1']);
  });

  it('are a bounded number, however long the stay', () => {
    const of = { ...stay, checkOut: day(100_000) };
    const [nights] = fittingNights(of, [room(101)], () => true, day(1));
    expect(said([nights!])).to.deep.equal(['101 1-100']);
  });
});
