// The SQL of forgetting what is long over: stays with their nights and history, nights of the PMS, runs.
import type { HotelDate } from '../../domain/hotel-date.js';
import type { Sql } from '../../platform/database/index.js';

/** As the index of departures has it, apart from what is asked about current stays. */
const dayNumber = (day: string) => `${day} - DATE '1970-01-01'`;

/** Stays that ended before `before`, at most `limit`. Answers with how many went. */
export const forgetStays = (sql: Sql, before: HotelDate, limit: number): Promise<number> =>
  sql.run(
    `WITH gone AS (
       SELECT hotel_id, id FROM heyawari.booking_plans
        WHERE ${dayNumber('check_out')} < ${dayNumber('CAST(:before AS date)')} ORDER BY ${dayNumber('check_out')} LIMIT :limit),
     nights AS (
       DELETE FROM heyawari.room_nights n USING gone WHERE n.hotel_id = gone.hotel_id AND n.plan_id = gone.id),
     history AS (
       DELETE FROM heyawari.booking_plan_history h USING gone WHERE h.hotel_id = gone.hotel_id AND h.plan_id = gone.id)
     DELETE FROM heyawari.booking_plans p USING gone WHERE p.hotel_id = gone.hotel_id AND p.id = gone.id`,
    { before, limit },
  );

/** Who booked stays that ended before `before`, at most `limit`. Answers of how many. */
export const forgetMakers = (sql: Sql, before: HotelDate, limit: number): Promise<number> =>
  sql.run(
    `UPDATE heyawari.booking_plans SET booked_by = NULL, booked_by_names = NULL, booked_at = NULL
      WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM heyawari.booking_plans WHERE booked_by IS NOT NULL AND check_out < :before LIMIT :limit))`,
    { before, limit },
  );

/** Why stays were locked that ended before `before`, in the words of staff, at most `limit`. Answers of how many. */
export const forgetLockReasons = (sql: Sql, before: HotelDate, limit: number): Promise<number> =>
  sql.run(
    `UPDATE heyawari.booking_plans SET lock_reason = NULL
      WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM heyawari.booking_plans WHERE lock_reason IS NOT NULL AND check_out < :before LIMIT :limit))`,
    { before, limit },
  );

/** Nights before `before` that the PMS held by itself, at most `limit`. */
export const forgetHostNights = (sql: Sql, before: HotelDate, limit: number): Promise<number> =>
  sql.run(
    `DELETE FROM heyawari.host_nights WHERE ctid = ANY (ARRAY(
       SELECT ctid FROM heyawari.host_nights WHERE night < :before LIMIT :limit))`,
    { before, limit },
  );

/** Runs of business dates before `before`, at most `limit`. */
export const forgetRuns = (sql: Sql, before: HotelDate, limit: number): Promise<number> =>
  sql.run(
    `DELETE FROM heyawari.assignment_runs WHERE ctid = ANY (ARRAY(
       SELECT ctid FROM heyawari.assignment_runs WHERE business_date < :before LIMIT :limit))`,
    { before, limit },
  );
