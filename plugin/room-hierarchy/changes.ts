// What one edit changed, relation by relation, with before and after: written to the audit log, and undone from there. Pure.
import type { RoomTypeId } from '../domain/ids.js';
import { fail, ok, type Result } from '../domain/result.js';
import type { HierarchyRules, Relation, RelationTerms } from '../domain/upgrade.js';

export interface RelationChange {
  readonly fromTypeId: RoomTypeId;
  readonly toTypeId: RoomTypeId;
  /** Null: there was none. */
  readonly before: RelationTerms | null;
  /** Null: there is none any more. */
  readonly after: RelationTerms | null;
}

export interface HierarchyChange {
  readonly relations: readonly RelationChange[];
  /** Null: they stayed. */
  readonly rules: { readonly before: HierarchyRules; readonly after: HierarchyRules } | null;
}

/** Relations and rules, without the version that they have had or will have. */
export interface HierarchyContent {
  readonly relations: readonly Relation[];
  readonly rules: HierarchyRules;
}

const keyOf = ({ fromTypeId, toTypeId }: Pick<Relation, 'fromTypeId' | 'toTypeId'>) =>
  `${fromTypeId} ${toTypeId}`;

const termsOf = ({ priority, active, policy, costPerNight, sameBedCount }: RelationTerms): RelationTerms => ({
  priority,
  active,
  policy,
  costPerNight,
  sameBedCount,
});

const sameTerms = (a: RelationTerms | null, b: RelationTerms | null): boolean =>
  a === b || (a !== null && b !== null && JSON.stringify(termsOf(a)) === JSON.stringify(termsOf(b)));

const sameRules = (a: HierarchyRules, b: HierarchyRules): boolean =>
  a.maxUpgradeLevels === b.maxUpgradeLevels && a.priceDifferenceLimit === b.priceDifferenceLimit;

/** What must change for `before` to become `after`. Neither names a pair of types twice. */
export function changeBetween(before: HierarchyContent, after: HierarchyContent): HierarchyChange {
  const old = new Map(before.relations.map((relation) => [keyOf(relation), relation]));
  const relations: RelationChange[] = [];
  for (const relation of after.relations) {
    const { fromTypeId, toTypeId } = relation;
    const was = old.get(keyOf(relation)) ?? null;
    old.delete(keyOf(relation));
    if (!sameTerms(was, relation))
      relations.push({ fromTypeId, toTypeId, before: was && termsOf(was), after: termsOf(relation) });
  }
  for (const { fromTypeId, toTypeId, ...terms } of old.values())
    relations.push({ fromTypeId, toTypeId, before: termsOf(terms), after: null });
  const rules = sameRules(before.rules, after.rules) ? null : { before: before.rules, after: after.rules };
  return { relations, rules };
}

export const changesNothing = ({ relations, rules }: HierarchyChange): boolean =>
  relations.length === 0 && rules === null;

/**
 * `content` as it was before `change`. Fails where `content` is not what the change left behind: somebody has changed it past this
 * service, and what was before is not known.
 */
export function reverted(
  content: HierarchyContent,
  change: HierarchyChange,
): Result<HierarchyContent, 'unknown'> {
  const relations = new Map(content.relations.map((relation) => [keyOf(relation), relation]));
  for (const { before, after, fromTypeId, toTypeId } of change.relations) {
    const key = keyOf({ fromTypeId, toTypeId });
    if (!sameTerms(relations.get(key) ?? null, after)) return fail('unknown');
    if (before) relations.set(key, { fromTypeId, toTypeId, ...before });
    else relations.delete(key);
  }
  if (change.rules && !sameRules(content.rules, change.rules.after)) return fail('unknown');
  return ok({ relations: [...relations.values()], rules: change.rules?.before ?? content.rules });
}
