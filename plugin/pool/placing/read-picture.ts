// The picture of a hotel in some windows of nights, read for whoever places, moves or looks.
import type { NightSpan } from '../../assignment/index.js';
import type { RoomInventory } from '../../host/port.js';
import { type HotelTx } from '../../platform/database/index.js';
import type { RoomHierarchy } from '../../room-hierarchy/index.js';
import { houseOf } from './house.js';
import { createPicture, type Picture } from './picture.js';
import { heldPlans, hostHeld } from './picture-repository.js';

/** Windows must not overlap. */
export const readPicture = async (
  hierarchy: RoomHierarchy,
  tx: HotelTx,
  inventory: RoomInventory,
  windows: readonly NightSpan[],
): Promise<Picture> =>
  createPicture(
    houseOf(inventory, await hierarchy.upgradeOptions(tx)),
    await heldPlans(tx, windows),
    await hostHeld(tx, windows),
  );
