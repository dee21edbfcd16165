// What was done to a hotel's hierarchy, from the audit log; and how it stood before one of these changes.
import { z } from 'zod';
import { roomTypeId } from '../domain/ids.js';
import { Refusal } from '../domain/refusal.js';
import type { Audit } from '../platform/audit/index.js';
import type { HotelSql } from '../platform/database/index.js';
import { type HierarchyChange, type HierarchyContent, reverted } from './changes.js';
import { auditSubject } from './edits.js';
import type { Hierarchy } from './model.js';
import { upgradePolicies } from '../domain/upgrade.js';

export interface RecordedChange extends HierarchyChange {
  /** The version that it made; names the change. */
  readonly version: number;
  readonly at: Date;
  readonly userId: number | undefined;
  /** 担当者, where the login is shared. */
  readonly clerk: string | undefined;
  /** What was done: the last word of the audit log's action. */
  readonly kind: string;
  /** Of an undo: the change before which it put everything back. */
  readonly undoes: number | undefined;
}

const typeId = z.int().transform(roomTypeId);
const terms = z.object({
  priority: z.int(),
  active: z.boolean(),
  policy: z.enum(upgradePolicies),
  costPerNight: z.int().nullable(),
  sameBedCount: z.boolean(),
});
const rules = z.object({ maxUpgradeLevels: z.int(), priceDifferenceLimit: z.int().nullable() });
const recorded = z.object({
  version: z.int(),
  undoes: z.int().optional(),
  relations: z.array(
    z.object({ fromTypeId: typeId, toTypeId: typeId, before: terms.nullable(), after: terms.nullable() }),
  ),
  rules: z.object({ before: rules, after: rules }).nullable(),
});

/** Newest first. */
export async function recordedChanges(
  audit: Audit,
  sql: HotelSql,
  range: { readonly offset: number; readonly limit: number },
): Promise<{ readonly changes: RecordedChange[]; readonly total: number }> {
  const { entries, total } = await audit.entries(sql, auditSubject, range);
  const changes = entries.map(({ at, userId, clerk, action, details }): RecordedChange => {
    const { undoes, ...change } = recorded.parse(details);
    return { at, userId, clerk, kind: action.slice(auditSubject.length + 1), undoes, ...change };
  });
  return { changes, total };
}

/**
 * The newest change that has not been undone, of changes in order, newest first: so one undo after another goes back step by step. Undefined
 * where there is none among them.
 */
function lastChange(changes: readonly RecordedChange[]): RecordedChange | undefined {
  let before = Infinity;
  for (const change of changes) {
    if (change.version >= before) continue;
    if (change.undoes === undefined) return change;
    before = change.undoes;
  }
  return undefined;
}

const pageSize = 100;

/** Changes, newest first, as far back as `enough` asks. */
async function changesUntil(
  audit: Audit,
  sql: HotelSql,
  enough: (changes: readonly RecordedChange[]) => boolean,
): Promise<RecordedChange[]> {
  const all: RecordedChange[] = [];
  for (;;) {
    const { changes } = await recordedChanges(audit, sql, { offset: all.length, limit: pageSize });
    all.push(...changes);
    if (changes.length < pageSize || enough(all)) return all;
  }
}

/**
 * The hierarchy as it stood before the change named, or before the last one that has not been undone.
 *
 * @throws Refusal where there is no such change, or the present state is not what the recorded changes have led to
 */
export async function contentBefore(
  audit: Audit,
  sql: HotelSql,
  present: Hierarchy,
  named: number | undefined,
): Promise<{ readonly content: HierarchyContent; readonly change: number }> {
  const find = (changes: readonly RecordedChange[]) =>
    named === undefined ? lastChange(changes) : changes.find(({ version }) => version === named);
  const all = await changesUntil(audit, sql, (some) => find(some) !== undefined);
  const changes = all.filter(({ version }) => version <= present.version); // one committed since is found out when the undo is written
  const target = find(changes);
  if (!target && named !== undefined)
    throw new Refusal('not_found', 'hierarchy.change_unknown', { change: named });
  if (!target) throw new Refusal('conflict', 'hierarchy.nothing_to_undo');
  let content: HierarchyContent = present;
  for (const change of changes) {
    if (change.version < target.version) break;
    const before = reverted(content, change);
    if (!before.ok) throw new Refusal('conflict', 'hierarchy.undo_impossible', { change: change.version });
    content = before.value;
  }
  return { content, change: target.version };
}
