// What holds of every placement, whatever the house, its upgrades and what is taken.
import { expect } from 'chai';
import fc from 'fast-check';
import { deluxe, hotelOf, nights, pictureOf, room, single, twin } from '../../test/support/stays.js';
import type { Room } from '../domain/room.js';
import { createOccupancy, type Occupancy } from './occupancy.js';
import { eligibleRooms, type HotelRooms, placeReservation, type RoomNeed } from './place.js';

/** The same houses in every run; change it to look further. */
const seed = 20270303;
const types = [single, twin, deluxe] as const;
const month = nights(0, 30);

const anyRoom = fc.record({
  typeId: fc.constantFrom(...types),
  // Few numbers, so that some rooms of the PMS are one behind the door.
  number: fc.integer({ min: 101, max: 112 }).map(String),
  capacity: fc.integer({ min: 1, max: 4 }),
  smoking: fc.boolean(),
  sellable: fc.boolean(),
  priority: fc.option(fc.nat(5), { nil: undefined }),
});
const span = fc
  .tuple(fc.integer({ min: 5, max: 20 }), fc.integer({ min: 1, max: 8 }))
  .map(([from, n]) => nights(from, from + n));
const world = fc
  .record({
    rooms: fc.array(anyRoom, { minLength: 1, maxLength: 14 }),
    upgrades: fc.record({
      1: fc.shuffledSubarray([twin, deluxe]),
      2: fc.shuffledSubarray([single, deluxe]),
      3: fc.constant([]),
    }),
    taken: fc.array(fc.record({ room: fc.nat(13), span }), { maxLength: 20 }),
    booked: fc.array(
      fc.record({ bookedTypeId: fc.constantFrom(...types), people: fc.nat(4), preferred: fc.nat(20) }),
      {
        minLength: 1,
        maxLength: 4,
      },
    ),
    span,
  })
  .map((content) => {
    const rooms: readonly Room[] = content.rooms.map(({ typeId, ...changes }, i) =>
      room(i + 1, typeId, changes),
    );
    const hotel = hotelOf(rooms, content.upgrades);
    const occupancy = createOccupancy(month);
    for (const taken of content.taken) {
      const physical = rooms[taken.room]?.physical;
      if (physical) occupancy.take(physical, taken.span);
    }
    const needs = content.booked.map(({ preferred, ...need }, slot): RoomNeed => ({
      ...need,
      ...{ slot, span: content.span, preferred: rooms[preferred], final: undefined },
    }));
    return { hotel, occupancy, needs };
  });
type World = typeof world extends fc.Arbitrary<infer Value> ? Value : never;

const picture = (hotel: HotelRooms, occupancy: Occupancy) =>
  pictureOf(
    occupancy,
    hotel.rooms.map((one) => one.physical),
  );

function holds(property: (one: World) => void) {
  fc.assert(fc.property(world, property), { seed, numRuns: 500 });
}

describe('every placement', () => {
  it('gives each need one room, no room twice, and none that is taken or not for sale', () => {
    holds(({ hotel, occupancy, needs }) => {
      const placement = placeReservation(hotel, occupancy, needs);
      if (!placement.placed) return;
      expect(placement.rooms.map(({ slot }) => slot)).to.have.members(needs.map(({ slot }) => slot));
      expect(new Set(placement.rooms.map((placed) => placed.room.physical)).size).to.equal(needs.length);
      for (const placed of placement.rooms) {
        expect(occupancy.isFree(placed.room.physical, needs[0]!.span)).to.equal(true);
        expect(placed.room.sellable).to.equal(true);
      }
    });
  });

  it('stays in the booked type or one listed for it, alike for what was booked alike, large enough and as smokeless', () => {
    holds(({ hotel, occupancy, needs }) => {
      const placement = placeReservation(hotel, occupancy, needs);
      if (!placement.placed) return;
      const givenTo = new Map(placement.rooms.map((placed) => [placed.slot, placed.room]));
      for (const [booked, alike] of Map.groupBy(needs, (need) => need.bookedTypeId)) {
        const given = alike.map((need) => givenTo.get(need.slot)!);
        expect(new Set(given.map((one) => one.typeId)).size).to.equal(1);
        expect([booked, ...hotel.upgradesOf(booked)]).to.include(given[0]!.typeId);
        if (given[0]!.typeId === booked) continue;
        const promised = hotel.rooms.every((one) => one.typeId !== booked || !one.smoking);
        for (const one of given) {
          expect(one.capacity).to.be.at.least(Math.max(...alike.map((need) => need.people)));
          if (promised) expect(one.smoking).to.equal(false);
        }
      }
    });
  });

  it('is found whenever the booked type, or one listed for it, has enough free rooms', () => {
    holds(({ hotel, occupancy, needs }) => {
      const alike = needs.map((need) => ({ ...need, bookedTypeId: needs[0]!.bookedTypeId }));
      const booked = alike[0]!.bookedTypeId;
      const people = Math.max(...alike.map((need) => need.people));
      const enough = [booked, ...hotel.upgradesOf(booked)].filter((type) => {
        const free = eligibleRooms(hotel, booked, type, people).filter((one) =>
          occupancy.isFree(one.physical, alike[0]!.span),
        );
        return new Set(free.map((one) => one.physical)).size >= alike.length;
      });
      const placement = placeReservation(hotel, occupancy, alike);
      expect(placement.placed).to.equal(enough.length > 0);
      // …and the first such type is the one that is given.
      if (placement.placed) expect(placement.rooms[0]!.room.typeId).to.equal(enough[0]);
    });
  });

  it('changes nothing in the picture, and comes out the same again', () => {
    holds(({ hotel, occupancy, needs }) => {
      const before = picture(hotel, occupancy);
      const first = placeReservation(hotel, occupancy, needs);
      expect(picture(hotel, occupancy)).to.equal(before);
      expect(placeReservation(hotel, occupancy, needs)).to.deep.equal(first);
    });
  });

  it('does not depend on the order in which the PMS lists its rooms', () => {
    holds(({ hotel, occupancy, needs }) => {
      const reversed = { ...hotel, rooms: [...hotel.rooms].reverse() };
      expect(placeReservation(reversed, occupancy, needs)).to.deep.equal(
        placeReservation(hotel, occupancy, needs),
      );
    });
  });

  it('never doubles a room over many reservations, one on top of the other', () => {
    holds(({ hotel, occupancy, needs }) => {
      for (let i = 0; i < 5; i += 1) {
        const placement = placeReservation(hotel, occupancy, needs);
        if (!placement.placed) return;
        for (const placed of placement.rooms) {
          expect(occupancy.isFree(placed.room.physical, needs[0]!.span)).to.equal(true);
          occupancy.take(placed.room.physical, needs[0]!.span);
        }
      }
    });
  });
});
