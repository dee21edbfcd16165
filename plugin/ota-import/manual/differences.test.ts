// What a message would change of a reservation, part by part.
import { expect } from 'chai';
import { agencyKey } from '../../domain/agency.js';
import { day, held, reservation } from '../../../test/support/stays.js';
import type { BookedReport, BookingReport } from '../../domain/booking-report.js';
import { bookingNumber, physicalRoom, roomId, roomTypeId } from '../../domain/ids.js';
import type { Room } from '../../domain/room.js';
import type { RoomInventory } from '../../host/port.js';
import { meanings } from '../mappings/mapping.js';
import { differencesOf } from './differences.js';

const room = (id: number, type: number): Room => ({
  ...{ id: roomId(id), typeId: roomTypeId(type), number: String(id), physical: physicalRoom(String(id)) },
  ...{ floor: 1, capacity: 2, smoking: false, sellable: true, priority: undefined },
});
const inventory: RoomInventory = {
  types: [
    { id: roomTypeId(1), name: 'シングル' },
    { id: roomTypeId(2), name: 'ツイン' },
  ],
  rooms: [room(101, 1), room(201, 2)],
  typeByCode: new Map([
    ['SGL', roomTypeId(1)],
    ['TWN', roomTypeId(2)],
  ]),
  ...{ changed: false, lost: [] },
};
/** No mappings: what the PMS's master says. */
const meaningOf = meanings([], inventory.typeByCode, { smokingDefault: 'non_smoking', agencyOf: agencyKey });
const base = {
  dataId: 'B1-2',
  version: 2,
  bookingNumber: bookingNumber('B1'),
  agency: '',
  document: {},
  warnings: [],
};

const change = (codes: readonly string[], nights: number, people = 1, price = 8000): BookedReport => ({
  ...{ ...base, kind: 'change', checkIn: day(0), checkOut: day(nights) },
  ...{ dayUse: nights === 0, people: people * codes.length },
  rooms: codes.map((roomTypeCode, slot) => ({
    slot,
    ...{ checkIn: day(0), checkOut: day(nights) },
    nights: Array.from({ length: nights }, (_, i) => ({
      date: day(i),
      roomTypeCode,
      people,
      children: {},
      price,
    })),
  })),
});
const cancellation: BookingReport = { ...base, kind: 'cancellation', cancellationCharge: 0 };

/** One room for two nights, one person at 8,000 each. */
const present = {
  ...reservation(held(101, 0, 2).map((night) => ({ ...night, people: 1, price: 8000 }))),
  ...{ checkIn: day(0), checkOut: day(2) },
};
const told = (report: BookingReport, of = present, booked: readonly number[] = []) =>
  differencesOf(
    report,
    { reservation: of, booked: booked.map(roomTypeId), agencyBefore: undefined },
    inventory,
    meaningOf,
  );
const parts = (report: BookingReport, booked: readonly number[] = [], of = present) =>
  told(report, of, booked).map(({ part }) => part);

describe('what a message would change', () => {
  it('is nothing where it says what is there', () => {
    expect(parts(change(['SGL'], 2))).to.deep.equal([]);
  });

  it('is told part by part, before and after', () => {
    expect(parts(change(['SGL'], 3))).to.deep.equal(['dates', 'price']);
    expect(parts(change(['SGL'], 2, 2))).to.deep.equal(['people']);
    expect(told(change(['SGL', 'TWN'], 2))).to.deep.equal([
      { part: 'rooms', before: '1 × シングル', after: '1 × シングル, 1 × ツイン', agencyBefore: null },
      { part: 'people', before: '1', after: '2', agencyBefore: null },
      { part: 'price', before: '16000', after: '32000', agencyBefore: null },
    ]);
  });

  it('is no other type where the room is an upgrade, and a code that leads nowhere goes by itself', () => {
    const upgraded = {
      ...present,
      nights: present.nights.map((night) => ({ ...night, roomId: roomId(201) })),
    };
    expect(parts(change(['SGL'], 2), [1], upgraded)).to.deep.equal([]);
    expect(parts(change(['SGL'], 2), [], upgraded)).to.deep.equal(['rooms']);
    expect(told(change(['X'], 2))[0]).to.include({ after: '1 × X' });
  });

  it('is the status of a cancellation, or of what is cancelled already', () => {
    expect(parts(cancellation)).to.deep.equal(['status']);
    const cancelled = { ...present, status: 'cancelled' as const, nights: [] };
    expect(parts(cancellation, [], cancelled)).to.deep.equal([]);
    expect(parts(change(['SGL'], 2), [], cancelled)[0]).to.equal('status');
  });
});
