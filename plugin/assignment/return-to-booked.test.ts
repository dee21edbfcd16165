// The nightly look at upgraded stays: who goes back to the type that was booked.
import { expect } from 'chai';
import fc from 'fast-check';
import {
  day,
  deluxe,
  hotelOf,
  nights,
  pictureOf,
  plan,
  room,
  single,
  twin,
} from '../../test/support/stays.js';
import type { BookingPlan } from '../domain/booking-plan.js';
import { bookingPlanId, reservationId } from '../domain/ids.js';
import { createOccupancy } from './occupancy.js';
import { placeReservation } from './place.js';
import { returnToBookedType } from './return-to-booked.js';
import { spanOf } from './span.js';

const hotel = hotelOf([room(101), room(102), room(201, twin), room(202, twin), room(301, deluxe)], {
  [single]: [twin, deluxe],
  [twin]: [deluxe],
});
const roomById = new Map(hotel.rooms.map((one) => [one.id, one]));
const byNumber = (number: string) => hotel.rooms.find((one) => one.number === number)!;

/** A tentative stay of a reservation of its own that booked a single and has this room. */
function stay(id: number, roomNumber: string, from: number, to: number, changes: Partial<BookingPlan> = {}) {
  const { id: roomId, typeId } = byNumber(roomNumber);
  return plan({
    ...{
      id: bookingPlanId(id),
      reservationId: reservationId(`R${id}`),
      checkIn: day(from),
      checkOut: day(to),
    },
    ...{ roomId, roomTypeId: typeId },
    ...changes,
  });
}

function movesOf(plans: readonly BookingPlan[]) {
  const occupancy = createOccupancy(nights(-40, 90));
  for (const one of plans) {
    const held = one.roomId && roomById.get(one.roomId);
    if (held) occupancy.take(held.physical, spanOf(one.checkIn, one.checkOut));
  }
  return returnToBookedType(hotel, occupancy, plans).map(
    (move) => `${move.plan.id}: ${move.from.number} > ${move.to.number}`,
  );
}

describe('returning to the booked type', () => {
  it('moves a tentative upgraded stay into a free room of its type', () => {
    expect(movesOf([stay(1, '201', 0, 2)])).to.deep.equal(['1: 201 > 101']);
  });

  it('leaves a stay that is where it booked, and one that is final', () => {
    expect(movesOf([stay(1, '101', 0, 2)])).to.deep.equal([]);
    expect(movesOf([stay(1, '201', 0, 2, { roomState: 'final', finalCause: 'person' })])).to.deep.equal([]);
  });

  it('leaves a stay upgraded while its type is full on one of its nights', () => {
    expect(movesOf([stay(1, '101', 0, 1), stay(2, '102', 1, 2), stay(3, '201', 0, 2)])).to.deep.equal([]);
  });

  it('serves the first arrival first, then the first booked, and gives the last room once', () => {
    const oneLeft = stay(1, '101', 0, 9);
    expect(movesOf([oneLeft, stay(2, '201', 1, 3), stay(3, '202', 0, 3)])).to.deep.equal(['3: 202 > 102']);
    expect(movesOf([oneLeft, stay(2, '201', 0, 3), stay(3, '202', 0, 3)])).to.deep.equal(['2: 201 > 102']);
  });

  it('lets a stay follow into the room that one before it has left', () => {
    const twinInDeluxe = stay(2, '301', 1, 3, { bookedTypeId: twin });
    const full = [stay(3, '202', 0, 5, { bookedTypeId: twin })];
    expect(movesOf([stay(1, '201', 0, 2), twinInDeluxe, ...full])).to.deep.equal([
      '1: 201 > 101',
      '2: 301 > 201',
    ]);
  });

  it('leaves reservations of several rooms alike, so where they are', () => {
    const together = { reservationId: reservationId('R1') };
    expect(
      movesOf([stay(1, '201', 0, 2, together), stay(2, '202', 0, 2, { ...together, slot: 1 })]),
    ).to.deep.equal([]);
    const onePooled = stay(2, '202', 0, 2, {
      ...together,
      slot: 1,
      roomState: 'final',
      finalCause: 'person',
    });
    expect(movesOf([stay(1, '201', 0, 2, together), onePooled])).to.deep.equal([]);
  });

  it('leaves a stay whose room the PMS does not have any more', () => {
    expect(movesOf([{ ...stay(1, '201', 0, 2), roomId: room(999).id }])).to.deep.equal([]);
  });

  it('says from where to where', () => {
    const occupancy = createOccupancy(nights(-40, 90));
    const [move] = returnToBookedType(hotel, occupancy, [stay(1, '201', 0, 2)]);
    expect(move!.reason).to.deep.equal({
      key: 'placement.returned_to_booked_type',
      params: { from: '201', to: '101', bookedType: 'シングル' },
    });
  });

  it('never puts two stays into one room, and leaves a true picture, whatever was placed before and cancelled since', () => {
    const booking = fc.record({
      bookedTypeId: fc.constantFrom(single, twin, deluxe),
      from: fc.nat(10),
      length: fc.integer({ min: 1, max: 6 }),
      cancelled: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(booking, { maxLength: 20 }), (bookings) => {
        const occupancy = createOccupancy(nights(-40, 90));
        const placed = bookings.flatMap(({ bookedTypeId, from, length, cancelled }, i) => {
          const span = nights(from, from + length);
          const need = { slot: 0, bookedTypeId, people: 1, span, preferred: undefined, final: undefined };
          const placement = placeReservation(hotel, occupancy, [need]);
          if (!placement.placed) return [];
          const { room: given } = placement.rooms[0]!;
          occupancy.take(given.physical, span);
          return [
            { plan: stay(i, given.number, from, from + length, { bookedTypeId }), given, span, cancelled },
          ];
        });
        for (const { given, span } of placed.filter((one) => one.cancelled))
          occupancy.release(given.physical, span);
        const plans = placed.filter((one) => !one.cancelled).map((one) => one.plan);

        const moves = returnToBookedType(hotel, occupancy, plans);
        const roomAfter = new Map(plans.map((one) => [one.id, one.roomId]));
        for (const { plan: moved, to } of moves) {
          expect(to.typeId).to.equal(moved.bookedTypeId);
          roomAfter.set(moved.id, to.id);
        }
        const nightsAfter = plans.flatMap((one) => {
          const span = spanOf(one.checkIn, one.checkOut);
          return Array.from(
            { length: span.to - span.from },
            (_, i) => `${roomAfter.get(one.id)} ${span.from + i}`,
          );
        });
        expect(new Set(nightsAfter).size).to.equal(nightsAfter.length);
        const afresh = createOccupancy(nights(-40, 90));
        for (const one of plans)
          afresh.take(roomById.get(roomAfter.get(one.id)!)!.physical, spanOf(one.checkIn, one.checkOut));
        const doors = hotel.rooms.map((one) => one.physical);
        expect(pictureOf(occupancy, doors)).to.equal(pictureOf(afresh, doors));
      }),
      { seed: 20270304, numRuns: 300 },
    );
  });
});
