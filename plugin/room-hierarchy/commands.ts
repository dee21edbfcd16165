// What may be done to a hotel's hierarchy: relations added, changed, removed, replaced as a whole; rules; undo; and a hotel's set-up.
import { namesOf } from '../domain/room.js';
import type { HotelId, RoomTypeId } from '../domain/ids.js';
import { Refusal } from '../domain/refusal.js';
import { hotelTransaction, type HotelTx } from '../platform/database/index.js';
import { refuseChanged } from '../platform/http/index.js';
import type { HierarchyContent } from './changes.js';
import { applyEdit, type EditContext, type EditRequest, writeContent } from './edits.js';
import { contentBefore } from './history.js';
import type { Hierarchy, HierarchyType } from './model.js';
import { type HierarchyRules, plainTerms, type Relation } from '../domain/upgrade.js';
import { hierarchyOf, lockHierarchy } from './repository.js';
import { hierarchyTypes } from './types.js';
import { createHierarchyValidator, type ProblemKey } from './validator.js';

/** For each room type the types it may be given instead, best first. */
export type UpgradeTargets = ReadonlyMap<RoomTypeId, readonly RoomTypeId[]>;

/** Names a relation. */
export type RelationEnds = Pick<Relation, 'fromTypeId' | 'toTypeId'>;

/**
 * Each edits the version `seen` in `tx` and answers with what stands then. Throws Refusal for an older version, for what the validator calls an
 * error, and where what is to be edited is not there.
 */
export interface HierarchyCommands<Answer> {
  add(tx: HotelTx, seen: number, relation: Relation): Promise<Answer>;
  change(tx: HotelTx, seen: number, relation: Relation): Promise<Answer>;
  remove(tx: HotelTx, seen: number, ends: RelationEnds): Promise<Answer>;
  replaceGraph(tx: HotelTx, seen: number, relations: readonly Relation[]): Promise<Answer>;
  setRules(tx: HotelTx, seen: number, rules: HierarchyRules): Promise<Answer>;
  /** Puts everything back to before `named` (the version a change made), or before the last change not yet undone: a change of its own. */
  undo(tx: HotelTx, seen: number, named: number | undefined): Promise<Answer>;
}

/** Lowering the limit is how a hotel gives up its dearer upgrades: they stay on the graph, are told of, and not gone along. */
const dearer: readonly ProblemKey[] = ['hierarchy.cost_over_limit'];

/** What no hierarchy may be, whatever the PMS says of its types. */
const malformed: ReadonlySet<ProblemKey> = new Set<ProblemKey>([
  'hierarchy.self',
  'hierarchy.duplicate',
  'hierarchy.cycle',
]);

const joins =
  ({ fromTypeId, toTypeId }: RelationEnds) =>
  (relation: RelationEnds) =>
    relation.fromTypeId === fromTypeId && relation.toTypeId === toTypeId;

function namesOfEnds({ fromTypeId, toTypeId }: RelationEnds, types: readonly HierarchyType[]) {
  const name = namesOf(types);
  return { from: name(fromTypeId), to: name(toTypeId) };
}

/** The relations less that one. Throws Refusal where it is not among them. */
function without(
  relations: readonly Relation[],
  ends: RelationEnds,
  types: readonly HierarchyType[],
): Relation[] {
  const others = relations.filter((relation) => !joins(ends)(relation));
  if (others.length === relations.length)
    throw new Refusal('not_found', 'hierarchy.relation_unknown', namesOfEnds(ends, types));
  return others;
}

/** Throws Refusal where there is one between the same types. */
function withNew(
  relations: readonly Relation[],
  relation: Relation,
  types: readonly HierarchyType[],
): Relation[] {
  if (relations.some(joins(relation)))
    throw new Refusal('conflict', 'hierarchy.relation_exists', namesOfEnds(relation, types));
  return [...relations, relation];
}

export function createCommands<Answer>(
  context: EditContext,
  answer: (tx: HotelTx, hierarchy: Hierarchy) => Promise<Answer>,
): HierarchyCommands<Answer> {
  const { audit } = context.platform;
  const edit = async (tx: HotelTx, request: EditRequest) => answer(tx, await applyEdit(context, tx, request));

  return {
    add: (tx, seen, relation) =>
      edit(tx, {
        ...{ seen, kind: 'add' },
        change: ({ relations, rules }, types) => ({ rules, relations: withNew(relations, relation, types) }),
      }),
    change: (tx, seen, relation) =>
      edit(tx, {
        ...{ seen, kind: 'change' },
        change: ({ relations, rules }, types) => ({
          rules,
          relations: [...without(relations, relation, types), relation],
        }),
      }),
    remove: (tx, seen, ends) =>
      edit(tx, {
        ...{ seen, kind: 'remove' },
        change: ({ relations, rules }, types) => ({ rules, relations: without(relations, ends, types) }),
      }),
    replaceGraph: (tx, seen, relations) =>
      edit(tx, { seen, kind: 'replace', change: ({ rules }) => ({ rules, relations }) }),
    setRules: (tx, seen, rules) =>
      edit(tx, {
        ...{ seen, kind: 'rules', tolerated: dearer },
        change: ({ relations }) => ({ relations, rules }),
      }),
    async undo(tx, seen, named) {
      const present = await hierarchyOf(tx);
      refuseChanged(seen, present.version);
      const { content, change: undoes } = await contentBefore(audit, tx, present, named);
      return edit(tx, {
        seen,
        kind: 'undo',
        tolerated: dearer,
        undoes,
        change: () => content,
      });
    },
  };
}

/** Every target listed and none beyond: plain relations, one level. */
const plainContent = (present: HierarchyContent, targets: UpgradeTargets): HierarchyContent => ({
  relations: [...targets].flatMap(([fromTypeId, to]) =>
    to.map((toTypeId, priority) => ({ ...plainTerms, fromTypeId, toTypeId, priority })),
  ),
  rules: { ...present.rules, maxUpgradeLevels: 1 },
});

/**
 * Replaces all relations of the hotel by plain ones to these targets, earlier ones preferred, and its levels by one. Throws Refusal for a
 * cycle, a type that is its own target, and a target listed twice.
 */
export function replaceByTargets(
  context: EditContext,
  hotel: HotelId,
  targets: UpgradeTargets,
): Promise<void> {
  const { platform, host } = context;
  return hotelTransaction(platform.database, hotel, async (tx) => {
    await lockHierarchy(tx);
    const present = await hierarchyOf(tx);
    const after = plainContent(present, targets);
    const types = hierarchyTypes(await host.inventory(tx));
    const wrong = createHierarchyValidator(types)
      .validate(after)
      .find(({ key }) => malformed.has(key));
    if (wrong) throw new Refusal('invalid', wrong.key, wrong.params);
    await writeContent(context, tx, { kind: 'setup', undoes: undefined }, present, after);
  });
}
