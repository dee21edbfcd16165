// What a batch makes of its messages and of the others of their bookings: known at once in memory, written together when the batch ends.
import type { MessageId } from '../../domain/ids.js';
import type { HotelTx } from '../../platform/database/index.js';
import { type Attempt, type Outcome, type OutcomeKind, saveOutcomes } from './attempts-repository.js';
import type { LedgerEntry } from './entry.js';

export interface BatchOutcomes {
  /** The message as it stands now. */
  of(entry: LedgerEntry): LedgerEntry;
  /** The other messages of its booking as they stand now, in order of receipt, duplicates left out. */
  others(entry: LedgerEntry): readonly LedgerEntry[];
  /** Messages of other agencies' bookings of the same number. */
  elsewhere(entry: LedgerEntry): readonly LedgerEntry[];
  /** The last word on these messages, for the time being; with the turns that they have. */
  become(entries: readonly LedgerEntry[], kind: OutcomeKind): void;
  /** A message that could not be applied, and was written as such with its turn: nothing said of it before holds. */
  failed(entry: LedgerEntry, how: Pick<LedgerEntry, 'status' | 'failureCode'>): void;
  save(attempts: readonly Attempt[], at: Date): Promise<void>;
}

function changedBy(kind: OutcomeKind, { status, failureCode }: LedgerEntry) {
  if (kind !== 'due') return { status: kind, failureCode: undefined };
  return { status: status === 'failed' ? ('waiting' as const) : status, failureCode };
}

/** `entries`: all messages of the booking numbers of the batch. */
export function openOutcomes(tx: HotelTx, entries: readonly LedgerEntry[]): BatchOutcomes {
  const known = new Map(entries.map((entry) => [entry.id, entry]));
  const unsaved = new Map<MessageId, Outcome>();
  const ofNumber = (number: LedgerEntry['bookingNumber']) =>
    [...known.values()].filter(({ bookingNumber }) => bookingNumber === number);
  const ofBooking = ({ bookingNumber, agency }: LedgerEntry) =>
    ofNumber(bookingNumber).filter((other) => other.agency === agency);

  function nextEffect(entry: LedgerEntry): number {
    return 1 + Math.max(0, ...ofBooking(entry).map(({ effect = 0 }) => effect));
  }

  return {
    of: (entry) => known.get(entry.id) ?? entry,
    others: (entry) => ofBooking(entry).filter((other) => other.id !== entry.id),
    elsewhere: ({ bookingNumber, agency }) =>
      ofNumber(bookingNumber).filter((other) => other.agency !== agency),
    become(changed, kind) {
      for (const entry of changed) {
        const { id, turnAfter } = entry;
        const effect = kind === 'imported' ? nextEffect(entry) : undefined;
        unsaved.set(id, { id, kind, effect, turnAfter });
        known.set(id, { ...entry, ...changedBy(kind, entry), effect });
      }
    },
    failed(entry, how) {
      unsaved.delete(entry.id);
      known.set(entry.id, { ...entry, ...how });
    },
    save: (attempts, at) => saveOutcomes(tx, [...unsaved.values()], attempts, at),
  };
}
