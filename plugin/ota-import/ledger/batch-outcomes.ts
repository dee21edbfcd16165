// What a batch makes of its messages and of the others of their bookings: known at once in memory, written together when the batch ends.
import type { BookingNumber, MessageId } from '../../domain/ids.js';
import type { HotelTx } from '../../platform/database/index.js';
import { type Attempt, type Outcome, saveOutcomes } from './attempts-repository.js';
import { messagesOfBookings } from './messages-repository.js';
import type { Sibling } from './ordering.js';

export interface BatchOutcomes {
  /** The other messages of the booking as they are now, in order of receipt, duplicates left out. */
  siblings(number: BookingNumber, except: MessageId): readonly Sibling[];
  /** The last word on these messages of the booking, for the time being. */
  become(number: BookingNumber, ids: readonly MessageId[], outcome: Outcome): void;
  /** A message that could not be applied, and was written as such: nothing said of it before holds. */
  kept(number: BookingNumber, id: MessageId, how: Pick<Sibling, 'status' | 'failureCode'>): void;
  save(attempts: readonly Attempt[], at: Date): Promise<void>;
}

const changedBy = (outcome: Outcome, { status, failureCode }: Sibling) =>
  outcome === 'due'
    ? { status: status === 'failed' ? ('waiting' as const) : status, failureCode }
    : { status: outcome, failureCode: undefined };

export async function openOutcomes(tx: HotelTx, numbers: readonly BookingNumber[]): Promise<BatchOutcomes> {
  const messages = new Map(await messagesOfBookings(tx, [...new Set(numbers)]));
  const unsaved = new Map<MessageId, Outcome>();
  const change = (number: BookingNumber, how: (message: Sibling) => Partial<Sibling>) =>
    messages.set(
      number,
      (messages.get(number) ?? []).map((message) => ({ ...message, ...how(message) })),
    );
  return {
    siblings: (number, except) => (messages.get(number) ?? []).filter(({ id }) => id !== except),
    become(number, ids, outcome) {
      for (const id of ids) unsaved.set(id, outcome);
      change(number, (message) => (ids.includes(message.id) ? changedBy(outcome, message) : {}));
    },
    kept(number, id, how) {
      unsaved.delete(id);
      change(number, (message) => (message.id === id ? how : {}));
    },
    save: (attempts, at) => saveOutcomes(tx, unsaved, attempts, at),
  };
}
