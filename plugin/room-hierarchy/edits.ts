// One edit of a hotel's hierarchy: checked, written, versioned, audited and told in one transaction, or refused with the types named.
import { Refusal } from '../domain/refusal.js';
import type { HostPort } from '../host/port.js';
import { type HotelTx, isConstraintViolation } from '../platform/database/index.js';
import type { Platform } from '../platform/index.js';
import { changeBetween, changesNothing, type HierarchyContent } from './changes.js';
import type { EditKind, HierarchyMetrics } from './metrics.js';
import type { Hierarchy, HierarchyType } from './model.js';
import { hierarchyOf, noCycle, raiseVersion, writeRelations } from './repository.js';
import { hierarchyTypes } from './types.js';
import { createHierarchyValidator, type HierarchyProblem, type ProblemKey } from './validator.js';

export interface EditContext {
  readonly platform: Pick<Platform, 'database' | 'audit' | 'events'>;
  readonly host: Pick<HostPort, 'inventory'>;
  readonly metrics: HierarchyMetrics;
}

/** What an edit makes of the hierarchy; throws Refusal where there is nothing to edit. */
export type Change = (present: HierarchyContent, types: readonly HierarchyType[]) => HierarchyContent;

export interface EditRequest {
  /** The version that the person saw. */
  readonly seen: number;
  readonly kind: EditKind;
  readonly change: Change;
  /** Errors that this kind of edit may bring. */
  readonly tolerated?: readonly ProblemKey[];
  /** For the audit log, beside what changed: the change that an undo undoes. */
  readonly undoes?: number | undefined;
}

/** In the audit log, of everything that was done to a hotel's hierarchy. */
export const auditSubject = 'room-hierarchy';

const primaryKey = 'room_type_hierarchy_pkey';

/** Wrong in itself, whatever stands in the database. */
export const wrongInput: ReadonlySet<ProblemKey> = new Set<ProblemKey>([
  'hierarchy.levels_out_of_range',
  'hierarchy.limit_out_of_range',
  'hierarchy.priority_out_of_range',
  'hierarchy.cost_out_of_range',
  'hierarchy.self',
  'hierarchy.duplicate',
  'hierarchy.type_unknown',
]);

const refusalOf = ({ key, params }: HierarchyProblem): Refusal =>
  new Refusal(wrongInput.has(key) ? 'invalid' : 'conflict', key, params);

/** Refuses with the first error that `after` would bring. */
function refuseErrors(
  types: readonly HierarchyType[],
  before: HierarchyContent,
  after: HierarchyContent,
  tolerated: readonly ProblemKey[] = [],
): void {
  const [error] = createHierarchyValidator(types)
    .introducedErrors(before, after)
    .filter(({ key }) => !tolerated.includes(key));
  if (error) throw refusalOf(error);
}

/** Somebody else's edit was committed between this one's look and its writing. */
class StaleEdit extends Error {}

/** Writes `after` over `before` of that version in `tx`: relations, version, audit log, event. Answers with what stands then. */
export async function writeContent(
  { platform }: EditContext,
  tx: HotelTx,
  { kind, undoes }: Pick<EditRequest, 'kind' | 'undoes'>,
  before: Hierarchy,
  after: HierarchyContent,
): Promise<Hierarchy> {
  const change = changeBetween(before, after);
  if (changesNothing(change)) return before;
  await writeRelations(tx, change);
  if (!(await raiseVersion(tx, before.version, after.rules))) throw new StaleEdit();
  const version = before.version + 1;
  await platform.audit.record(tx, {
    action: `${auditSubject}.${kind}`,
    subject: auditSubject,
    details: { version, ...change, ...(undoes !== undefined && { undoes }) },
  });
  await platform.events.record(tx, 'room-hierarchy');
  return hierarchyOf(tx);
}

const lostTheRace = (error: unknown): boolean =>
  error instanceof StaleEdit ||
  isConstraintViolation(error, noCycle) ||
  isConstraintViolation(error, primaryKey);

/**
 * Why an edit of an older version is refused: with the cycle spelled out, where what others did since would make it close one; else
 * because of the version.
 */
function refuseStale(
  { seen, change }: EditRequest,
  present: Hierarchy,
  types: readonly HierarchyType[],
): never {
  let after: HierarchyContent = present;
  try {
    after = change(present, types);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error; // what it was to change is gone: the version says so
  }
  const cycle = createHierarchyValidator(types).findCycle(after);
  if (cycle) throw refusalOf(cycle);
  throw new Refusal('conflict', 'version.changed', { seen, current: present.version });
}

async function attempt(context: EditContext, tx: HotelTx, request: EditRequest): Promise<Hierarchy> {
  const { seen, change, tolerated } = request;
  const present = await hierarchyOf(tx);
  const types = hierarchyTypes(await context.host.inventory(tx));
  if (present.version !== seen) refuseStale(request, present, types);
  const after = change(present, types);
  refuseErrors(types, present, after, tolerated);
  return writeContent(context, tx, request, present, after);
}

/**
 * Does one edit of the version that a person saw. It locks nothing before it writes: of edits at the same time one goes through, and the
 * others lose to it at the hotel's row of rules, where the database also finds the cycle that they would close together.
 *
 * @returns the hierarchy as it stands then; unchanged, version and all, where the edit changes nothing
 * @throws Refusal for what is wrong with it, and for an edit of an older version
 */
export async function applyEdit(context: EditContext, tx: HotelTx, request: EditRequest): Promise<Hierarchy> {
  const { host, metrics } = context;
  const { kind } = request;
  try {
    const done = await tx
      .savepoint(() => attempt(context, tx, request))
      .catch(async (error: unknown) => {
        if (!lostTheRace(error)) throw error;
        const types = hierarchyTypes(await host.inventory(tx));
        return refuseStale(request, await hierarchyOf(tx), types);
      });
    metrics.edited(kind, 'done');
    return done;
  } catch (error) {
    if (error instanceof Refusal) metrics.edited(kind, 'refused');
    throw error;
  }
}
