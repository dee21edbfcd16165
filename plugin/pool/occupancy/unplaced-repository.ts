// The SQL of the stays without a room that hold nights.
import type { NightSpan } from '../../assignment/index.js';
import type { Reason } from '../../domain/booking-plan.js';
import type { DayNumber } from '../../domain/hotel-date.js';
import type { BookingPlanId, RoomTypeId } from '../../domain/ids.js';
import { failureKey, inDoubt } from '../../domain/import-failure.js';
import type { Smoking } from '../../domain/stay.js';
import type { HotelSql } from '../../platform/database/index.js';

/** What placement must know of a stay without a room. */
export interface UnplacedStay {
  readonly id: BookingPlanId;
  readonly span: NightSpan;
  /** Those who need a bed. */
  readonly people: number;
  readonly bookedTypeId: RoomTypeId;
  readonly smoking: Smoking | undefined;
}

const doubts = inDoubt.map(failureKey);

/** Whether a stay without a room, for that reason, may hold nights: it is not in doubt that it needs a room. */
export const mayHold = ({ key }: Reason): boolean => !doubts.includes(key);

/** More are not looked at when another booking is placed: a hotel with so many has other troubles. */
const mostStays = 100;

/** A longer stay is a damaged date. */
const mostNights = 730;

interface UnplacedRow {
  readonly id: number;
  readonly from: DayNumber;
  readonly to: DayNumber;
  readonly people: number;
  readonly booked_type_id: RoomTypeId;
  readonly smoking: Smoking | null;
}

/** Those with a night from the first to the last of the windows, as they were accepted. */
export async function unplacedStays(sql: HotelSql, windows: readonly NightSpan[]): Promise<UnplacedStay[]> {
  if (windows.length === 0) return [];
  const from = windows.reduce((first, window) => Math.min(first, window.from), Infinity);
  const to = windows.reduce((last, window) => Math.max(last, window.to), -Infinity);
  const rows = await sql.rows<UnplacedRow>(
    `SELECT CAST(id AS integer) AS id, check_in - DATE '1970-01-01' AS "from",
            GREATEST(check_out, check_in + 1) - DATE '1970-01-01' AS "to",
            COALESCE(beds, people) AS people, booked_type_id, smoking
       FROM heyawari.booking_plans
      WHERE hotel_id = :hotel AND room_state = 'unplaced' AND reason_key <> ALL(:inDoubt) AND check_in < DATE '1970-01-01' + CAST(:to AS integer)
        AND check_out >= DATE '1970-01-01' + CAST(:from AS integer) AND check_out - check_in <= ${mostNights}
      ORDER BY id LIMIT ${mostStays}`,
    { hotel: sql.hotel, from, to, inDoubt: doubts },
  );
  return rows.map((row) => ({
    id: row.id as BookingPlanId,
    span: { from: row.from, to: row.to },
    people: row.people,
    bookedTypeId: row.booked_type_id,
    smoking: row.smoking ?? undefined,
  }));
}
