// The history of plans: what happened to each, when, and who did it.
import type { HistoryEvent } from '../../domain/booking-plan.js';
import type { BookingPlanId } from '../../domain/ids.js';
import { correlationId, currentUserId } from '../../platform/context.js';
import type { HotelTx } from '../../platform/database/index.js';

export const historyColumns = `hotel_id, plan_id, at, event, room_id, room_state, reason_key, reason_params, user_id, correlation_id`;
/** Of a plan as it stands. */
export const historyRow = `hotel_id, id, CAST(:at AS timestamptz), CAST(:event AS text), room_id, room_state, reason_key, reason_params,
  CAST(:user AS integer), CAST(:correlation AS text)`;
/** Who does it, and for what. */
export const by = () => ({ user: currentUserId() ?? null, correlation: correlationId() ?? null });

/** Writes how the plans stand now into their history. */
export async function addHistory(
  tx: HotelTx,
  ids: readonly BookingPlanId[],
  event: HistoryEvent,
  at: Date,
): Promise<void> {
  if (ids.length === 0) return;
  await tx.run(
    `INSERT INTO heyawari.booking_plan_history (${historyColumns})
     SELECT ${historyRow} FROM heyawari.booking_plans WHERE hotel_id = :hotel AND id = ANY(:ids)`,
    { hotel: tx.hotel, ids, event, at, ...by() },
  );
}
