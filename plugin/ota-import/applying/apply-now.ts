// One message in a person's name: applied now, in the transaction of the click, by the same rules as the import.
import type { BookingReport } from '../../domain/booking-report.js';
import type { MessageId } from '../../domain/ids.js';
import type { HostHotelTx } from '../../host/port.js';
import { bookingsOfNumber } from '../ledger/due-repository.js';
import { turnsOf } from '../ledger/turns.js';
import { importSettings } from '../settings/repository.js';
import { attempt, type Attempted } from './attempt.js';
import { type Applying, conclude, openContext } from './batch.js';
import type { Decision } from './decision.js';

/**
 * Under the import's lock, of a message that is to be tried: `pending`. What it came to is written, and what it settles and wakes. Throws
 * where the installation is at fault, or the PMS is silent: then nothing may be kept.
 */
export async function applyNow(
  applying: Applying,
  tx: HostHotelTx,
  id: MessageId,
  report: BookingReport,
  decision: Decision,
): Promise<Attempted> {
  const settings = await importSettings(applying.platform, tx);
  const bookings = await bookingsOfNumber(tx, report.bookingNumber, id, settings.agencyOf);
  const message = bookings.flatMap(turnsOf).find((entry) => entry.id === id);
  if (!message) throw new Error(`message ${id} is not one of its booking`);
  const due = { message, report, decision };
  const context = await openContext(applying, tx, [due], bookings, settings);
  const attempted = await attempt(context, due, Infinity);
  if (!attempted) throw new Error('without a limit nothing is left for another transaction');
  if ('error' in attempted) throw attempted.error;
  await conclude(context, [attempted]);
  return attempted;
}
