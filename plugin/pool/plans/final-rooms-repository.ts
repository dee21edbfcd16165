// The SQL of final rooms: which become so by the clock, at check-in or by a person, and which are taken back.
import type { BookingPlan } from '../../domain/booking-plan.js';
import { type BookingPlanId, bookingPlanId } from '../../domain/ids.js';
import type { HotelTx } from '../../platform/database/index.js';
import type { PoolEntry } from '../modes/modes.js';
import { by, historyColumns, historyRow } from './history.js';
import type { HistoryEvent } from '../../domain/booking-plan.js';
import { isDue } from './moment-words.js';
import { planColumns, type PlanRow, toPlan } from './plan-rows.js';

/**
 * Of a plan `p`: nobody else holds its room on any of its nights, as far as the PMS has been followed. Nights that the PMS holds beside our
 * books are mirrored, also those of a plan whose room another plan holds.
 */
const heldAlone = `NOT EXISTS (SELECT FROM heyawari.host_nights h
  WHERE h.hotel_id = p.hotel_id AND h.physical_room = p.physical_room
    AND h.night >= p.check_in AND h.night < GREATEST(p.check_out, p.check_in + 1))`;

/** Of a plan `p`: its room may be given to guests, as the rooms were last kept. */
const onSale = `NOT EXISTS (SELECT FROM heyawari.host_rooms r
  WHERE r.hotel_id = p.hotel_id AND r.room_id = p.room_id AND NOT r.sellable)`;

/** Of a plan `p`: nothing keeps its room from becoming final by the clock. */
const mayBecomeFinal = `${heldAlone} AND ${onSale}`;

/** Of a hotel: the earliest deadline of a tentative room that can become final. */
export const nextDeadlineOf = (hotel: string) => `
  SELECT p.pool_deadline_time FROM heyawari.booking_plans p
   WHERE p.hotel_id = ${hotel} AND p.room_state = 'tentative' AND p.pool_deadline_time IS NOT NULL AND ${mayBecomeFinal}
   ORDER BY p.pool_deadline_time LIMIT 1`;

/**
 * Makes the tentative rooms final whose deadline has come by `now`, that nobody else holds and that are on sale, at most `limit`. Under the hotel's lock, in the
 * transaction in which the PMS was followed.
 */
export async function finaliseDue(tx: HotelTx, now: Date, limit: number): Promise<BookingPlanId[]> {
  const rows = await tx.rows<{ id: string }>(
    `UPDATE heyawari.booking_plans p
        SET room_state = 'final', final_cause = 'deadline', pool_status = NULL, version = p.version + 1
       FROM (SELECT id FROM heyawari.booking_plans p
              WHERE p.hotel_id = :hotel AND ${isDue} AND ${mayBecomeFinal}
              ORDER BY pool_deadline_time, id LIMIT :limit) AS due
      WHERE p.hotel_id = :hotel AND p.id = due.id RETURNING p.id`,
    { hotel: tx.hotel, now, limit },
  );
  return rows.map((row) => bookingPlanId(Number(row.id)));
}

/** Makes the rooms final whose guests are in the house, and that nobody else holds any more. Under the hotel's lock. */
export async function finaliseArrived(tx: HotelTx): Promise<BookingPlanId[]> {
  const rows = await tx.rows<{ id: string }>(
    `UPDATE heyawari.booking_plans p
        SET room_state = 'final', final_cause = 'check_in', pool_status = NULL, version = p.version + 1
      WHERE p.hotel_id = :hotel AND p.room_state = 'tentative' AND p.in_house AND ${heldAlone} RETURNING p.id`,
    { hotel: tx.hotel },
  );
  return rows.map((row) => bookingPlanId(Number(row.id)));
}

/** Takes back what check-in has made final in a room that another holds as well: the guest stays, undecided, until a person sees to it. */
export async function withdrawFinal(tx: HotelTx, ids: readonly BookingPlanId[]): Promise<void> {
  await tx.run(
    `UPDATE heyawari.booking_plans p SET room_state = 'tentative', final_cause = NULL, pool_status = 'ready'
      WHERE p.hotel_id = :hotel AND p.id = ANY(:ids) AND p.final_cause = 'check_in' AND NOT ${heldAlone}`,
    { hotel: tx.hotel, ids },
  );
}

/** What a person's 部屋確定 met with. */
export interface FinalisedByPerson {
  readonly before: BookingPlan;
  /** Undefined where the room was not made final. */
  readonly after: BookingPlan | undefined;
  /** Nobody else holds the room on any night of the stay. */
  readonly alone: boolean;
  readonly onSale: boolean;
}

/**
 * Makes one tentative room final, and says so in its history, if nobody changed the plan since `version`, nobody else holds the room, and it is
 * on sale. Undefined where there is no such plan. Under the hotel's lock; one statement.
 */
export async function finaliseByPerson(
  tx: HotelTx,
  id: BookingPlanId,
  version: number,
  at: Date,
): Promise<FinalisedByPerson | undefined> {
  const row = await tx.row<PlanRow & { after: PlanRow | null; alone: boolean; on_sale: boolean }>(
    `WITH done AS (
       UPDATE heyawari.booking_plans p
          SET room_state = 'final', final_cause = 'person', pool_status = NULL, version = p.version + 1
        WHERE p.hotel_id = :hotel AND p.id = :id AND p.version = :version AND p.room_state = 'tentative'
          AND ${mayBecomeFinal} RETURNING p.*),
     history AS (INSERT INTO heyawari.booking_plan_history (${historyColumns}) SELECT ${historyRow} FROM done)
     SELECT ${planColumns}, ${heldAlone} AS alone, ${onSale} AS on_sale,
            (SELECT row_to_json(a) FROM (SELECT ${planColumns} FROM done p) AS a) AS after
       FROM heyawari.booking_plans p WHERE p.hotel_id = :hotel AND p.id = :id`,
    { hotel: tx.hotel, id, version, event: 'finalised' satisfies HistoryEvent, at, ...by() },
  );
  return (
    row && {
      ...{ before: toPlan(row), after: row.after === null ? undefined : toPlan(row.after) },
      ...{ alone: row.alone, onSale: row.on_sale },
    }
  );
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
