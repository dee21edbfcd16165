// The SQL of switching a hotel’s roll-out: what is pooled becomes final, and which rooms are final for that reason alone.
import type { HotelDate } from '../../domain/hotel-date.js';
import { bookingPlanId, type BookingPlanId } from '../../domain/ids.js';
import type { BookingPlan } from '../../domain/booking-plan.js';
import type { HotelTx } from '../../platform/database/index.js';
import { planColumns, type PlanRow, toPlan } from './plan-rows.js';

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
