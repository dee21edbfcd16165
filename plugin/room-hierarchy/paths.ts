// Upgrade paths: every way from a booked type along the relations, which of them is the best to each type, and what cuts the others.
import type { Reason } from '../domain/booking-plan.js';
import type { RoomTypeId } from '../domain/ids.js';
import type { UpgradeOption } from '../domain/upgrade.js';
import { arrows, type HierarchyRules, namesOf, type Relation } from './model.js';

export interface UpgradePath extends UpgradeOption {
  /** False: no relation along it has a price, and its cost of 0 says nothing. */
  readonly priced: boolean;
  /** Of the relations along it, in order. */
  readonly priorities: readonly number[];
}

/** A way that ends at the relation that may not be gone along, with the reason. */
export interface CutPath {
  readonly toTypeId: RoomTypeId;
  readonly path: readonly RoomTypeId[];
  readonly reason: Reason;
}

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

function compareEach(a: readonly number[], b: readonly number[]): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i += 1) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return 0;
}

/** What is given without asking comes before what a person must be asked about. */
export const comparePolicies = (a: UpgradeOption, b: UpgradeOption): number =>
  Number(a.policy === 'suggest') - Number(b.policy === 'suggest');

/** Of two paths that cost the same: priorities along them, one by one, then fewer levels, then the types' numbers. */
export const compareStanding = (a: UpgradePath, b: UpgradePath): number =>
  compareEach(a.priorities, b.priorities) || a.levels - b.levels || compareEach(a.path, b.path);

/** Best first: policy, cost, then standing (H2). A total order: different paths never compare as equal. */
export const comparePaths = (a: UpgradePath, b: UpgradePath): number =>
  comparePolicies(a, b) || a.costPerNight - b.costPerNight || compareStanding(a, b);

const startOf = (type: RoomTypeId): UpgradePath => ({
  toTypeId: type,
  path: [type],
  costPerNight: 0,
  levels: 0,
  policy: 'automatic',
  sameBedCount: false,
  priced: false,
  priorities: [],
});

const extended = (path: UpgradePath, relation: Relation): UpgradePath => ({
  toTypeId: relation.toTypeId,
  path: [...path.path, relation.toTypeId],
  costPerNight: path.costPerNight + (relation.costPerNight ?? 0),
  levels: path.levels + 1,
  policy: relation.policy === 'suggest' ? 'suggest' : path.policy,
  sameBedCount: path.sameBedCount || relation.sameBedCount,
  priced: path.priced || relation.costPerNight !== null,
  priorities: [...path.priorities, relation.priority],
});

const isOpen = (relation: Relation) => relation.active && relation.policy !== 'never';

/** Whether `path` may go on along `relation` by the hotel's rules. */
function mayGoOn({ rules }: UpgradeGraph, path: UpgradePath, relation: Relation): boolean {
  const limit = rules.priceDifferenceLimit;
  return (
    isOpen(relation) &&
    path.levels < rules.maxUpgradeLevels &&
    (limit === null || path.costPerNight + (relation.costPerNight ?? 0) <= limit) &&
    !path.path.includes(relation.toTypeId)
  );
}

function* walk(graph: UpgradeGraph, path: UpgradePath): Generator<UpgradePath> {
  if (path.levels === graph.rules.maxUpgradeLevels) return;
  for (const relation of graph.leaving.get(path.toTypeId) ?? []) {
    if (!mayGoOn(graph, path, relation)) continue;
    const next = extended(path, relation);
    yield next;
    yield* walk(graph, next);
  }
}

/**
 * Every way that an upgrade from `from` may go by relations and rules, best first. A type that several ways lead to is there several
 * times. Whether a bed-count rule holds is another question: `bedReason`.
 */
export function getAllUpgradePaths(graph: UpgradeGraph, from: RoomTypeId): UpgradePath[] {
  return [...walk(graph, startOf(from))].sort(comparePaths);
}

/**
 * Of all ways from `from`, for each type that they lead to the best of each kind: of as many levels, given or asked about, with a bed-count rule or
 * without. Whatever a relation adds, it adds to the better and to the worse of one kind alike, so no other way can become a better one further on:
 * each level follows from the one before, and their number does not grow with the number of ways. Best first.
 */
export function getBestPaths(graph: UpgradeGraph, from: RoomTypeId): UpgradePath[] {
  const found: UpgradePath[] = [];
  for (let level: readonly UpgradePath[] = [startOf(from)]; level.length > 0;) {
    const next = new Map<string, UpgradePath>();
    for (const path of level)
      for (const relation of graph.leaving.get(path.toTypeId) ?? []) {
        if (!mayGoOn(graph, path, relation)) continue;
        const longer = extended(path, relation);
        const kind = `${longer.toTypeId} ${longer.policy} ${longer.sameBedCount}`;
        const known = next.get(kind);
        if (!known || comparePaths(longer, known) < 0) next.set(kind, longer);
      }
    level = [...next.values()];
    found.push(...level);
  }
  return found.sort(comparePaths);
}

/** Ways told in one answer: twenty types have 780,000 at ten levels. */
export const mostPathsTold = 2_000;

/** Every way, as `getAllUpgradePaths`; where there are more than `mostPathsTold`, those of `getBestPaths` in their place, and not complete. */
export function pathsToTell(
  graph: UpgradeGraph,
  from: RoomTypeId,
): { readonly paths: UpgradePath[]; readonly complete: boolean } {
  const found: UpgradePath[] = [];
  for (const path of walk(graph, startOf(from))) {
    if (found.length === mostPathsTold) return { paths: getBestPaths(graph, from), complete: false };
    found.push(path);
  }
  return { paths: found.sort(comparePaths), complete: true };
}

/**
 * Of a type's paths in order, what placement needs: the best to each target and, where that one has a bed-count rule, the best without.
 */
export function bestPerTarget(paths: readonly UpgradePath[]): UpgradePath[] {
  const settled = new Set<RoomTypeId>();
  const withBedRule = new Set<RoomTypeId>();
  return paths.filter(({ toTypeId, sameBedCount }) => {
    if (settled.has(toTypeId) || (sameBedCount && withBedRule.has(toTypeId))) return false;
    (sameBedCount ? withBedRule : settled).add(toTypeId);
    return true;
  });
}

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
  if (bookedBeds === givenBeds) return undefined;
  return { key: 'upgrade.beds_differ', params: { ...types, bookedBeds, givenBeds } };
}

/** Why `path` may not go on along `relation`; undefined where it may, or where it would only come back to where it was. */
function cutBy({ rules, nameOf }: UpgradeGraph, path: UpgradePath, relation: Relation): Reason | undefined {
  const types = { from: nameOf(relation.fromTypeId), to: nameOf(relation.toTypeId) };
  if (path.path.includes(relation.toTypeId)) return undefined;
  if (!relation.active) return { key: 'upgrade.relation_inactive', params: types };
  if (relation.policy === 'never') return { key: 'upgrade.relation_never', params: types };
  const way = arrows([...path.path, relation.toTypeId].map(nameOf));
  const { maxUpgradeLevels: max, priceDifferenceLimit: limit } = rules;
  if (path.levels >= max)
    return { key: 'upgrade.too_many_levels', params: { path: way, levels: path.levels + 1, max } };
  const cost = path.costPerNight + (relation.costPerNight ?? 0);
  if (limit !== null && cost > limit)
    return { key: 'upgrade.over_price_limit', params: { path: way, cost, limit } };
  return undefined;
}

/**
 * Why a type that relations lead to is not reached from `from`: for each such type and each kind of reason the shortest way, up to the
 * relation that cuts it. A relation that is switched off is told even where another way leads to its target.
 */
export function getCutPaths(graph: UpgradeGraph, from: RoomTypeId): CutPath[] {
  const reached = getBestPaths(graph, from);
  const targets = new Set(reached.map((path) => path.toTypeId));
  const cuts = new Map<string, CutPath>();
  for (const path of [startOf(from), ...reached].sort((a, b) => a.levels - b.levels || comparePaths(a, b))) {
    for (const relation of graph.leaving.get(path.toTypeId) ?? []) {
      const reason = cutBy(graph, path, relation);
      if (!reason || (isOpen(relation) && targets.has(relation.toTypeId))) continue;
      const kind = `${relation.toTypeId} ${reason.key} ${isOpen(relation) ? '' : relation.fromTypeId}`;
      if (!cuts.has(kind))
        cuts.set(kind, { toTypeId: relation.toTypeId, path: [...path.path, relation.toTypeId], reason });
    }
  }
  return [...cuts.values()];
}
