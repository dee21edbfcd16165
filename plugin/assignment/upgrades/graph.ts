// A hotel's upgrades as a graph, made ready once for many questions: relations by the type they leave, names, and what is known of beds.
import type { Reason } from '../../domain/booking-plan.js';
import type { RoomTypeId } from '../../domain/ids.js';
import { namesOf } from '../../domain/room.js';
import type { HierarchyRules, Relation, UpgradeOption } from '../../domain/upgrade.js';
import { bedsAgree } from './eligible.js';

/** A hotel's upgrades, made ready once for many questions. */
export interface UpgradeGraph {
  readonly rules: HierarchyRules;
  /** The relations that leave each type, best priority first. */
  readonly leaving: ReadonlyMap<RoomTypeId, readonly Relation[]>;
  readonly nameOf: (type: RoomTypeId) => string;
  /** Beds in a room of each type, as far as the hotel has said. */
  readonly bedCounts: ReadonlyMap<RoomTypeId, number>;
}

/**
 * @param types for names in reasons; a type that is not among them goes by its number
 * @param bedCounts the PMS does not know them: without them no relation with `sameBedCount` can be shown to hold
 */
export function createGraph(
  { relations, rules }: { readonly relations: readonly Relation[]; readonly rules: HierarchyRules },
  types: readonly { readonly id: RoomTypeId; readonly name: string }[] = [],
  bedCounts: ReadonlyMap<RoomTypeId, number> = new Map(),
): UpgradeGraph {
  const inOrder = relations.toSorted((a, b) => a.priority - b.priority || a.toTypeId - b.toTypeId);
  return {
    rules,
    leaving: Map.groupBy(inOrder, (relation) => relation.fromTypeId),
    nameOf: namesOf(types),
    bedCounts,
  };
}

/** `シングル → ツイン → デラックス`. */
export const arrows = (names: readonly string[]): string => names.join(' → ');

/** Why a path with a bed-count rule may not be taken; undefined where it has none, or the counts are known to be the same. */
export function bedReason({ bedCounts, nameOf }: UpgradeGraph, path: UpgradeOption): Reason | undefined {
  if (!path.sameBedCount) return undefined;
  const booked = path.path[0]!;
  const [bookedBeds, givenBeds] = [bedCounts.get(booked), bedCounts.get(path.toTypeId)];
  const types = { from: nameOf(booked), to: nameOf(path.toTypeId) };
  if (bookedBeds === undefined || givenBeds === undefined) {
    const unknown = bookedBeds === undefined ? types.from : types.to;
    return { key: 'upgrade.beds_unknown', params: { ...types, type: unknown } };
  }
  if (bedsAgree(bookedBeds, givenBeds)) return undefined;
  return { key: 'upgrade.beds_differ', params: { ...types, bookedBeds, givenBeds } };
}
