// Upgrade relations as small values, and the hierarchy on a database without a PMS around it.
import type pg from 'pg';
import { systemClock } from '../../plugin/domain/clock.js';
import { type RoomTypeId, roomTypeId } from '../../plugin/domain/ids.js';
import type { Room } from '../../plugin/domain/room.js';
import { createAudit } from '../../plugin/platform/audit/index.js';
import { createDatabase } from '../../plugin/platform/database/index.js';
import { createEvents } from '../../plugin/platform/events/index.js';
import { createMetrics } from '../../plugin/platform/metrics/index.js';
import {
  createRoomHierarchyService,
  type HierarchyType,
  type RoomHierarchyService,
} from '../../plugin/room-hierarchy/index.js';
import { plainTerms, type Relation, type RelationTerms } from '../../plugin/domain/upgrade.js';
import { deluxe, single, twin } from './stays.js';
import { testLogger } from './world.js';

export const suite = roomTypeId(4);

const named = (id: RoomTypeId, name: string, capacity: number): HierarchyType => ({
  ...{ id, name, capacity, active: true },
});

/** For one, two, three and four people. */
export const hotelTypes: readonly HierarchyType[] = [
  named(single, 'シングル', 1),
  named(twin, 'ツイン', 2),
  named(deluxe, 'デラックス', 3),
  named(suite, 'スイート', 4),
];

/** An upgrade that is given without asking and has no price, unless said otherwise. */
export const relation = (
  fromTypeId: RoomTypeId,
  toTypeId: RoomTypeId,
  terms: Partial<RelationTerms> = {},
): Relation => ({ ...plainTerms, fromTypeId, toTypeId, ...terms });

/** On a pool of its own; the PMS has no type and no room, or those given. */
export function hierarchyOn(pool: pg.Pool, types: readonly HierarchyType[] = []): RoomHierarchyService {
  const database = createDatabase(pool);
  const rooms = types.map(
    ({ id, capacity }) =>
      ({ id, typeId: id, number: String(id), capacity, sellable: true }) as unknown as Room,
  );
  return createRoomHierarchyService(
    {
      database,
      audit: createAudit(systemClock),
      events: createEvents({ database, logger: testLogger(), clock: systemClock }),
      metrics: createMetrics(),
    },
    { inventory: () => Promise.resolve({ types, rooms, typeByCode: new Map(), changed: false, lost: [] }) },
  );
}
