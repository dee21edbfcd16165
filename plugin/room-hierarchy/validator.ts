// HierarchyValidator: what is wrong with a hotel's upgrades, as data with the types named. Pure.
import type { Reason } from '../domain/booking-plan.js';
import type { RoomTypeId } from '../domain/ids.js';
import type { HierarchyContent } from './changes.js';
import { findCycles } from './cycles.js';
import { arrows } from '../assignment/index.js';
import { namesOf } from '../domain/room.js';
import type { HierarchyRules, Relation } from '../domain/upgrade.js';
import { type HierarchyType, largestNumber, upgradeLevels } from './model.js';

export type ProblemKey =
  | 'hierarchy.levels_out_of_range'
  | 'hierarchy.limit_out_of_range'
  | 'hierarchy.self'
  | 'hierarchy.duplicate'
  | 'hierarchy.type_unknown'
  | 'hierarchy.type_inactive'
  | 'hierarchy.type_without_capacity'
  | 'hierarchy.priority_out_of_range'
  | 'hierarchy.cost_out_of_range'
  | 'hierarchy.cost_over_limit'
  | 'hierarchy.cycle'
  | 'hierarchy.levels_beyond'
  | 'hierarchy.smaller_capacity';

export interface HierarchyProblem extends Reason {
  /** An edit that brings an error is refused; a warning is for a person to look at. */
  readonly severity: 'error' | 'warning';
  readonly key: ProblemKey;
  /** The types it is about: of a relation its two, of a cycle all along it. */
  readonly types: readonly RoomTypeId[];
}

type Tell = (
  key: ProblemKey,
  types: readonly RoomTypeId[],
  params: Reason['params'],
  severity?: HierarchyProblem['severity'],
) => void;

const isWhole = (value: number) => Number.isInteger(value) && value >= 0 && value <= largestNumber;

function checkRules({ maxUpgradeLevels: levels, priceDifferenceLimit: limit }: HierarchyRules, tell: Tell) {
  const { fewest, most } = upgradeLevels;
  if (!Number.isInteger(levels) || levels < fewest || levels > most)
    tell('hierarchy.levels_out_of_range', [], { levels, fewest, most });
  if (limit !== null && !isWhole(limit)) tell('hierarchy.limit_out_of_range', [], { limit });
}

/** One relation by itself; its types in the PMS are looked at only while it is active. */
function checkRelation(
  relation: Relation,
  rules: HierarchyRules,
  typeOf: (id: RoomTypeId) => HierarchyType | undefined,
  name: (id: RoomTypeId) => string,
  tell: Tell,
): void {
  const { fromTypeId, toTypeId, priority, costPerNight: cost } = relation;
  const both = [fromTypeId, toTypeId];
  const params = { from: name(fromTypeId), to: name(toTypeId) };
  if (fromTypeId === toTypeId) tell('hierarchy.self', both, { type: params.from });
  if (!isWhole(priority)) tell('hierarchy.priority_out_of_range', both, { ...params, priority });
  if (cost !== null && !isWhole(cost)) tell('hierarchy.cost_out_of_range', both, { ...params, cost });
  for (const id of new Set(both))
    if (!typeOf(id)) tell('hierarchy.type_unknown', both, { ...params, type: name(id) });
  if (!relation.active) return;
  const limit = rules.priceDifferenceLimit;
  if (cost !== null && limit !== null && cost > limit)
    tell('hierarchy.cost_over_limit', both, { ...params, cost, limit });
  const [from, to] = [typeOf(fromTypeId), typeOf(toTypeId)];
  for (const type of [from, to])
    if (type && !type.active) tell('hierarchy.type_inactive', both, { ...params, type: type.name });
  if (!to?.active) return;
  if (to.capacity === 0) tell('hierarchy.type_without_capacity', both, { ...params, type: to.name });
  else if (from && to.capacity < from.capacity) {
    const people = { fromPeople: from.capacity, toPeople: to.capacity };
    tell('hierarchy.smaller_capacity', both, { ...params, ...people }, 'warning');
  }
}

function checkDuplicates(relations: readonly Relation[], name: (id: RoomTypeId) => string, tell: Tell): void {
  const seen = new Map<RoomTypeId, Map<RoomTypeId, number>>();
  for (const { fromTypeId: from, toTypeId: to } of relations) {
    const targets = seen.get(from) ?? new Map<RoomTypeId, number>();
    const before = targets.get(to) ?? 0;
    // However often it is there: said once.
    if (before === 1) tell('hierarchy.duplicate', [from, to], { from: name(from), to: name(to) });
    seen.set(from, targets.set(to, before + 1));
  }
}

/** How many relations the longest way from each type has. Only for a graph without cycles. */
function longestWays(leaving: ReadonlyMap<RoomTypeId, readonly RoomTypeId[]>): Map<RoomTypeId, number> {
  const longest = new Map<RoomTypeId, number>();
  const from = (type: RoomTypeId): number => {
    const known = longest.get(type);
    if (known !== undefined) return known;
    let levels = 0;
    for (const next of leaving.get(type) ?? []) levels = Math.max(levels, from(next) + 1);
    longest.set(type, levels);
    return levels;
  };
  for (const type of leaving.keys()) from(type);
  return longest;
}

/**
 * Everything that is wrong with a hotel's upgrades, in an order that depends on nothing but the input's content; empty where all is well.
 * Cycles are looked for among active relations, as the database does (`room_type_hierarchy_no_cycle`).
 */
export function validateHierarchy(
  types: readonly HierarchyType[],
  relations: readonly Relation[],
  rules: HierarchyRules,
): HierarchyProblem[] {
  const problems: HierarchyProblem[] = [];
  const tell: Tell = (key, about, params, severity = 'error') =>
    problems.push({ severity, key, params, types: about });
  const typeById = new Map(types.map((type) => [type.id, type]));
  const name = namesOf(types);
  const inOrder = relations.toSorted((a, b) => a.fromTypeId - b.fromTypeId || a.toTypeId - b.toTypeId);

  checkRules(rules, tell);
  checkDuplicates(inOrder, name, tell);
  for (const relation of inOrder) checkRelation(relation, rules, (id) => typeById.get(id), name, tell);

  const leaving = new Map<RoomTypeId, RoomTypeId[]>();
  for (const { fromTypeId: from, toTypeId: to, active } of inOrder) {
    if (!active || from === to) continue;
    const targets = leaving.get(from);
    if (!targets) leaving.set(from, [to]);
    else if (targets.at(-1) !== to) targets.push(to);
  }
  const cycles = findCycles(leaving);
  for (const cycle of cycles) tell('hierarchy.cycle', cycle, { cycle: arrows(cycle.map(name)) });
  if (cycles.length > 0) return problems;
  const max = rules.maxUpgradeLevels;
  for (const [type, levels] of [...longestWays(leaving)].sort(([a], [b]) => a - b))
    if (levels > max) tell('hierarchy.levels_beyond', [type], { type: name(type), levels, max }, 'warning');
  return problems;
}

const identity = ({ key, types, params }: HierarchyProblem) => JSON.stringify([key, types, params]);

/**
 * The errors that an edit brings: those of `after` that `before` did not have. What was wrong already, a type that has left the PMS
 * for one, must not stand in the way of its remedy.
 */
export function introducedErrors(
  before: readonly HierarchyProblem[],
  after: readonly HierarchyProblem[],
): HierarchyProblem[] {
  const known = new Set(before.map(identity));
  return after.filter((problem) => problem.severity === 'error' && !known.has(identity(problem)));
}

/** The checks over the room types that a hotel has now. */
export interface HierarchyValidator {
  /** As `validateHierarchy`. */
  validate(content: HierarchyContent): HierarchyProblem[];
  /** As `introducedErrors`, of an edit that makes `after` of `before`. */
  introducedErrors(before: HierarchyContent, after: HierarchyContent): HierarchyProblem[];
  /** The first circle that arrows lead round in; undefined where there is none. */
  findCycle(content: HierarchyContent): HierarchyProblem | undefined;
}

export function createHierarchyValidator(types: readonly HierarchyType[]): HierarchyValidator {
  const validate = ({ relations, rules }: HierarchyContent) => validateHierarchy(types, relations, rules);
  return {
    validate,
    introducedErrors: (before, after) => introducedErrors(validate(before), validate(after)),
    findCycle: (content) => validate(content).find(({ key }) => key === 'hierarchy.cycle'),
  };
}
