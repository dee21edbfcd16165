// The PMS's own functions as we call them (`api/models/reservations`).
import type pg from 'pg';
import type { XmlTree } from '../../domain/booking-report.js';
import type { HotelId } from '../../domain/ids.js';

/** The PMS's user 1, its system user: its import writes in this name, and so do we. */
export const systemUser = 1;

/** The PMS's user 2, its booking engine: what it makes nobody entered by hand. */
export const bookingEngine = 2;

export interface FunctionResult {
  readonly success: boolean;
  readonly error?: unknown;
}

/**
 * With a client the function neither commits nor rolls back: the caller owns the transaction and a savepoint. Without one it would
 * take a connection of the PMS's development database for any request id it does not know, so a client is always given.
 */
export type OtaFunction = (
  requestId: string,
  hotelId: HotelId,
  data: XmlTree,
  client: pg.PoolClient,
) => Promise<FunctionResult>;

export interface ReservationFunctions {
  readonly addOTAReservation: OtaFunction;
  readonly editOTAReservation: OtaFunction;
  readonly cancelOTAReservation: OtaFunction;
}
