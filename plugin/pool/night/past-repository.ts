// The SQL of what has been: how bookings came and were lost, and how much each room was used. The nightly run learns from it.
import { fadingUse, type KnownBooking, type RoomUsage } from '../../assignment/index.js';
import {
  addDays,
  dayNumber,
  type DayNumber,
  type HotelCalendar,
  type HotelDate,
} from '../../domain/hotel-date.js';
import type { PhysicalRoom } from '../../domain/ids.js';
import type { HotelSql } from '../../platform/database/index.js';

/** The business date of a moment, as a day number. */
const dayOf = (moment: string) =>
  `CAST((${moment} AT TIME ZONE :timeZone) - make_interval(hours => :turnsAt) AS date) - DATE '1970-01-01'`;

/**
 * Every stay that was ever booked for an arrival of `[from, to)`, with the business dates on which it was booked and, unless it came or is still
 * to come, lost. A plan that was adopted has no booking of its own in the history: its first entry counts.
 */
export function bookingsArriving(
  sql: HotelSql,
  from: HotelDate,
  to: HotelDate,
  { timeZone, turnsAt }: HotelCalendar,
): Promise<KnownBooking[]> {
  return sql
    .rows<Omit<KnownBooking, 'lostOn'> & { readonly lostOn: DayNumber | null }>(
      `SELECT CAST(p.id AS integer) AS id, p.booked_type_id AS "typeId", p.check_in - DATE '1970-01-01' AS arrival,
              GREATEST(p.check_out - p.check_in, 1) AS nights, ${dayOf('h.booked')} AS "bookedOn",
              CASE WHEN p.room_state = 'ended' AND ${dayOf('h.last')} <= p.check_in - DATE '1970-01-01'
                   THEN ${dayOf('h.last')} END AS "lostOn"
         FROM heyawari.booking_plans p
        CROSS JOIN LATERAL (
              SELECT COALESCE(min(at) FILTER (WHERE event IN ('placed', 'unplaced')), min(at)) AS booked, max(at) AS last
                FROM heyawari.booking_plan_history WHERE hotel_id = p.hotel_id AND plan_id = p.id) AS h
        WHERE p.hotel_id = :hotel AND p.check_in >= :from AND p.check_in < :to AND h.booked IS NOT NULL
        ORDER BY p.id`,
      { hotel: sql.hotel, from, to, timeZone, turnsAt },
    )
    .then((rows) => rows.map((row) => ({ ...row, lostOn: row.lostOn ?? undefined })));
}

/**
 * How much each room was used, by plans or by the PMS itself, on the `fairnessDays` nights before `day`, as `fadingUse` counts them; rooms that
 * were not are left out.
 */
export async function roomUsage(
  sql: HotelSql,
  day: HotelDate,
  fairnessDays: number,
): Promise<Map<PhysicalRoom, RoomUsage>> {
  const rows = await sql.rows<{ room: PhysicalRoom; ages: number[] }>(
    `SELECT room, array_agg(CAST(:day AS date) - night ORDER BY night DESC) AS ages
       FROM (SELECT physical_room AS room, night FROM heyawari.room_nights
              WHERE hotel_id = :hotel AND night >= :from AND night < :day
             UNION
             SELECT physical_room, night FROM heyawari.host_nights
              WHERE hotel_id = :hotel AND night >= :from AND night < :day) AS used
      GROUP BY room`,
    { hotel: sql.hotel, from: addDays(day, -fairnessDays), day },
    { plannedAnew: true },
  );
  const today = dayNumber(day);
  return new Map(
    rows.map(({ room, ages }) => {
      const lastUsedUntil = (today + 1 - ages[0]!) as DayNumber;
      return [room, { ...fadingUse(ages, fairnessDays), lastUsedUntil, demandingUntil: undefined }];
    }),
  );
}
