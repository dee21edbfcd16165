// The SQL of what is sold although stays without a room need it: their nights, who holds those, what persons have stopped, and how many are intended.
import type { HotelDate } from '../../domain/hotel-date.js';
import type { PhysicalRoom, RoomTypeId } from '../../domain/ids.js';
import type { HotelSql, HotelTx, Sql } from '../../platform/database/index.js';
import type { NeededNight, StoppedNight, TypeNight } from './sales-to-stop.js';

/** A longer stay is a damaged date. */
const mostNights = 730;

/** Nights from `from` on that stays without a room need and that are not held for them, the next first: at most `limit`. A stay is looked at for its first `mostNights`. */
export const neededNights = (sql: HotelSql, from: HotelDate, limit: number): Promise<NeededNight[]> =>
  sql.rows<NeededNight>(
    `SELECT p.booked_type_id AS type, to_char(n.night, 'YYYY-MM-DD') AS night, CAST(count(*) AS integer) AS stays
       FROM heyawari.booking_plans p
      CROSS JOIN LATERAL (
        SELECT CAST(generate_series(GREATEST(p.check_in, CAST(:from AS date)),
                                    LEAST(GREATEST(p.check_out, p.check_in + 1) - 1, GREATEST(p.check_in, CAST(:from AS date)) + ${mostNights - 1}),
                                    interval '1 day') AS date) AS night) AS n
      WHERE p.hotel_id = :hotel AND p.room_state = 'unplaced' AND p.check_out >= :from
        AND NOT EXISTS (SELECT FROM heyawari.stay_holds h WHERE h.hotel_id = :hotel AND h.plan_id = p.id
                           AND n.night BETWEEN h.first_night AND h.last_night)
      GROUP BY p.booked_type_id, n.night ORDER BY n.night, p.booked_type_id LIMIT :limit`,
    { hotel: sql.hotel, from, limit },
  );

/** Rooms that somebody holds on the nights, plans of ours or the PMS by itself. */
export const heldRooms = (
  sql: HotelSql,
  nights: readonly HotelDate[],
): Promise<{ readonly night: HotelDate; readonly room: PhysicalRoom }[]> =>
  sql.rows(
    `SELECT to_char(night, 'YYYY-MM-DD') AS night, physical_room AS room FROM heyawari.room_nights
      WHERE hotel_id = :hotel AND night = ANY(CAST(:nights AS date[]))
      UNION
     SELECT to_char(night, 'YYYY-MM-DD'), physical_room FROM heyawari.host_nights
      WHERE hotel_id = :hotel AND night = ANY(CAST(:nights AS date[]))`,
    { hotel: sql.hotel, nights },
  );

/** From `from` on, the next first: at most `limit`. */
export async function stoppedNights(sql: HotelSql, from: HotelDate, limit: number): Promise<StoppedNight[]> {
  const rows = await sql.rows<
    TypeNight & { readonly by: number | null; readonly clerk: string | null; readonly at: Date }
  >(
    `SELECT room_type_id AS type, to_char(night, 'YYYY-MM-DD') AS night, stopped_by AS by, clerk, stopped_at AS at
       FROM heyawari.stopped_sales WHERE hotel_id = :hotel AND night >= :from ORDER BY night, room_type_id LIMIT :limit`,
    { hotel: sql.hotel, from, limit },
  );
  return rows.map(({ by, clerk, ...row }) => ({ ...row, by: by ?? undefined, clerk: clerk ?? undefined }));
}

/** Nights of one type, `[from, to)`. */
export interface TypeNights {
  readonly type: RoomTypeId;
  readonly from: HotelDate;
  readonly to: HotelDate;
}

/** Of those that are not stopped yet. Answers with how many were. */
export const stopNights = (
  tx: HotelTx,
  { type, from, to }: TypeNights,
  { by, clerk, at }: Pick<StoppedNight, 'by' | 'clerk' | 'at'>,
): Promise<number> =>
  tx.run(
    `INSERT INTO heyawari.stopped_sales (hotel_id, room_type_id, night, stopped_by, clerk, stopped_at)
     SELECT :hotel, :type, CAST(night AS date), :by, :clerk, :at
       FROM generate_series(CAST(:from AS date), CAST(:to AS date) - 1, interval '1 day') AS night
     ON CONFLICT DO NOTHING`,
    { hotel: tx.hotel, type, from, to, by: by ?? null, clerk: clerk ?? null, at },
  );

/** Answers with how many were stopped. */
export const resumeNights = (tx: HotelTx, { type, from, to }: TypeNights): Promise<number> =>
  tx.run(
    `DELETE FROM heyawari.stopped_sales WHERE hotel_id = :hotel AND room_type_id = :type AND night >= :from AND night < :to`,
    { hotel: tx.hotel, type, from, to },
  );

/** Of nights before `before`, at most `limit`. Answers with how many went. */
export const forgetStoppedSales = (sql: Sql, before: HotelDate, limit: number): Promise<number> =>
  sql.run(
    `DELETE FROM heyawari.stopped_sales WHERE ctid = ANY (ARRAY(
       SELECT ctid FROM heyawari.stopped_sales WHERE night < :before LIMIT :limit))`,
    { before, limit },
  );

/** Stays without a room that a hotel intends to have of a type on a night, at most. */
export interface Allowance {
  readonly stays: number;
  /** Rises with each edit. */
  readonly version: number;
}

/** By type; a type that is not there has none, and no edit yet. */
export async function overbookingAllowances(sql: HotelSql): Promise<ReadonlyMap<RoomTypeId, Allowance>> {
  const rows = await sql.rows<Allowance & { readonly type: RoomTypeId }>(
    `SELECT room_type_id AS type, stays, version FROM heyawari.overbooking_allowances
      WHERE hotel_id = :hotel ORDER BY room_type_id`,
    { hotel: sql.hotel },
  );
  return new Map(rows.map(({ type, ...allowance }) => [type, allowance]));
}

/** One version on. False, and nothing is saved, where it is not of the version given any more; 0: nobody has edited it yet. */
export async function saveAllowance(
  tx: HotelTx,
  type: RoomTypeId,
  { stays, version }: Allowance,
): Promise<boolean> {
  const saved = await tx.run(
    `INSERT INTO heyawari.overbooking_allowances AS known (hotel_id, room_type_id, stays)
     VALUES (:hotel, :type, :stays)
     ON CONFLICT (hotel_id, room_type_id) DO UPDATE SET stays = EXCLUDED.stays, version = known.version + 1
      WHERE known.version = :version`,
    { hotel: tx.hotel, type, stays, version },
  );
  return saved === 1;
}
