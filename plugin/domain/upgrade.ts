// Upgrades as a hotel draws them, from type to type, and the ways that follow: from the booked type to another, and on what terms.
import type { RoomTypeId } from './ids.js';

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

/** Of a hotel that has set none. */
export const defaultRules: HierarchyRules = { maxUpgradeLevels: 3, priceDifferenceLimit: null };

/** An upgrade that is given without asking, without a price: what a hotel means that only lists its targets. */
export const plainTerms: RelationTerms = {
  priority: 0,
  active: true,
  policy: 'automatic',
  costPerNight: null,
  sameBedCount: false,
};

/** One way from the booked type to another, as placement sees it. */
export interface UpgradeOption {
  readonly toTypeId: RoomTypeId;
  /** Every type on the way, from the booked one to `toTypeId`, both included. */
  readonly path: readonly RoomTypeId[];
  /** Yen, over the whole path; a relation without a price counts 0. */
  readonly costPerNight: number;
  /** Relations along the path: its length less one. */
  readonly levels: number;
  /** `automatic` may be given without asking, `suggest` only by a person. */
  readonly policy: 'automatic' | 'suggest';
  /** True: only where the given type has as many beds as the booked one. Who does not know both leaves this option out. */
  readonly sameBedCount: boolean;
}
