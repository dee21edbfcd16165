// The hotel's staff, played through the PMS's own functions: check-in on arrival, check-out on departure, a no-show's nights released.
import type pg from 'pg';
import type { BookingRow } from '../bookings/read.js';
import { addDays } from '../bookings/dates.js';

/** What staff use of the PMS's `api/models/reservations`. */
export interface StaffFunctions {
  updateReservationStatus(
    requestId: string,
    change: { id: string; hotel_id: number; status: string; updated_by: number },
    client: pg.PoolClient,
  ): Promise<unknown>;
  cancelReservationRooms(
    requestId: string,
    hotelId: number,
    reservationId: string,
    detailIds: readonly string[],
    userId: number,
    billable: boolean,
    client: pg.PoolClient,
  ): Promise<unknown>;
}

export interface Staff {
  /** Everything staff do on that day with these bookings. Safe to repeat. */
  work(day: string): Promise<void>;
  /** Days on which there is something to do. */
  readonly days: ReadonlySet<string>;
  /** Booking numbers that arrived, not cancelled before, and found no reservation in the PMS. */
  readonly withoutRoom: ReadonlySet<string>;
}

type Deed = 'arrives' | 'departs' | 'releases';

interface Reservation {
  readonly id: string;
  readonly status: string;
}

const deskUser = 1;
const request = 'staff';

/** A cancellation that comes before or on the arrival day is known at check-in. */
const isCancelledBeforeArrival = (row: BookingRow) =>
  row.status === 'Canceled' && row.status_date <= row.arrival;

/** Who does what on which day. Day uses come and go without a night, and are left to the desk. */
function deedsOf(rows: readonly BookingRow[]): Map<string, { deed: Deed; row: BookingRow }[]> {
  const days = new Map<string, { deed: Deed; row: BookingRow }[]>();
  const on = (day: string, deed: Deed, row: BookingRow) =>
    days.set(day, [...(days.get(day) ?? []), { deed, row }]);
  for (const row of rows) {
    if (row.nights === 0 || isCancelledBeforeArrival(row)) continue;
    on(row.arrival, 'arrives', row);
    if (row.status === 'Check-Out') on(addDays(row.arrival, row.nights), 'departs', row);
    else on(addDays(row.arrival, 1), 'releases', row);
  }
  return days;
}

export function createStaff(
  pool: pg.Pool,
  functions: StaffFunctions,
  hotelId: number,
  rows: readonly BookingRow[],
  bookingNumberOf: (row: BookingRow) => string,
): Staff {
  const deeds = deedsOf(rows);
  const withoutRoom = new Set<string>();

  async function setStatus(client: pg.PoolClient, { id }: Reservation, status: string): Promise<void> {
    const change = { id, hotel_id: hotelId, status, updated_by: deskUser };
    await functions.updateReservationStatus(request, change, client);
  }

  /** The first night is charged and stays; the rest can be sold again. */
  async function releaseRemainingNights(
    client: pg.PoolClient,
    { id }: Reservation,
    arrival: string,
  ): Promise<void> {
    const { rows: nights } = await client.query<{ id: string }>(
      `SELECT id FROM reservation_details
        WHERE hotel_id = $1 AND reservation_id = $2 AND cancelled IS NULL AND date > $3`,
      [hotelId, id, arrival],
    );
    if (nights.length === 0) return;
    const detailIds = nights.map((night) => night.id);
    await functions.cancelReservationRooms(request, hotelId, id, detailIds, deskUser, false, client);
  }

  async function act(
    client: pg.PoolClient,
    deed: Deed,
    row: BookingRow,
    reservation: Reservation | undefined,
  ): Promise<void> {
    switch (deed) {
      case 'arrives':
        if (!reservation) withoutRoom.add(bookingNumberOf(row));
        else if (row.status === 'Check-Out' && reservation.status === 'confirmed') {
          await setStatus(client, reservation, 'checked_in');
        }
        return;
      case 'departs':
        if (reservation?.status === 'checked_in') await setStatus(client, reservation, 'checked_out');
        return;
      case 'releases':
        if (reservation && reservation.status !== 'cancelled')
          await releaseRemainingNights(client, reservation, row.arrival);
    }
  }

  return {
    days: new Set(deeds.keys()),
    withoutRoom,
    async work(day) {
      const today = deeds.get(day);
      if (!today) return;
      const client = await pool.connect();
      try {
        const { rows: found } = await client.query<Reservation & { number: string }>(
          `SELECT id, status, ota_reservation_id AS number FROM reservations
            WHERE hotel_id = $1 AND ota_reservation_id = ANY($2)`,
          [hotelId, today.map(({ row }) => bookingNumberOf(row))],
        );
        const byNumber = new Map(found.map((reservation) => [reservation.number, reservation]));
        // One transaction a day: the desk's own work is not what is measured.
        await client.query('BEGIN');
        for (const { deed, row } of today) await act(client, deed, row, byNumber.get(bookingNumberOf(row)));
        await client.query('COMMIT');
      } finally {
        client.release();
      }
    },
  };
}
