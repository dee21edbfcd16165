// A charge that came with the cancellation of what was cancelled before: nobody loses it without being told.
import type { CancellationReport } from '../../domain/booking-report.js';
import type { ReservationId } from '../../domain/ids.js';
import type { ImportWarning } from '../../domain/import-warning.js';
import type { HostHotelTx, HostPort } from '../../host/port.js';

/** Of a cancellation that wrote nothing. None where the PMS bills a night of the cancelled reservation already. */
export async function chargeNotWritten(
  { tx, host }: { readonly tx: HostHotelTx; readonly host: Pick<HostPort, 'reservationStates'> },
  { cancellationCharge: charge }: CancellationReport,
  cancelled: ReservationId | undefined,
): Promise<ImportWarning[]> {
  if (charge <= 0) return [];
  const state = cancelled && (await host.reservationStates(tx, [cancelled])).get(cancelled);
  const isBilled = state?.parts.prices.some(({ billable }) => billable === true);
  return isBilled ? [] : [{ code: 'charge_not_written', params: { charge } }];
}
