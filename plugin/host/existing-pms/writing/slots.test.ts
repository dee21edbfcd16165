// Bringing what the PMS wrote to the rooms that were chosen: who is who, who moves, and who stays.
import { expect } from 'chai';
import fc from 'fast-check';
import { day, deluxe, held, room, single, twin } from '../../../../test/support/stays.js';
import type { BookedReport } from '../../../domain/booking-report.js';
import { bookingNumber, type RoomTypeId } from '../../../domain/ids.js';
import type { SlotRoom } from '../../port.js';
import { settle } from './slots.js';

const house = [
  ...[101, 102, 103, 104, 105, 106].map((id) => room(id)),
  ...[201, 202, 203, 204, 205, 206].map((id) => room(id, twin)),
  ...[301, 302].map((id) => room(id, deluxe)),
];
const roomById = new Map(house.map((room) => [room.id, room]));

interface Said {
  readonly people?: number;
  readonly price?: number;
}

/** A message of two nights with a room for each entry. */
function report(...rooms: Said[]): BookedReport {
  return {
    ...{
      dataId: 'B1-1',
      version: 1,
      bookingNumber: bookingNumber('B1'),
      agency: '',
      document: {},
      kind: 'new',
      warnings: [],
    },
    ...{ checkIn: day(0), checkOut: day(2), dayUse: false, people: rooms.length },
    rooms: rooms.map(({ people = 1, price = 8000 }, slot) => ({
      slot,
      ...{ checkIn: day(0), checkOut: day(2) },
      nights: [0, 1].map((i) => ({ date: day(i), roomTypeCode: 'SGL', people, children: {}, price })),
    })),
  };
}

/** Slot i is to have the i-th of these rooms. */
const wanted = (...ids: number[]): SlotRoom[] =>
  ids.map((id, slot) => {
    const { id: roomId, physical, typeId } = house.find((one) => one.id === id)!;
    return { slot, roomId, physical, typeId };
  });

/** Who goes where, one after the other, and who change places. */
function settled(...[message, written, targets]: [BookedReport, ReturnType<typeof held>, SlotRoom[]]) {
  const { moves, exchanged } = settle(message, written, targets, roomById);
  const told = (all: typeof moves) => all.map(({ from, to }) => `${from} > ${to}`);
  return { moves: told(moves), exchanged: told(exchanged) };
}

describe('settling a reservation in its rooms', () => {
  it('moves what the PMS put elsewhere', () => {
    expect(settled(report({}), held(101, 0, 2), wanted(103)).moves).to.deep.equal(['101 > 103']);
  });

  const nothing = { moves: [], exchanged: [] };
  it('moves nothing that is in its place', () => {
    expect(settled(report({}), held(101, 0, 2), wanted(101))).to.deep.equal(nothing);
  });

  it('leaves alike ones where they are, whichever the PMS wrote first', () => {
    const written = [...held(101, 0, 2), ...held(102, 0, 2)];
    expect(settled(report({}, {}), written, wanted(102, 101))).to.deep.equal(nothing);
    expect(settled(report({}, {}), written, wanted(102, 103))).to.deep.equal({
      ...{ moves: ['101 > 103'], exchanged: [] },
    });
  });

  const couple = { people: 2, price: 9000 };
  it('lets those with different people change places where each is in the other’s room', () => {
    const written = [...held(101, 0, 2, { people: 1, price: 8000 }), ...held(102, 0, 2, couple)];
    expect(settled(report(couple, {}), written, wanted(101, 102))).to.deep.equal({
      ...{ moves: [], exchanged: ['102 > 101', '101 > 102'] },
    });
  });

  it('moves first who makes room for another', () => {
    const written = [...held(101, 0, 2, { people: 1, price: 8000 }), ...held(102, 0, 2, couple)];
    expect(settled(report(couple, {}), written, wanted(101, 103))).to.deep.equal({
      ...{ moves: ['101 > 103', '102 > 101'], exchanged: [] },
    });
  });

  it('tells rooms apart by type before all else', () => {
    const written = [
      ...held(201, 0, 2, { people: 1, price: 8000 }),
      ...held(101, 0, 2, { people: 2, price: 9000 }),
    ];
    const message = report({ people: 1 }, { people: 2, price: 9000 });
    expect(settled(message, written, wanted(102, 202)).moves).to.deep.equal(['101 > 102', '201 > 202']);
  });

  it('tells alike ones apart by their people, then by their price', () => {
    const byPeople = [...held(101, 0, 2, { people: 1 }), ...held(102, 0, 2, { people: 3 })];
    expect(settled(report({ people: 3 }, { people: 1 }), byPeople, wanted(104, 105)).moves).to.deep.equal([
      ...['102 > 104', '101 > 105'],
    ]);
    const byPrice = [...held(101, 0, 2, { price: 7000 }), ...held(102, 0, 2, { price: 9000 })];
    expect(settled(report({ price: 9000 }, { price: 7000 }), byPrice, wanted(104, 105)).moves).to.deep.equal([
      ...['102 > 104', '101 > 105'],
    ]);
  });

  it('takes them in order where nothing tells them apart', () => {
    const written = [...held(101, 0, 2), ...held(102, 0, 2)];
    expect(settled(report({}, {}), written, wanted(104, 105)).moves).to.deep.equal([
      '101 > 104',
      '102 > 105',
    ]);
  });

  it('refuses what the PMS wrote into another type than was asked for', () => {
    expect(() => settle(report({}), held(201, 0, 2), wanted(101), roomById)).to.throw(
      'no room of type 1 for room 1',
    );
  });

  it('refuses fewer rooms than asked for, a room nobody asked for, and one that does not exist', () => {
    expect(() => settle(report({}, {}), held(101, 0, 2), wanted(101, 102), roomById)).to.throw('for room 2');
    expect(() => settle(report({}), held(101, 0, 2), wanted(101, 102), roomById)).to.throw('has no room 2');
    expect(() => settle(report({}), held(999, 0, 2), wanted(101), roomById)).to.throw('room 999');
  });

  it('brings everybody to their room by a way that the PMS takes', () => {
    const rooms = fc
      .record({ singles: fc.nat(3), twins: fc.nat(3), deluxes: fc.nat(1) })
      .filter(({ singles, twins, deluxes }) => singles + twins + deluxes > 0)
      .chain(({ singles, twins, deluxes }) => {
        const some = (type: RoomTypeId, count: number) => {
          const ids = house.filter((one) => one.typeId === type).map((one) => one.id as number);
          return fc.shuffledSubarray(ids, { minLength: count, maxLength: count });
        };
        const all = fc
          .tuple(some(single, singles), some(twin, twins), some(deluxe, deluxes))
          .map((ids) => ids.flat());
        const said = fc.record({ people: fc.nat(3), price: fc.constantFrom(7000, 8000) });
        const count = singles + twins + deluxes;
        return fc.record({
          target: all,
          written: all,
          said: fc.array(said, { minLength: count, maxLength: count }),
          order: fc.shuffledSubarray(
            Array.from({ length: count }, (_, i) => i),
            { minLength: count },
          ),
        });
      });
    fc.assert(
      fc.property(rooms, ({ target, written, said, order }) => {
        const nights = order.flatMap((i) => held(written[i]!, 0, 2, said[i]));
        const { moves, exchanged } = settle(report(...said), nights, wanted(...target), roomById);

        const guestsOf = new Map(written.map((id, i) => [id, said[i]!]));
        for (const { from, to } of moves) {
          expect(guestsOf.has(to)).to.equal(false);
          guestsOf.set(to, guestsOf.get(from)!);
          guestsOf.delete(from);
        }
        const before = new Map(guestsOf);
        expect(exchanged.map(({ to }) => to)).to.have.members(exchanged.map(({ from }) => from));
        for (const { from, to } of exchanged) guestsOf.set(to, before.get(from)!);

        expect([...guestsOf.keys()]).to.have.members(target);
        target.forEach((id, i) => expect(guestsOf.get(id)).to.deep.equal(said[i]));
      }),
      { seed: 20270309, numRuns: 500 },
    );
  });
});
