// The SQL of rooms that a stay of ours cannot keep: somebody else in the PMS holds it on one night, or it is of no use any more.
import type { BookingPlan, Reason } from '../../domain/booking-plan.js';
import type { DayNumber, HotelDate } from '../../domain/hotel-date.js';
import type { BookingPlanId, PhysicalRoom, ReservationId, RoomId } from '../../domain/ids.js';
import type { Room } from '../../domain/room.js';
import {
  type HotelSql,
  type HotelTx,
  momentIn,
  type Question,
  type Sql,
} from '../../platform/database/index.js';
import type { TakenNights } from '../occupancy/occupancy-repository.js';
import { planColumns, type PlanRow, toPlan } from '../plans/plan-rows.js';

/** A pair of holders, as the books and the mirror of the PMS say it now. */
export interface DoubleHolding {
  readonly plan: BookingPlanId;
  /** Undefined: nobody, but the room itself may be of no use to the stay any more. */
  readonly other: ReservationId | undefined;
  readonly firstNight: HotelDate;
  readonly lastNight: HotelDate;
}

/** What stands about a pair from an earlier look. */
export interface OpenConflict extends DoubleHolding {
  readonly id: number;
  readonly lookedAt: Date;
}

const day = (column: string) => `to_char(${column}, 'YYYY-MM-DD')`;

interface PairRow {
  readonly conflict: string | null;
  readonly plan: string;
  readonly other: ReservationId | null;
  readonly first_night: HotelDate;
  readonly last_night: HotelDate;
  readonly looked_at: Date | null;
}

/** Rooms in which a stay may be that would not be given them now. */
export interface SuspectRooms {
  /** Not for sale, or a staff room. */
  readonly unsellable: readonly Room[];
  /** Taken off sale or given another type since the last look. */
  readonly lost: readonly Room[];
}

/**
 * In one statement, since it is asked at every look at the PMS: who holds a room twice from `today` on, which pairs are known, and who is in a
 * suspect room: pooled stays, and final ones where it has just been lost.
 */
export async function doubleHoldings(
  sql: HotelSql,
  today: HotelDate,
  { unsellable, lost }: SuspectRooms,
): Promise<{ readonly found: readonly DoubleHolding[]; readonly open: readonly OpenConflict[] }> {
  const rows = await sql.rows<PairRow>(
    `SELECT NULL AS conflict, n.plan_id AS plan, h.reservation_id AS other, ${day('min(n.night)')} AS first_night,
            ${day('max(n.night)')} AS last_night, CAST(NULL AS timestamptz) AS looked_at
       FROM heyawari.host_nights h
       JOIN heyawari.room_nights n
         ON n.hotel_id = h.hotel_id AND n.physical_room = h.physical_room AND n.night = h.night
      WHERE h.hotel_id = :hotel AND h.night >= :today
      GROUP BY n.plan_id, h.reservation_id
     UNION ALL
     SELECT NULL, n.plan_id, NULL, ${day('min(n.night)')}, ${day('max(n.night)')}, NULL
       FROM heyawari.room_nights n
       JOIN heyawari.booking_plans p ON p.hotel_id = n.hotel_id AND p.id = n.plan_id
      WHERE n.hotel_id = :hotel AND n.physical_room = ANY(:suspects) AND n.night >= :today
        AND (p.room_id = ANY(:lost) OR (p.room_id = ANY(:unsellable) AND p.room_state = 'tentative'))
      GROUP BY n.plan_id
     UNION ALL
     SELECT CAST(id AS text), plan_id, other_reservation_id, ${day('first_night')}, ${day('last_night')}, looked_at
       FROM heyawari.room_conflicts WHERE hotel_id = :hotel AND state = 'open'`,
    {
      ...{
        hotel: sql.hotel,
        today,
        unsellable: unsellable.map(({ id }) => id),
        lost: lost.map(({ id }) => id),
      },
      suspects: [...unsellable, ...lost].map(({ physical }) => physical),
    },
  );
  const pairs = rows.map((row) => ({
    conflict: row.conflict,
    lookedAt: row.looked_at,
    plan: Number(row.plan) as BookingPlanId,
    other: row.other ?? undefined,
    firstNight: row.first_night,
    lastNight: row.last_night,
  }));
  return {
    found: pairs.filter(({ conflict }) => conflict === null),
    open: pairs.flatMap(({ conflict, lookedAt, ...pair }) =>
      conflict === null || lookedAt === null ? [] : [{ ...pair, id: Number(conflict), lookedAt }],
    ),
  };
}

/** What was found out about a pair. */
export interface Finding {
  /** The stay that gave way or is to be moved, and whom it stands against; undefined: nobody, its room is of no use to it any more. */
  readonly plan: BookingPlanId;
  readonly other: ReservationId | undefined;
  readonly room: RoomId;
  readonly firstNight: HotelDate;
  readonly lastNight: HotelDate;
  readonly state: 'open' | 'yielded';
  readonly reason: Reason;
  readonly otherRoom: RoomId | undefined;
}

/** Writes findings, each over the open row of its pair where there is one. `lookedAt`: when each was last given thought. */
export async function saveFindings(
  tx: HotelTx,
  findings: readonly Finding[],
  now: Date,
  lookedAt = now,
): Promise<void> {
  if (findings.length === 0) return;
  const rows = findings.map(({ reason, other, otherRoom, ...finding }) => ({
    ...finding,
    ...{
      other: other ?? null,
      otherRoom: otherRoom ?? null,
      reasonKey: reason.key,
      reasonParams: reason.params,
    },
  }));
  await tx.run(
    `INSERT INTO heyawari.room_conflicts AS known
       (hotel_id, plan_id, other_reservation_id, room_id, first_night, last_night, state, reason_key, reason_params,
        other_room_id, found_at, looked_at, settled_at)
     SELECT :hotel, f.plan, f.other, f.room, f."firstNight", f."lastNight", f.state, f."reasonKey", f."reasonParams", f."otherRoom",
            :now, :lookedAt, CASE WHEN f.state = 'open' THEN NULL ELSE CAST(:now AS timestamptz) END
       FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS f(plan bigint, other uuid, room integer, "firstNight" date, "lastNight" date,
            state text, "reasonKey" text, "reasonParams" jsonb, "otherRoom" integer)
     ON CONFLICT (hotel_id, plan_id, other_reservation_id) WHERE state = 'open' DO UPDATE
        SET room_id = excluded.room_id, first_night = excluded.first_night, last_night = excluded.last_night,
            reason_key = excluded.reason_key, reason_params = excluded.reason_params,
            other_room_id = excluded.other_room_id, looked_at = excluded.looked_at`,
    { hotel: tx.hotel, rows: JSON.stringify(rows), now, lookedAt },
  );
}

export async function endConflicts(tx: HotelTx, ids: readonly number[], now: Date): Promise<void> {
  await tx.run(
    `UPDATE heyawari.room_conflicts SET state = 'over', settled_at = :now
      WHERE hotel_id = :hotel AND id = ANY(:ids) AND state = 'open'`,
    { hotel: tx.hotel, ids, now },
  );
}

/** What a person sees of a conflict and decides on. */
export interface AskedConflict {
  readonly state: 'open' | 'yielded' | 'over';
  readonly plan: BookingPlanId;
  readonly other: ReservationId | null;
  readonly otherRoom: RoomId | null;
}

export function conflictById(sql: HotelSql, id: number): Promise<AskedConflict | undefined> {
  return sql.row(
    `SELECT state, CAST(plan_id AS integer) AS plan, other_reservation_id AS other, other_room_id AS "otherRoom"
       FROM heyawari.room_conflicts WHERE hotel_id = :hotel AND id = :id`,
    { hotel: sql.hotel, id },
  );
}

/** The stay has gone where it was proposed to go. */
export async function settleAsProposed(tx: HotelTx, id: number, now: Date): Promise<void> {
  await tx.run(
    `UPDATE heyawari.room_conflicts SET state = 'yielded', settled_at = :now, looked_at = :now
      WHERE hotel_id = :hotel AND id = :id AND state = 'open'`,
    { hotel: tx.hotel, id, now },
  );
}

/** A person has moved the stay into that room, out of all that others hold with it. Answers with the reservations that had its room beside it. */
export async function settleByMove(
  tx: HotelTx,
  plan: BookingPlanId,
  room: RoomId,
  now: Date,
): Promise<ReservationId[]> {
  const rows = await tx.rows<{ other: ReservationId | null }>(
    `UPDATE heyawari.room_conflicts SET state = 'yielded', other_room_id = :room, settled_at = :now, looked_at = :now
      WHERE hotel_id = :hotel AND plan_id = :plan AND state = 'open' RETURNING other_reservation_id AS other`,
    { hotel: tx.hotel, plan, room, now },
  );
  return rows.flatMap(({ other }) => other ?? []);
}

/** Forgets what was settled before then. */
export const forgetConflicts = (sql: Sql, before: Date): Promise<number> =>
  sql.run(`DELETE FROM heyawari.room_conflicts WHERE state <> 'open' AND settled_at < :before`, { before });

/** The nights that the PMS holds of a reservation beside our plans. */
export function mirroredNights(sql: HotelSql, reservation: ReservationId): Promise<TakenNights[]> {
  return sql.rows<{ room: PhysicalRoom; from: DayNumber; to: DayNumber }>(
    `SELECT physical_room AS room, night - DATE '1970-01-01' AS "from", night - DATE '1970-01-01' + 1 AS "to"
       FROM heyawari.host_nights WHERE hotel_id = :hotel AND reservation_id = :reservation`,
    { hotel: sql.hotel, reservation },
  );
}

/** A stay that has left a room leaves nothing there in the mirror of the PMS. */
export async function forgetMirrored(
  tx: HotelTx,
  reservation: ReservationId,
  room: PhysicalRoom,
): Promise<void> {
  await tx.run(
    `DELETE FROM heyawari.host_nights
      WHERE hotel_id = :hotel AND reservation_id = :reservation AND physical_room = :room`,
    { hotel: tx.hotel, reservation, room },
  );
}

/** Gives a reservation's plans the nights of their rooms that another held until now. */
export async function claimFreedNights(tx: HotelTx, reservation: ReservationId): Promise<void> {
  await tx.run(
    `WITH wanted AS (SELECT h.id, h.physical_room, h.night, p.id AS plan
                       FROM heyawari.host_nights h
                       JOIN heyawari.booking_plans p
                         ON p.hotel_id = h.hotel_id AND p.reservation_id = h.reservation_id
                        AND p.room_state IN ('tentative', 'final') AND p.physical_room = h.physical_room
                        AND h.night >= p.check_in AND h.night < GREATEST(p.check_out, p.check_in + 1)
                      WHERE h.hotel_id = :hotel AND h.reservation_id = :reservation),
          taken AS (INSERT INTO heyawari.room_nights (hotel_id, physical_room, night, plan_id)
                    SELECT :hotel, physical_room, night, plan FROM wanted
                    ON CONFLICT DO NOTHING RETURNING physical_room, night)
     DELETE FROM heyawari.host_nights h USING wanted w, taken t
      WHERE h.hotel_id = :hotel AND h.id = w.id AND t.physical_room = w.physical_room AND t.night = w.night`,
    { hotel: tx.hotel, reservation },
  );
}

/** A finding as a person sees it. */
export interface ShownConflict extends Omit<Finding, 'plan' | 'other' | 'otherRoom'> {
  readonly id: number;
  readonly stay: BookingPlan;
  readonly other: ReservationId | null;
  readonly otherRoom: RoomId | null;
  readonly foundAt: Date;
}

type ShownRow = Omit<ShownConflict, 'stay' | 'foundAt'> & {
  readonly stay: PlanRow;
  readonly foundAt: string;
};

/** Those of the plans that were made final by the clock or at booking, not by a person, at `since` or later. */
export async function sealedSince(
  sql: HotelSql,
  plans: readonly BookingPlanId[],
  since: Date,
): Promise<ReadonlySet<BookingPlanId>> {
  const rows = await sql.rows<{ id: BookingPlanId }>(
    `SELECT CAST(p.id AS integer) AS id FROM heyawari.booking_plans p
      WHERE p.hotel_id = :hotel AND p.id = ANY(:plans) AND p.room_state = 'final'
        AND p.final_cause IN ('deadline', 'booked_late', 'mode')
        AND EXISTS (SELECT FROM heyawari.booking_plan_history h
                     WHERE h.hotel_id = p.hotel_id AND h.plan_id = p.id AND h.at >= :since
                       AND h.event IN ('placed', 'changed', 'finalised'))`,
    { hotel: sql.hotel, plans, since },
  );
  return new Set(rows.map(({ id }) => id));
}

/** Open conflicts, and those in which a stay gave way since `since`; the newest first, at most `limit`. */
export const shownConflicts = (since: Date, limit: number): Question<ShownConflict[]> => ({
  select: `
    SELECT c.id, c.state, c.other_reservation_id AS other, c.room_id AS room, c.other_room_id AS "otherRoom",
           ${day('c.first_night')} AS "firstNight", ${day('c.last_night')} AS "lastNight", c.found_at AS "foundAt",
           json_build_object('key', c.reason_key, 'params', c.reason_params) AS reason,
           (SELECT row_to_json(s) FROM (SELECT ${planColumns}) AS s) AS stay
      FROM heyawari.room_conflicts c
      JOIN heyawari.booking_plans p ON p.hotel_id = :hotel AND p.id = c.plan_id
     WHERE c.hotel_id = :hotel AND (c.state = 'open' OR (c.state = 'yielded' AND c.settled_at >= :since))
     ORDER BY c.state = 'open' DESC, c.found_at DESC, c.id DESC LIMIT ${limit}`,
  bindings: { since },
  read: (rows: ShownRow[]) =>
    rows.map((row) => ({ ...row, stay: toPlan(row.stay), foundAt: momentIn(row.foundAt) })),
});

/** Notes for which part of the day it is being asked who has not left; false where that has been asked, or the hotel is not followed yet. */
export async function takePresence(tx: HotelTx, moment: string): Promise<boolean> {
  const written = await tx.run(
    `UPDATE heyawari.host_cursors SET presence_asked = :moment
      WHERE hotel_id = :hotel AND presence_asked IS DISTINCT FROM :moment`,
    { hotel: tx.hotel, moment },
  );
  return written === 1;
}
