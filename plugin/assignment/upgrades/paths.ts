// Upgrade paths: every way from a booked type along the relations, and which of them is the best to each type.
import type { RoomTypeId } from '../../domain/ids.js';
import type { Relation, UpgradeOption } from '../../domain/upgrade.js';
import type { UpgradeGraph } from './graph.js';

export interface UpgradePath extends UpgradeOption {
  /** False: no relation along it has a price, and its cost of 0 says nothing. */
  readonly priced: boolean;
  /** Of the relations along it, in order. */
  readonly priorities: readonly number[];
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
const compareStanding = (a: UpgradePath, b: UpgradePath): number =>
  compareEach(a.priorities, b.priorities) || a.levels - b.levels || compareEach(a.path, b.path);

/** Best first: policy, cost, then standing (H2). A total order: different paths never compare as equal. */
export const comparePaths = (a: UpgradePath, b: UpgradePath): number =>
  comparePolicies(a, b) || a.costPerNight - b.costPerNight || compareStanding(a, b);

/** Nowhere yet. */
export const startOf = (type: RoomTypeId): UpgradePath => ({
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

/** Whether an upgrade may go along it at all. */
export const isOpen = (relation: Relation) => relation.active && relation.policy !== 'never';

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
