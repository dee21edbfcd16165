// What keeps an upgrade from going on: relations that are switched off, the levels, the limit of its price.
import type { Reason } from '../../domain/booking-plan.js';
import type { RoomTypeId } from '../../domain/ids.js';
import type { Relation } from '../../domain/upgrade.js';
import { arrows, type UpgradeGraph } from './graph.js';
import { comparePaths, getBestPaths, isOpen, startOf, type UpgradePath } from './paths.js';

/** A way that ends at the relation that may not be gone along, with the reason. */
export interface CutPath {
  readonly toTypeId: RoomTypeId;
  readonly path: readonly RoomTypeId[];
  readonly reason: Reason;
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
