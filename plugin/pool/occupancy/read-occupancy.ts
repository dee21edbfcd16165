// The occupancy of a hotel in some windows of nights, read for whoever places, moves or looks.
import type { NightSpan } from '../../assignment/index.js';
import type { RoomInventory } from '../../host/port.js';
import { type HotelTx } from '../../platform/database/index.js';
import type { RoomHierarchyService } from '../../room-hierarchy/index.js';
import { houseOf } from './house.js';
import { createOccupancy, type Occupancy } from './occupancy.js';
import { placedPlans, hostNights } from './occupancy-repository.js';
import { unplacedStays } from './unplaced-repository.js';

/** Windows must not overlap. */
export const readOccupancy = async (
  hierarchy: RoomHierarchyService,
  tx: HotelTx,
  inventory: RoomInventory,
  windows: readonly NightSpan[],
): Promise<Occupancy> =>
  createOccupancy(
    houseOf(inventory, await hierarchy.upgradeOptions(tx)),
    await placedPlans(tx, windows),
    await hostNights(tx, windows),
    await unplacedStays(tx, windows),
  );
