// The replay's hotel as the engine knows hotels: what the files do not say is ordinary.
import { type AssignableRoom, type House, surveyHouse } from '../../plugin/assignment/index.js';
import { physicalRoom } from '../../plugin/domain/ids.js';
import type { ReplayHotel } from './player.js';

/** Party sizes are not in the files, so capacity never decides. */
const capacity = 99;

/** Every target of the files' lists is one step away, and has no price. */
export function houseOf(hotel: ReplayHotel): House {
  const rooms = hotel.rooms.map((room, i): AssignableRoom => {
    const physical = physicalRoom(room.number);
    return {
      ...room,
      ...{ physical, capacity, floor: 0, priority: i, smoking: false, sellable: true, accessible: false },
      ...{ attributes: new Set(), occupies: [physical], outOfService: [] },
    };
  });
  const upgrades = new Map(
    [...hotel.upgrades].map(([from, targets]) => [
      from,
      targets.map((to) => ({
        ...{ toTypeId: to, path: [from, to], costPerNight: 0, levels: 1, sameBedCount: false },
        policy: 'automatic' as const,
      })),
    ]),
  );
  return surveyHouse({ types: hotel.types, rooms, upgrades });
}
