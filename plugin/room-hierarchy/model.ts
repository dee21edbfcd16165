// A hotel's upgrades as data: its room types, the relations between them, and the rules over all of them.
import type { RoomTypeId } from '../domain/ids.js';

/** `automatic`: given without asking. `suggest`: only by a person. `never`: kept on the graph, but not gone along. */
export const upgradePolicies = ['automatic', 'suggest', 'never'] as const;
export type UpgradePolicy = (typeof upgradePolicies)[number];

/** What a relation says about the upgrade that it allows. */
export interface RelationTerms {
  /** Smaller is tried first. */
  readonly priority: number;
  readonly active: boolean;
  readonly policy: UpgradePolicy;
  /** Whole yen; null: the hotel has put no price on it. */
  readonly costPerNight: number | null;
  /** True: an upgrade along it only ends in a type with as many beds as the booked one. */
  readonly sameBedCount: boolean;
}

/** One arrow of the graph: whoever booked `fromTypeId` may be given `toTypeId`. */
export interface Relation extends RelationTerms {
  readonly fromTypeId: RoomTypeId;
  readonly toTypeId: RoomTypeId;
}

export interface HierarchyRules {
  /** Relations that one upgrade may go along. */
  readonly maxUpgradeLevels: number;
  /** Yen per night that a whole path may cost; null: no limit. */
  readonly priceDifferenceLimit: number | null;
}

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

/** Of a hotel that has set none. */
export const defaultRules: HierarchyRules = { maxUpgradeLevels: 3, priceDifferenceLimit: null };

/** What `maxUpgradeLevels` may be. */
export const upgradeLevels = { fewest: 1, most: 10 } as const;

/** Yen, and priorities: what a column `integer` holds. */
export const largestNumber = 2_147_483_647;

/** An upgrade that is given without asking, without a price: what a hotel means that only lists its targets. */
export const plainTerms: RelationTerms = {
  priority: 0,
  active: true,
  policy: 'automatic',
  costPerNight: null,
  sameBedCount: false,
};

/** `シングル → ツイン → デラックス`. */
export const arrows = (names: readonly string[]): string => names.join(' → ');

/** Names of types by id; a type that the PMS no longer has goes by its number. */
export function namesOf(
  types: readonly { readonly id: RoomTypeId; readonly name: string }[],
): (type: RoomTypeId) => string {
  const names = new Map(types.map((type) => [type.id, type.name]));
  return (type) => names.get(type) ?? String(type);
}
