// How far the PMS's change log has been read, and which ids below that are still to come. Pure.

/** Ids that one look found missing below the highest that it saw: of transactions still open, or rolled back. */
export interface LogGap {
  /** Business time. */
  readonly since: string;
  /** The number that the next transaction would have had: once all before it have ended, an id that is missing still never comes. */
  readonly horizon: string;
  /** Empty where they were too many or too old to be remembered: what those transactions wrote is found by comparing alone. */
  readonly ids: readonly number[];
}

export interface LogPosition {
  /** Undefined before the first look. */
  readonly highest: number | undefined;
  readonly gaps: readonly LogGap[];
  /** How often every hotel had to be compared whole, because the log could not be followed without a hole. */
  readonly comparisons: number;
}

/** What one look saw, all of it in one snapshot. */
export interface LogPage {
  /** Seen now: above the highest, in order and at most a page of them, and those that were missing. */
  readonly ids: readonly number[];
  /** The highest id of the log; 0 where it is empty. */
  readonly newest: number;
  /** The oldest transaction that was still running. */
  readonly oldestRunning: string;
  readonly nextTransaction: string;
}

export interface LogStep {
  readonly position: LogPosition;
  /** Missing ids that are looked for no longer although they may still come. */
  readonly forgotten: number;
}

const mostMissing = 10_000;
const hour = 3_600_000;
/** With the first gap of an hour's age those half as old go too, so that the hotels are compared once for all of them. */
const alsoForgotten = hour / 2;
/** Ids behind at which comparing the hotels is cheaper than reading what they missed. */
const farBehind = 100_000;

/** The ids in `(after, reached]` that were not seen; how many, where they are too many to be remembered. */
function missingIn(after: number, reached: number, seen: ReadonlySet<number>) {
  const newer = [...seen].filter((id) => id > after).length;
  const total = reached - after - newer;
  const missing: number[] = [];
  if (total > mostMissing) return { missing, total };
  for (let id = after + 1; missing.length < total; id += 1) if (!seen.has(id)) missing.push(id);
  return { missing, total };
}

/** What was missing and has not come. Of transactions that have all ended, nothing is left to wait for. */
function stillOpen(gaps: readonly LogGap[], ids: ReadonlySet<number>, { oldestRunning }: LogPage) {
  const open: LogGap[] = [];
  let compare = false;
  for (const gap of gaps) {
    const ended = BigInt(oldestRunning) >= BigInt(gap.horizon);
    // What they wrote was not looked for, and is all there now.
    if (ended && gap.ids.length === 0) compare = true;
    const missing = gap.ids.filter((id) => !ids.has(id));
    if (!ended && (gap.ids.length === 0 || missing.length > 0)) open.push({ ...gap, ids: missing });
  }
  return { open, compare };
}

const laterOf = (a: string, b: string) => (BigInt(a) > BigInt(b) ? a : b);

/** All gaps without ids as one. */
function joined(gaps: readonly LogGap[]): LogGap[] {
  const [first, ...others] = gaps.filter((gap) => gap.ids.length === 0);
  if (!first) return [...gaps];
  const horizon = others.reduce((latest, gap) => laterOf(latest, gap.horizon), first.horizon);
  return [{ ...first, horizon }, ...gaps.filter((gap) => gap.ids.length > 0)];
}

function withoutOld(gaps: readonly LogGap[], now: Date): { gaps: LogGap[]; forgotten: number } {
  const ageOf = ({ since }: LogGap) => now.getTime() - Date.parse(since);
  const due = gaps.some((gap) => gap.ids.length > 0 && ageOf(gap) > hour);
  const old = due ? gaps.filter((gap) => ageOf(gap) > alsoForgotten) : [];
  const forgotten = old.reduce((sum, gap) => sum + gap.ids.length, 0);
  return { gaps: gaps.map((gap) => (old.includes(gap) ? { ...gap, ids: [] } : gap)), forgotten };
}

function withoutMany(gaps: readonly LogGap[]): { gaps: LogGap[]; forgotten: number } {
  let left = mostMissing;
  const kept = [...gaps].reverse().map((gap) => {
    const ids = left > 0 ? gap.ids.slice(-left) : [];
    left -= ids.length;
    return ids.length === gap.ids.length ? gap : { ...gap, ids: [] };
  });
  const count = (list: readonly LogGap[]) => list.reduce((sum, gap) => sum + gap.ids.length, 0);
  return { gaps: kept.reverse(), forgotten: count(gaps) - count(kept) };
}

/** At the end of the log, whatever came before; the hotels are compared at once and when all that runs now has ended. */
const anew = ({ comparisons }: LogPosition, page: LogPage, now: Date): LogPosition => ({
  highest: page.newest,
  gaps: [{ since: now.toISOString(), horizon: page.nextTransaction, ids: [] }],
  comparisons: comparisons + 1,
});

/** Whether the log is read on from `position`, or from its end: it was never read, it has gone back, or too much has come since. */
export const mustBeginAnew = ({ highest }: LogPosition, { newest }: Pick<LogPage, 'newest'>): boolean =>
  highest === undefined || newest < highest || newest - highest > farBehind;

/** Whether nothing has come to the log, and nothing of it is missing: the position after it is the same. */
export const isAtEnd = ({ highest, gaps }: LogPosition, { newest }: Pick<LogPage, 'newest'>): boolean =>
  highest === newest && gaps.length === 0;

/** The position after `page`. Ids are handed out before commit, so lower ones may appear after higher ones were seen. */
export function positionAfter(position: LogPosition, page: LogPage, now: Date): LogStep {
  const { highest } = position;
  if (highest === undefined || mustBeginAnew(position, page))
    return { position: anew(position, page, now), forgotten: 0 };
  const ids = new Set(page.ids);
  const reached = page.ids.reduce((most, id) => Math.max(most, id), highest);
  const { missing, total } = missingIn(highest, reached, ids);
  const fresh: LogGap = { since: now.toISOString(), horizon: page.nextTransaction, ids: missing };
  const { open, compare } = stillOpen(position.gaps, ids, page);
  const aged = withoutOld(total > 0 ? [...open, fresh] : open, now);
  const few = withoutMany(aged.gaps);
  const forgotten = aged.forgotten + few.forgotten + (total - missing.length);
  const comparisons = position.comparisons + (compare || forgotten > 0 ? 1 : 0);
  return { position: { highest: reached, gaps: joined(few.gaps), comparisons }, forgotten };
}
