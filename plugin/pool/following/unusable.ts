// Whether a stay can stay in its own room, by what the hotel has made of that room: taken off sale, or given another type (P1b, P13). Pure.
import type { House } from '../../assignment/index.js';
import type { BookingPlan, FinalCause } from '../../domain/booking-plan.js';
import type { RoomInventory } from '../../host/port.js';
import type { SuspectRooms } from './conflicts-repository.js';
import { mayBeThere } from '../occupancy/known-plan.js';

export function suspectRooms({ rooms, lost }: Pick<RoomInventory, 'rooms' | 'lost'>): SuspectRooms {
  const justLost = new Set(lost);
  return {
    unsellable: rooms.filter(({ sellable }) => !sellable),
    lost: rooms.filter(({ id }) => justLost.has(id)),
  };
}

/** In a room of whatever type, because somebody wanted it there. */
const anyType: readonly FinalCause[] = ['moved_by_hand', 'adopted'];

/** A guest in the house minds no type, but a room in which nobody is to sleep. */
export function cannotStay(house: House, stay: BookingPlan): boolean {
  const index = stay.roomId === undefined ? undefined : house.roomIndex.get(stay.roomId);
  const room = index === undefined ? undefined : house.rooms[index];
  if (!room) return false;
  if (!room.sellable) return true;
  const chosen = stay.inHouse || (stay.finalCause !== undefined && anyType.includes(stay.finalCause));
  return !chosen && !mayBeThere(house, stay);
}
