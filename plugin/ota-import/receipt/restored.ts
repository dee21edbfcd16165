// How a restored database is known: it shows something otherwise than the one that was last worked with; and when a hotel may be let go on. Pure.

/** Milliseconds after which a comparison of messages, PMS and plans that has not ended is waited for no longer. */
export const comparisonGivenUpAfter = 3_600_000;

/** A person lets a hotel go on once there is a comparison to look at; where none comes to its end, the person does not wait for ever. */
export const mayBeReleased = (
  { since, run }: { readonly since: Date; readonly run: { readonly finished: boolean } | undefined },
  now: Date,
): boolean => run?.finished === true || now.getTime() - since.getTime() >= comparisonGivenUpAfter;

/** What a database shows of itself that an earlier state of it, brought back, does not; a fact that the role may not ask is left out. */
export interface DatabaseFacts {
  /** The cluster: another after a restore of a dump elsewhere. */
  readonly system?: string;
  /** Another after a restore to a point in time, and after a standby took over. */
  readonly timeline?: string;
  readonly database?: string;
  /** Another where a dump has made our tables anew. */
  readonly table?: string;
}

const facts = ['system', 'timeline', 'database', 'table'] as const;
export type RestoreSign = (typeof facts)[number] | 'went_back' | 'said';

export interface DatabaseLook {
  /** As it was known last; undefined where nobody has looked before. */
  readonly known: DatabaseFacts | undefined;
  readonly saidRestored: boolean;
  readonly now: DatabaseFacts;
  /** How far its log is written, in bytes; undefined where the role may not ask. */
  readonly written: bigint | undefined;
}

/** By what it shows to have been restored; `writtenBefore`: the furthest that this process has seen. */
export function restoreSign(
  { known, saidRestored, now, written }: DatabaseLook,
  writtenBefore: bigint | undefined,
): RestoreSign | undefined {
  if (saidRestored) return 'said';
  const other = facts.find(
    (fact) => known?.[fact] !== undefined && now[fact] !== undefined && known[fact] !== now[fact],
  );
  if (other) return other;
  return written !== undefined && writtenBefore !== undefined && written < writtenBefore
    ? 'went_back'
    : undefined;
}
