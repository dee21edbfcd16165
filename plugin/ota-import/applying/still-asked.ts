// 「手入力済みですか」 (D5): how it is asked, and that it stands for what comes of the booking before a person has answered.
import type { ReservationId } from '../../domain/ids.js';
import { reservationId } from '../../domain/ids.js';
import { type FailureCode, importFailure, type ImportFailure } from '../../domain/import-failure.js';
import type { HostHotelTx, HostPort } from '../../host/port.js';
import { bookedAs } from '../ledger/booked-repository.js';
import type { LedgerEntry } from '../ledger/entry.js';
import { storedFailure } from '../ledger/messages-repository.js';

const question: FailureCode = 'entered_by_hand_already';

/** More are not named: a person finds them by name and day. */
const mostNamed = 5;

export const enteredAlready = (reservations: readonly ReservationId[]): ImportFailure =>
  importFailure(question, {
    count: reservations.length,
    reservations: reservations.slice(0, mostNamed).join(' '),
  });

const namedBy = (failure: ImportFailure | undefined): ReservationId[] =>
  String(failure?.params.reservations ?? '')
    .split(' ')
    .filter(Boolean)
    .map(reservationId);

/**
 * What a person was asked about with one of the `earlier` messages of the booking, and may still be it: neither cancelled since nor known to be a
 * booking. A later message that has other dates, or none, would not find it by itself, and would book the stay twice or leave it to nobody.
 */
export async function stillAskedOf(
  { tx, host }: { readonly tx: HostHotelTx; readonly host: Pick<HostPort, 'reservations'> },
  earlier: readonly LedgerEntry[],
): Promise<ReservationId[]> {
  const named = new Set<ReservationId>();
  for (const { id, failureCode } of earlier)
    if (failureCode === question) for (const one of namedBy(await storedFailure(tx, id))) named.add(one);
  if (named.size === 0) return [];
  const known = new Set((await bookedAs(tx, [...named])).map(({ reservation }) => reservation));
  const living = (await host.reservations(tx, [...named])).filter(
    ({ id, status }) => status !== 'cancelled' && status !== 'block' && !known.has(id),
  );
  return living.map(({ id }) => id);
}
