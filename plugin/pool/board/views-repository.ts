// The SQL behind the screens' questions.
import type { BookingPlan, RoomState } from '../../domain/booking-plan.js';
import type { HotelDate } from '../../domain/hotel-date.js';
import type { RoomTypeId } from '../../domain/ids.js';
import type { HotelSql } from '../../platform/database/index.js';
import { planColumns, type PlanRow, toPlan } from '../plans/plan-rows.js';

export interface PlanFilter {
  readonly state?: Exclude<RoomState, 'ended'> | undefined;
  /** Stays that touch `[from, to]`. */
  readonly from?: HotelDate | undefined;
  readonly to?: HotelDate | undefined;
  readonly roomTypeId?: RoomTypeId | undefined;
  /** Part of a booking number. */
  readonly search?: string | undefined;
}

const filtered = `p.hotel_id = :hotel AND p.room_state <> 'ended'
  AND (CAST(:state AS text) IS NULL OR p.room_state = :state)
  AND (CAST(:to AS date) IS NULL OR p.check_in <= :to)
  AND (CAST(:from AS date) IS NULL OR p.check_out >= :from)
  AND (CAST(:type AS integer) IS NULL OR p.booked_type_id = :type OR p.room_type_id = :type)
  AND (CAST(:search AS text) IS NULL OR strpos(lower(p.booking_number), lower(:search)) > 0)`;

export async function listPlans(
  sql: HotelSql,
  filter: PlanFilter,
  offset: number,
  limit: number,
): Promise<{ plans: BookingPlan[]; total: number }> {
  const bindings = {
    hotel: sql.hotel,
    state: filter.state ?? null,
    from: filter.from ?? null,
    to: filter.to ?? null,
    type: filter.roomTypeId ?? null,
    search: filter.search ?? null,
  };
  const rows = await sql.rows<PlanRow>(
    `SELECT ${planColumns} FROM heyawari.booking_plans p WHERE ${filtered}
      ORDER BY p.check_in, p.booking_number, p.slot OFFSET :offset LIMIT :limit`,
    { ...bindings, offset, limit },
  );
  const counted = await sql.row<{ total: number }>(
    `SELECT CAST(count(*) AS integer) AS total FROM heyawari.booking_plans p WHERE ${filtered}`,
    bindings,
  );
  return { plans: rows.map(toPlan), total: counted?.total ?? 0 };
}

/** Stays not yet over, by state, and how many arrive today. */
export async function countPlans(
  sql: HotelSql,
  today: HotelDate,
): Promise<{ tentative: number; final: number; unplaced: number; arrivalsToday: number }> {
  const row = await sql.row<{ tentative: number; final: number; unplaced: number; arrivalsToday: number }>(
    `SELECT CAST(count(*) FILTER (WHERE room_state = 'tentative') AS integer) AS tentative,
            CAST(count(*) FILTER (WHERE room_state = 'final') AS integer) AS final,
            CAST(count(*) FILTER (WHERE room_state = 'unplaced') AS integer) AS unplaced,
            CAST(count(*) FILTER (WHERE check_in = :today) AS integer) AS "arrivalsToday"
       FROM heyawari.booking_plans
      WHERE hotel_id = :hotel AND room_state <> 'ended' AND check_out >= :today`,
    { hotel: sql.hotel, today },
  );
  return row ?? { tentative: 0, final: 0, unplaced: 0, arrivalsToday: 0 };
}

/** Placed stays with a night in `[from, to)`. */
export async function boardStays(sql: HotelSql, from: HotelDate, to: HotelDate): Promise<BookingPlan[]> {
  const rows = await sql.rows<PlanRow>(
    `SELECT ${planColumns} FROM heyawari.booking_plans p
      WHERE p.hotel_id = :hotel AND p.room_state IN ('tentative', 'final')
        AND p.check_in < :to AND GREATEST(p.check_out, p.check_in + 1) > :from
      ORDER BY p.check_in, p.id`,
    { hotel: sql.hotel, from, to },
  );
  return rows.map(toPlan);
}

export function boardNights(
  sql: HotelSql,
  from: HotelDate,
  to: HotelDate,
): Promise<{ room: string; night: string }[]> {
  return sql.rows(
    `SELECT DISTINCT physical_room AS room, to_char(night, 'YYYY-MM-DD') AS night FROM heyawari.host_nights
      WHERE hotel_id = :hotel AND night >= :from AND night < :to ORDER BY room, night`,
    { hotel: sql.hotel, from, to },
  );
}
