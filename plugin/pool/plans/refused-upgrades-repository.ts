// Upgrades that a person has refused a stay without a room: they are not proposed until a person has them proposed again.
import type { BookingPlanId, RoomTypeId } from '../../domain/ids.js';
import type { HotelSql, HotelTx } from '../../platform/database/index.js';

/** By plan. */
export async function refusedUpgrades(
  sql: HotelSql,
  plans: readonly BookingPlanId[],
): Promise<ReadonlyMap<BookingPlanId, ReadonlySet<RoomTypeId>>> {
  if (plans.length === 0) return new Map();
  const rows = await sql.rows<{ plan: BookingPlanId; types: RoomTypeId[] }>(
    `SELECT CAST(plan_id AS double precision) AS plan, array_agg(room_type_id ORDER BY room_type_id) AS types FROM heyawari.refused_upgrades
      WHERE hotel_id = :hotel AND plan_id = ANY(:plans) GROUP BY plan_id`,
    { hotel: sql.hotel, plans },
  );
  return new Map(rows.map(({ plan, types }) => [plan, new Set(types)]));
}

export async function saveRefusedUpgrade(
  tx: HotelTx,
  plan: BookingPlanId,
  type: RoomTypeId,
  by: { readonly user: number | undefined; readonly at: Date },
): Promise<void> {
  await tx.run(
    `INSERT INTO heyawari.refused_upgrades (hotel_id, plan_id, room_type_id, refused_by, refused_at)
     VALUES (:hotel, :plan, :type, :user, :at) ON CONFLICT DO NOTHING`,
    { hotel: tx.hotel, plan, type, user: by.user ?? null, at: by.at },
  );
}

/** It is proposed again. */
export async function forgetRefusedUpgrade(
  tx: HotelTx,
  plan: BookingPlanId,
  type: RoomTypeId,
): Promise<void> {
  await tx.run(
    `DELETE FROM heyawari.refused_upgrades WHERE hotel_id = :hotel AND plan_id = :plan AND room_type_id = :type`,
    { hotel: tx.hotel, plan, type },
  );
}
