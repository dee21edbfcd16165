// What was done to a mapping, written to the audit log with before and after, and read from there.
import { z } from 'zod';
import { roomTypeId } from '../../domain/ids.js';
import type { Audit, LastDone } from '../../platform/audit/index.js';
import type { HotelSql, HotelTx } from '../../platform/database/index.js';
import type { Effect } from './effect.js';
import { type Mapping, type MappingKey, type MappingTerms, soldSmoking } from './mapping.js';

/** At least one of the two is there. */
export interface MappingChange {
  readonly before: Mapping | undefined;
  readonly after: Mapping | undefined;
}

export const changeKinds = ['add', 'change', 'remove'] as const;
export type ChangeKind = (typeof changeKinds)[number];

export interface RecordedMappingChange extends MappingKey {
  readonly at: Date;
  /** Undefined: nobody who is signed in. */
  readonly userId: number | undefined;
  /** 担当者, where the login is shared. */
  readonly clerk: string | undefined;
  readonly kind: ChangeKind;
  readonly before: MappingTerms | undefined;
  readonly after: MappingTerms | undefined;
  /** Messages that it freed. */
  readonly frees: number;
}

export interface MappingHistory {
  readonly changes: readonly RecordedMappingChange[];
  readonly total: number;
}

const subjectOf = (id: number) => `room-type-mapping:${id}`;
const action = 'room-type-mapping';

const kindOf = ({ before, after }: MappingChange): ChangeKind =>
  !before ? 'add' : after ? 'change' : 'remove';

const termsOf = ({ typeId, smoking, attributes, active }: MappingTerms) => ({
  ...{ typeId, smoking, attributes, active },
});

export async function recordChange(
  audit: Audit,
  tx: HotelTx,
  change: MappingChange,
  { frees, retried }: Effect,
): Promise<void> {
  const { before, after } = change;
  const { id, agency, code } = (after ?? before)!;
  await audit.record(tx, {
    action: `${action}.${kindOf(change)}`,
    subject: subjectOf(id),
    details: {
      ...{ agency: agency ?? null, code, frees, retried: retried.length },
      ...{ before: before ? termsOf(before) : null, after: after ? termsOf(after) : null },
    },
  });
}

/** When and by whom each mapping was last edited, by its id; none that was not within the time for which the audit log is kept. */
export async function lastEdits(
  audit: Audit,
  sql: HotelSql,
  ids: readonly number[],
): Promise<ReadonlyMap<number, LastDone>> {
  const done = await audit.lastDone(sql, ids.map(subjectOf));
  return new Map(
    ids.flatMap((id): [number, LastDone][] => {
      const last = done.get(subjectOf(id));
      return last ? [[id, last]] : [];
    }),
  );
}

const terms = z.object({
  typeId: z.int().transform(roomTypeId),
  smoking: z.enum(soldSmoking),
  attributes: z.array(z.string()),
  active: z.boolean(),
});
const recorded = z.object({
  agency: z.string().nullable(),
  code: z.string(),
  before: terms.nullable(),
  after: terms.nullable(),
  frees: z.int(),
});

/** Empty of what nobody has edited within the time for which the audit log is kept. */
export async function mappingHistory(
  audit: Audit,
  sql: HotelSql,
  id: number,
  range: { readonly offset: number; readonly limit: number },
): Promise<MappingHistory> {
  const { entries, total } = await audit.entries(sql, subjectOf(id), range);
  const changes = entries.map(({ at, userId, clerk, action: done, details }): RecordedMappingChange => {
    const { agency, code, before, after, frees } = recorded.parse(details);
    const kind = z.enum(changeKinds).parse(done.slice(action.length + 1));
    return {
      ...{ at, userId, clerk, kind, code, frees, agency: agency ?? undefined },
      ...{ before: before ?? undefined, after: after ?? undefined },
    };
  });
  return { changes, total };
}
