// The SQL of nights: which room is held when, by our plans (no room twice) and by the PMS itself (mirrored).
import type { DayNumber, HotelDate } from '../../domain/hotel-date.js';
import type { BookingPlanId, PhysicalRoom, ReservationId } from '../../domain/ids.js';
import type { HotelSql, HotelTx } from '../../platform/database/index.js';

/** The constraint that lets no room be given twice. */
const noRoomTwice = 'room_nights_no_room_twice';

export interface PlanNights {
  readonly plan: BookingPlanId;
  readonly room: PhysicalRoom;
  readonly from: DayNumber;
  readonly to: DayNumber;
}

const nightsOfSpans = `jsonb_to_recordset(CAST(:spans AS jsonb)) AS s(plan bigint, room text, "from" integer, "to" integer),
  generate_series(s."from", s."to" - 1) AS day`;

/** Takes nights for plans. Breaks `room_nights_no_room_twice` where one is taken already. */
export async function takeNights(tx: HotelTx, spans: readonly PlanNights[]): Promise<void> {
  await tx.run(
    `INSERT INTO heyawari.room_nights (hotel_id, physical_room, night, plan_id)
     SELECT :hotel, s.room, DATE '1970-01-01' + day, s.plan FROM ${nightsOfSpans}`,
    { hotel: tx.hotel, spans: JSON.stringify(spans) },
  );
}

/**
 * Who holds a room, but for the stays `but`, on the first of the nights that anybody does; by the number of a booking of ours, or null where the PMS
 * holds it by itself.
 */
export async function firstHolder(
  sql: HotelSql,
  { room, from, to }: Omit<PlanNights, 'plan'>,
  but: readonly { readonly id: BookingPlanId; readonly reservationId: ReservationId }[],
): Promise<{ readonly night: HotelDate; readonly booking: string | null } | undefined> {
  return sql.row(
    `WITH held AS (
       SELECT n.night, p.booking_number AS booking
         FROM heyawari.room_nights n JOIN heyawari.booking_plans p ON p.hotel_id = n.hotel_id AND p.id = n.plan_id
        WHERE n.hotel_id = :hotel AND n.physical_room = :room AND n.plan_id <> ALL(:plans)
          AND n.night >= DATE '1970-01-01' + CAST(:from AS integer) AND n.night < DATE '1970-01-01' + CAST(:to AS integer)
       UNION ALL
       SELECT h.night, NULL FROM heyawari.host_nights h
        WHERE h.hotel_id = :hotel AND h.physical_room = :room AND h.reservation_id <> ALL(CAST(:reservations AS uuid[]))
          AND h.night >= DATE '1970-01-01' + CAST(:from AS integer) AND h.night < DATE '1970-01-01' + CAST(:to AS integer))
     SELECT to_char(night, 'YYYY-MM-DD') AS night, booking FROM held ORDER BY night, booking NULLS LAST LIMIT 1`,
    {
      ...{ hotel: sql.hotel, room, from, to },
      plans: but.map(({ id }) => id),
      reservations: but.map(({ reservationId }) => reservationId),
    },
  );
}

/** The nights where the PMS has a plan. */
export interface StandingNights extends PlanNights {
  readonly reservation: ReservationId;
}

/**
 * Brings nights up to what the PMS holds for these reservations. Plans take those of their nights that are free and leave those that they
 * hold already; the others are mirrored beside `byHost`, since the PMS says so and two cannot both be right. Answers with how many nights
 * were refused, and how many the mirror had that the PMS does not hold any more. Who holds a night is asked by the night's key,
 * night by night: an anti-join may be planned to read all nights of the hotel.
 */
export async function settleNights(
  tx: HotelTx,
  reservations: readonly ReservationId[],
  standing: readonly StandingNights[],
  byHost: readonly HostNight[],
): Promise<{ refused: number; given_back: number }> {
  const row = await tx.row<{ refused: number; given_back: number }>(
    `WITH missing AS (
            SELECT s.plan, s.reservation, s.room, DATE '1970-01-01' + day AS night
              FROM jsonb_to_recordset(CAST(:spans AS jsonb)) AS s(plan bigint, reservation uuid, room text, "from" integer, "to" integer),
                   generate_series(s."from", s."to" - 1) AS day
             WHERE s.plan IS DISTINCT FROM (SELECT n.plan_id FROM heyawari.room_nights n
                                             WHERE n.hotel_id = :hotel AND n.physical_room = s.room
                                               AND n.night = DATE '1970-01-01' + day)),
          taken AS (
            INSERT INTO heyawari.room_nights (hotel_id, physical_room, night, plan_id)
            SELECT :hotel, room, night, plan FROM missing
            ON CONFLICT ON CONSTRAINT ${noRoomTwice} DO NOTHING RETURNING physical_room, night, plan_id),
          refused AS (
            SELECT m.reservation, m.room, m.night FROM missing m
             WHERE NOT EXISTS (SELECT FROM taken t
                                WHERE t.physical_room = m.room AND t.night = m.night AND t.plan_id = m.plan)),
          wanted AS (
            SELECT * FROM refused UNION ALL
            SELECT reservation, room, night
              FROM jsonb_to_recordset(CAST(:nights AS jsonb)) AS n(reservation uuid, room text, night date)),
          given_back AS (
            DELETE FROM heyawari.host_nights h
             WHERE h.hotel_id = :hotel AND h.reservation_id = ANY(:reservations)
               AND NOT EXISTS (SELECT FROM wanted w WHERE w.reservation = h.reservation_id
                                  AND w.room = h.physical_room AND w.night = h.night)
            RETURNING 1),
          mirrored AS (
            INSERT INTO heyawari.host_nights (hotel_id, physical_room, night, reservation_id)
            SELECT :hotel, w.room, w.night, w.reservation FROM wanted w
             WHERE NOT EXISTS (SELECT FROM heyawari.host_nights h
                                WHERE h.hotel_id = :hotel AND h.reservation_id = w.reservation
                                  AND h.physical_room = w.room AND h.night = w.night))
     SELECT CAST((SELECT count(*) FROM refused) AS integer) AS refused,
            CAST((SELECT count(*) FROM given_back) AS integer) AS given_back`,
    { hotel: tx.hotel, reservations, spans: JSON.stringify(standing), nights: JSON.stringify(byHost) },
  );
  return row ?? { refused: 0, given_back: 0 };
}

export async function releaseNights(tx: HotelTx, plans: readonly BookingPlanId[]): Promise<void> {
  await tx.run(`DELETE FROM heyawari.room_nights WHERE hotel_id = :hotel AND plan_id = ANY(:plans)`, {
    hotel: tx.hotel,
    plans,
  });
}

export interface HostNight {
  readonly reservation: ReservationId;
  readonly room: PhysicalRoom;
  readonly night: HotelDate;
}

/** Reservations that hold a night from `from` on as far as we know, by a plan or by themselves. */
export async function knownReservations(sql: HotelSql, from: HotelDate): Promise<ReservationId[]> {
  const rows = await sql.rows<{ id: ReservationId }>(
    `SELECT reservation_id AS id FROM heyawari.booking_plans
      WHERE hotel_id = :hotel AND room_state IN ('tentative', 'final') AND reservation_id IS NOT NULL
        AND GREATEST(check_out, check_in + 1) > :from
     UNION
     SELECT reservation_id FROM heyawari.host_nights WHERE hotel_id = :hotel AND night >= :from`,
    { hotel: sql.hotel, from },
  );
  return rows.map(({ id }) => id);
}

/** Whether the PMS holds any night of the spans by itself. */
export async function anyHeldByHost(
  sql: HotelSql,
  spans: readonly Omit<PlanNights, 'plan'>[],
): Promise<boolean> {
  const row = await sql.row(
    `SELECT FROM jsonb_to_recordset(CAST(:spans AS jsonb)) AS s(room text, "from" integer, "to" integer)
       JOIN heyawari.host_nights n ON n.hotel_id = :hotel AND n.physical_room = s.room
        AND n.night >= DATE '1970-01-01' + s."from" AND n.night < DATE '1970-01-01' + s."to"
      LIMIT 1`,
    { hotel: sql.hotel, spans: JSON.stringify(spans) },
  );
  return row !== undefined;
}
