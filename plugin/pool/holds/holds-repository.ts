// The SQL of what the PMS holds as 押さえ for stays without a room: our note of each, and for whom a person wants none.
import type { HotelDate } from '../../domain/hotel-date.js';
import type { BookingPlanId, ReservationId } from '../../domain/ids.js';
import type { HotelSql, HotelTx } from '../../platform/database/index.js';
import type { NightsInRoom } from './fitting-nights.js';

/** A 押さえ as it was made. */
export interface StayHold extends NightsInRoom {
  readonly plan: BookingPlanId;
  readonly reservation: ReservationId;
}

const columns = `CAST(h.plan_id AS double precision) AS plan, h.reservation_id AS reservation, h.room_id AS room,
  to_char(h.first_night, 'YYYY-MM-DD') AS "from", to_char(h.last_night + 1, 'YYYY-MM-DD') AS "to"`;

/** By night. */
export async function holdsOfPlans(sql: HotelSql, plans: readonly BookingPlanId[]): Promise<StayHold[]> {
  if (plans.length === 0) return [];
  return sql.rows<StayHold>(
    `SELECT ${columns} FROM heyawari.stay_holds h WHERE h.hotel_id = :hotel AND h.plan_id = ANY(:plans)
      ORDER BY h.plan_id, h.first_night`,
    { hotel: sql.hotel, plans },
  );
}

/**
 * Those that keep nothing any more that their stay needs: it has a room or has ended, the nights are past, or somebody else is in the room on one
 * of them. At most `limit`.
 */
export async function spentHolds(sql: HotelSql, today: HotelDate, limit: number): Promise<StayHold[]> {
  return sql.rows<StayHold>(
    `SELECT ${columns} FROM heyawari.stay_holds h JOIN heyawari.booking_plans p ON p.hotel_id = :hotel AND p.id = h.plan_id
      WHERE h.hotel_id = :hotel AND (p.room_state <> 'unplaced' OR h.last_night < :today
        OR EXISTS (SELECT FROM heyawari.host_rooms r
                     LEFT JOIN heyawari.room_nights n ON n.hotel_id = :hotel AND n.physical_room = r.physical_room
                      AND n.night >= h.first_night AND n.night <= h.last_night
                     LEFT JOIN heyawari.host_nights o ON o.hotel_id = :hotel AND o.physical_room = r.physical_room
                      AND o.night >= h.first_night AND o.night <= h.last_night AND o.reservation_id <> h.reservation_id
                    WHERE r.hotel_id = :hotel AND r.room_id = h.room_id AND (n.plan_id IS NOT NULL OR o.night IS NOT NULL)))
      ORDER BY h.reservation_id LIMIT :limit`,
    { hotel: sql.hotel, today, limit },
  );
}

export async function saveHolds(
  tx: HotelTx,
  holds: readonly StayHold[],
  by: { readonly user: number | undefined; readonly at: Date },
): Promise<void> {
  await tx.run(
    `INSERT INTO heyawari.stay_holds (hotel_id, reservation_id, plan_id, room_id, first_night, last_night, made_by, made_at)
     SELECT :hotel, reservation, plan, room, "from", "to" - 1, :user, :at
       FROM jsonb_to_recordset(CAST(:holds AS jsonb)) AS h(reservation uuid, plan bigint, room integer, "from" date, "to" date)`,
    { hotel: tx.hotel, holds: JSON.stringify(holds), user: by.user ?? null, at: by.at },
  );
}

export async function forgetHolds(tx: HotelTx, reservations: readonly ReservationId[]): Promise<void> {
  await tx.run(
    `DELETE FROM heyawari.stay_holds WHERE hotel_id = :hotel AND reservation_id = ANY(:reservations)`,
    { hotel: tx.hotel, reservations },
  );
}

/** From now on nothing is held for these stays by itself. */
export async function holdNoMore(
  tx: HotelTx,
  plans: readonly BookingPlanId[],
  by: { readonly user: number | undefined; readonly at: Date },
): Promise<void> {
  await tx.run(
    `INSERT INTO heyawari.stays_not_held (hotel_id, plan_id, noted_by, noted_at)
     SELECT :hotel, plan, :user, :at FROM unnest(CAST(:plans AS bigint[])) AS plan ON CONFLICT DO NOTHING`,
    { hotel: tx.hotel, plans, user: by.user ?? null, at: by.at },
  );
}

export async function holdAgain(tx: HotelTx, plan: BookingPlanId): Promise<void> {
  await tx.run(`DELETE FROM heyawari.stays_not_held WHERE hotel_id = :hotel AND plan_id = :plan`, {
    hotel: tx.hotel,
    plan,
  });
}

/** Of these, those for which nothing is held by itself. */
export async function notHeld(
  sql: HotelSql,
  plans: readonly BookingPlanId[],
): Promise<ReadonlySet<BookingPlanId>> {
  const rows = await sql.rows<{ plan: BookingPlanId }>(
    `SELECT CAST(plan_id AS double precision) AS plan FROM heyawari.stays_not_held
      WHERE hotel_id = :hotel AND plan_id = ANY(:plans)`,
    { hotel: sql.hotel, plans },
  );
  return new Set(rows.map(({ plan }) => plan));
}

/** Whether the hotel has what fits held by itself. */
export async function holdsWhatFits(sql: HotelSql): Promise<boolean> {
  const row = await sql.row<{ holds: boolean | null }>(
    `SELECT holds_what_fits AS holds FROM heyawari.hotel_settings WHERE hotel_id = :hotel`,
    { hotel: sql.hotel },
  );
  return row?.holds ?? false;
}

/** What is held for a stay is part of how it stands: who saw it otherwise is told so. */
export async function nextVersion(tx: HotelTx, plans: readonly BookingPlanId[]): Promise<void> {
  await tx.run(
    `UPDATE heyawari.booking_plans SET version = version + 1 WHERE hotel_id = :hotel AND id = ANY(:plans)`,
    { hotel: tx.hotel, plans },
  );
}
