// The SQL of switching a hotel's roll-out: what is pooled becomes final, and what was final for that reason alone is pooled again.
import type { HotelDate } from '../../domain/hotel-date.js';
import { bookingPlanId, type BookingPlanId } from '../../domain/ids.js';
import type { BookingPlan } from '../../domain/booking-plan.js';
import type { HotelTx } from '../../platform/database/index.js';
import { planColumns, type PlanRow, toPlan } from './plan-rows.js';
import type { PoolEntry } from '../modes/modes.js';

/** Tentative rooms stay where they are, for good. */
export async function finaliseAll(tx: HotelTx): Promise<BookingPlanId[]> {
  const rows = await tx.rows<{ id: string }>(
    `UPDATE heyawari.booking_plans SET room_state = 'final', final_cause = 'off', pool_status = NULL, version = version + 1
      WHERE hotel_id = :hotel AND room_state = 'tentative' RETURNING id`,
    { hotel: tx.hotel },
  );
  return rows.map(({ id }) => bookingPlanId(Number(id)));
}

/** Stays to come whose rooms are final because nothing was planned, and for no other reason. */
export async function finalWhileOff(tx: HotelTx, today: HotelDate): Promise<BookingPlan[]> {
  const rows = await tx.rows<PlanRow>(
    `SELECT ${planColumns} FROM heyawari.booking_plans p
      WHERE p.hotel_id = :hotel AND p.final_cause = 'off' AND NOT p.in_house AND p.check_in >= :today`,
    { hotel: tx.hotel, today },
  );
  return rows.map(toPlan);
}

/** Each enters the pool as if it had been booked now, in the room that it has. */
export async function poolAgain(
  tx: HotelTx,
  plans: readonly { readonly id: BookingPlanId; readonly entry: Extract<PoolEntry, { pooled: true }> }[],
  entered: Date,
): Promise<void> {
  if (plans.length === 0) return;
  const rows = plans.map(({ id, entry: { window, deadline, thresholds } }) => ({
    id,
    window,
    deadline,
    thresholds,
  }));
  await tx.run(
    `UPDATE heyawari.booking_plans p
        SET room_state = 'tentative', final_cause = NULL, pool_status = 'waiting', version = p.version + 1, pool_entry_time = :entered,
            pool_window_time = c.window, pool_deadline_time = c.deadline, entry_thresholds = c.thresholds
       FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS c(id bigint, "window" timestamptz, deadline timestamptz, thresholds jsonb)
      WHERE p.hotel_id = :hotel AND p.id = c.id`,
    { hotel: tx.hotel, entered, rows: JSON.stringify(rows) },
  );
}
