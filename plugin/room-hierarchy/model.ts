// A hotel's upgrades as they are kept: relations and rules at one version, and the room types they are about.
import type { RoomTypeId } from '../domain/ids.js';
import type { HierarchyRules, Relation } from '../domain/upgrade.js';

/** A hotel's upgrades as they stand at one version. */
export interface Hierarchy {
  /** Of the whole hierarchy: every edit of a relation or a rule raises it. 0: nobody has edited it. */
  readonly version: number;
  readonly rules: HierarchyRules;
  /** By type, then priority. */
  readonly relations: readonly Relation[];
}

/** A room type of the PMS, as far as upgrades ask. */
export interface HierarchyType {
  readonly id: RoomTypeId;
  readonly name: string;
  /** False: it has rooms, but none of them is for sale. The PMS itself has no such flag. */
  readonly active: boolean;
  /** People that its largest room for sale takes; 0 where it has none. */
  readonly capacity: number;
}

/** What `maxUpgradeLevels` may be. */
export const upgradeLevels = { fewest: 1, most: 10 } as const;

/** Yen, and priorities: what a column `integer` holds. */
export const largestNumber = 2_147_483_647;
