// How this adapter writes: every statement and every function of the PMS goes through the gate's guard, and what it holds is counted.
import { randomUUID } from 'node:crypto';
import type { XmlTree } from '../../domain/booking-report.js';
import type { HotelId } from '../../domain/ids.js';
import type { Bindings } from '../../platform/database/index.js';
import { HostRefusal, type HostTransaction } from '../port.js';
import { type BookingSeen, seeingBooking } from './booking-seen.js';
import { withoutPeople } from './explanation.js';
import type { OtaFunction } from './functions.js';
import { readingMastersOnce } from './masters-read-once.js';

/** Number of rows written. */
export const write = (tx: HostTransaction, statement: string, bindings: Bindings): Promise<number> =>
  tx.guarded(() => tx.run(statement, bindings));

/**
 * Calls one of the functions on the transaction's own connection; its refusal becomes an exception, so that the savepoint undoes it. Answers
 * with what was seen of it.
 */
export async function call(
  tx: HostTransaction,
  operation: string,
  run: OtaFunction,
  hotel: HotelId,
  document: XmlTree,
): Promise<BookingSeen> {
  return tx.guarded(async (client) => {
    const seen = seeingBooking(hotel, readingMastersOnce(tx, client));
    const result = await run(`heyawari-${randomUUID()}`, hotel, document, seen.client);
    if (result.success) return seen;
    const { error } = result;
    const reason =
      error instanceof Error ? error.message : typeof error === 'string' ? error : 'no reason given';
    throw new HostRefusal(operation, withoutPeople(reason, document));
  });
}
