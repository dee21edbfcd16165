// Whether a plan is where placement would put it: asked of the plan, and of placement itself, in houses by chance.
import { expect } from 'chai';
import { randomHouse, Taken } from '../../../bench/referee/random-house.js';
import { nights, problemOf, stay } from '../../../test/support/stays.js';
import { type HouseRooms, placeStays, surveyHouse } from '../../assignment/index.js';
import { between, seededRandom } from '../../domain/chance.js';
import type { RoomId } from '../../domain/ids.js';
import { smokingKinds } from '../../domain/stay.js';
import { mayBeThere, smokingNeed } from './known-plan.js';

const span = nights(0, 2);

/** The house with that room alone for sale, if it was, and free. */
const only = (house: HouseRooms, id: RoomId) =>
  surveyHouse({
    ...house,
    rooms: house.rooms.map((room) => ({
      ...room,
      outOfService: [],
      sellable: room.sellable && room.id === id,
    })),
  });

describe('a plan', () => {
  it('may be in a room exactly where placement would put its stay there', () => {
    const seen = { there: 0, elsewhere: 0, sameBeds: 0 };
    for (let seed = 1; seed <= 120; seed += 1) {
      const random = seededRandom(seed);
      const { house } = randomHouse(random, nights(0, 9), new Taken());
      for (const { id: bookedTypeId } of house.types)
        for (const { id: roomId, typeId } of house.rooms) {
          const alone = only(house, roomId);
          const people = between(random, 1, 4);
          const smoking = [undefined, ...smokingKinds][between(random, 0, 3)];
          const booked = stay(1, { bookedTypeId, people, span, ...smokingNeed(smoking) });
          const problem = problemOf(alone, [booked]);
          const placed = placeStays(problem).rooms.get(1) === roomId;
          expect(
            mayBeThere(alone, { roomId, bookedTypeId, people, smoking }),
            `${seed} ${bookedTypeId} ${roomId}`,
          ).to.equal(placed);
          seen[placed ? 'there' : 'elsewhere'] += 1;
          const options =
            house.upgrades.get(bookedTypeId)?.filter(({ toTypeId }) => toTypeId === typeId) ?? [];
          if (placed && options.length > 0 && options.every(({ sameBedCount }) => sameBedCount))
            seen.sameBeds += 1;
        }
    }
    // Else the houses tried say nothing.
    expect(seen.there).to.be.above(500);
    expect(seen.elsewhere).to.be.above(500);
    expect(seen.sameBeds, 'by a bed-count rule that holds').to.be.above(5);
  });
});
