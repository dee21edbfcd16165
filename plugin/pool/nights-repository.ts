// The SQL of nights: which room is held when, by our plans (no room twice) and by the PMS itself (mirrored).
import type { NightSpan } from '../assignment/index.js';
import type { DayNumber, HotelDate } from '../domain/hotel-date.js';
import type { BookingPlanId, HotelId, PhysicalRoom, ReservationId } from '../domain/ids.js';
import type { Sql, Transaction } from '../platform/database/index.js';

/** The constraint that lets no room be given twice. */
export const noRoomTwice = 'room_nights_no_room_twice';

export interface TakenSpan {
  readonly room: PhysicalRoom;
  readonly from: DayNumber;
  readonly to: DayNumber;
}

/** Everything taken in `window`, by us and by the PMS, as spans of day numbers. */
export function takenSpans(sql: Sql, hotel: HotelId, window: NightSpan): Promise<TakenSpan[]> {
  return sql.rows<TakenSpan>(
    `SELECT physical_room AS room, min(night) - DATE '1970-01-01' AS "from", max(night) - DATE '1970-01-01' + 1 AS "to"
       FROM heyawari.room_nights
      WHERE hotel_id = :hotel AND night >= DATE '1970-01-01' + CAST(:from AS integer)
        AND night < DATE '1970-01-01' + CAST(:to AS integer)
      GROUP BY plan_id, physical_room
     UNION ALL
     SELECT physical_room, night - DATE '1970-01-01', night - DATE '1970-01-01' + 1
       FROM heyawari.host_nights
      WHERE hotel_id = :hotel AND night >= DATE '1970-01-01' + CAST(:from AS integer)
        AND night < DATE '1970-01-01' + CAST(:to AS integer)`,
    { hotel, from: window.from, to: window.to },
  );
}

export interface PlanNights {
  readonly plan: BookingPlanId;
  readonly room: PhysicalRoom;
  readonly from: DayNumber;
  readonly to: DayNumber;
}

const nightsOfSpans = `jsonb_to_recordset(CAST(:spans AS jsonb)) AS s(plan bigint, room text, "from" integer, "to" integer),
  generate_series(s."from", s."to" - 1) AS day`;

/** Takes nights for plans. Breaks `room_nights_no_room_twice` where one is taken already. */
export async function takeNights(
  tx: Transaction,
  hotel: HotelId,
  spans: readonly PlanNights[],
): Promise<void> {
  await tx.run(
    `INSERT INTO heyawari.room_nights (hotel_id, physical_room, night, plan_id)
     SELECT :hotel, s.room, DATE '1970-01-01' + day, s.plan FROM ${nightsOfSpans}`,
    { hotel, spans: JSON.stringify(spans) },
  );
}

/**
 * Takes those of the nights that are free, leaves those that the plan holds already, and answers with the others: the PMS says so, and
 * two cannot both be right.
 */
export async function takeNightsWhereFree(
  tx: Transaction,
  hotel: HotelId,
  spans: readonly PlanNights[],
): Promise<{ plan: BookingPlanId; room: PhysicalRoom; night: HotelDate }[]> {
  return tx.rows(
    `WITH missing AS (SELECT s.plan, s.room, DATE '1970-01-01' + day AS night FROM ${nightsOfSpans}
                       WHERE NOT EXISTS (SELECT FROM heyawari.room_nights n
                                          WHERE n.hotel_id = :hotel AND n.physical_room = s.room
                                            AND n.night = DATE '1970-01-01' + day AND n.plan_id = s.plan)),
          taken AS (INSERT INTO heyawari.room_nights (hotel_id, physical_room, night, plan_id)
                    SELECT :hotel, room, night, plan FROM missing
                    ON CONFLICT ON CONSTRAINT ${noRoomTwice} DO NOTHING RETURNING physical_room, night, plan_id)
     SELECT CAST(m.plan AS integer) AS plan, m.room, to_char(m.night, 'YYYY-MM-DD') AS night FROM missing m
      WHERE NOT EXISTS (SELECT FROM taken t
                         WHERE t.physical_room = m.room AND t.night = m.night AND t.plan_id = m.plan)`,
    { hotel, spans: JSON.stringify(spans) },
  );
}

export async function releaseNights(
  tx: Transaction,
  hotel: HotelId,
  plans: readonly BookingPlanId[],
): Promise<void> {
  await tx.run(`DELETE FROM heyawari.room_nights WHERE hotel_id = :hotel AND plan_id = ANY(:plans)`, {
    hotel,
    plans,
  });
}

export interface HostNight {
  readonly reservation: ReservationId;
  readonly room: PhysicalRoom;
  readonly night: HotelDate;
}

/** Replaces the mirror of what the PMS itself holds for these reservations. Answers with how many nights the mirror had of them before. */
export async function mirrorHostNights(
  tx: Transaction,
  hotel: HotelId,
  reservations: readonly ReservationId[],
  nights: readonly HostNight[],
): Promise<number> {
  const before = await tx.run(
    `DELETE FROM heyawari.host_nights WHERE hotel_id = :hotel AND reservation_id = ANY(:reservations)`,
    {
      hotel,
      reservations,
    },
  );
  if (nights.length === 0) return before;
  await tx.run(
    `INSERT INTO heyawari.host_nights (hotel_id, physical_room, night, reservation_id)
     SELECT :hotel, n.room, n.night, n.reservation
       FROM jsonb_to_recordset(CAST(:nights AS jsonb)) AS n(reservation uuid, room text, night date)`,
    { hotel, nights: JSON.stringify(nights) },
  );
  return before;
}

/** Whether the PMS holds any night of the spans by itself. */
export async function anyHeldByHost(sql: Sql, hotel: HotelId, spans: readonly TakenSpan[]): Promise<boolean> {
  const row = await sql.row(
    `SELECT FROM jsonb_to_recordset(CAST(:spans AS jsonb)) AS s(room text, "from" integer, "to" integer)
       JOIN heyawari.host_nights n ON n.hotel_id = :hotel AND n.physical_room = s.room
        AND n.night >= DATE '1970-01-01' + s."from" AND n.night < DATE '1970-01-01' + s."to"
      LIMIT 1`,
    { hotel, spans: JSON.stringify(spans) },
  );
  return row !== undefined;
}

export async function hostCursor(sql: Sql, hotel: HotelId): Promise<string | undefined> {
  const row = await sql.row<{ position: string }>(
    `SELECT position FROM heyawari.host_cursors WHERE hotel_id = :hotel`,
    { hotel },
  );
  return row?.position;
}

export async function saveHostCursor(tx: Transaction, hotel: HotelId, position: string): Promise<void> {
  await tx.run(
    `INSERT INTO heyawari.host_cursors (hotel_id, position) VALUES (:hotel, :position)
     ON CONFLICT (hotel_id) DO UPDATE SET position = EXCLUDED.position`,
    { hotel, position },
  );
}
