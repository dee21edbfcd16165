// What the hierarchy's routes take, as schemas, and the service's own data as the answers of plugin/api.
import { z } from 'zod';
import type {
  HierarchyChangeAnswer,
  HierarchyGraphAnswer,
  HierarchyProblemAnswer,
  RankedUpgradeAnswer,
  ToldReasonAnswer,
  UpgradePathAnswer,
} from '../api/index.js';
import type { Reason } from '../domain/booking-plan.js';
import { roomTypeId, type RoomTypeId } from '../domain/ids.js';
import { fill } from '../domain/refusal.js';
import { integerField } from '../platform/http/index.js';
import type { RelationChange } from './changes.js';
import type { RecordedChange } from './history.js';
import { hierarchyMessages } from './messages.js';
import { plainTerms, upgradePolicies } from '../domain/upgrade.js';
import { upgradeLevels } from './model.js';
import type { RankedUpgrade, UpgradeDecision, UpgradePath } from '../assignment/index.js';
import type { HierarchyView } from './service.js';
import type { HierarchyProblem } from './validator.js';

const typeId = integerField({ min: 1 });
const yen = integerField({ min: 0 }).nullable();

/** As a change names them: all of them, so that none is set back by being left out. */
const termsBody = {
  priority: integerField({ min: 0 }),
  active: z.boolean(),
  policy: z.enum(upgradePolicies),
  costPerNight: yen,
  sameBedCount: z.boolean(),
};
const relationBody = z.strictObject({
  fromTypeId: typeId,
  toTypeId: typeId,
  priority: termsBody.priority.default(plainTerms.priority),
  active: termsBody.active.default(plainTerms.active),
  policy: termsBody.policy.default(plainTerms.policy),
  costPerNight: termsBody.costPerNight.default(plainTerms.costPerNight),
  sameBedCount: termsBody.sameBedCount.default(plainTerms.sameBedCount),
});
const rulesBody = z.strictObject({
  maxUpgradeLevels: z.int().min(upgradeLevels.fewest).max(upgradeLevels.most),
  priceDifferenceLimit: yen,
});
/** More arrows than 100 types can have in a graph without cycles. */
const relationsBody = z.array(relationBody).max(5000);
const version = integerField({ min: 0 });

/** Bodies of the commands; each names the version it saw. */
export const bodies = {
  version: z.strictObject({ version }),
  add: relationBody.extend({ version }),
  change: z.strictObject({ version, ...termsBody }),
  graph: z.strictObject({ version, relations: relationsBody }),
  rules: rulesBody.extend({ version }),
  undo: z.strictObject({ version, change: integerField({ min: 1 }).optional() }),
  validate: z.strictObject({ relations: relationsBody, rules: rulesBody.optional() }),
};

export const parsedRelation = ({ fromTypeId, toTypeId, ...terms }: z.output<typeof relationBody>) => ({
  ...terms,
  fromTypeId: roomTypeId(fromTypeId),
  toTypeId: roomTypeId(toTypeId),
});

/** A reason with its sentences. */
export function say({ key, params }: Reason): ToldReasonAnswer {
  const { ja, en } = hierarchyMessages[key] ?? { ja: key, en: key };
  return { key, params: { ...params }, text: { ja: fill(ja, params), en: fill(en, params) } };
}

export const problemsOf = (problems: readonly HierarchyProblem[]): HierarchyProblemAnswer[] =>
  problems.map(({ severity, types, ...reason }) => ({ ...say(reason), severity, types: [...types] }));

export const graphOf = ({ version: current, ...view }: HierarchyView): HierarchyGraphAnswer => ({
  version: current,
  rules: view.rules,
  types: [...view.types],
  relations: [...view.relations],
  problems: problemsOf(view.problems),
});

type NameOf = (type: RoomTypeId) => string;
const namedType = (id: RoomTypeId, nameOf: NameOf) => ({ id, name: nameOf(id) });

const relationChangeOf = ({ fromTypeId, toTypeId, before, after }: RelationChange, nameOf: NameOf) => ({
  from: namedType(fromTypeId, nameOf),
  to: namedType(toTypeId, nameOf),
  before,
  after,
});

export const changeOf = (change: RecordedChange, nameOf: NameOf): HierarchyChangeAnswer => ({
  version: change.version,
  at: change.at.toISOString(),
  ...{ userId: change.userId ?? null, clerk: change.clerk ?? null },
  kind: change.kind,
  undoes: change.undoes ?? null,
  relations: change.relations.map((relation) => relationChangeOf(relation, nameOf)),
  rules: change.rules,
});

const wayOf = (option: UpgradePath, nameOf: NameOf) => ({
  to: namedType(option.toTypeId, nameOf),
  path: option.path.map((type) => namedType(type, nameOf)),
  levels: option.levels,
  costPerNight: option.costPerNight,
  priced: option.priced,
  policy: option.policy,
  sameBedCount: option.sameBedCount,
});

export const pathOf = (
  option: UpgradePath,
  barred: Reason | undefined,
  nameOf: NameOf,
): UpgradePathAnswer => ({ ...wayOf(option, nameOf), barred: barred ? say(barred) : null });

const rankedOf = (
  { path: way, expectedLostSale, rooms, moves, reasons }: RankedUpgrade,
  nameOf: NameOf,
): RankedUpgradeAnswer => ({
  ...wayOf(way, nameOf),
  ...{ expectedLostSale, rooms, moves, reasons: reasons.map(say) },
});

/** What of the answer is about the decision, and about the type that placement would give. */
export const decisionOf = (
  { best, reason, alternatives, barred }: UpgradeDecision,
  given: RoomTypeId | undefined,
  nameOf: NameOf,
) => ({
  given: given === undefined ? null : namedType(given, nameOf),
  best: best ? rankedOf(best, nameOf) : null,
  reason: say(reason),
  alternatives: alternatives.map((upgrade) => rankedOf(upgrade, nameOf)),
  barred: barred.map((target) => ({ to: namedType(target.toTypeId, nameOf), reason: say(target.reason) })),
});
