// One type for nights that were booked in several. Pure.
import type { RoomTypeId } from '../../domain/ids.js';
import type { House } from '../problem/house.js';
import { eligibleUpgrades } from './eligible.js';

/**
 * Of several booked types the one that whoever booked any of the others may be given without asking: nobody gets less than was booked on any
 * night. Undefined where none is.
 */
export function typeForAll(house: House, types: readonly RoomTypeId[]): RoomTypeId | undefined {
  const isGiven = (from: RoomTypeId, to: RoomTypeId) =>
    from === to || eligibleUpgrades(house, from, 'automatic').some(({ option }) => option.toTypeId === to);
  return types.find((to) => types.every((from) => isGiven(from, to)));
}
