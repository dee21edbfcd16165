// Reading and replacing a hotel's upgrade relations.
import type { HotelId, RoomTypeId } from '../domain/ids.js';
import type { Database, Sql } from '../platform/database/index.js';
import { edgesInOrder, replaceEdges } from './repository.js';

/** For each room type the types it may be given instead, best first. */
export type UpgradeTargets = ReadonlyMap<RoomTypeId, readonly RoomTypeId[]>;

export interface RoomHierarchy {
  /** Read anew for every decision, so that a change holds at once in every process (H3). */
  upgradeTargets(sql: Sql, hotel: HotelId): Promise<UpgradeTargets>;
  /** Replaces all relations of the hotel; earlier targets of a type are preferred. */
  replace(hotel: HotelId, targets: UpgradeTargets): Promise<void>;
}

export function createRoomHierarchy(database: Database): RoomHierarchy {
  return {
    async upgradeTargets(sql, hotel) {
      const edges = await edgesInOrder(sql, hotel);
      const byType = Map.groupBy(edges, (edge) => edge.from_type_id);
      return new Map([...byType].map(([from, rows]) => [from, rows.map((row) => row.to_type_id)]));
    },
    replace: (hotel, targets) =>
      database.transaction(async (tx) => {
        const edges = [...targets].flatMap(([from, to]) =>
          to.map((type, priority) => ({ from, to: type, priority })),
        );
        await replaceEdges(tx, hotel, edges);
      }),
  };
}
