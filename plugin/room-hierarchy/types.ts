// The PMS's room types and rooms as the hierarchy looks at them. Pure.
import type { RoomInventory } from '../host/port.js';
import type { HierarchyType } from './model.js';

/**
 * Each room type with what it can take. The PMS has no flag for a type out of use: a hotel takes its rooms off sale. A type that owns no
 * room at all (お任せ, run of house) is active: it is booked, and every stay in it is placed elsewhere.
 */
export function hierarchyTypes({ types, rooms }: Pick<RoomInventory, 'types' | 'rooms'>): HierarchyType[] {
  const byType = Map.groupBy(rooms, (room) => room.typeId);
  return types.map(({ id, name }) => {
    const owned = byType.get(id) ?? [];
    const sellable = owned.filter((room) => room.sellable);
    return {
      id,
      name,
      active: owned.length === 0 || sellable.length > 0,
      capacity: Math.max(0, ...sellable.map((room) => room.capacity)),
    };
  });
}
