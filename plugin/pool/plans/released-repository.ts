// Of which stays a person has freed nights that the guest did not use.
import type { BookingPlanId } from '../../domain/ids.js';
import type { HotelSql } from '../../platform/database/index.js';
import type { HistoryEvent } from '../../domain/booking-plan.js';

export async function releasedPlans(
  sql: HotelSql,
  ids: readonly BookingPlanId[],
): Promise<ReadonlySet<BookingPlanId>> {
  if (ids.length === 0) return new Set();
  const rows = await sql.rows<{ plan: BookingPlanId }>(
    `SELECT DISTINCT CAST(plan_id AS double precision) AS plan FROM heyawari.booking_plan_history
      WHERE hotel_id = :hotel AND plan_id = ANY(:ids) AND event = :event`,
    { hotel: sql.hotel, ids, event: 'nights_released' satisfies HistoryEvent },
  );
  return new Set(rows.map(({ plan }) => plan));
}
