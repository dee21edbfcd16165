// The SQL of who made bookings, and of stays that may have been booked together.
import { hotelDate, type HotelDate } from '../../domain/hotel-date.js';
import { bookingNumber, type BookingPlanId, bookingPlanId, type RoomId } from '../../domain/ids.js';
import type { BookingMaker, LinkableStay } from '../../domain/linked-bookings.js';
import type { HotelSql, HotelTx, Question } from '../../platform/database/index.js';
import { makerColumns } from './plan-rows.js';

/** Of plans that are otherwise as they were. */
export async function keepMaker(
  tx: HotelTx,
  ids: readonly BookingPlanId[],
  maker: BookingMaker | undefined,
): Promise<void> {
  await tx.run(
    `UPDATE heyawari.booking_plans p
        SET booked_by = m.booked_by, booked_by_names = m.booked_by_names, booked_at = m.booked_at
       FROM jsonb_to_record(CAST(:maker AS jsonb)) AS m(booked_by bytea, booked_by_names bytea[], booked_at timestamptz)
      WHERE p.hotel_id = :hotel AND p.id = ANY(:ids)
        AND (p.booked_by, p.booked_by_names, p.booked_at) IS DISTINCT FROM (m.booked_by, m.booked_by_names, m.booked_at)`,
    { hotel: tx.hotel, ids, maker: JSON.stringify(makerColumns(maker)) },
  );
}

/** A stay that has not ended, with its maker. */
export interface MadeStay extends LinkableStay {
  readonly id: BookingPlanId;
  readonly roomId: RoomId | undefined;
}

interface MadeRow {
  readonly id: string;
  readonly number: string;
  readonly check_in: string;
  readonly room_id: RoomId | null;
  readonly phone: string;
  readonly names: string[];
  /** Text where the question is asked together with others. */
  readonly booked_at: Date | string | null;
}

const madeColumns = `p.id, p.booking_number AS number, to_char(p.check_in, 'YYYY-MM-DD') AS check_in, p.room_id,
  encode(p.booked_by, 'hex') AS phone, ARRAY(SELECT encode(n, 'hex') FROM unnest(p.booked_by_names) AS n) AS names, p.booked_at`;

const isMade = `p.booked_by IS NOT NULL AND p.room_state <> 'ended'`;

const toMadeStay = (row: MadeRow): MadeStay => ({
  id: bookingPlanId(Number(row.id)),
  number: bookingNumber(row.number),
  checkIn: hotelDate(row.check_in),
  roomId: row.room_id ?? undefined,
  phone: row.phone,
  names: row.names,
  bookedAt: row.booked_at === null ? undefined : new Date(row.booked_at),
});

/** Stays that arrive from `from` to `to` and share agency, phone and arrival with another, by id. */
export async function staysOfOneMaker(sql: HotelSql, from: HotelDate, to: HotelDate): Promise<MadeStay[]> {
  const rows = await sql.rows<MadeRow>(
    `SELECT ${madeColumns}
       FROM (SELECT *, count(*) OVER (PARTITION BY check_in, booked_by) AS stays FROM heyawari.booking_plans p
              WHERE p.hotel_id = :hotel AND p.check_in BETWEEN :from AND :to AND ${isMade}) AS p
      WHERE p.stays > 1 ORDER BY p.id`,
    { hotel: sql.hotel, from, to },
  );
  return rows.map(toMadeStay);
}

/** The stay and those that share agency, phone and arrival with it, by id, at most `limit`; none where nobody knows who made it. */
export const staysOfMakerOf = (id: BookingPlanId, limit: number): Question<MadeStay[]> => ({
  select: `
    SELECT ${madeColumns} FROM heyawari.booking_plans one
      JOIN heyawari.booking_plans p ON p.hotel_id = one.hotel_id AND p.check_in = one.check_in AND p.booked_by = one.booked_by
     WHERE one.hotel_id = :hotel AND one.id = :id AND ${isMade} ORDER BY p.id LIMIT ${limit}`,
  bindings: { id },
  read: (rows: MadeRow[]) => rows.map(toMadeStay),
});
