// Which of the messages due are applied next: in the order of their bookings, within a booking in its own order. Pure.
import type { MessageId } from '../../domain/ids.js';
import type { DueBooking } from './due-repository.js';
import { isContradiction, type LedgerEntry } from './entry.js';
import { orderOf, withTurns } from './order.js';

/** All messages of the booking, each with the turn that it has once its new bookings are known. */
export function turnsOf({ entries }: DueBooking): readonly LedgerEntry[] {
  return entries
    .filter((entry) => entry.kind === 'new' && !isContradiction(entry))
    .reduce<readonly LedgerEntry[]>(
      (all, booking) => [
        booking,
        ...withTurns(
          booking,
          all.filter(({ id }) => id !== booking.id),
        ),
      ],
      entries,
    );
}

function dueInOrder(booking: DueBooking): LedgerEntry[] {
  const turns = turnsOf(booking);
  const { due } = booking;
  return turns
    .filter(({ id }) => due.has(id))
    .sort(orderOf(turns.filter((entry) => !isContradiction(entry))));
}

/**
 * At most `limit` messages that one transaction may hold. What has broken a transaction before goes alone, and last: what ends a connection
 * ends a whole batch.
 */
export function nextInTurn(
  bookings: readonly DueBooking[],
  hindered: ReadonlySet<MessageId>,
  limit: number,
): LedgerEntry[] {
  const due = bookings.flatMap(dueInOrder);
  const others = due.filter(({ id }) => !hindered.has(id));
  return others.length > 0 ? others.slice(0, limit) : due.slice(0, 1);
}
